"""All words in one look."""

import random

from hypothesis import given
from hypothesis import strategies as st

from models.interaction_encoder import disturb
from qa_service.understand.look import plain


def test_capitals_and_punctuation_go_and_words_stay() -> None:
    assert plain("Perché NO?! L’altro, «quello»: un po'...") == "perché no l'altro quello un po"


def test_masks_stay() -> None:
    assert plain("Sono [PERSON], mi chiami al [PHONE].") == "sono [PERSON] mi chiami al [PHONE]"


def test_a_bracket_is_no_mask() -> None:
    assert plain("[0 [Ok] \n[x") == "0 ok x"


def test_a_text_of_signs_alone_is_left() -> None:
    assert plain("??") == "??"


@given(st.text(max_size=80))
def test_it_is_the_same_for_every_look(text: str) -> None:
    chance = random.Random(0)
    bare, lowered = disturb.bare(text, "it", chance), disturb.lowered(text, "it", chance)
    if any(word.isalnum() for word in plain(text).split()):
        assert plain(plain(text)) == plain(text)
        assert plain(lowered) == plain(text)
        assert plain(bare).split() == plain(text).split()
