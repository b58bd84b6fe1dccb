"""Whisper on real weights: what has no words gives none, what has words gives them with their times."""

import functools
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from eval import sounds
from eval.engines import CACHE, SAMPLES, registry, transcriber, weights
from eval.wording import normalise
from qa_service.errors import EngineFailed, MissingModel
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ports import Audio, Speech
from qa_service.transcribe.parts import piece
from qa_service.transcribe.turns import speaker_turns
from qa_service.transcribe.whisper import WhisperTranscriber

TEN_MINUTES = 600.0


@functools.cache
def whisper() -> WhisperTranscriber:
    return transcriber()


@functools.cache
def sample(name: str, start: float, end: float) -> Audio:
    """Seconds `start` to `end` of a sample call."""
    return piece(PyAvDecoder().decode(SAMPLES / f"{name}.flac"), start, end)


@functools.cache
def heard(name: str, start: float, end: float) -> Speech:
    return whisper().transcribe(sample(name, start, end), None)


def script(name: str, start: float, end: float) -> list[dict[str, str]]:
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    return [turn for turn in expected["turns"] if start <= turn["start"] and turn["end"] <= end]


@pytest.mark.parametrize(
    "sound",
    [
        lambda: sounds.silence(TEN_MINUTES),
        lambda: sounds.noise(TEN_MINUTES),
        lambda: sounds.dial_tone(TEN_MINUTES),
        lambda: sounds.ring_tone(TEN_MINUTES),
        lambda: sounds.hold_music(TEN_MINUTES),
        lambda: sounds.hold_music(60, seed=5, telephone=False),
        lambda: np.concatenate([sounds.ring_tone(20), sounds.hold_music(40, seed=3), sounds.noise(20, 0.2)]),
    ],
    ids=["silence", "white noise", "dial tone", "ring tone", "hold music", "bright music", "all in a row"],
)
def test_what_nobody_says_gives_no_words_and_no_language(sound):
    assert whisper().transcribe(sounds.mono(sound()), None) == Speech((), None, 0.0)


def test_two_channels_without_speech_give_no_words_even_in_a_given_language():
    audio = Audio((sounds.hold_music(30), sounds.noise(30)), sounds.RATE)
    assert whisper().transcribe(audio, "it") == Speech((), None, 0.0)


@pytest.mark.parametrize("samples", [1, 511, 512, 513, 1600])
def test_recordings_of_a_blink_do_no_harm(samples: int):
    audio = Audio((np.full(samples, 0.1, np.float32),) * 2, 16_000)
    assert whisper().transcribe(audio, None).words == ()


def test_an_italian_call_is_heard_as_italian_with_each_party_on_its_channel():
    speech = heard("it-pacco-fermo", 0, 31)
    assert speech.lang == "it"
    assert speech.lang_probability > 0.9
    said = script("it-pacco-fermo", 0, 31)
    turns = speaker_turns(speech.words)
    agent = min(turns, key=lambda turn: turn.start).speaker
    for party, speaker in (("agent", agent), ("customer", 1 - agent)):
        wanted = normalise(" ".join(t["text"] for t in said if t["speaker"] == party), "it").split()
        found = normalise(" ".join(t.text for t in turns if t.speaker == speaker), "it").split()
        # Seven words of ten, wherever they stand: synthetic voices over a telephone band are misheard now and then.
        assert len(set(wanted) & set(found)) >= 0.7 * len(set(wanted))


def test_an_english_call_is_heard_as_english():
    speech = heard("en-cancel-plan", 0, 20)
    assert (speech.lang, speech.lang_probability > 0.9) == ("en", True)


def test_word_times_lie_in_the_recording_and_never_run_back():
    speech = heard("it-pacco-fermo", 0, 31)
    assert list(speech.words) == sorted(speech.words, key=lambda word: (word.start, word.end, word.speaker))
    for channel in (0, 1):
        words = [word for word in speech.words if word.speaker == channel]
        assert all(a.end <= b.start for a, b in pairwise(words))
        assert all(0 <= word.start <= word.end <= 31 for word in words)
    assert all(0 <= word.probability <= 1 and word.text == word.text.strip() != "" for word in speech.words)


def test_turns_begin_when_they_are_spoken():
    said = script("it-pacco-fermo", 0, 31)
    starts = np.array([turn.start for turn in speaker_turns(heard("it-pacco-fermo", 0, 31).words)])
    errors = [np.abs(starts - turn["start"]).min() for turn in said]
    assert np.median(errors) < 0.3


@pytest.mark.parametrize("before", [lambda: sounds.hold_music(60, seed=2), lambda: sounds.silence(60)])
def test_speech_after_a_minute_of_hold_is_heard_and_keeps_its_time(before):
    call = sample("it-pacco-fermo", 0, 9)
    audio = Audio(tuple(np.concatenate([before(), c]) for c in call.channels), 16_000)
    words = whisper().transcribe(audio, None).words
    # The first words of the sample are spoken at 0.66 s; there are 21 up to 8.75 s.
    assert 60.4 < words[0].start < 60.9
    assert len(words) >= 18


def test_leakage_into_the_other_channel_is_not_heard_twice():
    call = sample("it-pacco-fermo", 0, 31)
    # A sixteenth as loud (24 dB less), 50 ms later. Without the filter about 115 words are heard instead of 82, with it
    # 92: a few short words leak through where the other party pauses.
    late = [np.concatenate([np.zeros(800, np.float32), channel[:-800]]) / 16 for channel in call.channels]
    leaky = Audio((call.channels[0] + late[1], call.channels[1] + late[0]), 16_000)  # type: ignore[operator]
    counts = [
        len(normalise(" ".join(word.text for word in words), "it").split())
        for words in (whisper().transcribe(leaky, "it").words, heard("it-pacco-fermo", 0, 31).words)
    ]
    assert 0.9 * counts[1] <= counts[0] <= 1.15 * counts[1], counts


def test_a_given_language_is_taken_as_certain():
    speech = whisper().transcribe(sample("it-pacco-fermo", 0, 9), "en")
    assert (speech.lang, speech.lang_probability) == ("en", 1.0)


def test_an_unknown_language_is_a_failure_of_the_engine():
    with pytest.raises(EngineFailed, match="speech recognition failed"):
        whisper().transcribe(sample("it-pacco-fermo", 0, 9), "klingon")


def test_a_folder_without_tokenizer_is_refused_before_anything_is_sought_on_a_hub(tmp_path: Path):
    for name in ("model.bin", "config.json"):
        (tmp_path / name).symlink_to(weights("whisper-base") / name)
    with pytest.raises(MissingModel, match=r"holds no Whisper model: tokenizer\.json missing"):
        WhisperTranscriber(tmp_path)
    with pytest.raises(MissingModel, match=r"model\.bin, config\.json, tokenizer\.json missing"):
        WhisperTranscriber(tmp_path / "nowhere")


def test_a_broken_model_is_refused(tmp_path: Path):
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).symlink_to(weights("whisper-base") / name)
    (tmp_path / "model.bin").write_bytes(b"no model")
    with pytest.raises(MissingModel, match="cannot be loaded"):
        WhisperTranscriber(tmp_path)


def test_files_in_memory_and_a_folder_hear_the_same():
    from_folder = WhisperTranscriber(weights("whisper-base"))
    audio = sample("it-pacco-fermo", 0, 9)
    assert from_folder.transcribe(audio, "it") == whisper().transcribe(audio, "it")
    assert set(registry().read("whisper-base", CACHE)) == {
        "model.bin",
        "config.json",
        "tokenizer.json",
        "vocabulary.txt",
    }
