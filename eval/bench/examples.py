"""How long a criterion that was learned takes over a centre's stored interactions.

    python -m eval.bench.examples [--interactions 10000] [--turns 25]

Turns of the corpus, put together at random into interactions of so many turns, with made-up vectors of the shipped
width, as both lie in the database. The model is learned from 80 of them, with answers by chance: what it answers says
nothing, what it costs is the same. Given are the seconds of processor time for learning, for reading what is kept, and
for answering once it is read.
"""

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from eval.bench.criteria import read, rubric, stored
from eval.criteria import UNREAD
from qa_service.domain.scorecard import Setting
from qa_service.domain.turn_features import TurnFeatures
from qa_service.learning.cases import LearningCase
from qa_service.learning.criterion import learn_criterion
from qa_service.scoring.learned.artefact import name_of
from qa_service.scoring.total import score

WIDTH = 384
NAMES = tuple(f"family:{number}" for number in range(36))
LEARNED_FROM = 80


class _Stored(NamedTuple):
    """An interaction as it is kept: its words, and what the models saw of its turns."""

    words: str
    features: bytes


def kept(interactions: int, turns: int) -> list[_Stored]:
    """Words of the corpus, vectors by chance."""
    rng = np.random.default_rng(0)
    return [_Stored(words, _features(rng, turns)) for words in stored(interactions, turns)]


def _features(rng: np.random.Generator, turns: int) -> bytes:
    vectors = rng.normal(size=(turns, WIDTH)).astype(np.float32)
    chances = rng.uniform(size=(turns, len(NAMES))).astype(np.float32)
    return TurnFeatures.of("made", vectors, NAMES, chances, (("greeting",),) * turns).to_bytes()


def settings(rows: Sequence[_Stored]) -> list[Setting]:
    """All of them, as a trial reads them."""
    words = read([row.words for row in rows])
    features = (TurnFeatures.from_bytes(row.features) for row in rows)
    return [replace(setting, features=each) for setting, each in zip(words, features, strict=True)]


def learned(examples: Sequence[Setting]) -> bytes:
    """From answers by chance."""
    chance = random.Random(0)
    answers = chance.sample([True, False] * (len(examples) // 2), k=len(examples))
    cases = [
        LearningCase(str(number), None, "", setting, answer)
        for number, (setting, answer) in enumerate(zip(examples, answers, strict=True))
    ]
    return learn_criterion("", cases).artefact


def answer(rows: Sequence[Setting], body: bytes) -> float:
    """Seconds of processor time, which a busy machine does not stretch."""
    name = name_of(body)
    asked = rubric({"kind": "examples", "model": name})
    begin = time.process_time()
    for setting in rows:
        score(asked, UNREAD, setting, learned={name: body})
    return time.process_time() - begin


def main() -> None:
    """Print seconds, and seconds for 10,000."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interactions", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=25)
    args = parser.parse_args()
    rows = kept(args.interactions, args.turns)
    begin = time.process_time()
    body = learned(settings(rows[:LEARNED_FROM]))
    print(f"learning from {LEARNED_FROM} answers {time.process_time() - begin:7.2f} s, {len(body)} bytes")
    begin = time.process_time()
    read_rows = settings(rows)
    seconds = {"reading what is kept": time.process_time() - begin, "answering": answer(read_rows, body)}
    for name, spent in seconds.items():
        print(f"{name:30} {spent:7.2f} s  {spent * 10_000 / args.interactions:7.1f} s for 10,000")


if __name__ == "__main__":
    main()
