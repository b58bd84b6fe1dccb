"""The interactions behind a figure: where a behaviour was shown, where a criterion was not met."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.store import findings, withholding
from qa_service.store.scope import calendar_of
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_search import FindingRow

_LATEST = 1000
"""Interactions among which moments are looked for: what was long ago is no use for coaching, and takes long."""


class LabelledMoment(NamedTuple):
    """A behaviour in one interaction, and the turn that shows it."""

    interaction: InteractionRow
    label: str
    turn: int


def surest(session: Session, group: Group, days: Days, labels: Collection[str], limit: int) -> list[LabelledMoment]:
    """At most one of each interaction, out of the latest of the group: the surest, those that ended well for the
    customer first. Those whose words are withheld from this session are left out.
    """
    row, finding = InteractionRow, FindingRow
    well = sa.case((col(row.sentiment_end) == "positive", 0), else_=1)
    fits = (*_of(group), *_during(session, days), *withholding.legible(session))
    latest = select(row.id).where(*fits).order_by(col(row.at).desc()).limit(_LATEST)
    query = (
        select(row, finding.label, finding.turn)
        .join(finding, col(finding.interaction_id) == col(row.id))
        .where(
            *(col(row.id).in_(latest), col(finding.label).in_(labels), col(finding.turn).is_not(None)),
            findings.standing(),
        )
        .order_by(well, col(finding.probability).desc(), col(row.at).desc(), col(finding.label))
        .limit(limit * 5)
    )
    by_interaction: dict[uuid.UUID, LabelledMoment] = {}
    for interaction, label, turn in session.exec(query):
        if turn is not None:
            by_interaction.setdefault(interaction.id, LabelledMoment(interaction, label, turn))
    return list(by_interaction.values())[:limit]


def not_met(session: Session, group: Group, days: Days, criterion: str, limit: int) -> Sequence[InteractionRow]:
    """Those in which the machine found that a criterion is not met, newest first."""
    part, row = FigurePartRow, InteractionRow
    counters: Any = col(part.counters)
    failed = counters[f"criterion:{criterion}:no"].as_integer() == 1
    query = (
        select(row)
        .join(part, col(part.interaction_id) == col(row.id))
        .where(*_of(group), *_during(session, days), failed)
    )
    return session.exec(query.order_by(col(row.at).desc(), col(row.id)).limit(limit)).all()


def _of(group: Group) -> list[Any]:
    row = InteractionRow
    column = {
        GroupKind.CLIENT: row.client,
        GroupKind.TEAM: row.team,
        GroupKind.AGENT: row.agent,
        GroupKind.BOT: row.bot,
    }[group.kind]
    where: list[Any] = [col(column) == group.name]
    if group.kind is not GroupKind.BOT:
        where.append(col(row.bot).is_(None))
    if group.client is not None:
        where.append(col(row.client) == group.client)
    if group.channel is not None:
        where.append(col(row.channel) == group.channel)
    return where


def _during(session: Session, days: Days) -> list[Any]:
    where: list[Any] = []
    since, until = calendar_of(session).ends(days)
    if since is not None:
        where.append(col(InteractionRow.at) >= since)
    if until is not None:
        where.append(col(InteractionRow.at) < until)
    return where
