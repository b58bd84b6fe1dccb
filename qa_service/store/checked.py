"""What people answered about the interactions that were drawn by chance, beside what the machine answered.

Answers count by the rule of `store.reviews.effective`; here they are read in bulk, without building rows.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Checked, Days, Group, GroupKind
from qa_service.domain.sampling import Purpose
from qa_service.store import reviews
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_reviews import ReviewRow, SamplePickRow

DRAWN = (Purpose.RANDOM, Purpose.RISK)
"""Samples whose picks carry the chance with which they were drawn."""
_AT_ONCE = 5000
_EVER = Days()


class _Pick(NamedTuple):
    """One draw of an interaction that was reviewed."""

    interaction: uuid.UUID
    sample: uuid.UUID
    chance: float


def checked(session: Session, group: Group, days: Days = _EVER, questions: Sequence[str] = ()) -> tuple[Checked, ...]:
    """The checked interactions of a group, in no particular order; with `questions`, answers to these alone."""
    parts, picks = _parts(session, group, days)
    answers = _answers(session, list(parts), questions)
    chances = _chances(session, picks)
    return tuple(
        Checked(day, client, agent, counters, answers[id], chances[id])
        for id, (day, client, agent, counters) in parts.items()
        if id in answers
    )


def _parts(session: Session, group: Group, days: Days) -> tuple[dict[uuid.UUID, Any], list[_Pick]]:
    """The group's interactions that were drawn and reviewed, and the draws."""
    part, pick, review = FigurePartRow, SamplePickRow, ReviewRow
    seen = sa.select(col(review.id)).where(
        col(review.pick_id) == col(pick.id), col(review.purpose).in_(DRAWN), col(review.session_id).is_(None)
    )
    query: Any = (
        sa.select(
            *(col(pick.interaction_id), col(pick.sample_id), col(pick.chance)),
            *(col(part.day), col(part.client), col(part.agent), col(part.counters)),
        )
        .join(part, col(part.interaction_id) == col(pick.interaction_id))
        .where(*_conditions(group, days), seen.exists())
    )
    parts, picks = {}, []
    for id, sample, chance, *values in session.execute(query):
        parts[id] = tuple(values)
        picks.append(_Pick(id, sample, chance))
    return parts, picks


def _conditions(group: Group, days: Days) -> list[sa.ColumnElement[bool]]:
    part = FigurePartRow
    column = {GroupKind.CLIENT: part.client, GroupKind.TEAM: part.team, GroupKind.AGENT: part.agent}[group.kind]
    where = [col(column) == group.name]
    if group.client is not None:
        where.append(col(part.client) == group.client)
    if group.channel is not None:
        where.append(col(part.channel) == group.channel)
    if days.since is not None:
        where.append(col(part.day) >= days.since)
    if days.until is not None:
        where.append(col(part.day) < days.until)
    return where


def _answers(session: Session, ids: Sequence[uuid.UUID], questions: Sequence[str]) -> dict[uuid.UUID, dict[str, str]]:
    """The answers that count, by interaction and question."""
    found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        since = reviews.first_runs(session, some)
        for id, question, answer, run in session.execute(_in_order(some, questions)):
            if run >= since.get(id, 1):
                found[id][question] = answer
    return dict(found)


def _in_order(ids: Sequence[uuid.UUID], questions: Sequence[str]) -> Any:
    """Answers that may count, those that count more coming later."""
    row = ReviewRow
    query: Any = sa.select(col(row.interaction_id), col(row.question), col(row.answer), col(row.run)).where(
        col(row.interaction_id).in_(ids), col(row.session_id).is_(None)
    )
    if questions:
        query = query.where(col(row.question).in_(questions))
    decided = sa.case((col(row.dispute_id).is_not(None), 1), else_=0)
    return query.order_by(decided, col(row.at), col(row.id))


def _chances(session: Session, picks: Sequence[_Pick]) -> dict[uuid.UUID, float]:
    """The chance of each interaction to be drawn and reviewed, by any of the samples that drew it.

    A sample that is half done has halved everybody's chance: picks are reviewed in random order.
    """
    done = _done(session, {pick.sample for pick in picks})
    missed: dict[uuid.UUID, float] = {}
    for pick in picks:
        missed[pick.interaction] = missed.get(pick.interaction, 1.0) * (1 - pick.chance * done[pick.sample])
    return {id: min(1.0, max(1 - share, 1e-9)) for id, share in missed.items()}


def _done(session: Session, samples: set[uuid.UUID]) -> Mapping[uuid.UUID, float]:
    """The part of each sample's picks that somebody has reviewed."""
    pick, review = SamplePickRow, ReviewRow
    seen = sa.select(col(review.id)).where(col(review.pick_id) == col(pick.id)).exists()
    query: Any = (
        sa.select(col(pick.sample_id), sa.func.count(), sa.func.sum(sa.case((seen, 1), else_=0)))
        .where(col(pick.sample_id).in_(list(samples)))
        .group_by(col(pick.sample_id))
    )
    return {sample: int(reviewed) / picks for sample, picks, reviewed in session.execute(query)}
