"""Names that English talk gives away by their place; the same words as things stay."""

import pytest

from tests.unit.recognizers.helpers import converse


def people(*texts: str) -> list[str]:
    """What is hidden as names, in order."""
    return [text for text, kind in converse(*texts) if kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a lady called joy took my details", "joy"),
        ("it's about my daughter hope", "hope"),
        ("the booking is under young", "young"),
        ("my maiden name is trevanion", "trevanion"),
        ("hello is that june", "june"),
        ("i spoke to summer on monday", "summer"),
        ("i'll ask chase to call you", "chase"),
        ("and then joy rang about it", "joy"),
        ("she said gary would sort it", "gary"),
    ],
)
def test_a_word_that_stands_where_names_stand_is_one(text: str, name: str) -> None:
    assert name in people(text)


def test_a_word_that_is_a_name_is_looked_for_in_the_other_lines() -> None:
    assert people("i spoke to june about this", "june's off today", "well can june ring me") == ["june", "june", "june"]


def test_initials_before_a_name_belong_to_it() -> None:
    assert people("Kind regards, T. Ademola") == ["T. Ademola"]


def test_what_else_somebody_may_be_called_is_hidden() -> None:
    assert people("her name was rosaleen or roisheen i think") == ["rosaleen", "roisheen"]


@pytest.mark.parametrize(
    "text",
    [
        "is that the long one",
        "the home grant came through in june",
        "a firm called in about the summer sale",
        "i hope my daughter may come",
        "we spoke to the bank about it",
        "you may need a new one in the summer",
        "it's under warranty",
        "my wife will ring you back",
    ],
)
def test_the_same_words_as_things_stay(text: str) -> None:
    assert people(text) == []
