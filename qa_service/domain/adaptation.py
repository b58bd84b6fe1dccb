"""A client's correction of a shipped head, as a file and as arithmetic. Numbers only: no word of anybody is in it.

The log-odds of the shipped head, weighed, plus a linear map of means of turn vectors (`adapted_view`), plus an offset a
label. Since the map is linear, what it says is the sum of what each turn adds, and that is its evidence.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from qa_service.domain import withheld
from qa_service.domain.adapted_view import family_of, pooled, shipped_log_chances, turn_weights
from qa_service.domain.interaction import Party
from qa_service.domain.turn_features import TurnFeatures

Array = NDArray[np.float32]
SCHEMA = "qa-adaptation/1"
YES_NO = ("no", "yes")
"""The labels of a courtesy question."""
LEAST = {"intent": 0.4, "resolution": 0.5, "sentiment": 0.0, "courtesy": 0.5}
"""Chance from which a label is given, by family. Chances are calibrated on the client's own answers: from a half on an
answer is more often right than wrong; of many intents the best is said as soon as the shipped head would say one."""
_HEAD = struct.Struct("<I")


@dataclass(frozen=True)
class Known:
    """What the conversations that people answered are like: the mean of their turn vectors `centre` (width,), and the
    directions in which they vary, each divided by its spread (width, directions). `most`: how far all but a few of them
    lie from the centre.
    """

    centre: Array
    scaled: Array
    most: float

    def distance(self, features: TurnFeatures) -> float:
        """The root of the mean square of the distances in all directions; 1 is usual."""
        apart = (features.turn_vectors.mean(axis=0) - self.centre) @ self.scaled
        return float(np.sqrt(np.mean(apart**2)))

    def holds(self, features: TurnFeatures) -> bool:
        """Whether it is like them."""
        return self.distance(features) <= self.most


@dataclass(frozen=True, slots=True)
class AdaptedAnswer:
    """`label` None: withheld, for the `reason`. `chances` by label add up to 1."""

    label: str | None
    chances: Mapping[str, float]
    reason: str | None = None

    @property
    def chance(self) -> float:
        """Of the label; of the most probable one where none is given."""
        return max(self.chances.values()) if self.label is None else self.chances[self.label]


@dataclass(frozen=True)
class Adaptation:
    """`question`: ``intent``, ``resolution``, ``sentiment`` (of the end) or ``courtesy:<label>``. `encoder`: the
    version of the shipped models that it corrects, and of no others. `scale`: the weight of the shipped log-odds.
    `offsets`: by label. `weights`: float16 (pools x width, labels), empty where only scale and offsets are corrected.

    `speaks_on`: reasons of the shipped reader to withhold the answer (`withheld`) which do not bind this one. `known`:
    what that is like from which it was learned, where it may answer what the shipped reader finds strange.
    """

    question: str
    encoder: str
    labels: tuple[str, ...]
    scale: float
    offsets: tuple[float, ...]
    weights: bytes = b""
    speaks_on: tuple[str, ...] = ()
    known: Known | None = None
    learned_from: int = 0

    @cached_property
    def _map(self) -> Array | None:
        if not self.weights:
            return None
        return np.frombuffer(self.weights, np.float16).astype(np.float32).reshape(-1, len(self.labels))

    def log_chances(self, features: TurnFeatures, parties: Sequence[Party]) -> Array:
        """(labels,) logarithms of what it says of each label; they add up to 1."""
        logits = self.scale * shipped_log_chances(self.question, self.labels, features, parties)
        logits = logits + np.array(self.offsets, np.float32)
        if self._map is not None:
            logits = logits + pooled(self.question, features, parties) @ self._map
        top = logits.max()
        return np.asarray(logits - top - np.log(np.exp(logits - top).sum()), np.float32)

    def answer(self, features: TurnFeatures, parties: Sequence[Party]) -> AdaptedAnswer:
        """What it answers of an interaction. Facts of the conversation by which the shipped reader withheld its answer
        bind this one too.
        """
        log_chances = self.log_chances(features, parties)
        chances = {label: float(np.exp(value)) for label, value in zip(self.labels, log_chances, strict=True)}
        noted = None if features.shipped is None else features.shipped.reasons.get(self.question)
        if noted is not None and not self._speaks_in_spite_of(noted, features):
            return AdaptedAnswer(None, chances, noted)
        label = max(chances, key=lambda name: chances[name])
        if chances[label] < LEAST[family_of(self.question)]:
            return AdaptedAnswer(None, chances, withheld.UNSURE)
        return AdaptedAnswer(label, chances)

    def _speaks_in_spite_of(self, reason: str, features: TurnFeatures) -> bool:
        if reason == withheld.UNSURE:
            return True
        is_known = reason != withheld.STRANGE or (self.known is not None and self.known.holds(features))
        return reason in self.speaks_on and is_known

    def by_turn(self, label: str, features: TurnFeatures, parties: Sequence[Party]) -> Array:
        """(turns,) how much each turn speaks for `label` against the others: what it adds by the learned map, and the
        logarithm of what the shipped heads say of it.
        """
        column = f"{self.question}:{label}" if label not in YES_NO else self.question
        shown = np.zeros(len(parties), np.float32)
        if column in features.names:
            shown = np.log(np.maximum(features.turn_chances[:, features.names.index(column)], 1e-3))
        if self._map is None:
            return shown
        place = self.labels.index(label)
        against = self._map[:, place] - self._map.mean(axis=1)
        by_pool = against.reshape(-1, features.width)
        said = (by_pool @ features.turn_vectors.T) * turn_weights(self.question, features, parties)
        return np.asarray(self.scale * shown / max(1, len(parties)) + said.sum(axis=0), np.float32)

    def to_bytes(self) -> bytes:
        """The same bytes for the same content: the length of a JSON header, the header, then the arrays."""
        about: dict[str, Any] = {
            "schema": SCHEMA,
            "question": self.question,
            "encoder": self.encoder,
            "labels": self.labels,
            "scale": round(self.scale, 5),
            "offsets": [round(offset, 5) for offset in self.offsets],
            "speaks_on": self.speaks_on,
            "learned_from": self.learned_from,
            "weights": len(self.weights),
        }
        arrays = [self.weights]
        if self.known is not None:
            about["known"] = {"most": round(self.known.most, 5), "directions": self.known.scaled.shape[1]}
            arrays += [array.astype(np.float16).tobytes() for array in (self.known.centre, self.known.scaled)]
        header = json.dumps(about, separators=(",", ":"), sort_keys=True).encode()
        return b"".join((_HEAD.pack(len(header)), header, *arrays))

    @classmethod
    def from_bytes(cls, body: bytes) -> Self:
        """The inverse of `to_bytes`. Raises ValueError for anything else."""
        try:
            (size,) = _HEAD.unpack_from(body)
            about = json.loads(body[_HEAD.size : _HEAD.size + size])
            if about["schema"] != SCHEMA:
                raise ValueError(f"is no {SCHEMA}")
            rest = body[_HEAD.size + size :]
            names = ("question", "encoder", "scale", "learned_from")
            fields: dict[str, Any] = {name: about[name] for name in names}
            fields |= {name: tuple(about[name]) for name in ("labels", "offsets", "speaks_on")}
            weights, after = rest[: about["weights"]], rest[about["weights"] :]
            known = _known(about["known"], after) if "known" in about else None
            return cls(**fields, weights=weights, known=known)
        except (struct.error, KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise ValueError("is no adaptation") from error


def _known(about: dict[str, Any], body: bytes) -> Known:
    numbers = np.frombuffer(body, np.float16).astype(np.float32)
    width = len(numbers) // (about["directions"] + 1)
    return Known(numbers[:width], numbers[width:].reshape(width, about["directions"]), about["most"])


def version_of(question: str, body: bytes) -> str:
    """How an answer names what gave it: the question, and the beginning of the hash of the artefact."""
    return f"{question}@sha256:{hashlib.sha256(body).hexdigest()[:12]}"
