"""Quantiles of the Beta, Student and normal distributions over arrays.

All arguments broadcast; all results are float64 arrays (0-d for scalars). The standard library has the normal quantile
and ln Γ; scipy, which has the rest, is the peer in the tests: docs/decisions/quantiles.md says why it is no dependency.
"""

import math
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_TINY = 1e-300
_EDGE = 1e-15
_NORMAL = 1e7  # from shapes of this size on the first guess is within 1e-6 of the probability asked for
_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


def log_beta(a: ArrayLike, b: ArrayLike) -> Floats:
    """ln B(a, b) for a, b > 0."""
    p, q = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    return np.asarray(_log_gamma(p) + _log_gamma(q) - _log_gamma(p + q), dtype=np.float64)


def _continued_fraction(a: Floats, b: Floats, x: Floats) -> Floats:
    """The fraction of the incomplete Beta by Lentz's method (Press et al., Numerical Recipes 6.4)."""
    c = np.ones_like(x)
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
    total = d.copy()
    for m in range(1, 20_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 + term * d
            d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
            c = 1 + term / c
            c = np.where(np.abs(c) < _TINY, _TINY, c)
            step = c * d
            total = total * step
        if np.all(np.abs(step - 1) < _EDGE * 10):
            break
    return total


def _cdf(x: Floats, a: Floats, b: Floats, norm: Floats) -> Floats:
    """P(B <= x) for B ~ Beta(a, b), a, b > 0, over arrays of one shape; `norm` is ln B(a, b)."""
    inside = np.clip(x, _TINY, 1 - 1e-16)
    flip = inside > (a + 1) / (a + b + 2)
    p, q = np.where(flip, b, a), np.where(flip, a, b)
    z = np.where(flip, 1 - inside, inside)
    front = np.exp(a * np.log(inside) + b * np.log1p(-inside) - norm) / p
    tail = front * _continued_fraction(p, q, z)
    cdf = np.where(flip, 1 - tail, tail)
    return np.asarray(np.where(x <= 0, 0.0, np.where(x >= 1, 1.0, np.clip(cdf, 0, 1))))


def _first_guess(p: Floats, a: Floats, b: Floats) -> Floats:
    """A logit near the quantile: Abramowitz & Stegun 26.5.22 for a, b >= 1, the two power laws otherwise."""
    z = -normal_quantile(p)
    al = (z * z - 3) / 6
    ra, rb = 1 / np.maximum(2 * a - 1, 1), 1 / np.maximum(2 * b - 1, 1)
    h = 2 / (ra + rb)
    w = z * np.sqrt(np.maximum(al + h, 0.1)) / h - (rb - ra) * (al + 5 / 6 - 2 / (3 * h))
    humped = np.log(a / b) - 2 * w
    # logs of the masses left and right of the mean, as Numerical Recipes 6.4 starts; they may underflow as numbers
    left, right = a * np.log(a / (a + b)) - np.log(a), b * np.log(b / (a + b)) - np.log(b)
    total = np.logaddexp(left, right)
    from_left = (np.log(a * p) + total) / a
    from_right = -(np.log(b * (1 - p)) + total) / b
    sloped = np.where(np.log(p) < left - total, from_left, from_right)
    return np.asarray(np.where((a >= 1) & (b >= 1), humped, sloped))


def beta_quantile(p: ArrayLike, a: ArrayLike, b: ArrayLike) -> Floats:
    """x with P(B <= x) = p for B ~ Beta(a, b), 0 < p < 1: Newton on the logit, kept inside a bisection bracket."""
    arrays = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in (p, a, b)))
    p_, a_, b_ = (np.array(v).ravel() for v in arrays)
    low, high = np.full_like(p_, -690.0), np.full_like(p_, 690.0)
    u = np.clip(_first_guess(p_, a_, b_), -600, 600)
    norm = log_beta(a_, b_)
    unsolved = np.flatnonzero(np.minimum(a_, b_) < _NORMAL)
    for _ in range(200):
        if unsolved.size == 0:
            break
        # logit x = u; log x and log(1 - x) keep their digits at both ends
        q, s, t, v = p_[unsolved], a_[unsolved], b_[unsolved], u[unsolved]
        log_x, log_rest = -np.logaddexp(0, -v), -np.logaddexp(0, v)
        gap = _cdf(np.exp(log_x), s, t, norm[unsolved]) - q
        high[unsolved] = np.where(gap > 0, v, high[unsolved])
        low[unsolved] = np.where(gap <= 0, v, low[unsolved])
        step = v - gap / np.exp(np.maximum(s * log_x + t * log_rest - norm[unsolved], -690))
        inside = (step >= low[unsolved]) & (step <= high[unsolved])
        new = np.where(inside, step, (low[unsolved] + high[unsolved]) / 2)
        u[unsolved] = new
        unsolved = unsolved[(np.abs(new - v) > 1e-9) & (np.abs(gap) > 1e-12)]
    return np.asarray(np.exp(-np.logaddexp(0, -u))).reshape(arrays[0].shape)


def normal_quantile(p: ArrayLike) -> Floats:
    """z with Φ(z) = p; infinite at and beyond 0 and 1."""
    return np.asarray(_normal_quantile(np.asarray(p, dtype=np.float64)), dtype=np.float64)


def _standard_normal(p: float) -> float:
    return NormalDist().inv_cdf(p) if 0 < p < 1 else math.copysign(math.inf, p - 0.5)


_normal_quantile = np.frompyfunc(_standard_normal, 1, 1)


def t_quantile(p: ArrayLike, df: ArrayLike) -> Floats:
    """Quantile of Student's t with `df` > 0 degrees of freedom, through the Beta: ν/(ν+t²) ~ Beta(ν/2, 1/2)."""
    p_, v = np.broadcast_arrays(np.asarray(p, dtype=np.float64), np.asarray(df, dtype=np.float64))
    x = beta_quantile(np.clip(2 * np.minimum(p_, 1 - p_), 1e-300, 1 - 1e-16), v / 2, 0.5)
    return np.asarray(np.sign(p_ - 0.5) * np.sqrt(v * (1 - x) / x))


def scalar(value: Any) -> float:
    """A Python float of a 0-d or one-element array."""
    return float(np.asarray(value).reshape(()))
