"""How sure one has to be of who the agent is before anything is said of an agent: measures `QA_ROLES_SURE`.

    python -m eval.roles [--part test]

Takes the names of the speakers away from interactions that training never saw, turn by turn and as two voices, lets the
service find who the agent is, and tells for each threshold how many interactions wait for a person, and in how many of
the others a turn stands under the wrong party.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.base_encoder.folder import encoder_folder
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party
from qa_service.ports import RoleFinder
from qa_service.transcribe import stage
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.heads import Heads
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.roles import HeadsRoleFinder
from qa_service.understand.window_encoder import WindowEncoder

ROOT = Path(__file__).resolve().parents[1]
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_SPEAKERS = (Party.AGENT, Party.CUSTOMER)


class Guessed(NamedTuple):
    """How sure the service is of the roles in an interaction, and whether each turn stands under its party."""

    sure: float
    right: bool


class Row(NamedTuple):
    """At a threshold: interactions below it, and those of them with a turn under the wrong party; and from it on."""

    threshold: float
    below: int
    wrong_below: int
    above: int
    wrong_above: int


class _Language:
    def find(self, texts: Sequence[str]) -> tuple[str | None, float]:
        raise AssertionError("the language of a sample is known")


def guessed(sample: Sample, finder: RoleFinder, *, voices: bool) -> Guessed:
    """Of one interaction without names; `voices`: it is known which turns are of the same person."""
    turns = [turn for turn in sample.turns if turn.party in _SPEAKERS]
    given = tuple(GivenTurn(voice=_SPEAKERS.index(turn.party) if voices else None, text=turn.text) for turn in turns)
    lang = "it" if sample.lang == "it" else "en"
    document = Interaction(id="x", client="x", channel=Channel.CHAT, lang=lang, turns=given)
    transcript = stage.written(document, _Language(), finder)
    pairs = zip(transcript.turns, turns, strict=True)
    right = all(own.party in (turn.party, Party.BOT) for own, turn in pairs)
    return Guessed(transcript.confidence["roles"], right)


def table(guesses: Sequence[Guessed]) -> Iterator[Row]:
    """A row a threshold."""
    for threshold in THRESHOLDS:
        below = [guess for guess in guesses if guess.sure < threshold]
        above = [guess for guess in guesses if guess.sure >= threshold]
        wrong = [sum(not guess.right for guess in some) for some in (below, above)]
        yield Row(threshold, len(below), wrong[0], len(above), wrong[1])


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=split.PARTS, default="test")
    parser.add_argument("--heads", type=Path, default=ROOT / "models" / "heads" / "artefact")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    encoder = WindowEncoder(TextEncoder(encoder_folder(), args.threads))
    finder = HeadsRoleFinder(encoder, Heads(args.heads), Linguistics())
    samples = always_masked(split.of_part(corpus(), args.part, split.load()))
    for name, voices in (("no names at all", False), ("two voices", True)):
        print(f"{name}, {len(samples)} interactions of {args.part}")
        print(f"{'threshold':>10}{'wait':>8}{'wrong':>8}{'judged':>8}{'wrong':>8}")
        for row in table([guessed(sample, finder, voices=voices) for sample in samples]):
            print(f"{row.threshold:10.2f}{row.below:8}{row.wrong_below:8}{row.above:8}{row.wrong_above:8}")


if __name__ == "__main__":
    main()
