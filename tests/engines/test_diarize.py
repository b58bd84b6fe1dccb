"""Voices on real weights: the encoder against torch's figures, two parties in one channel, a single voice."""

import functools
import pickle
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from eval import sounds
from eval.diarization import right_words
from eval.engines import SAMPLES, STEREO, diarizer, recordings, transcriber, weights
from qa_service.domain.transcript import Word
from qa_service.errors import MissingModel
from qa_service.ingest.audio import PyAvDecoder, mixed
from qa_service.ports import Audio
from qa_service.transcribe.diarize import ResemblyzerDiarizer
from qa_service.transcribe.turns import assign
from qa_service.transcribe.voiceprint import VoiceEncoder, mel_spectrogram

# The eight largest of the 256 numbers, and their places, that torch 2.13 computes for `buzz` with its own LSTM layers
# (LSTM(40, 256, 3), linear, ReLU) and the mel filter bank of faster-whisper.
TORCH = [
    (
        [122, 193, 144, 246, 177, 236, 4, 155],
        [0.307871, 0.249768, 0.223697, 0.211852, 0.205479, 0.204317, 0.199838, 0.19567],
    ),
    (
        [253, 121, 74, 238, 180, 48, 1, 133],
        [0.257878, 0.196755, 0.189206, 0.18144, 0.180409, 0.168108, 0.167101, 0.166159],
    ),
]
TORCH_COSINE = 0.41336393


def buzz(k: int) -> np.ndarray:
    """1.5 s of a square wave at 110 (k + 1) Hz over a tone that swings around 120 Hz."""
    t = np.arange(24_000) / 16_000
    swing = np.sin(2 * np.pi * (120 * t + k * 9 * np.sin(2 * np.pi * 3 * t)))
    return (0.3 * (swing * np.sign(np.sin(2 * np.pi * 110 * (k + 1) * t))).astype(np.float32)).astype(np.float32)


@functools.cache
def pretrained() -> Path:
    return weights("resemblyzer") / "pretrained.pt"


@functools.cache
def call(name: str) -> Audio:
    return PyAvDecoder().decode(SAMPLES / f"{name}.flac")


def test_embeddings_are_those_of_torch():
    embeddings = VoiceEncoder(pretrained()).embed([buzz(0), buzz(1)])
    for embedding, (places, values) in zip(embeddings, TORCH, strict=True):
        assert np.argsort(-embedding)[:8].tolist() == places
        assert embedding[places] == pytest.approx(values, abs=2e-5)
    assert float(embeddings[0] @ embeddings[1]) == pytest.approx(TORCH_COSINE, abs=2e-5)


def test_embeddings_do_not_depend_on_the_batch_or_the_level():
    encoder = VoiceEncoder(pretrained())
    alone = encoder.embed([buzz(1)])[0]
    many = encoder.embed([buzz(0)] * 64 + [0.1 * buzz(1)])
    assert many.shape == (65, 256)
    assert many[64] == pytest.approx(alone, abs=1e-4)
    assert np.linalg.norm(many, axis=1) == pytest.approx(np.ones(65), abs=1e-5)
    assert encoder.embed([]).shape == (0, 256)


def test_a_tone_lands_in_its_mel_band():
    # Slaney's scale: 40 bands between mel 0 and mel 15 + 27 ln(8) / ln(6.4) = 45.245, so 42 edges 1.1035 mel apart.
    # 1,000 Hz is mel 15, which is 13.59 steps: the centre of band 13 (edge 14) is nearest.
    t = np.arange(16_000) / 16_000
    bands = mel_spectrogram(np.sin(2 * np.pi * 1000 * t).astype(np.float32)[None])
    assert bands.shape == (1, 101, 40)
    assert int(bands[0, 50].argmax()) == 13


def test_what_is_no_weights_file_is_refused(tmp_path: Path):
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (tmp_path / "sprung",))

    for name, content in (("text", b"hello"), ("empty", b""), ("trap", pickle.dumps(Trap()))):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(MissingModel, match="does not hold the voice encoder's weights"):
            VoiceEncoder(tmp_path / name)
    assert not (tmp_path / "sprung").exists()
    with pytest.raises(MissingModel, match="does not hold"):
        ResemblyzerDiarizer(tmp_path / "absent.pt")


