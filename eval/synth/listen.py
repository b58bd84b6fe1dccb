"""Listen with numbers: python -m eval.synth.listen SAMPLES_DIR [--whisper FOLDER].

For every recording: length, loudness and peak of each channel, how far below the speaker the silent channel lies,
and, given a Whisper model, the word error rate of each channel.
"""

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import soundfile  # type: ignore[import-untyped]  # the package ships no types

from eval.synth.telephone import active_rms
from eval.synth.timeline import Samples

Hear = Callable[[Samples, str], str]
Turns = list[dict[str, Any]]
_DIGITS = {
    "it": ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}


def decibel(ratio: float) -> float:
    """An amplitude ratio in dB; silence is -120."""
    return 20 * float(np.log10(max(ratio, 1e-6)))


def bleed(channels: Samples, rate: int, turns: Turns, owners: list[int]) -> float:
    """The loudest that a channel gets, in dB below the other, while only the other's party speaks."""
    worst = -120.0
    for index, turn in enumerate(turns):
        others = [other for who, other in zip(owners, turns, strict=True) if who != owners[index]]
        if any(other["start"] < turn["end"] and turn["start"] < other["end"] for other in others):
            continue
        piece = channels[:, round(turn["start"] * rate) : round(turn["end"] * rate)]
        rms = np.sqrt((piece**2).mean(axis=1))
        worst = max(worst, decibel(float(rms[1 - owners[index]] / rms[owners[index]])))
    return worst


def words(text: str, lang: str) -> str:
    """Lower case, without punctuation, digits read one by one: so that only misheard words count."""
    spelt = re.sub(r"\d", lambda digit: f" {_DIGITS[lang][int(digit[0])]} ", text.lower().replace("@", " at "))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=\w)\.(?=\w)", " dot ", spelt) if lang == "en" else spelt))


def report(path: Path, hear: Hear | None) -> str:
    """One line of a Markdown table about a recording."""
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
    channels, turns = audio.T, expected["turns"]
    owners = _owners(expected, len(channels))
    quiet = f"{bleed(channels, rate, turns, owners):.0f}" if len(channels) == 2 else ""
    loudness = " / ".join(f"{decibel(active_rms(channel)):.0f}" for channel in channels)
    peak = decibel(float(np.abs(channels).max()))
    cells = [path.stem, f"{len(audio) / rate:.0f}", str(len(channels)), loudness, f"{peak:.1f}", quiet]
    return "| " + " | ".join([*cells, *([_errors(channels, expected, owners, hear)] if hear else [])]) + " |"


def _owners(expected: dict[str, Any], count: int) -> list[int]:
    agent = expected["recording"]["agent_channel"] if count == 2 else 0
    return [agent if turn["speaker"] != "customer" or count == 1 else 1 - agent for turn in expected["turns"]]


def _errors(channels: Samples, expected: dict[str, Any], owners: list[int], hear: Hear) -> str:
    from jiwer import wer

    lang, said, heard = expected["lang"], [], []
    for index, channel in enumerate(channels):
        turns = [turn["text"] for turn, owner in zip(expected["turns"], owners, strict=True) if owner == index]
        said.append(words(" ".join(turns), lang))
        heard.append(words(hear(channel, lang), lang))
    each = " / ".join(f"{100 * wer(one, other):.1f}" for one, other in zip(said, heard, strict=True))
    return f"{100 * wer(said, heard):.1f}" + (f" ({each})" if len(channels) == 2 else "")


def whisper(folder: Path) -> Hear:
    """A listener that transcribes 8 kHz samples; the folder holds a CTranslate2 Whisper model."""
    from faster_whisper import WhisperModel
    from scipy.signal import resample_poly  # type: ignore[import-untyped]  # the package ships no types

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)

    def hear(channel: Samples, lang: str) -> str:
        audio = resample_poly(channel, 2, 1).astype(np.float32)
        segments, _ = model.transcribe(audio, language=lang, beam_size=5, vad_filter=True)
        return " ".join(segment.text for segment in segments)

    return hear


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.synth.listen", description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--whisper", type=Path, help="folder of a CTranslate2 Whisper model")
    options = parser.parse_args()
    hear = whisper(options.whisper) if options.whisper else None
    titles = [
        "recording",
        "s",
        "channels",
        "loudness dBFS",
        "peak dBFS",
        "other channel dB",
        *(["WER %"] if hear else []),
    ]
    print("| " + " | ".join(titles) + " |\n|" + " --- |" * len(titles))
    for path in sorted(options.samples.glob("*.flac")):
        print(report(path, hear))


if __name__ == "__main__":
    main()
