"""Answers of customers to surveys: kept once, held to the interactions that they are about, counted, forgotten."""

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.surveys import SurveyKind
from qa_service.errors import Conflict
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_surveys import SurveyAnswerRow


def seal_name(id: uuid.UUID) -> str:
    """By which the comment of an answer is sealed."""
    return f"survey/{id}"


_LATE = ("value", "comment", "comment_lang", "comment_sealed", "at", "day", "content")


class AnswerOutcome(StrEnum):
    """What keeping an answer did. `ANSWERED`: it was known that the customer was asked, and now what was answered."""

    CREATED = "created"
    ANSWERED = "answered"
    UNCHANGED = "unchanged"


def keep(session: Session, row: SurveyAnswerRow) -> AnswerOutcome:
    """Keep an answer; the same again changes nothing. Raises Conflict where another of its id is known."""
    same = select(SurveyAnswerRow).where(SurveyAnswerRow.client == row.client, SurveyAnswerRow.identity == row.identity)
    before = session.exec(same.with_for_update()).first()
    if before is None:
        session.add(row)
        session.flush()
        return AnswerOutcome.CREATED
    if before.content == row.content or row.value is None:
        return AnswerOutcome.UNCHANGED
    if before.value is not None:
        raise Conflict("another answer of this id is known", hint="give it an id of its own")
    for name in _LATE:
        setattr(before, name, getattr(row, name))
    session.flush()
    return AnswerOutcome.ANSWERED


@dataclass(frozen=True, slots=True)
class About:
    """By what an answer names its contact: our id, its own as it is kept with the keyed hash of it, or its case."""

    interaction: uuid.UUID | None = None
    contact: str | None = None
    contact_identity: str | None = None
    case: str | None = None


def interaction_of(session: Session, client: str, about: About, answer: SurveyAnswerRow) -> uuid.UUID | None:
    """The interaction that an answer is about; of a case the last one before the answer. None: none that is known."""
    row = InteractionRow
    whole = (row.client == client, col(row.segment_of).is_(None))
    if about.interaction is not None:
        return session.exec(select(row.id).where(row.id == about.interaction, *whole)).first()
    if about.contact is not None:
        named = sa.or_(col(row.external_id) == about.contact, col(row.identity) == about.contact_identity)
        return session.exec(select(row.id).where(named, *whole)).first()
    if about.case is None:
        return None
    of_case = select(row.id).where(row.case_ref == about.case, col(row.at) <= answer.at, *whole)
    return session.exec(of_case.order_by(col(row.at).desc(), col(row.id)).limit(1)).first()


def match(session: Session, row: InteractionRow, identity: str) -> int:
    """Give an interaction that has just come the answers that wait for it; returns how many. `identity` is the keyed
    hash of its id.
    """
    answer = SurveyAnswerRow
    named = [col(answer.contact_identity) == identity]
    if row.case_ref is not None:
        of_case = (col(answer.case_ref) == row.case_ref, col(answer.contact).is_(None), col(answer.at) >= row.at)
        named.append(sa.and_(*of_case))
    waiting = (answer.client == row.client, col(answer.interaction_id).is_(None), sa.or_(*named))
    answers = session.exec(select(answer).where(*waiting).with_for_update()).all()
    for waiting_answer in answers:
        waiting_answer.interaction_id = row.id
        waiting_answer.customer = waiting_answer.customer or row.customer
    session.flush()
    return len(answers)


def of_interaction(session: Session, id: uuid.UUID) -> Sequence[SurveyAnswerRow]:
    """What the customer answered about it, in time."""
    query = select(SurveyAnswerRow).where(SurveyAnswerRow.interaction_id == id)
    return session.exec(query.order_by(col(SurveyAnswerRow.at), col(SurveyAnswerRow.id))).all()


def sealed(session: Session, limit: int) -> Sequence[SurveyAnswerRow]:
    """Answers whose comment waits to be masked, which nobody else has in hand."""
    query = select(SurveyAnswerRow).where(col(SurveyAnswerRow.comment_sealed).is_not(None))
    return session.exec(query.limit(limit).with_for_update(skip_locked=True)).all()