def test_a_cut_weights_file_is_refused(tmp_path: Path):
    content = pretrained().read_bytes()
    (tmp_path / "cut.pt").write_bytes(content[: len(content) // 2])
    with pytest.raises(MissingModel, match="does not hold"):
        VoiceEncoder(tmp_path / "cut.pt")


@pytest.mark.parametrize("name", ["it-bolletta-stimata", "en-cancel-plan"])
def test_two_parties_in_one_channel_are_told_apart(name: str):
    """By the time of the spans: of the time in which one channel alone is loud, nine tenths go to the right party."""
    audio = call(name)
    spans = diarizer().diarize(mixed(audio))
    step = 1600
    power = np.array([[np.mean(c[i : i + step] ** 2) for i in range(0, len(c) - step, step)] for c in audio.channels])
    loud = power.max(axis=0) > 1e-2 * power.max()
    clear = loud & (power.max(axis=0) > 10 * power.min(axis=0))
    truth = power.argmax(axis=0)
    said = np.full(len(truth), -1)
    for span in spans:
        said[int(span.start * 10) : int(np.ceil(span.end * 10))] = span.speaker
    known = clear & (said >= 0)
    right = float((said[known] == truth[known]).mean())
    assert max(right, 1 - right) > 0.9
    assert known.sum() > 0.9 * clear.sum()


def test_spans_are_in_order_numbered_by_first_appearance_and_inside_the_recording():
    audio = mixed(call("it-bolletta-stimata"))
    spans = diarizer().diarize(audio)
    assert spans[0].speaker == 0
    assert {span.speaker for span in spans} == {0, 1}
    assert all(0 <= span.start < span.end <= audio.duration for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("channel", [0, 1])
@pytest.mark.parametrize("name", ["it-bolletta-stimata", "en-cancel-plan"])
def test_one_voice_is_one_speaker(name: str, channel: int):
    audio = call(name)
    spans = diarizer().diarize(Audio((audio.channels[channel],), audio.rate))
    assert {span.speaker for span in spans} == {0}


def test_silence_and_music_have_no_speakers():
    for sound in (sounds.silence(20), sounds.hold_music(20), sounds.silence(0.01)):
        assert diarizer().diarize(sounds.mono(sound)) == ()


def test_a_single_word_is_one_speaker():
    # "Acme" from 0.6 s on.
    audio = call("it-pacco-fermo")
    short = Audio((audio.channels[0][8_000:32_000],), audio.rate)
    assert {span.speaker for span in diarizer().diarize(short)} <= {0}


def test_words_of_acted_calls_go_to_the_right_party():
    if not STEREO.is_dir():
        pytest.skip("QA_EVAL_DATA holds no audio-en-aws-two-channel; `python -m eval.fetch` says where it comes from")
    for _, audio in recordings(STEREO, channels=2):
        apart = transcriber().transcribe(audio, "en").words
        mono = mixed(audio)
        words = assign(transcriber().transcribe(mono, "en").words, diarizer().diarize(mono))
        right, known = right_words(words, apart, audio)
        assert known > 500
        assert right / known > 0.85


def test_the_measure_counts_words_under_the_better_naming():
    channels = (np.full(64_000, 0.1, np.float32), np.zeros(64_000, np.float32))
    reference = [Word("ciao", 0.5, 0.9, 1.0, 1)]
    # "ciao" is in the reference on channel 1; "pronto" is not, and channel 0 alone is loud; both have speaker 0.
    words = [Word("Ciao", 0.6, 1.0, 1.0, 0), Word("pronto", 2.0, 2.4, 1.0, 0)]
    assert right_words(words, reference, Audio(channels, 16_000)) == (1, 2)
    assert right_words([words[1]], reference, Audio(channels, 16_000)) == (1, 1)
