"""What a telephone line does to a voice: narrow band, line noise and G.711 mu-law. Pure: chance is given."""

import numpy as np
from numpy.typing import NDArray
from scipy import signal  # type: ignore[import-untyped]  # the package ships no types

from eval.synth.timeline import Samples

RATE = 8_000
BAND = (300.0, 3400.0)
_BIAS, _CLIP = 132, 32_635


def telephone(samples: Samples, snr_db: float, rng: np.random.Generator, rate: int = 24_000) -> Samples:
    """The samples (last axis is time) as heard at 8 kHz, with noise so many dB below the active speech."""
    voice = band(signal.resample_poly(samples, RATE, rate, axis=-1))
    hiss = band(rng.standard_normal(voice.shape))
    hiss *= active_rms(voice) / np.sqrt((hiss**2).mean()) * 10 ** (-snr_db / 20)
    line = np.clip(voice + hiss, -1.0, 1.0)
    pcm = mulaw_decode(mulaw_encode(np.round(line * 32_767).astype(np.int16)))
    return np.asarray(pcm / 32_768, dtype=np.float32)


def band(samples: NDArray[np.floating]) -> NDArray[np.float64]:
    """Samples at 8 kHz with 300 to 3400 Hz left in them, not shifted in time."""
    sections = signal.butter(4, BAND, btype="bandpass", fs=RATE, output="sos")
    return np.asarray(signal.sosfiltfilt(sections, samples, axis=-1), dtype=np.float64)


def active_rms(samples: NDArray[np.floating], floor_db: float = -35.0) -> float:
    """Loudness while somebody speaks: over the 20 ms frames not far below the loudest; 0.0 in silence."""
    frame = RATE // 50
    whole = samples[..., : samples.shape[-1] // frame * frame].astype(np.float64)
    power = (whole.reshape(-1, frame) ** 2).mean(axis=1)
    heard = power[power > power.max(initial=0.0) * 10 ** (floor_db / 10)]
    return float(np.sqrt(heard.mean())) if heard.size else 0.0


def mulaw_encode(pcm: NDArray[np.int16]) -> NDArray[np.uint8]:
    """16-bit samples as G.711 mu-law bytes."""
    size = np.minimum(np.abs(pcm.astype(np.int32)), _CLIP) + _BIAS
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    sign = np.where(pcm < 0, 0x80, 0)
    return np.asarray(~(sign | exponent << 4 | mantissa) & 0xFF, dtype=np.uint8)


def mulaw_decode(coded: NDArray[np.uint8]) -> NDArray[np.int16]:
    """G.711 mu-law bytes as 16-bit samples."""
    bits = ~coded.astype(np.int32) & 0xFF
    size = ((((bits & 0x0F) << 3) + _BIAS) << ((bits >> 4) & 0x07)) - _BIAS
    return np.where(bits & 0x80, -size, size).astype(np.int16)
