"""Gathers what training finds, and writes it as `heads.npz` and `heads.json` for `qa_service.understand.heads`."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.heads.learn import Experts
from qa_service.understand import companding

Array = NDArray[np.float32]
WHOLE = ("intent", "resolution")


@dataclass(frozen=True, slots=True)
class Answers:
    """Logits on dev, what was wanted, and which (item, turn) each row is."""

    logits: Array
    wanted: Array
    where: Sequence[tuple[int, int]]


@dataclass
class Parts:
    """Everything learned so far. `experts`, `tested` and `apart` serve training only and are not written.

    `apart`: what the courtesy head says of conversations of the part train when it does not know their writers.
    """

    labels: Mapping[str, Sequence[str]]
    cues: Sequence[str]
    encoder_sha256: str
    arrays: dict[str, Any] = field(default_factory=dict)
    mixes: dict[str, tuple[Array, Array]] = field(default_factory=dict)
    experts: dict[str, Experts] = field(default_factory=dict)
    apart: Answers = field(
        default_factory=lambda: Answers(np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32), [])
    )
    distances: Sequence[float] = ()
    tested: dict[str, Answers] = field(default_factory=dict)
    thresholds: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, experts: Experts, weight: Array, bias: Array) -> None:
        """A trained head with the weights of its experts, in fewer bytes where there are many.

        The kept word numbers rise; their differences compress to a third.
        """
        self.mixes[name], self.experts[name] = (weight, bias), experts
        words = experts.words
        packed, largest = companding.pack(words.fitted.weight)
        self.arrays |= {
            f"{name}/dense/weight": experts.dense.weight.astype(
                np.float16 if _small(experts.dense.weight) else np.float32
            ),
            f"{name}/dense/bias": experts.dense.bias,
            f"{name}/words/steps": np.diff(words.kept, prepend=0).astype(np.uint32),
            f"{name}/words/idf": words.idf.astype(np.float16),
            f"{name}/words/weight": packed,
            f"{name}/words/largest": largest,
            f"{name}/words/bias": words.fitted.bias,
            f"{name}/mix/weight": weight,
            f"{name}/mix/bias": bias,
        }


def write(parts: Parts, folder: Path) -> None:
    """Both files, the same bytes for the same arrays."""
    folder.mkdir(parents=True, exist_ok=True)
    held = io.BytesIO()
    np.savez_compressed(held, **{name: parts.arrays[name] for name in sorted(parts.arrays)})
    (folder / "heads.npz").write_bytes(held.getvalue())
    heads = sorted({name.split("/")[0] for name in parts.arrays if "/dense/" in name})
    about = {
        "format": 3,
        "encoder_sha256": parts.encoder_sha256,
        "weights_sha256": hashlib.sha256(held.getvalue()).hexdigest(),
        "labels": {family: list(labels) for family, labels in parts.labels.items()},
        "cues": list(parts.cues),
        "dense": heads,
        "words": heads,
        "mixes": heads,
        "thresholds": parts.thresholds,
        "dev": parts.figures,
    }
    text = json.dumps(about, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "heads.json").write_text(text + "\n", encoding="utf-8")
    print(f"{folder}: {len(held.getvalue()) / 1e6:.1f} MB")


def _small(values: Array) -> bool:
    """Whether half precision can hold the values."""
    return float(np.abs(values).max()) < 60000.0
