"""The one file that knows the voice model (Kokoro-82M, int8 ONNX)."""

import json
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]  # the package ships no types

from eval.synth.phonemes import phonemes
from eval.synth.timeline import Samples
from eval.synth.weights import MODEL, VOCAB, verify

RATE = 24_000
_LONGEST = 510
_STYLE = 256


class Kokoro:
    """Speaks one sentence at a time, as 24 kHz samples."""

    def __init__(self, session: ort.InferenceSession, vocab: dict[str, int], voices: Path) -> None:
        self._session, self._vocab, self._voices = session, vocab, voices

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Self:
        """The model of a verified folder; WeightsError when a file is absent or altered."""
        verify(folder)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        session = ort.InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
        vocab = json.loads((folder / VOCAB).read_text("utf-8"))["vocab"]
        return cls(session, vocab, folder / "voices")

    def say(self, text: str, voice: str, lang: str, speed: float = 1.0) -> Samples:
        """The text spoken; ValueError when it is empty or longer than the model can take in one breath."""
        tokens = [self._vocab[sign] for sign in phonemes(text, lang) if sign in self._vocab]
        if not 0 < len(tokens) <= _LONGEST:
            raise ValueError(f"{len(tokens)} phonemes, from 1 to {_LONGEST} can be spoken: {text[:60]!r}")
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": self._style(voice, len(tokens)),
            "speed": np.array([speed], dtype=np.float32),
        }
        return np.asarray(self._session.run(None, inputs)[0], dtype=np.float32).ravel()

    def _style(self, voice: str, length: int) -> Samples:
        styles = np.fromfile(self._voices / f"{voice}.bin", dtype=np.float32).reshape(-1, 1, _STYLE)
        return np.asarray(styles[length - 1])
