"""Words that leak from the other channel."""

import numpy as np

from qa_service.domain.transcript import Word
from qa_service.ports import Audio
from qa_service.transcribe.crosstalk import without_bleed

RATE = 16_000


def stereo(left: float, right: float, seconds: float = 4.0) -> Audio:
    """Both channels at a constant level."""
    count = round(seconds * RATE)
    return Audio((np.full(count, left, np.float32), np.full(count, right, np.float32)), RATE)


def words(text: str, speaker: int, start: float = 0.5) -> list[Word]:
    return [Word(w, start + 0.4 * i, start + 0.4 * i + 0.35, 0.9, speaker) for i, w in enumerate(text.split())]


def texts(found: tuple[Word, ...], speaker: int) -> list[str]:
    return [word.text for word in found if word.speaker == speaker]


def test_the_same_words_much_weaker_on_the_other_channel_are_dropped():
    # 0.1 against 0.01 is 20 dB.
    heard = words("Vorrei disdire il contratto", 0) + words("vorrei disdire il contratto.", 1, start=0.6)
    kept = without_bleed(heard, stereo(0.1, 0.01))
    assert texts(kept, 0) == ["Vorrei", "disdire", "il", "contratto"]
    assert texts(kept, 1) == []


def test_misheard_leakage_goes_with_the_rest_of_its_run():
    heard = words("vorrei disdire il contratto", 0) + words("vorrei dire il contatto", 1)
    assert texts(without_bleed(heard, stereo(0.1, 0.005)), 1) == []


def test_the_same_words_at_the_same_loudness_are_two_people():
    heard = words("buongiorno", 0) + words("buongiorno", 1)
    assert len(without_bleed(heard, stereo(0.1, 0.08))) == 2


def test_a_quiet_speaker_with_own_words_is_kept():
    heard = words("vorrei disdire il contratto", 0) + words("no guardi mi scusi", 1)
    assert texts(without_bleed(heard, stereo(0.1, 0.005)), 1) == ["no", "guardi", "mi", "scusi"]


def test_the_same_word_at_another_time_is_kept():
    heard = words("sì", 0, start=0.5) + words("sì", 1, start=2.5)
    assert len(without_bleed(heard, stereo(0.1, 0.005))) == 2


def test_mono_words_are_returned_as_they_are():
    heard = words("pronto", 0)
    assert without_bleed(heard, Audio((np.zeros(RATE, np.float32),), RATE)) == tuple(heard)


def test_words_beyond_the_sound_do_no_harm():
    assert len(without_bleed([Word("ciao", 9.0, 9.5, 0.9, 0)], stereo(0.1, 0.1, seconds=1))) == 1
