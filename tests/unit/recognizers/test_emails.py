"""E-mail addresses, written and spoken."""

import pytest

from qa_service.understand.recognizers import emails
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse, pairs


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("scriva a m.rossi77@posta.example.", "m.rossi77@posta.example"),
        ("it's vikram.dsouza@coastalfreight.co.uk, thanks", "vikram.dsouza@coastalfreight.co.uk"),
        ("annegret@petersen brot.example", "annegret@petersen brot.example"),
        ("la mail è mario punto rossi chiocciola gmail punto com", "mario punto rossi chiocciola gmail punto com"),
        ("m punto iorio ottantotto chiocciola posta punto it", "m punto iorio ottantotto chiocciola posta punto it"),
        ("è anna frizzi senza punti chiocciola posta punto it", "anna frizzi senza punti chiocciola posta punto it"),
        ("elsa barra bassa gori chiocciola posta punto it", "elsa barra bassa gori chiocciola posta punto it"),
        ("a info chiocciola scuola punto edu punto it con la a", "info chiocciola scuola punto edu punto it"),
        ("it is to shalini dot r at cauvery post dot example yes", "shalini dot r at cauvery post dot example"),
        ("shane eighty four at postbox dot net dot a u", "shane eighty four at postbox dot net dot a u"),
        ("it's john dot smith at gmail", "john dot smith at gmail"),
        ("john smith at hot mail dot com", "john smith at hot mail dot com"),
        ("scriva a mario.rossi @ posta.it grazie", "mario.rossi @ posta.it"),
        ("mario rossi chiocciolina libero punto it", "mario rossi chiocciolina libero punto it"),
    ],
)  # fmt: skip
def test_an_address_is_found_whole(text: str, datum: str) -> None:
    found = pairs(text, emails.find(TextLine(text)))
    assert (datum, "EMAIL") in found
    assert all(part in datum for part, _ in found)


@pytest.mark.parametrize(
    "text",
    ["meet me at the office", "è a punto", "look at it dot by dot", "at", "chiocciola", "arrive at ten", "prezzo @ 3"],
)
def test_other_uses_of_at_and_dot_stay(text: str) -> None:
    assert emails.find(TextLine(text)) == []


def test_an_address_with_blanks_around_its_marks_is_one() -> None:
    assert converse("its mary_ann7 @ eircom . net") == [("mary_ann7 @ eircom . net", "EMAIL")]


def test_what_was_begun_and_broken_off_is_hidden_too() -> None:
    hidden = [text for text, _ in converse("what's your email", "it's sam dot um sam dot kessler at gmail dot com")]
    assert any("sam dot" in text for text in hidden[:1])
    assert "kessler" in " ".join(hidden)
