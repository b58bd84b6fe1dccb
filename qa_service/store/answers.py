"""Answers of people in bulk, as agreement wants them: few columns, each person's last answer to each question."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.sampling import Purpose
from qa_service.store.tables_reviews import CalibrationRow, ReviewRow

# Not through the ORM, whose filter would take sessions over several clients for revealed ones.
_SESSIONS = CalibrationRow.__table__.alias("sessions")  # type: ignore[attr-defined]  # SQLModel adds it

FOR_AGREEMENT = (Purpose.RANDOM, Purpose.CALIBRATION)


class HumanAnswer(NamedTuple):
    """One person's last answer to one question of one interaction, and the machine's at that moment."""

    interaction: uuid.UUID
    question: str
    reviewer: str
    answer: str
    machine: str | None
    client: str


@dataclass(frozen=True, slots=True)
class AgreementFilters:
    """Which answers count for agreement.

    By default those of random samples and calibration sessions, given without sight of the machine's answers: answers
    to interactions that were picked for their risk say little about the rest, and who has seen an answer leans to it.
    """

    client: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    purposes: Sequence[Purpose] = FOR_AGREEMENT
    seen_too: bool = False
    session: uuid.UUID | None = None
    questions: str = ""
    """Only questions that start with this."""
    interactions: Sequence[uuid.UUID] | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """As SQL; decisions of disputes are no independent answers, and unrevealed sessions stay closed."""
        row = ReviewRow
        revealed = sa.select(_SESSIONS.c.id).where(_SESSIONS.c.revealed_at.is_not(None))
        conditions = [
            col(row.dispute_id).is_(None),
            sa.or_(col(row.session_id).is_(None), col(row.session_id).in_(revealed)),
        ]
        if self.interactions is not None:
            conditions.append(col(row.interaction_id).in_(self.interactions))
        if self.client is not None:
            conditions.append(col(row.client) == self.client)
        if self.since is not None:
            conditions.append(col(row.at) >= self.since)
        if self.until is not None:
            conditions.append(col(row.at) < self.until)
        if self.questions:
            conditions.append(col(row.question).startswith(self.questions, autoescape=True))
        if self.session is not None:
            return [*conditions, col(row.session_id) == self.session]
        if not self.seen_too:
            conditions.append(col(row.blind).is_(True))
        return [*conditions, col(row.purpose).in_(list(self.purposes))]


def latest_answers(session: Session, filters: AgreementFilters) -> list[HumanAnswer]:
    """In the order in which each person first answered."""
    row = ReviewRow
    columns = [col(getattr(row, name)) for name in ("interaction_id", *HumanAnswer._fields[1:])]
    query: sa.Select[Any] = sa.select(*columns).where(*filters.conditions()).order_by(col(row.at), col(row.id))
    latest: dict[tuple[uuid.UUID, str, str], HumanAnswer] = {}
    for values in session.execute(query):
        answer = HumanAnswer(*values)
        latest[answer.interaction, answer.question, answer.reviewer] = answer
    return list(latest.values())
