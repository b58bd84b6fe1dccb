"""Words to turns: order, pauses, backchannels, speakers of mono words, parties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import SpeakerSpan, Word
from qa_service.transcribe.turns import assign, parties, speaker_turns, transcript


def say(text: str, start: float, speaker: int = 0, each: float = 0.4, probability: float = 0.9) -> list[Word]:
    """The words of `text`, `each` seconds long, one after the other without a pause."""
    return [
        Word(word, start + i * each, start + (i + 1) * each, probability, speaker)
        for i, word in enumerate(text.split())
    ]


def lines(words: list[Word], **options: float) -> list[tuple[int, str]]:
    return [(turn.speaker, turn.text) for turn in speaker_turns(words, **options)]


def test_a_turn_ends_when_the_other_speaks():
    words = say("Buongiorno mi dica", 0, 0) + say("Vorrei disdire il contratto", 2, 1) + say("Certo perché", 4, 0)
    assert lines(words) == [(0, "Buongiorno mi dica"), (1, "Vorrei disdire il contratto"), (0, "Certo perché")]


def test_a_pause_longer_than_the_limit_begins_a_new_turn():
    # The first words end at 0.8; the next begin at 2.8, which is a pause of exactly 2 s, then at 2.9 of 2.1 s.
    assert len(lines(say("un momento", 0) + say("ecco qui", 2.8))) == 1
    assert lines(say("un momento", 0) + say("ecco qui", 2.9)) == [(0, "un momento"), (0, "ecco qui")]
    assert len(lines(say("un momento", 0) + say("ecco qui", 2.9), pause=3)) == 1


def test_a_voice_that_never_pauses_speaks_in_turns_of_bounded_length():
    # 9 letters and a space each: 2,000 words are 19,999 characters and their speaker's first turn, 500 the second one.
    turns = speaker_turns(say("telefonia " * 2500, 0))
    assert [(len(turn.words), len(turn.text)) for turn in turns] == [(2000, 19_999), (500, 4_999)]
    assert turns[1].start == pytest.approx(turns[0].end)


def test_a_backchannel_leaves_the_turn_around_it_whole():
    words = say("allora la bolletta che ha ricevuto è stimata", 0, 0) + say("sì", 1.5, 1)
    assert lines(words) == [(0, "allora la bolletta che ha ricevuto è stimata"), (1, "sì")]


def test_a_backchannel_in_a_short_pause_leaves_the_turn_whole():
    # 4 words end at 1.6; "va bene" lies in the pause of 0.5 s before 2.1.
    words = say("le mando il tecnico", 0, 0) + say("va bene", 1.65, 1, each=0.2) + say("domani mattina", 2.1, 0)
    assert lines(words) == [(0, "le mando il tecnico domani mattina"), (1, "va bene")]


def test_an_answer_to_a_question_is_no_backchannel():
    words = say("mi conferma il nome?", 0, 0) + say("sì", 1.65, 1, each=0.2) + say("perfetto grazie", 2.1, 0)
    assert lines(words) == [(0, "mi conferma il nome?"), (1, "sì"), (0, "perfetto grazie")]


def test_an_answer_that_had_room_is_no_backchannel():
    # The pause of the other speaker is 2.5 - 1.6 = 0.9 s, over 0.6 s.
    words = say("mi conferma il nome", 0, 0) + say("sì", 1.9, 1, each=0.3) + say("perfetto grazie", 2.5, 0)
    assert lines(words) == [(0, "mi conferma il nome"), (1, "sì"), (0, "perfetto grazie")]


def test_an_interruption_takes_the_word():
    words = say("quindi il problema è suo", 0, 0) + say("no guardi non è così", 1.0, 1) + say("mi scusi", 3.2, 0)
    assert lines(words) == [(0, "quindi il problema è suo"), (1, "no guardi non è così"), (0, "mi scusi")]


def test_no_words_no_turns():
    assert speaker_turns([]) == ()


SPOKEN = st.lists(
    st.builds(
        lambda text, start, length, speaker: Word(text, start, start + length, 0.5, speaker),
        st.sampled_from(["sì", "ok", "contratto", "fine.", "davvero?"]),
        st.floats(0, 60, allow_nan=False),
        st.floats(0, 3, allow_nan=False),
        st.integers(0, 2),
    ),
    max_size=30,
)


@pytest.mark.slow
@settings(deadline=None)
@given(SPOKEN)
def test_every_word_is_in_exactly_one_turn_of_its_speaker(words: list[Word]):
    turns = speaker_turns(words)
    key = lambda word: (word.start, word.end, word.speaker, word.text)  # noqa: E731
    assert sorted((word for turn in turns for word in turn.words), key=key) == sorted(words, key=key)
    assert all(word.speaker == turn.speaker for turn in turns for word in turn.words)
    assert [turn.start for turn in turns] == sorted(turn.start for turn in turns)
    assert all(turn.start <= turn.end for turn in turns)


def test_words_go_to_the_speaker_they_overlap_most():
    spans = [SpeakerSpan(0, 0, 1.0), SpeakerSpan(1, 1.0, 3.0)]
    # 0.8-1.2 is split evenly: the lower number; 0.9-1.3 lies 0.1 s in the first and 0.3 s in the second span.
    words = [Word("tie.", 0.8, 1.2, 1.0), Word("second", 1.6, 2.0, 1.0), Word("late", 5.0, 5.5, 1.0)]
    assert [word.speaker for word in assign(words, spans)] == [0, 1, 1]
    assert assign([Word("mostly", 0.9, 1.3, 1.0)], spans)[0].speaker == 1


def test_a_word_outside_all_spans_goes_to_the_nearest():
    spans = [SpeakerSpan(0, 0, 1), SpeakerSpan(1, 4, 5)]
    assert [w.speaker for w in assign([Word("a.", 1.5, 2.0, 1.0), Word("b", 3.2, 3.5, 1.0)], spans)] == [0, 1]


def test_a_short_slip_inside_a_sentence_is_mended():
    spans = [SpeakerSpan(0, 0, 1.2), SpeakerSpan(1, 1.2, 1.4), SpeakerSpan(0, 1.4, 3)]
    words = say("le mando subito un tecnico", 0, each=0.28)
    words[3] = Word("un", 1.13, 1.4, 0.9)
    words[4] = Word("tecnico", 1.4, 1.8, 0.9)
    assert {word.speaker for word in assign(words, spans)} == {0}


def test_the_change_of_speaker_moves_to_the_sentence_end():
    # The span ends at 2.2, one word after the question mark at 1.6.
    spans = [SpeakerSpan(0, 0, 2.2), SpeakerSpan(1, 2.2, 4)]
    words = say("come posso aiutarla oggi? vorrei disdire il contratto", 0)
    assert [word.speaker for word in assign(words, spans)] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_the_change_of_speaker_moves_forward_to_the_sentence_end():
    spans = [SpeakerSpan(0, 0, 0.8), SpeakerSpan(1, 0.8, 4)]
    words = say("come posso aiutarla? vorrei disdire", 0)
    assert [word.speaker for word in assign(words, spans)] == [0, 0, 0, 1, 1]


def test_a_change_of_speaker_at_a_pause_stays():
    spans = [SpeakerSpan(0, 0, 0.8), SpeakerSpan(1, 1.2, 4)]
    words = say("come posso", 0) + say("aiutarla? vorrei disdire", 1.2)
    assert [word.speaker for word in assign(words, spans)] == [0, 0, 1, 1, 1]


def test_without_spans_everybody_is_one_speaker():
    assert {word.speaker for word in assign(say("pronto pronto", 0, 1), [])} == {0}


@pytest.mark.slow
@settings(deadline=None)
@given(SPOKEN, st.lists(st.builds(SpeakerSpan, st.integers(0, 1), st.floats(0, 30), st.floats(30, 60)), max_size=5))
def test_assigning_changes_speakers_and_nothing_else(words: list[Word], spans: list[SpeakerSpan]):
    words.sort(key=lambda word: word.start)
    assigned = assign(words, spans)
    assert [(w.text, w.start, w.end) for w in assigned] == [(w.text, w.start, w.end) for w in words]
    assert {word.speaker for word in assigned} <= {span.speaker for span in spans} | {0}


def test_a_third_speaker_is_neither_agent_nor_customer():
    turns = speaker_turns(say("uno", 0, 0) + say("due", 3, 1) + say("tre", 6, 2))
    assert parties(turns, agent_speaker=1) == {1: Party.AGENT, 0: Party.CUSTOMER, 2: Party.OTHER}


def test_the_transcript_names_the_parties_and_states_its_confidence():
    words = say("pronto", 0, 1, probability=0.5) + say("buongiorno signora", 1, 0, probability=0.8)
    made = transcript(speaker_turns(words), 0, lang="it", lang_probability=0.97, roles_probability=0.9, duration=12.0)
    assert [(turn.party, turn.text, turn.start, turn.end) for turn in made.turns] == [
        (Party.CUSTOMER, "pronto", 0, 0.4),
        (Party.AGENT, "buongiorno signora", 1, 1.8),
    ]
    # asr: (0.5 + 0.8 + 0.8) / 3 = 0.7
    assert made.confidence == {"language": 0.97, "roles": 0.9, "asr": 0.7000000000000001}
    assert (made.lang, made.duration) == ("it", 12.0)


def test_a_silent_recording_claims_nothing():
    made = transcript([], 0, lang="it", lang_probability=0.9, roles_probability=0.5, duration=3.0)
    assert (made.turns, made.lang, made.confidence, made.duration) == ((), None, {}, 3.0)
