"""Where words that a person masks stand, and what becomes of the passages around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.interaction import Party
from qa_service.domain.masked_words import HiddenWords, grown, key_of, keys_of, words_of
from qa_service.domain.processed import Silence, Understood
from qa_service.domain.transcript import PiiSpan, Transcript, Turn, Word
from qa_service.domain.understanding import Evidence, Judgement, Sentiment, Understanding
from qa_service.understand import masked_by_hand
from qa_service.understand.masked_by_hand import Edit, Edits


@pytest.mark.parametrize(("words", "text", "masked"), [
    ("348 123 4567", "dunque 3481234567, giusto", "dunque [X], giusto"),
    ("3481234567", "348-123.4567 e 348", "[X] e 348"),
    ("Quagliarella", "QUAGLIARELLA. quagliarèlla quagliarellas", "[X]. [X] quagliarellas"),
    ("D'Amico", "la signora d amico", "la signora [X]"),
    ("via Roma 5", "Via Roma, 5; via Roma 55", "[X]; via Roma 55"),
    ("Anna Bo", "Anna [PERSON] Bo", "Anna [PERSON] Bo"),
    ("anna.b@posta.it", "scriva a anna.b@posta.it.", "scriva a [X]."),
])  # fmt: skip
def test_the_same_words_are_found_however_they_are_spelled(words: str, text: str, masked: str) -> None:
    assert HiddenWords.of(keys_of(words, "OTHER_ID")).masked(text, "X") == masked


def test_of_a_name_each_part_with_a_capital_is_looked_for_and_of_short_or_masked_words_nothing() -> None:
    assert keys_of("Anna de Quagliarella", "PERSON") == ("annadequagliarella", "anna", "quagliarella")
    assert keys_of("Via Roma", "ADDRESS") == ("viaroma",)
    assert keys_of("5", "OTHER_ID") == keys_of("via [ADDRESS] 5", "ADDRESS") == ()


@pytest.mark.parametrize(("start", "end", "touched"), [(10, 11, "Anna"), (7, 10, "sono Anna"), (18, 19, "[PHONE]")])
def test_a_choice_of_characters_grows_to_whole_words_and_masks(start: int, end: int, touched: str) -> None:
    text = "sì, sono Anna, [PHONE]."
    span = grown(text, start, end)
    assert span is not None
    assert text[span.start : span.end] == touched
    assert grown(text, 13, 14) is None
    assert [text[word.start : word.end] for word in words_of(text)] == ["sì,", "sono", "Anna,", "[PHONE]."]


@given(st.text(max_size=60), st.text(min_size=1, max_size=10))
def test_nothing_that_is_masked_is_found_again(text: str, words: str) -> None:
    hidden = HiddenWords.of(keys_of(words, "OTHER_ID"))
    assert hidden.places(hidden.masked(text, "OTHER_ID")) == []
    assert all(key_of(text[place.start : place.end]) == key_of(words) for place in hidden.places(text))


def test_passages_move_with_the_words_around_them() -> None:
    """`io sono Anna Rossi e basta` with `Anna Rossi` (8 to 18) as `[PERSON]`, two characters shorter."""
    edits = Edits({1: [Edit(8, 18, "[PERSON]")]})
    assert edits.place(Evidence(0, 3, 20)) == Evidence(0, 3, 20)  # another turn
    assert edits.place(Evidence(1, 0, 7)) == Evidence(1, 0, 7)  # before
    assert edits.place(Evidence(1, 19, 26)) == Evidence(1, 17, 24)  # behind
    assert edits.place(Evidence(1, 3, 12)) == Evidence(1, 3, 16)  # into it: all of the mask
    assert edits.place(Evidence(1, 13, 26)) == Evidence(1, 8, 24)  # out of it
    assert edits.place(Evidence(1, 8, 18)) == Evidence(1, 8, 16)
    assert edits.place(Evidence(1, 18, 20)) == Evidence(1, 16, 18)  # right behind


NOTHING = Judgement(None, 0.0, {})
MEANING = Understanding(NOTHING, NOTHING, Sentiment((), None, None), {})


def conversation() -> Understood:
    """Unmasked: `sono Anna Bò, 333 1234567` and `bene Anna`; the number was masked by the machine."""
    words = tuple(
        Word(text, n + 1.0, n + 2.0, 0.9, 1) for n, text in enumerate(("sono", "Anna", "Bò,", "[PHONE]", "grazie"))
    )
    turns = (
        Turn(Party.CUSTOMER, "sono Anna Bò, [PHONE] grazie", 1.0, 6.0, words=words),
        Turn(
            Party.AGENT, "bene Anna", 6.0, 8.0, words=(Word("bene", 6.0, 7.0, 0.9, 0), Word("Anna", 7.0, 8.0, 0.9, 0))
        ),
    )
    spans = (PiiSpan(0, 14, 25, "PHONE"),)
    return Understood(Transcript(turns, "it", {}, 9.0), spans, (Silence(3.75, 5.25, 1),), MEANING)


def test_words_are_masked_wherever_they_stand_with_their_seconds_and_can_be_shown_again() -> None:
    before = conversation()
    found = masked_by_hand.places(before.transcript.turns, HiddenWords.of(keys_of("Anna", "PERSON")))
    after, _ = masked_by_hand.hide(before, masked_by_hand.disjoint([*found, Evidence(0, 5, 12)]), "PERSON")
    assert [turn.text for turn in after.transcript.turns] == ["sono [PERSON], [PHONE] grazie", "bene [PERSON]"]
    assert [word.text for word in after.transcript.turns[0].words] == ["sono", "[PERSON],", "[PHONE]", "grazie"]
    hand = [(span.turn, span.start, span.end, span.by_hand) for span in after.pii]
    assert hand == [(0, 5, 12, True), (0, 14, 25, False), (1, 5, 9, True)]
    # "Anna Bò," is spoken from 2 to 4, a quarter of a second more on both sides; the number was silent before
    assert after.silences == (Silence(1.75, 5.25, 1), Silence(6.75, 8.25, 0))
    mask = masked_by_hand.mask_at(after, 0, 5)
    assert mask is not None
    shown, _ = masked_by_hand.show(after, mask, "Anna Bò")
    assert shown.transcript.turns[0].text == before.transcript.turns[0].text
    assert [(span.start, span.end) for span in shown.pii] == [(14, 25), (5, 9)]
    assert shown.silences == after.silences  # nobody knows how it sounds
    heard = (Word("Anna", 2.0, 3.0, 0.9, 1), Word("Bò", 3.0, 4.0, 0.9, 1))
    audible, _ = masked_by_hand.show(after, mask, "Anna Bò", heard)
    assert [word.text for word in audible.transcript.turns[0].words] == ["sono", "Anna", "Bò,", "[PHONE]", "grazie"]
    # the guard band of the number next to it stays, from 3.75 on
    assert audible.silences == (Silence(1.75, 2.0, 1), Silence(3.75, 5.25, 1), Silence(6.75, 8.25, 0))


def test_a_choice_that_takes_in_a_mask_joins_it() -> None:
    after, _ = masked_by_hand.hide(conversation(), [Evidence(0, 10, 21)], "ADDRESS")
    assert after.transcript.turns[0].text == "sono Anna [ADDRESS] grazie"
    # `Bò, 333 1234567` in the unmasked turn
    assert [(span.start, span.end, span.type) for span in after.pii] == [(10, 25, "ADDRESS")]
