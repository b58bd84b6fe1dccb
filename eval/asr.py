"""Word error rate of the recogniser.

`python -m eval.asr [it] [en] [samples]`: the Italian and English telephone prompts (each file by itself, language
given; only texts marked `asr_eval`), and the synthetic sample calls (language detected, turns in order). Spelling is brought to one form first: see `eval.wording`. Exit 1 when a bound is passed.
"""

import json
import sys
from collections.abc import Iterator

import jiwer

from eval.engines import DATA, SAMPLES, transcriber
from eval.wording import normalise
from qa_service.ingest.audio import PyAvDecoder
from qa_service.transcribe.turns import speaker_turns
from qa_service.transcribe.whisper import WhisperTranscriber

BOUNDS = {"it": 0.08}
FOLDERS = {"it": "audio-it-asterisk-carlo", "en": "audio-en-asterisk"}
Pair = tuple[str, str]


def main(sets: list[str]) -> int:
    """Prints a line a set."""
    whisper = transcriber()
    passed = True
    for name in sets or [*FOLDERS, "samples"]:
        pairs = list(samples(whisper) if name == "samples" else prompts(whisper, name))
        rate = jiwer.wer([said for said, _ in pairs], [heard for _, heard in pairs])
        words = sum(len(said.split()) for said, _ in pairs)
        bound = BOUNDS.get(name)
        print(f"{name}: WER {100 * rate:.1f} % of {words} words in {len(pairs)} recordings", flush=True)
        if bound is not None and rate > bound:
            print(f"{name}: above the bound of {100 * bound:g} %", flush=True)
            passed = False
    return 0 if passed else 1


def prompts(whisper: WhisperTranscriber, lang: str) -> Iterator[Pair]:
    """(script, recognised) of each prompt."""
    folder, decoder = DATA / FOLDERS[lang], PyAvDecoder()
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("asr_eval", True):
            speech = whisper.transcribe(decoder.decode(folder / entry["audio"]), lang)
            heard = " ".join(word.text for word in speech.words)
            yield normalise(entry["text"], lang), normalise(heard, lang)


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
