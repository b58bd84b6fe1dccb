"""What the form of a code alone tells: a proof of its type, the likeliest type, whether it can be of a type at all."""

import re
from collections.abc import Sequence

from qa_service.understand.recognizers import checks
from qa_service.understand.recognizers.runs import Run

PHONE, CARD, IBAN, POD = "PHONE", "CREDIT_CARD", "IBAN", "POD_PDR"
NATIONAL, CUSTOMER, OTHER = "NATIONAL_ID", "CUSTOMER_CODE", "OTHER_ID"
ADDRESS = "ADDRESS"

_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]"), NATIONAL),
    (re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"), NATIONAL),  # a codice fiscale misheard
    (re.compile(r"(?:POD|PDR)?IT\d{3}E\d{8,9}|(?:POD|PDR)\d{7,14}"), POD),
    (re.compile(r"IT\d\d[A-Z]\d{4,22}"), IBAN),
    (re.compile(r"[A-CEGHJ-PR-TW-Z]{2}\d{6}[A-D]"), NATIONAL),  # UK national insurance number
    (re.compile(r"[A-Z]{2}\d{3}[A-Z]{2}"), OTHER),  # Italian plate
    (re.compile(r"[A-Z]{2}\d{2}[A-Z]{3}"), OTHER),  # UK plate
    (re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}"), OTHER),  # parcel number (UPU S10)
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[\dA-Z]?\d[A-Z]{2}")
_EIRCODE = re.compile(r"[A-Z]\d[\dW][\dA-Z]{4}")
_LOCATOR = re.compile(r"(?=.{6})(?=.*?[A-Z]\d)[A-Z\d]++")
_LONGEST_HARMLESS = 4
_TOLL_FREE = re.compile(r"(?:800|803|840|848)\d{6}|(?:0800|1800)\d{6,7}|0808\d{7}")
_DIGIT_BEFORE_LETTER = re.compile(r"\d[A-Z]")


def proven(code: str) -> str:
    """The type that check digits or a shape of its own prove, "" when none."""
    if checks.iban(code):
        return IBAN
    if checks.luhn(code) and len(code) >= 15:
        return CARD
    return next((kind for pattern, kind in _SHAPES if pattern.fullmatch(code)), "")


def fitting(run: Run, kinds: Sequence[str]) -> str:
    """The first of `kinds` that a code of this form can be, "" when none."""
    return next((kind for kind in kinds if _can_be(run, kind)), "")


def _can_be(run: Run, kind: str) -> bool:
    if kind == PHONE:
        return not run.letters and 3 <= run.digits <= 13
    if kind == CARD:
        return not run.letters and (run.digits <= 4 or 12 <= run.digits <= 19)
    if kind == ADDRESS:
        return is_postcode(run.code) or bool(_EIRCODE.fullmatch(run.code)) or (run.digits == 5 and not run.letters)
    return run.digits >= (2 if run.letters > 1 else 3) if kind in (IBAN, POD) else True


def likeliest(run: Run) -> str:
    """The likeliest type of a code about which nothing is said."""
    if run.letters:
        return CUSTOMER if run.letters <= 2 and run.spoken else OTHER
    if len(run.code) >= 14:
        return {14: POD, 16: CARD}.get(len(run.code), OTHER)
    return PHONE if is_mobile(run.code) or is_landline(run.code) else OTHER


def is_postcode(code: str) -> bool:
    """A British postcode, without its space."""
    return bool(_POSTCODE.fullmatch(code))


def is_mobile(code: str) -> bool:
    """Italian mobile numbers (3xx and nine or ten digits in all) and British ones (07 and eleven)."""
    return (code[0] == "3" and 9 <= len(code) <= 10) or (code[:2] == "07" and len(code) == 11)


def is_toll_free(code: str) -> bool:
    """Italian (800 and six digits), British and Irish numbers that callers do not pay for: they belong to companies."""
    return _TOLL_FREE.fullmatch(code) is not None


def is_landline(code: str) -> bool:
    """Numbers with a leading zero or the country code of Italy or the United Kingdom, and of a telephone's length."""
    return (code[0] == "0" and 8 <= len(code) <= 12) or (code[:2] in ("44", "39") and len(code) >= 11)


def stands_out(run: Run) -> bool:
    """Whether a run is a code whatever stands around it: nobody counts or prices in this form."""
    if run.spoken:
        enough = run.digits >= 5 and run.singles >= 3 if run.letters == 0 else run.singles >= 2 and len(run.code) >= 5
        return run.groups >= 4 and enough
    if not run.letters:
        return run.digits >= 8
    locator = run.first == run.last and _LOCATOR.fullmatch(run.code) and _DIGIT_BEFORE_LETTER.search(run.code)
    tied = run.joined and len(run.code) >= 5 and run.digits >= (3 if len(run.code) >= 6 else 4)
    return bool(locator) or tied or run.digits >= 5


def is_long(run: Run) -> bool:
    """Whether a run is a number longer than four digits that nobody says in one, as amounts are said. Two numbers in
    words may be any list (`sedici, duecentosessanta`), unless both have three digits."""
    if run.letters or run.length <= _LONGEST_HARMLESS:
        return False
    return (
        not run.spoken
        or len(run.numbers) > 2
        or (len(run.numbers) == 2 and all(len(n.digits) == 3 for n in run.numbers))
    )


def is_spelled_name(run: Run) -> bool:
    """Whether a run is letters alone, four or more said one by one: somebody spells a name."""
    return run.letters >= 4 and run.groups >= 4 and not run.digits


def looks_like_year(code: str) -> bool:
    """1900 to 2099."""
    return len(code) == 4 and code[:2] in ("19", "20")
