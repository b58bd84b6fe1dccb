"""Masking text, words and seconds: what must never come through, and how offsets find their way back."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import PiiSpan, Turn, Word
from qa_service.understand.redact import mask, mask_text, place, placeholder, silences, tidy, unmask_span

TYPES = ("PERSON", "PHONE", "EMAIL")


def mask_span(marks: Iterable[PiiSpan], start: int, end: int) -> tuple[int, int]:
    """Offsets into the original turn -> offsets into the masked one; a datum touched becomes its whole placeholder."""
    low, high, shift = None, None, 0
    for mark in tidy(marks):
        size = len(placeholder(mark.type))
        if low is None and start < mark.end:
            low = min(start, mark.start) + shift
        if high is None and end <= mark.end:
            high = end + shift if end <= mark.start else mark.start + shift + size
        shift += size - (mark.end - mark.start)
    return (start + shift if low is None else low, end + shift if high is None else high)


def span(start: int, end: int, kind: str = "PHONE", turn: int = 0) -> PiiSpan:
    return PiiSpan(turn, start, end, kind)


def spoken(*words: str, speaker: int = 0, first: float = 0.0) -> Turn:
    """One word a second: word n sounds from `first` + n to `first` + n + 0.5."""
    heard = tuple(Word(text, first + n, first + n + 0.5, 0.9, speaker) for n, text in enumerate(words))
    return Turn(Party.CUSTOMER, " ".join(words), first, first + len(words), words=heard)


@st.composite
def marked_text(draw: st.DrawFn) -> tuple[str, list[PiiSpan]]:
    text = draw(st.text(max_size=40))
    edge = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edge, edge, st.sampled_from(TYPES)), max_size=5))
    return text, [span(min(a, b), max(a, b), kind) for a, b, kind in pairs]


def test_a_datum_becomes_its_type() -> None:
    turn = Turn(Party.CUSTOMER, "chiami Mario al 347 1234567, grazie")
    (masked,) = mask([turn], [span(7, 12, "PERSON"), span(16, 27)])
    assert masked.text == "chiami [PERSON] al [PHONE], grazie"


def test_a_turn_without_data_stays_the_same_object() -> None:
    turn = spoken("buongiorno", "mi", "dica")
    assert mask([turn], [])[0] is turn


def test_nested_and_overlapping_spans_become_one_of_the_longest_type() -> None:
    assert tidy([span(5, 9, "PERSON"), span(3, 12, "EMAIL"), span(10, 14)]) == (span(3, 14, "EMAIL"),)


def test_adjacent_spans_stay_two() -> None:
    assert mask_text("abcdef", [span(0, 3), span(3, 6, "EMAIL")]) == "[PHONE][EMAIL]"


def test_the_words_of_one_datum_become_one_word_with_its_time() -> None:
    turn = spoken("chiami", "tre", "quattro", "sette,", "grazie")
    (masked,) = mask([turn], [span(7, 24)])
    assert masked.text == "chiami [PHONE], grazie"
    assert [(w.text, w.start, w.end) for w in masked.words] == [
        ("chiami", 0.0, 0.5),
        ("[PHONE],", 1.0, 3.5),
        ("grazie", 4.0, 4.5),
    ]


def test_words_that_do_not_fit_their_text_are_hidden_altogether() -> None:
    odd = Turn(Party.CUSTOMER, "chiami Mario", words=(Word("mario", 1.0, 1.5, 0.4), Word("rossi", 2.0, 2.5, 0.8)))
    (masked,) = mask([odd], [span(7, 12, "PERSON")])
    assert masked.words == (Word("chiami [PERSON]", 1.0, 2.5, 0.4),)


def test_a_placeholder_touched_in_part_maps_to_the_whole_datum() -> None:
    marks = [span(7, 12, "PERSON"), span(16, 27)]
    masked = mask_text("chiami Mario al 347 1234567, grazie", marks)
    inside = masked.index("HONE")
    assert unmask_span(marks, inside, inside + 2) == (16, 27)
    assert unmask_span(marks, masked.index("grazie"), len(masked)) == (29, 35)
    assert mask_span(marks, 18, 20) == (masked.index("[PHONE]"), masked.index("[PHONE]") + 7)


@pytest.mark.slow
@given(marked_text())
def test_what_stands_around_the_data_is_kept_and_found_again(sample: tuple[str, list[PiiSpan]]) -> None:
    text, marks = sample
    masked = mask_text(text, marks)
    clean, at = tidy(marks), 0
    for mark in [*clean, span(len(text), len(text))]:
        start, end = mask_span(marks, at, mark.start)
        if at < mark.start:
            assert masked[start:end] == text[at : mark.start]
            assert unmask_span(marks, start, end) == (at, mark.start)
        at = mark.end


@pytest.mark.slow
@given(marked_text())
def test_every_datum_maps_to_its_placeholder_and_back(sample: tuple[str, list[PiiSpan]]) -> None:
    text, marks = sample
    masked = mask_text(text, marks)
    for mark in tidy(marks):
        start, end = mask_span(marks, mark.start, mark.end)
        assert masked[start:end] == f"[{mark.type}]"
        assert unmask_span(marks, start, end) == (mark.start, mark.end)


@pytest.mark.slow
@given(st.lists(st.sampled_from(["allora", "sì,", "grazie"]), max_size=4), st.integers(0, 3))
def test_no_masked_turn_holds_the_datum(around: list[str], position: int) -> None:
    words = [*around[:position], "Rossetti", "3471234567", *around[position:]]
    turn = spoken(*words)
    start = turn.text.index("Rossetti")
    (masked,) = mask([turn], [span(start, start + 8, "PERSON"), span(start + 9, start + 19)])
    everything = " ".join([masked.text, *(word.text for word in masked.words)])
    assert "Rossetti" not in everything
    assert "347" not in everything
    assert " ".join(word.text for word in masked.words) == masked.text


@given(st.lists(st.text(alphabet="abc,", min_size=1, max_size=3), min_size=1, max_size=8))
def test_words_are_found_in_the_text_they_make(words: list[str]) -> None:
    places = place(spoken(*words).words, " ".join(words))
    assert places is not None
    assert [" ".join(words)[start:end] for start, end in places] == words


def test_silence_covers_the_words_with_a_guard_band() -> None:
    turn = spoken("chiami", "tre", "quattro", "grazie", speaker=1, first=10.0)
    # "tre" 11.0-11.5 and "quattro" 12.0-12.5, each 0.5 wider on both sides, touch at 11.5..12.0
    assert silences([turn], [span(7, 18)], pad=0.5) == ((10.5, 13.0, 1),)


def test_what_lies_between_the_words_of_a_datum_is_silent_too() -> None:
    turn = spoken("chiami", "tre", "quattro", "sette")  # words of half a second, half a second between them
    assert silences([turn], [span(7, 24)], pad=0.0) == ((1.0, 3.5, 0),)


def test_a_number_that_got_the_time_of_its_last_digit_is_silent_for_as_long_as_it_takes_to_say() -> None:
    asked = Word("please?", 22.0, 23.0, 0.9, 0)
    number, after = Word("3205518492", 30.3, 31.0, 0.9, 0), Word("and", 31.2, 31.3, 0.9, 0)
    turns = [Turn(Party.AGENT, "please?", words=(asked,)), Turn(Party.AGENT, "3205518492 and", words=(number, after))]
    # ten digits take 2 to 6 s, and 0.7 s are none of that: from 31.0 - 6.0 to the next word
    assert silences(turns, [span(0, 10, turn=1)], pad=0.0) == ((25.0, 31.2, 0),)
    near = Turn(Party.AGENT, "please?", words=(Word("please?", 27.0, 28.0, 0.9, 0),))
    assert silences([near, turns[1]], [span(0, 10, turn=1)], pad=0.0) == ((28.0, 31.2, 0),)
    other = Turn(
        Party.AGENT, "please?", words=(Word("please?", 27.0, 28.0, 0.9, 1),)
    )  # the other party may say what it likes
    assert silences([other, turns[1]], [span(0, 10, turn=1)], pad=0.0) == ((25.0, 31.2, 0),)
    slow = Word("3205518492", 27.5, 31.0, 0.9, 0)
    assert silences([Turn(Party.AGENT, "3205518492", words=(slow,))], [span(0, 10)], pad=0.0) == ((27.5, 31.0, 0),)


def test_silences_of_two_channels_are_kept_apart() -> None:
    agent, customer = spoken("Mario", speaker=0), spoken("Mario", speaker=1, first=0.2)
    spans = [span(0, 5, "PERSON", 0), span(0, 5, "PERSON", 1)]
    assert silences([agent, customer], spans, pad=0.0) == ((0.0, 0.5, 0), (0.2, 0.7, 1))


def test_silence_never_begins_before_the_recording() -> None:
    assert silences([spoken("Mario")], [span(0, 5, "PERSON")]) == ((0.0, 0.75, 0),)


def test_a_turn_with_times_but_without_words_is_silenced_whole_on_all_channels() -> None:
    turn = Turn(Party.CUSTOMER, "sono Mario", 4.0, 6.0)
    assert silences([turn], [span(5, 10, "PERSON")], pad=0.0) == ((4.0, 6.0, None),)


def test_a_turn_whose_words_do_not_fit_is_silenced_whole() -> None:
    odd = Turn(Party.CUSTOMER, "sono Mario", words=(Word("sonno", 1.0, 1.5, 0.4, 1), Word("mario", 2.0, 2.5, 0.8, 1)))
    assert silences([odd], [span(5, 10, "PERSON")], pad=0.0) == ((1.0, 2.5, 1),)


def test_written_messages_have_nothing_to_silence() -> None:
    assert silences([Turn(Party.CUSTOMER, "sono Mario")], [span(5, 10, "PERSON")]) == ()
