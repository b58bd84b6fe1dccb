"""Plain averages of a group of interactions, as scorecards of agents and clients show them until estimates exist."""

from collections.abc import Mapping
from typing import Any

from qa_service.domain import rounding

METHOD = "machine only, no interval yet"


def group_document(
    n: int, resolution: Mapping[str, int], undecided: int, courtesy: float | None, courtesy_n: int
) -> dict[str, Any]:
    """Counts and shares of `n` (at least 1) interactions. `undecided` are those where the service cannot tell how the
    case stands; `courtesy` is the mean of the `courtesy_n` that have a figure.
    """
    return {
        "n": n,
        "resolution": {label: _share(count, n) for label, count in sorted(resolution.items())},
        "cannot_tell": _share(undecided, n),
        "courtesy": {"mean": None if courtesy is None else rounding.shown(courtesy, 1), "n": courtesy_n},
        "method": METHOD,
    }


def _share(count: int, n: int) -> dict[str, float]:
    return {"n": count, "share": rounding.kept(count / n)}
