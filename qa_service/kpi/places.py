"""Key figures by where contacts were handled."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_service.kpi.pack import Measured


class PlaceFigures(NamedTuple):
    """The figures of a site, a vendor or a sourcing: over `n` finished contacts and `offered` ones of the queue log."""

    name: str
    n: int
    offered: int
    measured: Sequence[Measured]


class Split(NamedTuple):
    """The groups of a client by where its contacts were handled, the largest first, what is not stated last; so many
    more are left out.
    """

    places: Sequence[PlaceFigures]
    left_out: int
