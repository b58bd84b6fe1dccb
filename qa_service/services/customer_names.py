"""How people name a customer whose contacts are to be erased, kept or refused: by the identifier as it was handed in,
by the pseudonym in its place, or by a telephone number or an address, of which keyed hashes alone are kept.

A number stands behind `tel:` and an address behind `mailto:`, so that an identifier that looks like one is not taken
for it: it may be another person's.
"""

import re
from collections.abc import Mapping
from typing import Any

from qa_service.errors import BadInput, say
from qa_service.services.dependencies import Dependencies
from qa_service.store import identity_forms

_PSEUDONYM = re.compile(r"[ci]-[0-9a-f]{32}")
_KINDS = {"tel": "phone", "mailto": "email"}
"""What stands behind a scheme."""


def named(customer: str | None = None, phone: str | None = None, email: str | None = None) -> str | None:
    """The one of them that is given; None: none is. Raises BadInput where several are."""
    texts = {"": customer, "tel:": phone, "mailto:": email}
    names = [scheme + text.strip() for scheme, text in texts.items() if text and text.strip()]
    if len(names) > 1:
        raise BadInput("is named in several ways", where="customer", hint="give a customer, a phone or an email")
    return names[0] if names else None


def one_named(customer: str | None = None, phone: str | None = None, email: str | None = None) -> str:
    """The same. Raises BadInput where none is given as well."""
    name = named(customer, phone, email)
    if name is None:
        raise BadInput("is not named", where="customer", hint="give a customer, a phone or an email")
    return name


def key_of(deps: Dependencies, client: str, customer: str) -> str:
    """Under which a customer is kept. Raises BadInput on a number or an address that is of no one person: by it nothing
    is ever known.
    """
    if _PSEUDONYM.fullmatch(customer):
        return customer
    kind = _KINDS.get(customer.partition(":")[0])
    if kind is None:
        return deps.intake.pseudonyms.of(client, customer)
    form = identity_forms.forms({kind: customer}).get(kind)
    if form is None:
        raise BadInput(
            "is no number or address of one person",
            where=kind,
            hint=say("give the whole number with its prefix, as +39 02 1234567, or the whole address"),
        )
    return deps.intake.pseudonyms.of_identity(client, kind, form)


def keys_in(deps: Dependencies, client: str, document: Mapping[str, Any]) -> set[str]:
    """Under which the customer of a document that is still on its way would be kept."""
    pseudonyms, told = deps.intake.pseudonyms, document.get("identities")
    texts = {name: text for name, text in told.items() if isinstance(text, str)} if isinstance(told, Mapping) else {}
    plain = identity_forms.forms(texts)
    ids = [str(document["customer"])] if document.get("customer") else []
    ids += [plain.pop("customer_number")] if "customer_number" in plain else []
    keyed = {pseudonyms.of_identity(client, kind, form) for kind, form in plain.items()}
    return {*keyed, *(pseudonyms.of(client, id) for id in ids)}
