"""The figures of everything in reach of a visitor, for the overview. One function, whatever figures are made of."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from qa_service.domain.estimate import Figure, ScoreGroup, ShareGroup
from qa_service.sample.estimate import estimate_mean, estimate_share
from qa_service.store.figures import average
from qa_service.store.interactions import Filters
from qa_service.web.i18n import N_


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure under its title; `top` is the end of its scale, `hint` says what it is of."""

    title: str
    figure: Figure
    top: float
    hint: str


def figures(session: Session, since: datetime, client: str | None) -> tuple[Shown, ...]:
    """Resolution and courtesy of what began since then; of `client`, or of all that the session reaches."""
    seen = average(session, Filters(client=client, since=since))
    yes = seen.resolution.get("resolved", 0)
    apart = seen.resolution.get("not_applicable", 0)
    no = sum(seen.resolution.values()) - yes - apart
    total = (seen.courtesy or 0.0) * seen.courtesy_n
    resolved = estimate_share(ShareGroup(yes, no, seen.undecided))
    # The sum of squares matters once people have checked some; this is its least possible value.
    courtesy = estimate_mean(ScoreGroup(seen.courtesy_n, total, total * (seen.courtesy or 0.0)))
    return (
        Shown(N_("Cases resolved"), resolved, 1, N_("Of the interactions that hold a case.")),
        Shown(N_("Courtesy"), courtesy, 100, N_("0 to 100 by the rubric, mean of the interactions.")),
    )
