"""The latest contacts in which a critical criterion failed, with the masked passages that show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.scorecard import Answer, Verdict
from qa_service.store import results, withholding
from qa_service.store.scope import calendar_of
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import FigurePartRow

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Incident:
    """One contact: its own id, when, and on which day of the centre's, the agent's pseudonym, the failed criteria by
    harm, and the passages.
    """

    id: str
    at: datetime
    day: date
    agent: str | None
    harms: dict[str, tuple[str, ...]]
    extracts: tuple[str, ...]


def latest(
    session: Session, group: Group, days: Days, limit: int, pseudonym: Callable[[str], str]
) -> Sequence[Incident]:
    """The newest first, at most `limit`."""
    part, row = FigurePartRow, InteractionRow
    query: Any = (
        sa.select(col(row.id), col(row.external_id), col(row.at), col(row.agent))
        .join(part, col(part.interaction_id) == col(row.id))
        .where(*_conditions(session, group, days))
        .order_by(col(part.at).desc(), col(part.interaction_id).desc())
        .limit(limit)
    )
    return [
        _incident(session, id, external, at, None if agent is None else pseudonym(agent))
        for id, external, at, agent in session.execute(query).all()
    ]


def _conditions(session: Session, group: Group, days: Days) -> list[sa.ColumnElement[bool]]:
    part = FigurePartRow
    where = [col(part.critical).is_(True), col(part.client) == (group.client or group.name)]
    if group.kind is GroupKind.TEAM:
        where.append(col(part.team) == group.name)
    if group.channel is not None:
        where.append(col(part.channel) == group.channel)
    since, until = calendar_of(session).ends(days)
    if since is not None:
        where.append(col(part.at) >= since)
    if until is not None:
        where.append(col(part.at) < until)
    return where


def _incident(session: Session, id: Any, external: str, at: datetime, agent: str | None) -> Incident:
    processed = results.processed(session, id)
    if not withholding.is_open_in(session, processed.understood.transcript.lang, id):  # a client reads it
        processed = processed.without_words()
    turns = processed.understood.transcript.turns
    failed = {answer.criterion: answer for answer in processed.scorecard.answers if answer.verdict is Verdict.NO}
    answers = [failed[name] for name in processed.scorecard.critical if name in failed]
    extracts = [
        turns[evidence.turn].text[evidence.start : evidence.end][:_LONGEST]
        for answer in answers
        for evidence in _first(answer)
    ]
    harms = {harm: tuple(ids) for harm, ids in processed.scorecard.critical_by_harm.items()}
    return Incident(external, at, calendar_of(session).day(at), agent, harms, tuple(extracts))


def _first(answer: Answer) -> Sequence[Any]:
    return answer.evidence[:2]
