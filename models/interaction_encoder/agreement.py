"""How often the served encoder (int8) leads to the same labels as the trained one in full precision.

`python -m models.interaction_encoder.agreement --checkpoint FILE [--part test]`; exit status 1 below 0.99 for any head.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from models.base_encoder.folder import base_folder
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.batches import Tokens, View, collate
from models.interaction_encoder.network import turn_vectors
from models.interaction_encoder.predict import Floats
from models.interaction_encoder.samples import LabelledTurn, Sample, corpus
from models.interaction_encoder.split import load, of_part
from models.interaction_encoder.train import averaged
from qa_service.bootstrap.engines import LazyEngines
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Understanding
from qa_service.ports import Reader
from qa_service.settings import Settings
from qa_service.understand.reader import HeadsReader
from qa_service.understand.segments import segments
from qa_service.understand.window_encoder import Conversation, TurnVectors

LEAST = 0.99


class FullPrecision:
    """Stands in for `WindowEncoder`: the trained network in float32."""

    def __init__(self, checkpoint: Path) -> None:
        self._net, _ = averaged(checkpoint)
        self._net.eval()
        self._tokens = Tokens(base_folder() / "tokenizer.json")

    def vectors(self, conversations: Sequence[Conversation]) -> list[Floats]:
        """As WindowEncoder."""
        return [self._one(turns) for turns in conversations]

    def read(self, conversations: Sequence[Conversation]) -> list[TurnVectors]:
        """As WindowEncoder; each piece is read as a turn of its own."""
        found = []
        for turns in conversations:
            cut = segments([text for _, text in turns])
            pieces = self._one([(turns[piece.turn][0], turns[piece.turn][1][piece.start : piece.end]) for piece in cut])
            found.append(TurnVectors(self._one(turns), pieces, cut))
        return found

    @torch.inference_mode()
    def _one(self, turns: Conversation) -> Floats:
        said = tuple(LabelledTurn(party or Party.OTHER, text) for party, text in turns)
        hidden = all(party is None for party, _ in turns)
        batch = collate([Sample("", "", "", said)], [View(hidden=hidden)], self._tokens)
        return turn_vectors(self._net(batch.windows), batch.windows, len(turns)).numpy()


def labels(said: Understanding) -> dict[str, list[str | None]]:
    """What a reader of the analysis sees, by head."""
    return {
        "intent": [said.intent.label],
        "resolution": [said.resolution.label],
        "sentiment": [turn.label for turn in said.sentiment.turns],
        "courtesy": [str(behaviour.present) for behaviour in said.courtesy.values()],
    }


def agreement(samples: Sequence[Sample], one: Reader, other: Reader) -> dict[str, float]:
    """Share of equal labels by head."""
    same: dict[str, list[bool]] = {}
    for sample in samples:
        shown = Transcript(tuple(Turn(turn.party, turn.text) for turn in sample.turns), sample.lang)
        mine, theirs = (labels(reader.read(shown).understanding) for reader in (one, other))
        for head, found in mine.items():
            same.setdefault(head, []).extend(a == b for a, b in zip(found, theirs[head], strict=True))
    return {head: float(np.mean(equal)) for head, equal in same.items()}


def main() -> None:
    """Print and judge."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--checkpoint", type=Path, required=True)
    ask.add_argument("--part", default="test")
    given = ask.parse_args()
    _, heads, linguistics = LazyEngines(Settings())._understanding()
    full = HeadsReader(FullPrecision(given.checkpoint), heads, linguistics)  # type: ignore[arg-type]  # FullPrecision stands in for WindowEncoder
    shares = agreement(of_part(always_masked(corpus()), given.part, load()), LazyEngines(Settings()).reader, full)
    print({head: round(share, 4) for head, share in shares.items()})
    sys.exit(min(shares.values()) < LEAST)


if __name__ == "__main__":
    main()
