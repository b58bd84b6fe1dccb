"""The one form of what a customer is known by, so that two channels that write it differently mean the same.

A wrong link would count two people's contacts as one person's, so what may be anybody's gives nothing.
"""

import re
from collections.abc import Mapping

from qa_service.domain.interaction import Identities

HOME = "IT"
"""The country of a number without the country's code."""
_SCHEME = re.compile(r"^(?:tel|sips?|mailto):", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")
_NOBODY = re.compile(r"(?:no|do[-_.]?not)[-_.]?reply|mailer[-_.]?daemon|postmaster|anonym(?:ous|o|e)?|unknown")


def known_by(identities: Identities) -> dict[str, str]:
    """By kind (`phone`, `email`, `customer_number`) the one form of each that can be of one person."""
    return forms(identities.model_dump(exclude_none=True))


def forms(texts: Mapping[str, str]) -> dict[str, str]:
    """The same of texts by their kinds."""
    known = {
        "phone": phone(texts.get("phone", "")),
        "email": address(texts.get("email", "")),
        "customer_number": texts.get("customer_number", "").strip() or None,
    }
    return {kind: form for kind, form in known.items() if form is not None}


def phone(text: str) -> str | None:
    """A number as E.164 has it; None for an extension, a withheld number and what is none."""
    import phonenumbers  # its tables are large: only where there is a number

    text = _SCHEME.sub("", text.strip()).partition("@")[0]
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def address(text: str) -> str | None:
    """An address in small letters; None for what is none, and for one from which nobody writes."""
    text = _SCHEME.sub("", text.strip()).casefold()
    if not _ADDRESS.fullmatch(text) or _NOBODY.fullmatch(text.partition("@")[0]):
        return None
    return text
