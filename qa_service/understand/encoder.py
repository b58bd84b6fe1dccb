"""The text encoder: the only place that runs CTranslate2's encoder and a tokenizer.

A folder holds a CTranslate2 encoder (`model.bin`, `config.json`, `vocabulary.json`), `tokenizer.json`, and may hold
`encoder.json` with a `prefix` that the model wants before each text. There is none by default: e5's `query: ` costs
three of twenty tokens a turn and leaves every figure of the heads where it is (models/heads/card.md).
"""

import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import EngineFailed, MissingModel

Vectors = NDArray[np.float32]
TextWindow = tuple[int, list[int]]
"""Whose it is, and its vocabulary numbers."""
DEFAULT_PREFIX = ""
WINDOW = 512
"""Tokens that the model sees at once; a longer text is cut into windows whose vectors are averaged."""
BATCH_TOKENS = 256
PADDING = 1.1
"""Texts run together when the longest is at most this much longer than the shortest: padding costs as much as text."""
CACHED_TEXTS = 4096
CACHED_LENGTH = 60
"""Only short turns are kept ("sì", "va bene, grazie"): they come again and again, and say nothing of anybody."""


class TextEncoder:
    """Texts in, unit vectors out. Safe to call from several threads.

    `threads` batches run at once, each on one core: two cores on one batch gain half of what two batches gain.
    Raises MissingModel when the folder is not a text encoder.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        needed = ("model.bin", "config.json", "vocabulary.json", "tokenizer.json")
        missing = [name for name in needed if not (folder / name).is_file()]
        if missing:
            raise MissingModel(
                "the text encoder in {folder} lacks {names}; run: qa-service models fetch",
                folder=folder,
                names=", ".join(missing),
            )
        self.prefix = _prefix(folder / "encoder.json")
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._encoder = ctranslate2.Encoder(
                str(folder), device="cpu", inter_threads=threads, intra_threads=1, compute_type="int8_float32"
            )
        except Exception as error:  # the tokenizers library raises plain Exception
            raise MissingModel(
                "the text encoder in {folder} cannot be opened: {error}", folder=folder, error=error
            ) from error
        self._pool = ThreadPoolExecutor(threads, "encoder")
        self._cached_vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()
        self.width = int(self._forward([self._windows([""])[0][0]])[0].shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, width) float32: the mean over tokens of the last layer, scaled to length one.

        Raises EngineFailed when the run-time fails.
        """
        vectors = {text: vector for text in set(texts) if (vector := self._recall(text)) is not None}
        uncached = sorted({text for text in texts if text not in vectors})
        for text, vector in zip(uncached, self._compute(uncached), strict=True):
            vectors[text] = vector
            self._remember(text, vector)
        if not texts:
            return np.zeros((0, self.width), np.float32)
        return np.stack([vectors[text] for text in texts])

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """Vocabulary numbers of each text alone, without begin, end and prefix."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def frame(self, text: str) -> tuple[int, list[int], int]:
        """The numbers of the begin piece, of `text`, and of the end piece."""
        begin, *inner, end = self._tokenizer.encode(text).ids
        return begin, inner, end

    def states(self, rows: Sequence[Sequence[int]]) -> list[Vectors]:
        """The last layer's state of every token, [tokens, width] for each row of vocabulary numbers.

        Rows are run in order of length, BATCH_TOKENS at a time. Raises EngineFailed when the run-time fails.
        """
        states: list[Vectors] = [np.zeros((0, self.width), np.float32)] * len(rows)
        for number, state in self._run(list(enumerate(list(row) for row in rows))):
            states[number] = state
        return states

    def _compute(self, texts: Sequence[str]) -> Vectors:
        windows = self._windows(texts)
        sums = np.zeros((len(texts), self.width), np.float32)
        for owner, state in self._run([(owner, ids) for owner, cut in enumerate(windows) for ids in cut]):
            sums[owner] += state.sum(0)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(norms, 1e-12), np.float32)

    def _windows(self, texts: Sequence[str]) -> list[list[list[int]]]:
        """Token numbers of each text, cut into windows that all begin and end as the model wants."""
        encodings = self._tokenizer.encode_batch([self.prefix + text for text in texts])
        return [_cut(encoding.ids) for encoding in encodings]

    def _run(self, pieces: list[TextWindow]) -> Iterator[tuple[int, Vectors]]:
        """The states of each piece with its owner, in order of length."""
        batches = _batches(sorted(pieces, key=lambda piece: len(piece[1])))
        computed = self._pool.map(self._forward, [[ids for _, ids in batch] for batch in batches])
        for batch, states in zip(batches, computed, strict=True):
            yield from ((owner, state) for (owner, _), state in zip(batch, states, strict=True))

    def _forward(self, batch: list[list[int]]) -> list[Vectors]:
        """[tokens, width] for each row, its padding cut off."""
        try:
            states: Any = np.asarray(self._encoder.forward_batch(batch).last_hidden_state)
        except RuntimeError as error:
            raise EngineFailed("the text encoder failed: {error}", error=error) from error
        return [np.array(state[: len(ids)], np.float32) for state, ids in zip(states, batch, strict=True)]

    def _recall(self, text: str) -> Vectors | None:
        with self._lock:
            vector = self._cached_vectors.get(text)
            if vector is not None:
                self._cached_vectors.move_to_end(text)
            return vector

    def _remember(self, text: str, vector: Vectors) -> None:
        if len(text) > CACHED_LENGTH:
            return
        with self._lock:
            self._cached_vectors[text] = vector.copy()
            while len(self._cached_vectors) > CACHED_TEXTS:
                self._cached_vectors.popitem(last=False)


def _prefix(path: Path) -> str:
    if not path.is_file():
        return DEFAULT_PREFIX
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["prefix"])
    except (json.JSONDecodeError, KeyError) as error:
        raise MissingModel("{path} does not name the encoder's prefix", path=path) from error


def _cut(ids: list[int]) -> list[list[int]]:
    if len(ids) <= WINDOW:
        return [ids]
    first, inner, last = ids[0], ids[1:-1], ids[-1]
    step = WINDOW - 2
    return [[first, *inner[start : start + step], last] for start in range(0, len(inner), step)]


def _batches(pieces: list[TextWindow]) -> list[list[TextWindow]]:
    """Consecutive pieces, at most BATCH_TOKENS padded tokens a batch; `pieces` must be sorted by length."""
    batches: list[list[TextWindow]] = []
    for piece in pieces:
        if batches and _fits(batches[-1], len(piece[1])):
            batches[-1].append(piece)
        else:
            batches.append([piece])
    return batches


def _fits(batch: list[TextWindow], length: int) -> bool:
    return length * (len(batch) + 1) <= BATCH_TOKENS and length <= PADDING * len(batch[0][1])
