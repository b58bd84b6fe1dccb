"""Samples as the heads see them: vectors (kept on disk between runs), word numbers and cues of every turn."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.interaction_encoder.samples import Sample
from qa_service.understand import ngrams
from qa_service.understand.encoder import TextEncoder, Vectors
from qa_service.understand.features import View, count_cues
from qa_service.understand.heads import PROBE
from qa_service.understand.linguistics import Linguistics


class Viewer:
    """Makes views with one encoder. `cache` holds the vectors of texts by the hash of the text, per encoder."""

    def __init__(self, encoder_folder: Path, cache: Path, threads: int = 2) -> None:
        self.encoder_sha256 = hashlib.sha256((encoder_folder / "model.bin").read_bytes()).hexdigest()
        self._encoder = TextEncoder(encoder_folder, threads)
        told_apart = hashlib.sha256(f"{self.encoder_sha256} {self._encoder.prefix}".encode()).hexdigest()[:16]
        self.probe = self._encoder.embed([PROBE])[0]
        self._linguistics = Linguistics()
        self.cues = self._linguistics.labels
        self._path = cache / f"vectors-{told_apart}.npz"
        self._known = _load(self._path)

    def views(self, samples: Sequence[Sample]) -> list[View]:
        """One view a sample, in order."""
        self._embed({turn.text for sample in samples for turn in sample.turns})
        return [self._view(sample) for sample in samples]

    def _view(self, sample: Sample) -> View:
        texts = [turn.text for turn in sample.turns]
        notes = self._linguistics.look(texts, sample.lang)
        return View(
            parties=tuple(turn.party for turn in sample.turns),
            vectors=np.stack([self._known[_key(text)] for text in texts]),
            grams=tuple(ngrams.grams(text) for text in texts),
            cues=count_cues([note.cues for note in notes], self.cues),
        )

    def _embed(self, texts: set[str]) -> None:
        fresh = sorted(text for text in texts if _key(text) not in self._known)
        for start in range(0, len(fresh), 2048):
            chunk = fresh[start : start + 2048]
            self._known.update(zip(map(_key, chunk), self._encoder.embed(chunk), strict=True))
        if fresh:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            keys = sorted(self._known)
            np.savez(
                self._path, keys=np.array(keys), vectors=np.stack([self._known[k] for k in keys]).astype(np.float16)
            )


def _key(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


def _load(path: Path) -> dict[str, Vectors]:
    if not path.is_file():
        return {}
    with np.load(path) as stored:
        return dict(zip(stored["keys"].tolist(), stored["vectors"].astype(np.float32), strict=True))
