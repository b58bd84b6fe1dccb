"""Word error rate of the recogniser.

`python -m eval.asr [it] [en] [samples] [--apart]`: the Italian and English telephone prompts whose text is marked
`asr_eval` (language given), read one after the other as one recording with pauses of 0.7 s, or each file by itself
with `--apart`; and the synthetic sample calls (language detected, turns in order). Spelling is brought to one form
first: see `eval.wording`. Exit 1 when a bound is passed; the bound is on prompts read as one recording.

The prompts' text is the script, and the voice now and then reads another wording of it ("la propria voce" for
"l'audio", "premere uno se desideri" for "prema uno se desidera"): these count as errors, so the true rate is lower.
"""

import json
import sys
from collections.abc import Iterator, Sequence

import jiwer
import numpy as np

from eval.engines import SAMPLES, transcriber
from eval.needs import public_set
from eval.wording import normalise
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ports import Audio
from qa_service.transcribe.turns import speaker_turns
from qa_service.transcribe.vad import RATE
from qa_service.transcribe.whisper import WhisperTranscriber

BOUNDS = {"it": 0.08}
FOLDERS = {"it": "audio-it-asterisk-carlo", "en": "audio-en-asterisk"}
PAUSE = 0.7
Pair = tuple[str, str]


def main(arguments: Sequence[str]) -> int:
    """Prints a line a set."""
    apart = "--apart" in arguments
    whisper = transcriber()
    passed = True
    for name in [a for a in arguments if a != "--apart"] or [*FOLDERS, "samples"]:
        pairs = samples(whisper) if name == "samples" else prompts(whisper, name, apart)
        rate, words = error_rate(list(pairs))
        print(f"{name}: WER {100 * rate:.2f} % of {words} words", flush=True)
        bound = None if apart else BOUNDS.get(name)
        if bound is not None and rate > bound:
            print(f"{name}: above the bound of {100 * bound:g} %", flush=True)
            passed = False
    return 0 if passed else 1


def error_rate(pairs: Sequence[Pair]) -> tuple[float, int]:
    """The share of wrong words, and the words of the scripts."""
    rate = jiwer.wer([said for said, _ in pairs], [heard for _, heard in pairs])
    return rate, sum(len(said.split()) for said, _ in pairs)


def prompts(whisper: WhisperTranscriber, lang: str, apart: bool) -> Iterator[Pair]:
    """(script, recognised) of each prompt, or of all of them as one recording."""
    folder, decoder = public_set(FOLDERS[lang]), PyAvDecoder()
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [entry for line in lines if (entry := json.loads(line)).get("asr_eval", True)]
    recordings = [decoder.decode(folder / entry["audio"]) for entry in entries]
    scripts = [entry["text"] for entry in entries]
    if not apart:
        silence = np.zeros(round(PAUSE * RATE), np.float32)
        sound = np.concatenate([piece for audio in recordings for piece in (audio.channels[0], silence)])
        recordings, scripts = [Audio((sound,), RATE)], [" ".join(scripts)]
    for audio, script in zip(recordings, scripts, strict=True):
        heard = " ".join(word.text for word in whisper.transcribe(audio, lang).words)
        yield normalise(script, lang), normalise(heard, lang)


def samples(whisper: WhisperTranscriber) -> Iterator[Pair]:
    """(script, recognised) of each sample call."""
    decoder = PyAvDecoder()
    for path in sorted(SAMPLES.glob("*.flac")):
        expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
        said = " ".join(turn["text"] for turn in expected["turns"])
        speech = whisper.transcribe(decoder.decode(path), None)
        lang = path.stem[:2]
        heard = " ".join(turn.text for turn in speaker_turns(speech.words))
        yield normalise(said, lang), normalise(heard, lang)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
