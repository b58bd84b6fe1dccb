"""Which words are taken for each other: the stated rule on errors, and stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.scoring.wording.likeness import distance, likeness
from qa_service.scoring.wording.pattern import Way, ways
from qa_service.scoring.wording.tokens import spoken_turn

LETTERS = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "letters"),
    [
        ("attesa", "attesa", 0),
        ("attesa", "atesa", 1),  # one missing
        ("attesa", "attessa", 1),  # one too many
        ("attesa", "attega", 1),  # one changed
        ("attesa", "atteas", 1),  # two swapped
        ("attesa", "tatega", 2),
        ("attesa", "xyz", 3),  # more than two is three
    ],
)
def test_distance_counts_letters(left: str, right: str, letters: int) -> None:
    assert distance(left, right, 2) == letters


@given(LETTERS, LETTERS)
def test_distance_is_a_distance(left: str, right: str) -> None:
    far = distance(left, right, 99)
    assert far == distance(right, left, 99)
    assert (far == 0) is (left == right)
    assert abs(len(left) - len(right)) <= far <= max(len(left), len(right))
    assert distance(left, right, 1) == min(far, 2)


@pytest.mark.parametrize(
    ("asked", "heard", "like"),
    [
        ("registrata", "registrate", "same"),
        ("registrata", "regsitrazione", None),
        ("contratto", "contrato", "misheard"),  # nine letters and eight: one is tolerated
        ("registrazione", "regstrazone", "misheard"),  # eleven letters: two
        ("chiamata", "ciamata", "misheard"),
        ("chiamata", "fiamata", None),  # another first letter
        ("posto", "costo", None),
        ("dieci", "dieti", "misheard"),
        ("uno", "una", None),  # too short for either
        ("[phone]", "[phones]", None),
        ("12345", "12346", None),
    ],
)
def test_the_rule_on_errors(asked: str, heard: str, like: str | None) -> None:
    assert likeness(asked, heard, "it") == like


@given(st.text(max_size=60), st.sampled_from(["it", "en"]))
def test_words_stand_where_they_say(text: str, lang: str) -> None:
    turn = spoken_turn(0, text, lang)
    assert len(turn.words) == len(turn.spans) == len(turn.sentences)
    ends = 0
    for start, end in turn.spans:
        assert 0 <= start < end <= len(text)
        assert start >= ends or (start, end) in turn.spans  # a short form is two words of one span
        ends = end
    assert list(turn.sentences) == sorted(turn.sentences)


def test_a_phrase_is_spelled_out() -> None:
    def texts(way: Way) -> tuple[str, ...]:
        return tuple("|".join(word.text for word in slot.words) for slot in way)

    assert {texts(way) for way in ways("c'è|serve|occorre altro? [PHONE]", "it")} == {
        ("c", "e", "altro", "[phone]"),
        ("serve|occorre", "altro", "[phone]"),
        ("c", "e", "[phone]"),
        ("serve|occorre", "[phone]"),
    }
