"""The scorecard of a group of interactions: what the machine counted, and figures with intervals."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from qa_service.documents.figures import FIGURE, CourseView, FiguresView, FigureView, Outgoing
from qa_service.documents.times import Time
from qa_service.domain import rounding
from qa_service.domain.groups import GroupFigures
from qa_service.domain.rollups import SHARED, UNCLEAR, family, headline

NOTICE = {
    "it": "Per il miglioramento del servizio e la formazione; da sole queste cifre non decidono nulla sui lavoratori.",
    "en": "For coaching and quality; these figures alone decide nothing about workers.",
}
_MACHINE_ONLY = "machine answers only, not yet checked here"
_CHECKED = "machine answers of all, corrected by people's answers on interactions drawn by chance"
_BRIEF = {name: FIGURE[name] for name in ("value", "low", "high", "n_machine", "n_human", "note", "wide", "machine")}
_TREND = {"change_a_week": 0.004, "low": -0.002, "high": 0.01, "level": 0.95, "weeks": 9}
SCORECARD: dict[str, Any] = {
    "agent": "a17",
    "since": "2026-03-01T00:00:00.000+00:00",
    "n": 42,
    "resolution": {"pending": {"n": 12, "share": 0.2857}, "resolved": {"n": 27, "share": 0.6429}},
    "cannot_tell": {"n": 3, "share": 0.0714},
    "courtesy": {"mean": 81.4, "n": 40},
    "method": "machine only, no interval yet",
    "monitoring_basis": "agreement with the works council of 2026-01-15",
    "n_checked": 12,
    "figures": {"resolution": FIGURE, "critical": {"customer": {**FIGURE, "value": 0.02, "low": 0.0, "high": 0.07}}},
    "pooled": {"resolution": {**FIGURE, "method": "partially_pooled"}},
    "courses": {"resolution": {"weeks": [{"week": "2026-03-02", **_BRIEF}], "trend": _TREND}},
    "versions": FIGURE["versions"],
    "notice": NOTICE,
}


class Share(BaseModel):
    """A count and its share of the group."""

    n: int
    share: float

    @classmethod
    def of(cls, count: int, n: int) -> Self:
        """`count` of `n`."""
        return cls(n=count, share=rounding.for_documents(count / n))


class CourtesyMean(BaseModel):
    """The mean of the `n` interactions that have a courtesy figure, null where none has."""

    mean: float | None
    n: int


class GroupView(Outgoing):
    """The scorecard of a group. `since` and `until` are the ends of the whole days, on the calendar of the
    centre, that are nearest to those that were asked for.

    `resolution`, `cannot_tell` and `courtesy` count what the machine found; `figures` are estimates. `pooled` are
    second figures, drawn towards those of all agents the more the less is known of this one: better for small groups
    and for ranking, wrong for an agent that truly differs. `n_checked` interactions were drawn by chance and reviewed.
    `shared`: in so many of the `n` the agent had a part, and the outcome counts for the colleague who closed them; of
    a client, so many parts of colleagues count for courtesy and criteria beside the `n`.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [SCORECARD]})

    agent: str | None = None
    bot: str | None = None
    client: str | None = None
    since: Time | None = None
    until: Time | None = None
    n: Annotated[int, Field(ge=1)]
    shared: int = 0
    resolution: dict[str, Share]
    cannot_tell: Share
    courtesy: CourtesyMean
    method: str
    monitoring_basis: str | None = None
    team: str | None = None
    n_checked: int
    figures: FiguresView
    pooled: dict[str, FigureView]
    courses: dict[str, CourseView]
    versions: dict[str, str]
    notice: dict[str, str]

    @classmethod
    def of(cls, figures: GroupFigures, **about: Any) -> Self:
        """`about`: whose it is, over which days, and what else its kind carries."""
        line, n = headline(figures.total), figures.total.get("n", 0)
        stands, courtesy_n = family(figures.total, "label:resolution"), line["courtesy_n"]
        if shared := figures.total.get(SHARED, 0):
            about["shared"] = shared
        closed = sum(stands.values()) or 1
        mean = rounding.to_decimals(line["courtesy_tenths"] / 10 / courtesy_n, 1) if courtesy_n else None
        return cls(
            n=n,
            n_checked=figures.n_checked,
            resolution={label: Share.of(count, closed) for label, count in sorted(stands.items()) if label != UNCLEAR},
            cannot_tell=Share.of(stands.get(UNCLEAR, 0), closed),
            courtesy=CourtesyMean(mean=mean, n=courtesy_n),
            method=_CHECKED if figures.n_checked else _MACHINE_ONLY,
            figures=FiguresView.of(figures),
            pooled=FigureView.all(figures.pooled),
            courses={name: CourseView.of(course) for name, course in figures.courses.items()},
            versions=dict(figures.versions),
            notice=NOTICE,
            **about,
        )
