"""The least of a function, against functions whose least is known."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.learning.descent import Floats, least


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_quadratics_are_solved(seed: int, size: int) -> None:
    """½ x'Ax - b'x is least at A⁻¹b."""
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(size, size))
    curvature, pull = root @ root.T + np.eye(size), rng.normal(size=size)

    def bowl(point: Floats) -> tuple[float, Floats]:
        gradient = curvature @ point - pull
        return float(point @ (curvature @ point / 2 - pull)), gradient

    np.testing.assert_allclose(least(bowl, np.zeros(size), 300, 1e-9), np.linalg.solve(curvature, pull), atol=1e-6)


def test_a_bent_valley_is_followed() -> None:
    """Rosenbrock's function is least at (1, 1)."""

    def valley(point: Floats) -> tuple[float, Floats]:
        x, y = point
        value = (1 - x) ** 2 + 100 * (y - x**2) ** 2
        return value, np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])

    np.testing.assert_allclose(least(valley, np.array([-1.2, 1.0]), 200, 1e-8), [1, 1], atol=1e-5)


def test_nothing_moves_where_it_is_flat() -> None:
    """The gradient is 0 at once."""
    assert least(lambda point: (0.0, np.zeros(2)), np.array([3.0, 4.0]), 10).tolist() == [3.0, 4.0]


def test_a_wall_ends_the_search() -> None:
    """Where the gradient points up (it is wrong) no step falls, and the point stays."""
    start = np.array([1.0])
    assert least(lambda point: (float(point[0] ** 2), -2 * point), start, 10).tolist() == [1.0]
