"""In which team an agent is: that of most interactions of a period that name one; of equals, the one named last.

An interaction without a team says nothing: one careless upload moves nobody.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Days
from qa_service.store.rollups import within
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import FigurePartRow

LATELY = timedelta(days=90)
_EVER = Days()
_LATEST = 200
"""Interactions of an agent that are looked at when one comes in without a team."""


def of_agents(session: Session, agents: Collection[str], days: Days = _EVER) -> dict[str, str]:
    """The team of each agent in the period; who was named with none is absent."""
    part = FigurePartRow
    return _counted(session, [col(part.agent).in_(agents), *within(part, days)])


def lately(session: Session, last_days: Sequence[tuple[str, date]]) -> dict[str, str]:
    """The same over the 90 days up to each agent's last."""
    agent, day = col(FigurePartRow.agent), col(FigurePartRow.day)
    each = [sa.and_(agent == name, day > last - LATELY) for name, last in last_days]
    return _counted(session, [sa.or_(sa.false(), *each)])


def team_of(session: Session, agent: str, days: Days = _EVER) -> str | None:
    """The agent's team in the period; None where no interaction names one."""
    return of_agents(session, [agent], days).get(agent)


def members(session: Session, team: str, among: Collection[str], days: Days = _EVER) -> list[str]:
    """Those of these agents who are in the team in the period, by name."""
    return sorted(name for name, theirs in of_agents(session, among, days).items() if theirs == team)


def _counted(session: Session, where: Sequence[sa.ColumnElement[bool]]) -> dict[str, str]:
    part = FigurePartRow
    query: Any = (
        sa.select(col(part.agent), col(part.team), sa.func.count(), sa.func.max(col(part.at)))
        .where(col(part.team).is_not(None), *where)
        .group_by(col(part.agent), col(part.team))
    )
    return _most(session.execute(query))


def _most(rows: Iterable[tuple[str, str, int, datetime]]) -> dict[str, str]:
    best: dict[str, tuple[int, datetime, str]] = {}
    for agent, team, count, latest in rows:
        best[agent] = max(best.get(agent, (count, latest, team)), (count, latest, team))
    return {agent: team for agent, (_, _, team) in best.items()}


def left_out(session: Session, agent: str | None, team: str | None) -> str | None:
    """The team that an interaction ought to name and does not: that of most of its agent's latest ones. None where
    it names one, or nothing is known.
    """
    if agent is None or team is not None:
        return None
    row = InteractionRow
    latest = (
        sa.select(col(row.team), col(row.at))
        .where(col(row.agent) == agent)
        .order_by(col(row.at).desc(), col(row.id).desc())
        .limit(_LATEST)
        .subquery()
    )
    named: Any = (
        sa.select(latest.c.team, sa.func.count(), sa.func.max(latest.c.at))
        .where(latest.c.team.is_not(None))
        .group_by(latest.c.team)
    )
    return _most((agent, *counted) for counted in session.execute(named)).get(agent)
