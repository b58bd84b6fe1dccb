"""Groups beside each other: two with their differences, or the agents of a client with the places they may hold."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from qa_service.documents.figures import DIFFERENCE, FIGURE, FiguresView, FigureView, Outgoing
from qa_service.documents.scorecards import NOTICE
from qa_service.documents.times import Time
from qa_service.domain.estimate import Rank
from qa_service.domain.groups import GroupFigures, Placed

_SIDE = {"name": "a17", "since": None, "until": None, "n": 42, "figures": {"resolution": FIGURE}}
_COMPARISON: dict[str, Any] = {
    "kind": "agent",
    "first": _SIDE,
    "second": {**_SIDE, "name": "a18"},
    "differences": {"resolution": DIFFERENCE},
}
_RANKING: dict[str, Any] = {
    "client": "acme",
    "since": None,
    "until": None,
    "monitoring_basis": "agreement with the works council of 2026-01-15",
    "notice": NOTICE,
    "agents": [
        {
            "agent": "a17",
            "n": 42,
            "figures": {"resolution": FIGURE},
            "pooled": {"resolution": {**FIGURE, "method": "partially_pooled"}},
            "rank": {"resolution": {"first": 1, "last": 3}},
        }
    ],
}


class SideView(BaseModel):
    """One side of a comparison."""

    name: str
    since: Time | None
    until: Time | None
    n: Annotated[int, Field(ge=1)]
    figures: FiguresView

    @classmethod
    def of(cls, figures: GroupFigures, **about: Any) -> Self:
        """`about`: its name and its days."""
        return cls(n=figures.total.get("n", 0), figures=FiguresView.of(figures), **about)


class ComparisonView(Outgoing):
    """Two groups, or one in two periods, with the differences of all figures that both have."""

    model_config = ConfigDict(json_schema_extra={"examples": [_COMPARISON]})

    kind: str
    first: SideView
    second: SideView
    differences: dict[str, Any]


class RankView(BaseModel):
    """The places that an agent may hold; agents that cannot be told apart share places."""

    first: int
    last: int

    @classmethod
    def of(cls, rank: Rank) -> Self:
        """Equal ends: it is told apart from all others."""
        return cls(first=rank.first, last=rank.last)


class PlacedView(BaseModel):
    """An agent among the others; without a place and a pooled figure where too few interactions are there, or where
    nobody has checked any of them.
    """

    agent: str
    n: int
    figures: dict[str, FigureView]
    pooled: dict[str, FigureView]
    rank: dict[str, RankView]

    @classmethod
    def of(cls, placed: Placed) -> Self:
        """One agent."""
        return cls(
            agent=placed.agent,
            n=placed.n,
            figures=FigureView.all(placed.figures),
            pooled=FigureView.all(placed.pooled),
            rank={name: RankView.of(place) for name, place in placed.places.items()},
        )


class RankingView(BaseModel):
    """The agents of a client, by resolution, best first; those without a place last. A team leader's are those who are
    in the team by most of the period's interactions that name one.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_RANKING]})

    client: str
    since: Time | None
    until: Time | None
    monitoring_basis: str
    notice: dict[str, str]
    agents: list[PlacedView]

    @classmethod
    def of(cls, placed: Sequence[Placed], **about: Any) -> Self:
        """`about`: the client, the days, and what allows these figures."""
        return cls(notice=NOTICE, agents=[PlacedView.of(agent) for agent in placed], **about)
