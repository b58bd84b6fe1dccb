"""The base encoder with its upper layers replaced by those that were fine-tuned (models/interaction-encoder).

`layers.npz` holds tensors under the names of the base encoder's file: matrices in 8 bits with one scale a row
(`NAME` and `NAME.scale`), everything else in half precision. What it does not name stays as it was.
"""

import zipfile
from pathlib import Path

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


class TunedSource(E5Source):
    """`path`: the base encoder's file; `layers`: the tensors that replace its own.

    Raises MissingModel when either cannot be read or `layers` names what the base encoder does not have.
    """

    def __init__(self, path: Path, layers: Path) -> None:
        super().__init__(path)
        try:
            with np.load(layers) as stored:
                self._tuned = dict(stored)
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise MissingModel("{layers} cannot be read; check out the source tree again", layers=layers) from error
        strange = {name.removesuffix(".scale") for name in self._tuned} - set(self._directory)
        if strange:
            raise MissingModel(
                "{layers} names tensors of another encoder: {names}",
                layers=layers.name,
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
