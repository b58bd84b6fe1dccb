"""What the models saw of each turn, kept beside the words so that a centre's own criteria need no model to be answered.

Numbers only, no words: they are erased with the interaction. Vectors are kept in eight bits an entry, a scale a turn
(rounding moves no entry by more than 1/254 of the turn's largest); a turn takes about 500 bytes.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.shipped_answers import ShippedAnswers
from qa_service.domain.understanding import Understanding

Array = NDArray[np.float32]
_HEAD = struct.Struct("<I")
_STEPS = 127
Cues = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TurnFeatures:
    """Of an interaction of `turns` turns.

    `encoder`: the version of the models that made them; those of another version cannot be compared. `vectors`: int8
    (turns, width), each row times its `scales` entry (float16). `chances`: float16 (turns, names), what the shipped
    heads say of each turn, 0..1, by `names` (``courtesy:greeting``, ``sentiment:negative``, ``intent:billing``,
    ``resolution:resolved``). `cues`: the names of the cues in each turn. `shipped`: what they answered of the whole;
    None where nothing was noted.
    """

    encoder: str
    width: int
    vectors: bytes
    scales: bytes
    names: tuple[str, ...]
    chances: bytes
    cues: Cues
    shipped: ShippedAnswers | None = None

    @classmethod
    def of(cls, encoder: str, vectors: Array, names: Sequence[str], chances: Array, cues: Cues) -> Self:
        """Of float arrays (turns, width) and (turns, names)."""
        # From the half precision in which it is kept: the rounding of the scale adds nothing to that of the entries.
        scales = (np.abs(vectors).max(axis=1, initial=0.0) / _STEPS).astype(np.float16)
        steps = np.rint(vectors / np.maximum(scales.astype(np.float32), 1e-7)[:, None])
        rows = np.clip(steps, -_STEPS, _STEPS).astype(np.int8)
        halves = chances.astype(np.float16)
        return cls(encoder, vectors.shape[1], rows.tobytes(), scales.tobytes(), tuple(names), halves.tobytes(), cues)

    def answered(self, understanding: Understanding, by_others: tuple[str, ...] = ()) -> Self:
        """The same, with what was answered of the whole: by the models that made them, but for the questions
        `by_others`.
        """
        return replace(self, shipped=ShippedAnswers.of(understanding, by_others))

    @property
    def turns(self) -> int:
        """How many turns."""
        return len(self.cues)

    @property
    def turn_vectors(self) -> Array:
        """(turns, width)."""
        rows = np.frombuffer(self.vectors, np.int8).reshape(self.turns, self.width).astype(np.float32)
        return np.asarray(rows * np.frombuffer(self.scales, np.float16).astype(np.float32)[:, None], np.float32)

    @property
    def turn_chances(self) -> Array:
        """(turns, names)."""
        chances = np.frombuffer(self.chances, np.float16)
        return np.asarray(chances.reshape(self.turns, len(self.names)), np.float32)

    def to_bytes(self) -> bytes:
        """As it is stored: the length of a JSON header, the header, then the arrays one after the other."""
        about: dict[str, Any] = {name: getattr(self, name) for name in ("encoder", "width", "names", "cues")}
        if self.shipped is not None:
            about["shipped"] = self.shipped.to_json()
        header = json.dumps(about, separators=(",", ":")).encode()
        return b"".join((_HEAD.pack(len(header)), header, self.vectors, self.scales, self.chances))

    @classmethod
    def from_bytes(cls, body: bytes) -> Self:
        """The inverse of `to_bytes`."""
        (size,) = _HEAD.unpack_from(body)
        about = json.loads(body[_HEAD.size : _HEAD.size + size])
        cues = tuple(tuple(names) for names in about["cues"])
        start, turns = _HEAD.size + size, len(cues)
        scales = start + turns * about["width"]
        chances = scales + 2 * turns
        return cls(
            about["encoder"],
            about["width"],
            body[start:scales],
            body[scales:chances],
            tuple(about["names"]),
            body[chances:],
            cues,
            ShippedAnswers.from_json(about["shipped"]) if "shipped" in about else None,
        )
