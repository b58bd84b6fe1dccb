"""When a card expires is a datum of the card; when anything else does is none."""

import pytest

from qa_service.understand.recognizers import card_security
from tests.unit.recognizers.helpers import converse


@pytest.mark.parametrize(
    ("texts", "datum"),
    [
        (["la scadenza della carta?", "08/27"], "08/27"),
        (["when does the card expire?", "august twenty twenty seven"], "august twenty twenty seven"),
        (["la carta scade a marzo del ventotto"], "marzo del ventotto"),
        (["la carta è 4539 7721 0048 6615", "e scade?", "zero otto ventisette"], "zero otto ventisette"),
        (["card 4539 7721 0048 6615, 08/27"], "08/27"),
    ],
)
def test_an_expiry_is_a_datum_of_the_card(texts: list[str], datum: str) -> None:
    assert any(datum in text and kind == "CREDIT_CARD" for text, kind in converse(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["la mia carta non va", "il contratto quando scade?", "a marzo del 2028"],
        ["my card is fine, it is the policy that expires in august twenty twenty seven"],
        ["il documento scade il 12/05/2027"],
        ["la carta scade il diciannove di questo mese"],
    ],
)
def test_what_else_expires_stays_readable(texts: list[str]) -> None:
    assert converse(*texts) == []


def test_a_security_code_said_digit_by_digit_over_turns_is_told() -> None:
    assert card_security.was_said(["il cvv?", "sette", "sì", "tre", "sì", "uno"], recorded=False)
    assert not card_security.was_said(["il cvv?", "non lo so", "va bene lo stesso"], recorded=False)
