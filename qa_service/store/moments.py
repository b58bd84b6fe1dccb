"""The interactions behind a figure: where a behaviour was shown, where a criterion was not met, who is in a team."""

import uuid
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.store.tables import InteractionRow, State
from qa_service.store.tables_figures import FigurePartRow, WeeklyTotalRow
from qa_service.store.tables_search import FindingRow


class Shown(NamedTuple):
    """A behaviour in one interaction, and the turn that shows it."""

    interaction: InteractionRow
    label: str
    turn: int


def shown(
    session: Session, group: Group, days: Days, labels: Collection[str], limit: int, agents: Collection[str] = ()
) -> list[Shown]:
    """At most one of each interaction: the surest, those that ended well for the customer first. `agents` are those of
    a team: interactions are found by agent, and slowly by team.
    """
    row, finding = InteractionRow, FindingRow
    well = sa.case((col(row.sentiment_end) == "positive", 0), else_=1)
    query = (
        select(row, finding.label, finding.turn)
        .join(finding, col(finding.interaction_id) == col(row.id))
        .where(*_of(group, agents), *_during(days), col(finding.label).in_(labels), col(finding.turn).is_not(None))
        .order_by(well, col(finding.probability).desc(), col(row.at).desc(), col(finding.label))
        .limit(limit * 5)
    )
    found: dict[uuid.UUID, Shown] = {}
    for interaction, label, turn in session.exec(query):
        if turn is not None:
            found.setdefault(interaction.id, Shown(interaction, label, turn))
    return list(found.values())[:limit]


def not_met(session: Session, group: Group, days: Days, criterion: str, limit: int) -> Sequence[InteractionRow]:
    """Those in which the machine found that a criterion is not met, newest first."""
    part, row = FigurePartRow, InteractionRow
    column = {GroupKind.CLIENT: part.client, GroupKind.TEAM: part.team, GroupKind.AGENT: part.agent}[group.kind]
    where: list[Any] = [col(column) == group.name, *_parts_during(days)]
    if group.client is not None:
        where.append(col(part.client) == group.client)
    if group.channel is not None:
        where.append(col(part.channel) == group.channel)
    counters: Any = col(part.counters)
    where.append(counters[f"criterion:{criterion}:no"].as_integer() == 1)
    query = select(row).join(part, col(part.interaction_id) == col(row.id)).where(*where)
    return session.exec(query.order_by(col(part.at).desc(), col(row.id)).limit(limit)).all()


def team_of(session: Session, agent: str) -> str | None:
    """The team of the agent's last interaction; None where it names none."""
    part = FigurePartRow
    query = select(part.team).where(part.agent == agent).order_by(col(part.day).desc(), col(part.at).desc()).limit(1)
    return session.exec(query).first()


def members(session: Session, team: str, among: Collection[str]) -> list[str]:
    """Those of these agents whose last interaction was in the team, by name."""
    part, total = FigurePartRow, WeeklyTotalRow
    agents = sa.select(col(total.name)).where(col(total.kind) == GroupKind.AGENT, col(total.name).in_(among))
    each = agents.distinct().subquery()
    last = (
        sa.select(col(part.team))
        .where(col(part.agent) == each.c.name)
        .order_by(col(part.day).desc(), col(part.at).desc())
        .limit(1)
        .scalar_subquery()
    )
    query: Any = sa.select(each.c.name).where(last == team)
    return sorted(session.execute(query).scalars())


def _of(group: Group, agents: Collection[str]) -> list[Any]:
    row = InteractionRow
    column = {GroupKind.CLIENT: row.client, GroupKind.TEAM: row.team, GroupKind.AGENT: row.agent}[group.kind]
    where: list[Any] = [col(column) == group.name]
    if group.client is not None:
        where.append(col(row.client) == group.client)
    if group.channel is not None:
        where.append(col(row.channel) == group.channel)
    if agents:
        where += [col(row.agent).in_(agents), col(row.state) == State.DONE]
    return where


def _during(days: Days) -> list[Any]:
    where: list[Any] = []
    if days.since is not None:
        where.append(col(InteractionRow.at) >= datetime.combine(days.since, time(), UTC))
    if days.until is not None:
        where.append(col(InteractionRow.at) < datetime.combine(days.until, time(), UTC))
    return where


def _parts_during(days: Days) -> list[Any]:
    where: list[Any] = []
    if days.since is not None:
        where.append(col(FigurePartRow.day) >= days.since)
    if days.until is not None:
        where.append(col(FigurePartRow.day) < days.until)
    return where
