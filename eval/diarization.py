"""Mono calls: the share of words given to the right party.

`python -m eval.diarization` mixes each two-channel recording to mono, transcribes and diarises it, and compares the
speaker of every word with the channel on which it was said: the channel whose own transcription has the same word at
the same time, or else the one that is 6 dB louder there. Other words are not counted.
`python -m eval.diarization --voices` prints how alike the halves of one voice are, and two voices (see `voices.py`).
"""

import argparse
import string
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from eval.engines import SAMPLES, STEREO, diarizer, recordings, transcriber, weights
from qa_service.domain.transcript import Word
from qa_service.ingest.audio import mixed
from qa_service.ports import Audio
from qa_service.transcribe.diarize import HOP, WINDOW
from qa_service.transcribe.turns import assign
from qa_service.transcribe.vad import regions
from qa_service.transcribe.voiceprint import VoiceEncoder
from qa_service.transcribe.voices import best_split
from qa_service.transcribe.whisper import speech_probabilities

NEAR = 0.5
LOUDER = 4.0
"""Ratio of powers (6 dB)."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--voices", action="store_true")
    voices() if arguments.parse_args().voices else parties()


def parties() -> None:
    """Prints a line a recording."""
    whisper, voices_of = transcriber(), diarizer()
    for name, audio in recordings(STEREO, SAMPLES, channels=2):
        apart = whisper.transcribe(audio, None)
        mono = mixed(audio)
        heard = whisper.transcribe(mono, apart.lang)
        spans = voices_of.diarize(mono)
        words = assign(heard.words, spans)
        right, known = right_words(words, apart.words, audio)
        share = f"{right}/{known} = {right / known:.3f}" if known else "nothing to compare"
        print(f"{name}: {audio.duration:.0f} s, {len(words)} words, right party {share}", flush=True)


def right_words(words: Sequence[Word], reference: Sequence[Word], audio: Audio) -> tuple[int, int]:
    """(words with the right party, words whose party is known), under the better naming of the two speakers."""
    pairs = [(word.speaker, truth) for word in words if (truth := channel_of(word, reference, audio)) is not None]
    same = sum(speaker == truth for speaker, truth in pairs)
    return max(same, len(pairs) - same), len(pairs)


def channel_of(word: Word, reference: Sequence[Word], audio: Audio) -> int | None:
    """The channel on which `word` was said, None where neither the words nor the loudness tell."""
    heard = {r.speaker for r in reference if abs(r.start - word.start) <= NEAR and bare(r) == bare(word)}
    if len(heard) == 1:
        return heard.pop()
    first, last = int(word.start * audio.rate), int(word.end * audio.rate) + 1
    power = [float(np.mean(np.square(channel[first:last]))) + 1e-12 for channel in audio.channels]
    loud = int(np.argmax(power))
    return loud if power[loud] >= LOUDER * power[1 - loud] else None


def bare(word: Word) -> str:
    """The word without case and punctuation."""
    return word.text.strip(string.punctuation).casefold()


def voices() -> None:
    """Prints the likeness of the halves of each channel, and of pairs of channels of different recordings."""
    encoder = VoiceEncoder(weights("resemblyzer") / "pretrained.pt")
    single = {}
    for name, audio in recordings(STEREO, SAMPLES, channels=2):
        for number, samples in enumerate(audio.channels):
            speech = regions(speech_probabilities(samples), len(samples), silence=0.12, pad=0.0)
            starts = [s for region in speech for s in range(region.start, region.end - WINDOW, HOP)]
            single[f"{name}/{number}"] = encoder.embed([samples[s : s + WINDOW] for s in starts])
    for name, embeddings in single.items():
        if (split := best_split(embeddings)) is not None:
            print(f"one voice   {split.likeness:.3f}  {name} ({len(embeddings)} windows)")
    for a, b in combinations(single, 2):
        if (split := best_split(np.concatenate([single[a], single[b]]))) is not None:
            print(f"two sources {split.likeness:.3f}  {a} + {b}")


if __name__ == "__main__":
    main()
