"""Samples as the heads see them: vectors (kept on disk between runs), what the tuned heads say, words and cues."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.interaction_encoder.samples import Sample
from qa_service.domain.interaction import Party
from qa_service.understand import features
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.features import HeadInputs
from qa_service.understand.heads import probe_of
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.segments import segments
from qa_service.understand.tuned import TunedHeads
from qa_service.understand.window_encoder import TurnVectors, WindowEncoder

Array = NDArray[np.float32]
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
        self._path = cache / f"apart-{self.encoder_sha256[:16]}.npz"
        self._known = _load(self._path)

    def views(self, samples: Sequence[Sample]) -> list[HeadInputs]:
        """One view a sample, in order."""
        said = [tuple((turn.party, turn.text) for turn in sample.turns) for sample in samples]
        parties = [[turn.party for turn in sample.turns] for sample in samples]
        return [self._view(*each) for each in zip(samples, self._read(said), parties, strict=True)]

    def hidden(self, samples: Sequence[Sample]) -> list[HeadInputs]:
        """One view a sample, in order, with nothing in the vectors that tells whose the turns are."""
        said = [tuple((None, turn.text) for turn in sample.turns) for sample in samples]
        parties = [[Party.OTHER] * len(sample.turns) for sample in samples]
        return [self._view(*each) for each in zip(samples, self._read(said), parties, strict=True)]

    def _view(self, sample: Sample, read: TurnVectors, shown: Sequence[Party]) -> HeadInputs:
        texts, parties = [turn.text for turn in sample.turns], [turn.party for turn in sample.turns]
        cues = [note.cues for note in self._linguistics.look(texts, sample.lang)]
        return features.inputs(parties, texts, read, cues, self.cues, self._tuned(read, shown), _outbound(sample))

    def _read(self, said: Sequence[Conversation]) -> list[TurnVectors]:
        fresh = sorted({c for c in said if _key(c) not in self._known}, key=lambda c: sum(len(text) for _, text in c))
        for start in range(0, len(fresh), AT_ONCE):
            chunk = fresh[start : start + AT_ONCE]
            for conversation, read in zip(chunk, self._encoder.read(chunk), strict=True):
                self._known[_key(conversation)] = np.vstack([read.turns, read.pieces])
        if fresh:
            _store(self._path, self._known)
        return [_split(conversation, self._known[_key(conversation)]) for conversation in said]


def _outbound(sample: Sample) -> bool:
    return sample.info.get("direction") == "outbound"


def _split(conversation: Conversation, rows: Array) -> TurnVectors:
    turns = len(conversation)
    return TurnVectors(rows[:turns], rows[turns:], segments([text for _, text in conversation]))


def _key(conversation: Conversation) -> str:
    return hashlib.sha1(json.dumps(conversation, ensure_ascii=False).encode()).hexdigest()


def _store(path: Path, known: dict[str, Array]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = sorted(known)
    lengths = np.array([len(known[key]) for key in keys])
    np.savez(path, keys=np.array(keys), lengths=lengths, vectors=np.concatenate([known[k] for k in keys]).astype("f2"))


def _load(path: Path) -> dict[str, Array]:
    if not path.is_file():
        return {}
    with np.load(path) as stored:
        ends = np.cumsum(stored["lengths"])[:-1]
        parts = np.split(stored["vectors"].astype(np.float32), ends)
        return dict(zip(stored["keys"].tolist(), parts, strict=True))