class Answered(NamedTuple):
    """Of a group: how often each value was given by question and scale, how many contacts were asked and answered, as
    far as that is known, and how many answers are about no interaction that is known.
    """

    values: dict[tuple[SurveyKind, int], Counter[int]]
    answered: int
    asked: int
    asked_is_known: bool
    unmatched: int

    def of(self, kind: SurveyKind) -> Counter[int]:
        """The values of a question that has one scale."""
        return next((counts for (of, _), counts in self.values.items() if of is kind), Counter())


def answered(session: Session, group: Group, days: Days) -> Answered:
    """The answers of a period. A contact is answered (or asked) once, however many questions it was asked."""
    row = SurveyAnswerRow
    columns = (row.kind, row.top, row.value, row.interaction_id, row.contact_identity, row.id)
    query: Any = sa.select(*map(col, columns))
    query = query.outerjoin(FigurePartRow, col(FigurePartRow.interaction_id) == col(row.interaction_id))
    values: dict[tuple[SurveyKind, int], Counter[int]] = {}
    answered_contacts, contacts, unmatched, knows_asked = set(), set(), 0, False
    for kind, top, value, interaction, contact, id in session.execute(query.where(*_of(group, days))):
        about = interaction or contact or id
        contacts.add(about)
        if value is None:
            knows_asked = True
            continue
        answered_contacts.add(about)
        unmatched += interaction is None
        values.setdefault((kind, top), Counter())[value] += 1
    return Answered(values, len(answered_contacts), len(contacts), knows_asked, unmatched)


def _of(group: Group, days: Days) -> list[Any]:
    """That an answer is one of the group's. Where it was handled, and by whom, follows from its interaction alone."""
    row, part = SurveyAnswerRow, FigurePartRow
    where: list[Any] = []
    client = group.name if group.kind is GroupKind.CLIENT else group.client
    if client is not None:
        where.append(row.client == client)
    if group.kind is not GroupKind.CLIENT:
        column = col(getattr(part, group.kind.value))
        where.append(column.is_(None) if group.is_unstated else column == group.name)
    if group.channel is not None:
        where.append(sa.func.coalesce(row.channel, part.channel) == group.channel)
    if days.since is not None:
        where.append(col(row.day) >= days.since)
    if days.until is not None:
        where.append(col(row.day) < days.until)
    return where


def follow(session: Session, part: uuid.UUID, whole: uuid.UUID) -> None:
    """What was answered about a part of a conversation was answered about the whole."""
    row = SurveyAnswerRow
    session.exec(sa.update(row).where(col(row.interaction_id) == part).values(interaction_id=whole))


def forget_interactions(session: Session, ids: Collection[uuid.UUID]) -> int:
    """Answers about these go with them."""
    return _forget(session, col(SurveyAnswerRow.interaction_id).in_(list(ids)))


def forget_customer(session: Session, client: str, customers: Collection[str]) -> int:
    """Answers of these customers go, about whatever they are."""
    return _forget(session, SurveyAnswerRow.client == client, col(SurveyAnswerRow.customer).in_(list(customers)))


def _forget(session: Session, *which: Any) -> int:
    result: Any = session.exec(sa.delete(SurveyAnswerRow).where(*which))
    return int(result.rowcount)


def drop(session: Session, ids: Sequence[uuid.UUID]) -> int:
    """These answers go."""
    return _forget(session, col(SurveyAnswerRow.id).in_(list(ids)))


@dataclass(frozen=True, slots=True)
class AnswerFilters:
    """What a list is narrowed to; `since` <= at < `until`."""

    client: str | None = None
    channel: Channel | None = None
    since: datetime | None = None
    until: datetime | None = None


def page(
    session: Session, filters: AnswerFilters, *, cursor: str | None = None, limit: int = 50
) -> Page[SurveyAnswerRow]:
    """Answers, the latest first. Raises BadInput on a cursor that this service did not make."""
    row = SurveyAnswerRow
    query = select(row)
    if filters.client is not None:
        query = query.where(row.client == filters.client)
    if filters.channel is not None:
        query = query.where(row.channel == filters.channel)
    if filters.since is not None:
        query = query.where(col(row.at) >= filters.since)
    if filters.until is not None:
        query = query.where(col(row.at) < filters.until)
    return newest_first(session, query, row.at, row.id, cursor, limit)
