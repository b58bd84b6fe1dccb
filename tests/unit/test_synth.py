"""The pure parts of the speech synthesis: the line, the code, the timeline, and that a seed says it all."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.synth.documents import expected, spoken, written
from eval.synth.listen import words
from eval.synth.phonemes import kokoro_alphabet
from eval.synth.script import Recording, ScriptError, Turn, read
from eval.synth.speech import RATE, speak
from eval.synth.telephone import RATE as LINE_RATE
from eval.synth.telephone import mulaw_decode, mulaw_encode, telephone
from eval.synth.timeline import GAP, Samples, arrange, lay, level, trim

SCRIPTS = Path(__file__).parents[2] / "eval" / "samples" / "scripts"
VOICES: Mapping[Any, str] = {"agent": "low", "customer": "high"}
TURNS = [
    Turn(speaker="agent", text="Buongiorno, sono Giulia."),
    Turn(speaker="customer", text="Buongiorno."),
    Turn(speaker="agent", text="Attenda, per cortesia.", overlap=0.3),
    Turn(speaker="agent", text="Grazie per l'attesa.", pause=5.0),
    Turn(speaker="customer", text="Prego."),
]


def tone(hertz: float, seconds: float = 1.0, rate: int = RATE) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (0.3 * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def hum(text: str, voice: str, lang: str, speed: float = 1.0) -> Samples:
    """Stands for a voice: a tone as long as the text, with silence around it."""
    silence = np.zeros(RATE // 4, dtype=np.float32)
    return np.concatenate([silence, tone(440 if voice == "low" else 880, 0.05 * len(text) / speed), silence])


def loudness_after_the_line(hertz: float) -> float:
    line = telephone(tone(hertz), snr_db=80, rng=np.random.default_rng(1))
    return float(np.sqrt((line[800:-800] ** 2).mean()))


def test_a_tone_in_the_band_passes_unchanged() -> None:
    assert loudness_after_the_line(1000) == pytest.approx(0.3 / np.sqrt(2), rel=0.02)


@pytest.mark.parametrize("hertz", [60, 120, 5000, 9000])
def test_a_tone_outside_the_band_is_gone(hertz: float) -> None:
    assert loudness_after_the_line(hertz) < 0.01 * loudness_after_the_line(1000)  # 40 dB


def test_the_line_halves_nothing_but_the_rate() -> None:
    two_channels = np.stack([tone(500), tone(1500)])
    assert telephone(two_channels, 40, np.random.default_rng(1)).shape == (2, LINE_RATE)


def test_the_noise_is_as_far_below_the_voice_as_asked() -> None:
    half_silent = np.concatenate([tone(1000, 2), np.zeros(2 * RATE, dtype=np.float32)])
    line = telephone(half_silent, snr_db=30, rng=np.random.default_rng(1))
    noise = np.sqrt((line[-LINE_RATE:] ** 2).mean())
    assert 20 * np.log10(0.3 / np.sqrt(2) / noise) == pytest.approx(30, abs=1)


def test_a_silent_line_stays_silent() -> None:
    assert not telephone(np.zeros(RATE, dtype=np.float32), 40, np.random.default_rng(1)).any()


def test_mulaw_errs_by_at_most_half_a_step_and_steps_grow_with_the_sample() -> None:
    pcm = np.arange(-32_635, 32_636).astype(np.int16)
    error = np.abs(mulaw_decode(mulaw_encode(pcm)).astype(int) - pcm)
    # A segment from 2^k holds 16 steps of 2^k / 16; half a step is at most 1/32 of the sample plus the bias of 132.
    assert (error <= (np.abs(pcm.astype(int)) + 132) / 32).all()


def test_mulaw_agrees_with_the_known_codes() -> None:
    known = {0: 0xFF, -1: 0x7F, 32_767: 0x80, -32_768: 0x00, 1000: 0xCE}
    assert mulaw_encode(np.array(list(known), dtype=np.int16)).tolist() == list(known.values())


def test_coding_a_decoded_byte_gives_the_byte_back() -> None:
    codes = np.array([code for code in range(256) if code != 0x7F], dtype=np.uint8)  # 0x7F is the other zero
    assert (mulaw_encode(mulaw_decode(codes)) == codes).all()


def test_turns_follow_after_a_natural_gap_an_overlap_or_the_scripted_pause() -> None:
    spans = lay(TURNS, [1.0, 0.5, 2.0, 1.0, 0.5], np.random.default_rng(7))
    first, second, third, fourth = (after.start - before.end for before, after in itertools.pairwise(spans))
    assert (second, third) == (pytest.approx(-0.3), pytest.approx(5.0))
    assert all(GAP[0] <= gap <= GAP[1] for gap in (first, fourth))


def test_a_long_overlap_cannot_start_before_the_recording() -> None:
    assert lay([Turn(speaker="agent", text="Sì.", overlap=1.0)], [0.5], np.random.default_rng(7))[0].start == 0.0


def test_trimming_leaves_the_words_and_no_silence() -> None:
    assert len(trim(hum("ten chars.", "low", "it"), RATE)) == pytest.approx(0.5 * RATE, abs=RATE // 100)


def test_trimming_and_levelling_leave_silence_alone() -> None:
    silence = np.zeros(RATE, dtype=np.float32)
    assert len(trim(silence, RATE)) == RATE
    assert not level(silence, -23).any()


def test_each_party_is_heard_at_its_times_and_only_on_its_track() -> None:
    tracks, spans = speak(TURNS, "it", VOICES, 5, hum)
    for turn, span in zip(TURNS, spans, strict=True):
        own = 1 if turn.speaker == "customer" else 0
        assert np.abs(tracks[own, round(span.start * RATE) : round(span.end * RATE)]).mean() > 0.02
    covered = np.zeros(tracks.shape[1], dtype=bool)
    for turn, span in zip(TURNS, spans, strict=True):
        covered[round(span.start * RATE) : round(span.end * RATE)] |= turn.speaker == "customer"
    assert not tracks[1, ~covered].any()


def test_the_same_seed_gives_the_same_call_and_another_seed_another() -> None:
    (one, times), (same, _), (other, _) = (speak(TURNS, "it", VOICES, seed, hum) for seed in (5, 5, 6))
    assert np.array_equal(one, same)
    assert one.shape != other.shape
    lines = [telephone(one, 40, np.random.default_rng(5)) for _ in range(2)]
    assert np.array_equal(lines[0], lines[1])
    assert times[0].start >= GAP[0]


def test_a_speaker_without_a_voice_is_an_error() -> None:
    with pytest.raises(KeyError, match="customer"):
        speak(TURNS, "it", {"agent": "low"}, 5, hum)


def test_the_recorder_puts_the_agent_left_right_or_both_in_one() -> None:
    tracks = np.array([[1.0, 0.0], [0.0, 2.0]], dtype=np.float32)
    left, right, mono = (
        arrange(tracks, Recording(seed=1, voices={}, layout=layout, agent_channel=channel))
        for layout, channel in (("stereo", 0), ("stereo", 1), ("mono", 0))
    )
    assert left.tolist() == [[1, 0], [0, 2]]
    assert right.tolist() == [[0, 2], [1, 0]]
    assert mono.tolist() == [[1, 2]]


def test_espeak_phonemes_are_written_in_the_voice_s_alphabet() -> None:
    assert kokoro_alphabet("t^ʃˈiːt^sɪ(en)", "it") == "ʧˈiːʦɪ"
    assert kokoro_alphabet("a^ɪ kæn klˈo^ʊz", "en") == "ˌI kæn klˈOz"


def test_words_are_compared_without_case_punctuation_or_figures() -> None:
    assert words("Il 3-4, sì!", "it") == "il tre quattro sì"
    assert words("laura.b@example.com", "en") == "laura dot b at example dot com"


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_script_can_be_read_and_says_what_is_expected(path: Path) -> None:
    script = read(path)
    document = spoken(script, 80) if script.recording else written(script)
    assert document["id"] == path.stem
    assert document["ended_at"] > document["started_at"]
    assert ("turns" in document) == (script.recording is None)
    assert all(("sentiment" in turn) == (turn["speaker"] == "customer") for turn in expected(script)["turns"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("turns: ", "turnz: "), "turnz"),
        (("greeting: [0]", "greeting: [1]"), "not all turns of the agent"),
        (("text: Matteo", "text: Ernesto"), "'Ernesto' is not in turn 0"),
        (("channel: call", "channel: chat"), "a call, and only a call"),
    ],
)
def test_a_wrong_script_is_refused_with_the_reason(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    text = (SCRIPTS / "it-bolletta-stimata.yaml").read_text("utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace("\nturns:", "\nturns: ").replace(*change), "utf-8")
    with pytest.raises(ScriptError, match=reason):
        read(wrong)
