"""Samples as the heads see them: vectors (kept on disk between runs), what the tuned heads say, words and cues."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.interaction_encoder.samples import Sample
from qa_service.domain.interaction import Party
from qa_service.understand import ngrams
from qa_service.understand.encoder import TextEncoder, Vectors
from qa_service.understand.features import HeadInputs, count_cues
from qa_service.understand.heads import probe_of
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.tuned import TunedHeads, TunedLogits
from qa_service.understand.window_encoder import WindowEncoder

Conversation = tuple[tuple[Party | None, str], ...]
AT_ONCE = 64


class Viewer:
    """Makes views with one encoder. `cache` holds the vectors of conversations by their hash, per encoder."""

    def __init__(self, encoder_folder: Path, tuned: TunedHeads, cache: Path, threads: int = 2) -> None:
        self.encoder_sha256 = hashlib.sha256((encoder_folder / "model.bin").read_bytes()).hexdigest()
        self._encoder = WindowEncoder(TextEncoder(encoder_folder, threads))
        self.probe = probe_of(self._encoder)
        self._tuned, self._linguistics = tuned, Linguistics()
        self.cues = self._linguistics.labels
        self._path = cache / f"windows-{self.encoder_sha256[:16]}.npz"
        self._known = _load(self._path)

    def views(self, samples: Sequence[Sample]) -> list[HeadInputs]:
        """One view a sample, in order."""
        said = [tuple((turn.party, turn.text) for turn in sample.turns) for sample in samples]
        return [
            self._view(sample, vectors, self._tuned(vectors, [turn.party for turn in sample.turns]))
            for sample, vectors in zip(samples, self._vectors(said), strict=True)
        ]

    def hidden(self, samples: Sequence[Sample]) -> list[HeadInputs]:
        """One view a sample, in order, with nothing in the vectors that tells whose the turns are."""
        said = [tuple((None, turn.text) for turn in sample.turns) for sample in samples]
        return [
            self._view(sample, vectors, self._tuned(vectors, [Party.OTHER] * len(sample.turns)))
            for sample, vectors in zip(samples, self._vectors(said), strict=True)
        ]

    def _view(self, sample: Sample, vectors: Vectors, said: TunedLogits) -> HeadInputs:
        texts = [turn.text for turn in sample.turns]
        notes = self._linguistics.look(texts, sample.lang)
        return HeadInputs(
            parties=tuple(turn.party for turn in sample.turns),
            vectors=vectors,
            grams=tuple(ngrams.grams(text) for text in texts),
            cues=count_cues([note.cues for note in notes], self.cues),
            tuned=said,
        )

    def _vectors(self, said: Sequence[Conversation]) -> list[Vectors]:
        fresh = sorted({c for c in said if _key(c) not in self._known}, key=lambda c: sum(len(text) for _, text in c))
        for start in range(0, len(fresh), AT_ONCE):
            chunk = fresh[start : start + AT_ONCE]
            for conversation, vectors in zip(chunk, self._encoder.vectors(chunk), strict=True):
                self._known[_key(conversation)] = vectors
        if fresh:
            _store(self._path, self._known)
        return [self._known[_key(conversation)] for conversation in said]


def _key(conversation: Conversation) -> str:
    return hashlib.sha1(json.dumps(conversation, ensure_ascii=False).encode()).hexdigest()


def _store(path: Path, known: dict[str, Vectors]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = sorted(known)
    lengths = np.array([len(known[key]) for key in keys])
    np.savez(path, keys=np.array(keys), lengths=lengths, vectors=np.concatenate([known[k] for k in keys]).astype("f2"))


def _load(path: Path) -> dict[str, Vectors]:
    if not path.is_file():
        return {}
    with np.load(path) as stored:
        ends = np.cumsum(stored["lengths"])[:-1]
        parts = np.split(stored["vectors"].astype(np.float32), ends)
        return dict(zip(stored["keys"].tolist(), parts, strict=True))
