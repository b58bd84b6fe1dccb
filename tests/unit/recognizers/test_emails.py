"""E-mail addresses, written and spoken."""

import pytest

from qa_service.understand.recognizers import emails
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import pairs


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
