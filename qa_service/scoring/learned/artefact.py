"""A learned model as bytes: a JSON header and plain arrays, nothing that a reader would have to execute.

The same model gives the same bytes, and their sha256 is its name: what has another name is another model.
"""

import hashlib
import json
import struct
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final

import numpy as np

from qa_service.scoring.learned.head import TurnHead
from qa_service.scoring.learned.inputs import ROWS, WHOLE, Array
from qa_service.scoring.learned.model import SPEAKERS, Calibration, LearnedModel

KIND: Final = b"qa-examples-1\n"
"""How the bytes begin; the number counts the forms of artefacts and of what models look at."""
_HEAD = struct.Struct("<I")
MOST_BYTES: Final = 64 * 1024


def name_of(body: bytes) -> str:
    """The name of a model: ``sha256:`` and the digest."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def to_bytes(model: LearnedModel) -> bytes:
    """As it is stored."""
    about = {
        "encoder": model.encoder,
        "names": model.names,
        "languages": model.languages,
        "speakers": model.speakers,
        "calibration": asdict(model.calibration),
        "biases": [head.bias for head in model.heads],
        "width": len(model.heads[0].centre) - len(model.names),
    }
    header = json.dumps(about, sort_keys=True, separators=(",", ":")).encode()
    return b"".join((KIND, _HEAD.pack(len(header)), header, *(_packed(head) for head in model.heads)))


def _packed(head: TurnHead) -> bytes:
    dense = len(head.centre)
    full = (head.centre, head.spread, head.weight[:dense], head.whole_centre, head.whole_spread, head.whole_weight)
    halves = (head.rarity, head.weight[dense:])
    return b"".join(
        [*(part.astype("<f4").tobytes() for part in full), *(part.astype("<f2").tobytes() for part in halves)]
    )


def from_bytes(body: bytes) -> LearnedModel:
    """The inverse of `to_bytes`. Raises ValueError where it is none of these, or damaged."""
    try:
        return _read(body)
    except (KeyError, TypeError, struct.error, RecursionError) as error:
        raise ValueError("no learned model") from error


def _read(body: bytes) -> LearnedModel:
    if not body.startswith(KIND) or len(body) > MOST_BYTES:
        raise ValueError("no learned model")
    (size,) = _HEAD.unpack_from(body, len(KIND))
    start = len(KIND) + _HEAD.size
    about: dict[str, Any] = json.loads(body[start : start + size])
    groups, names = SPEAKERS[about["speakers"]], tuple(about["names"])
    arrays = _Arrays(body, start + size)
    heads = tuple(_head(arrays, about["width"] + len(names), bias) for bias in about["biases"])
    if len(heads) != len(groups) or arrays.place != len(body):
        raise ValueError("no learned model")
    calibration = Calibration(**about["calibration"])
    return LearnedModel(about["encoder"], names, tuple(about["languages"]), about["speakers"], heads, calibration)


class _Arrays:
    """Arrays one after the other."""

    def __init__(self, body: bytes, place: int) -> None:
        self._body, self.place = body, place

    def take(self, count: int, kind: str = "<f4") -> Array:
        values = np.frombuffer(self._body, kind, count, self.place).astype(np.float32)
        if not np.isfinite(values).all():
            raise ValueError("no learned model")
        self.place += count * np.dtype(kind).itemsize
        return values


def _head(arrays: _Arrays, dense: int, bias: float) -> TurnHead:
    centre, spread, weight = (arrays.take(dense) for _ in range(3))
    whole_centre, whole_spread, whole_weight = (arrays.take(WHOLE) for _ in range(3))
    rarity, words = arrays.take(ROWS, "<f2"), arrays.take(ROWS, "<f2")
    weight = np.concatenate([weight, words])
    return TurnHead(centre, spread, rarity, weight, whole_centre, whole_spread, whole_weight, float(bias))


@lru_cache(maxsize=64)
def opened(name: str, body: bytes) -> LearnedModel | None:
    """The model of that name; None where the bytes are not those that the name was given to, or damaged."""
    if name_of(body) != name:
        return None
    try:
        return from_bytes(body)
    except ValueError:
        return None
