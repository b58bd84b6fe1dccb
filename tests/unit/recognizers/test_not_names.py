"""Words that look like names and are things stay readable, where the words around leave no doubt."""

import pytest

from qa_service.understand.recognizers.not_names import is_thing
from qa_service.understand.recognizers.text_line import Hit, TextLine


def thing(text: str, name: str, kind: str = "PERSON") -> bool:
    """Whether a hit for this name in a text hides a thing."""
    start = text.index(name)
    return is_thing(TextLine(text), Hit(start, start + len(name), kind, 0.8))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cacciatore come il mestiere", "mestiere"),
        ("church like the building", "building"),
        ("due biglietti per il concerto di vasco", "vasco"),
        ("il san raffaele non risponde", "raffaele"),
        ("i want the fred perry polo", "fred perry polo"),
        ("i want the fred perry polo", "fred perry"),
        ("we landed at john lennon airport", "john lennon"),
        ("does the Victoria line go there", "Victoria"),
    ],
)
def test_a_thing_is_told_by_the_words_around(text: str, name: str) -> None:
    assert thing(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fiore come il fiore del prato, rosa fiore", "rosa fiore"),
        ("sono san giorgio di cognome", "giorgio"),
        ("my name is victoria line one please", "victoria"),
        ("è come vasco mio fratello", "vasco"),
        ("ho visto il film con mia figlia sara", "sara"),
        ("like the jenkins", "jenkins"),
    ],
)
def test_names_beside_such_words_stay_hidden(text: str, name: str) -> None:
    assert not thing(text, name)


def test_only_names_are_things() -> None:
    assert not thing("we landed at john lennon airport", "john lennon", "ADDRESS")
