"""Word error rate of the recogniser.

`python -m eval.asr [it] [en] [samples]`: the Italian and English telephone prompts (each file by itself, language
given; only texts marked `asr_eval`), and the synthetic sample calls (language detected, turns in order). Spelling is
brought to one form first: see `eval.wording`. Exit 1 when a bound is passed.

The prompts' text is the script, and the voice now and then reads another wording of it ("la propria voce" for
"l'audio"). The second figure of a set leaves out the recordings in which two or more words in a row were heard that do
not resemble what stands in their place (less than half of the letters in common).
"""

import json
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

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
        rate, words = error_rate(pairs)
        print(f"{name}: WER {100 * rate:.1f} % of {words} words in {len(pairs)} recordings", flush=True)
        to_script = [pair for pair in pairs if not reworded(*pair)]
        rate, words = error_rate(to_script)
        print(f"  read to the script: WER {100 * rate:.1f} % of {words} words in {len(to_script)}", flush=True)
        bound = BOUNDS.get(name)
        if bound is not None and rate > bound:
            print(f"{name}: above the bound of {100 * bound:g} %", flush=True)
            passed = False
    return 0 if passed else 1


def error_rate(pairs: Sequence[Pair]) -> tuple[float, int]:
    """The share of wrong words, and the words of the scripts."""
    rate = jiwer.wer([said for said, _ in pairs], [heard for _, heard in pairs])
    return rate, sum(len(said.split()) for said, _ in pairs)


def reworded(said: str, heard: str) -> bool:
    """Whether a stretch of at least two heard words resembles nothing that the script has in its place."""
    script, words = said.split(), heard.split()
    for kind, a, b, c, d in SequenceMatcher(None, script, words, autojunk=False).get_opcodes():
        here, there = "".join(script[a:b]), "".join(words[c:d])
        if kind != "equal" and d - c >= 2 and SequenceMatcher(None, here, there, autojunk=False).ratio() < 0.5:
            return True
    return False


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
