"""Card security codes: found by the question for them, and told, so that no original that holds one is kept."""

import pytest

from qa_service.understand.recognizers import card_security
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse


@pytest.mark.parametrize(
    ("texts", "datum"),
    [
        (["Mi dice le ultime tre cifre sul retro della carta?", "Sì, 731."], "731"),
        (["mi dà le tre cifre dietro?", "sette tre uno"], "sette tre uno"),
        (["e i tre numerini sul retro della carta", "settecento trentuno"], "settecento trentuno"),
        (["il CVV per favore?", "7, 3, 1."], "7, 3, 1"),
        (["il ci vu vu?", "un attimo", "allora", "sette tre uno"], "sette tre uno"),
        (["il C.V.V. è 731"], "731"),
        (["CVV 731"], "731"),
        (["il codice di sicurezza è settecentotrentuno"], "settecentotrentuno"),
        (["sul retro ci sono tre cifre, me le dice?", "0, 0, 7."], "0, 0, 7"),
        (["and the three digits on the back?", "seven three one"], "seven three one"),
        (["What's the security code, please?", "It's 731."], "731"),
        (["the four digits on the front of the amex", "double seven three one"], "double seven three one"),
        (["may I have the last three numbers on the back of the card", "2 0 4"], "2 0 4"),
    ],
)
def test_a_security_code_is_a_card_datum(texts: list[str], datum: str) -> None:
    assert (datum, "CREDIT_CARD") in converse(*texts)
    assert card_security.was_said(texts, recorded=False)


def test_a_code_said_in_two_turns_and_read_back_is_hidden_each_time() -> None:
    said = converse("le tre cifre dietro?", "sette tre", "sì", "uno", "sette tre uno, grazie")
    assert [datum for datum, _ in said] == ["sette tre", "uno", "sette tre uno"]


@pytest.mark.parametrize(
    "texts",
    [
        ["La bolletta ha tre cifre.", "731"],
        ["Torni indietro di tre giorni.", "alle 10"],
        ["the back door has number 12", "ok"],
        ["Mi dice il numero?", "348 6119205"],
    ],
)
def test_other_numbers_are_none(texts: list[str]) -> None:
    assert not any(card_security.speaks_of(TextLine(text)) for text in texts)
    assert not card_security.was_said(texts, recorded=True)


def test_a_text_that_only_warns_of_them_holds_none_but_a_recording_might() -> None:
    warning = ["Non le chiederemo mai il codice di sicurezza della carta.", "bene", "grazie", "a lei", "Sono le 10."]
    assert not card_security.was_said(warning, recorded=False)  # the number comes four turns later
    assert card_security.was_said(warning, recorded=True)


def test_three_on_the_back_names_the_security_code() -> None:
    assert card_security.speaks_of(TextLine("expiry and the three on the back"))
