"""The voice encoder of Resemblyzer in numpy: 256 numbers that tell one voice from another.

Three LSTM layers over a mel spectrogram, then a linear layer (Wan et al. 2018, "Generalized end-to-end loss for
speaker verification"). Torch is not needed: the weights file is read by an unpickler that knows three names only.
"""

import pickle
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from qa_service.errors import MissingModel

Floats = NDArray[np.float32]

RATE, FFT, HOP, MELS = 16_000, 400, 160, 40
LAYERS, HIDDEN = 3, 256
LOUDNESS = 10 ** (-30 / 20)
"""Root mean square that the encoder was trained at (-30 dB of full scale)."""
BATCH = 64


@dataclass(frozen=True, slots=True)
class LstmLayer:
    """One LSTM layer; columns are the gates in, forget, out (all three halved for `_lstm`) and new."""

    into: Floats
    onward: Floats
    bias: Floats


class VoiceEncoder:
    """Voice embeddings of short stretches of speech."""

    def __init__(self, path: Path) -> None:
        """Reads `pretrained.pt`. Raises MissingModel when it is not the weights of this encoder."""
        try:
            with path.open("rb") as source:
                weights = _read(source)
            self._layers = [_layer(weights, number) for number in range(LAYERS)]
            self._linear = np.ascontiguousarray(weights["linear.weight"].T), weights["linear.bias"]
        except (OSError, KeyError, ValueError, EOFError, AttributeError, TypeError, pickle.UnpicklingError) as error:
            raise MissingModel(
                "{path} does not hold the voice encoder's weights: {error}", path=path, error=error
            ) from error

    def embed(self, windows: Iterable[Floats]) -> Floats:
        """Unit vectors (windows, 256); all windows have the same number of samples at 16 kHz, and few are held."""
        remaining = iter(windows)
        vectors = [np.zeros((0, HIDDEN), np.float32)]
        while batch := list(islice(remaining, BATCH)):
            vectors.append(self._embed(np.stack(batch)))
        return np.concatenate(vectors)

    def _embed(self, sound: Floats) -> Floats:
        level = np.sqrt(np.mean(np.square(sound), axis=1, keepdims=True))
        frames = np.ascontiguousarray(mel_spectrogram(sound * (LOUDNESS / (level + 1e-9))).swapaxes(0, 1))
        for layer in self._layers:
            frames = _lstm(frames, layer)
        weights, bias = self._linear
        raw = np.maximum(frames[-1] @ weights + bias, 0)
        return np.asarray(raw / (np.linalg.norm(raw, axis=1, keepdims=True) + 1e-9), np.float32)


def _layer(weights: dict[str, Floats], number: int) -> LstmLayer:
    """Torch keeps the gates in the order in, forget, new, out, and two biases."""
    order = np.concatenate([np.arange(HIDDEN) + gate * HIDDEN for gate in (0, 1, 3, 2)])
    half = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), HIDDEN)
    into, onward = (weights[f"lstm.weight_{kind}_l{number}"][order].T * half for kind in ("ih", "hh"))
    bias = weights[f"lstm.bias_ih_l{number}"] + weights[f"lstm.bias_hh_l{number}"]
    return LstmLayer(np.ascontiguousarray(into), np.ascontiguousarray(onward), bias[order] * half)


def mel_spectrogram(sound: Floats) -> Floats:
    """Power in 40 mel bands, (batch, 1 + samples // 160, 40), of (batch, samples); zero padded, frames centred."""
    padded = np.pad(sound, ((0, 0), (FFT // 2, FFT // 2)))
    frames = sliding_window_view(padded, FFT, axis=1)[:, ::HOP]
    spectrum = np.fft.rfft(frames * _hann(), axis=2)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    return np.asarray(power.astype(np.float32) @ _mel_bands().T, np.float32)


@cache
def _hann() -> Floats:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT) / FFT)).astype(np.float32)


@cache
def _mel_bands() -> Floats:
    """Triangles on Slaney's mel scale (linear to 1 kHz, logarithmic above), each of unit area: (40, 201)."""
    edges = _mel_to_hz(np.linspace(0, _hz_to_mel(RATE / 2), MELS + 2))
    pitch = np.linspace(0, RATE / 2, FFT // 2 + 1)
    rise = (pitch - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - pitch) / np.diff(edges)[1:, None]
    area = 2 / (edges[2:] - edges[:-2])
    return (np.maximum(0, np.minimum(rise, fall)) * area[:, None]).astype(np.float32)


def _hz_to_mel(hertz: float) -> float:
    """Above 1 kHz, which is mel 15 on this scale."""
    return 15 + 27 * float(np.log(hertz / 1000) / np.log(6.4))


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def _lstm(frames: Floats, layer: LstmLayer) -> Floats:
    """One layer over (time, batch, features) -> (time, batch, HIDDEN)."""
    time, batch, _ = frames.shape
    drive = frames.reshape(time * batch, -1) @ layer.into
    drive = drive.reshape(time, batch, 4 * HIDDEN)
    drive += layer.bias
    out = np.empty((time, batch, HIDDEN), np.float32)
    state, cell = np.zeros((2, batch, HIDDEN), np.float32)
    recurrent = np.empty((batch, 4 * HIDDEN), np.float32)
    for t in range(time):
        gates = drive[t]
        gates += np.matmul(state, layer.onward, out=recurrent)
        np.tanh(gates, out=gates)
        # The three sigmoids: 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2, and the halves lie in the weights.
        opened = gates[:, : 3 * HIDDEN]
        opened += 1
        opened *= 0.5
        let_in, forget, give, new = (gates[:, i * HIDDEN : (i + 1) * HIDDEN] for i in range(4))
        cell = forget * cell + let_in * new
        state = np.multiply(give, np.tanh(cell), out=out[t])
    return out


class _Tensors(pickle.Unpickler):
    """Reads the pickle of a torch file older than 1.6: tensors become (storage key, offset, shape, stride)."""

    ALLOWED = {  # noqa: RUF012
        ("collections", "OrderedDict"): OrderedDict,
        ("torch", "FloatStorage"): np.float32,
        ("torch._utils", "_rebuild_tensor_v2"): lambda storage, offset, shape, stride, *_: (
            storage,
            offset,
            shape,
            stride,
        ),
    }

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self.ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a weights file")
        return self.ALLOWED[module, name]

    def persistent_load(self, pid: Any) -> str:
        return str(pid[2])


def _read(source: BinaryIO) -> dict[str, Floats]:
    """Tensors by name out of the legacy format: three header pickles, the objects, the keys, then raw storages."""
    for _ in range(3):
        _Tensors(source).load()
    state = _Tensors(source).load()["model_state"]
    storages = {}
    for key in _Tensors(source).load():
        count = int.from_bytes(source.read(8), "little")
        storages[key] = np.frombuffer(source.read(4 * count), "<f4")
    return {name: _tensor(storages[key], *layout) for name, (key, *layout) in state.items()}


def _tensor(storage: Floats, offset: int, shape: tuple[int, ...], stride: tuple[int, ...]) -> Floats:
    return np.lib.stride_tricks.as_strided(storage[offset:], shape, [4 * step for step in stride], writeable=False)
