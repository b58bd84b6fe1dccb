"""The base encoder with its upper layers replaced by those that were fine-tuned (models/interaction-encoder).

`layers.npz` holds tensors under the names of the base encoder's file: matrices in 8 bits with one scale a row
(`NAME` and `NAME.scale`), everything else in half precision. What it does not name stays as it was. A later training
moves most weights by no more than a step or two of their 255, so that it is kept as the steps (`NAME.step`, to be added
to the bytes): a fifth of the size of the layers.
"""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import MissingModel
from qa_service.understand.e5_source import E5Source, Weights

LARGEST = 127
"""Of a signed byte; CTranslate2 scales rows in the same way, so that its int8 weights are these very numbers."""


def pack(matrix: Weights) -> tuple[NDArray[np.int8], Weights]:
    """Bytes and the scale of each row: `bytes * scale` is the matrix, as near as a byte comes."""
    scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-12) / LARGEST
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def steps(before: NDArray[np.int8], scale: Weights, matrix: Weights) -> NDArray[np.int8]:
    """By how many steps each byte moves so that `(before + steps) * scale` is the matrix, as near as it comes."""
    after = np.clip(np.rint(matrix / scale), -LARGEST, LARGEST)
    return np.asarray(np.clip(after - before, -LARGEST, LARGEST), np.int8)


def read_layers(layers: Path) -> dict[str, NDArray[Any]]:
    """The tensors of one file. Raises MissingModel."""
    try:
        with np.load(layers) as stored:
            return dict(stored)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise MissingModel("{layers} cannot be read; check out the source tree again", layers=layers) from error


def _moved(tuned: dict[str, NDArray[Any]], later: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The tensors after a later training: moved by its steps, or replaced."""
    moved = dict(tuned)
    for name, values in later.items():
        before = name.removesuffix(".step")
        moved[before] = values if before == name else (tuned[before].astype(np.int16) + values).astype(np.int8)
    return moved


class TunedSource(E5Source):
    """`path`: the base encoder's file; `layers`: the tensors that replace its own, and those of later trainings.

    Raises MissingModel when a file cannot be read or `layers` names what the base encoder does not have.
    """

    def __init__(self, path: Path, *layers: Path) -> None:
        super().__init__(path)
        self._tuned: dict[str, NDArray[Any]] = {}
        for file in layers:
            self._tuned = _moved(self._tuned, read_layers(file))
        strange = {name.removesuffix(".scale") for name in self._tuned} - set(self._directory)
        if strange:
            raise MissingModel(
                "{layers} names tensors of another encoder: {names}",
                layers=", ".join(file.name for file in layers),
                names=", ".join(sorted(strange)[:3]),
            )

    def plain(self, name: str, *shape: int) -> Weights:
        """As E5Source."""
        tuned = self._tuned.get(name)
        return super().plain(name, *shape) if tuned is None else tuned.astype(np.float32).reshape(shape)

    def packed(self, name: str, rows: int, columns: int, keep: NDArray[np.int64] | None = None) -> Weights:
        """As E5Source."""
        tuned = self._tuned.get(name)
        if tuned is None:
            return super().packed(name, rows, columns, keep)
        matrix = tuned.astype(np.float32) * self._tuned[f"{name}.scale"]
        return np.asarray(matrix.reshape(rows, columns) if keep is None else matrix.reshape(rows, columns)[keep])
