"""What is due to go, by clock, and what a legal hold keeps back: counted and carried out by the same conditions."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.audit_chain import ChainCut
from qa_service.domain.interaction import State
from qa_service.domain.retention import KeptKind, RetentionClocks
from qa_service.store import audit, audit_feed, holds
from qa_service.store.tables import AnalysisRow, InteractionRow, now
from qa_service.store.tables_complaints import ComplaintRow
from qa_service.store.tables_exports import ExportRow
from qa_service.store.tables_retention import RetentionClockRow
from qa_service.store.tables_reviews import ReviewRow
from qa_service.store.tables_surveys import SurveyAnswerRow

INSTALLATION = ""
"""In the place of a client: the clocks of those that have none of their own."""
OF_CONTACTS = (KeptKind.ANALYSIS, KeptKind.TRANSCRIPT, KeptKind.RECORDING, KeptKind.ORIGINAL)
BY_CLIENT = (*OF_CONTACTS, KeptKind.REVIEW, KeptKind.EXPORT, KeptKind.COMPLAINT, KeptKind.SURVEY)
"""In this order: a contact that goes whole has nothing left to go by another clock."""
_BY_THEMSELVES = (KeptKind.ANALYSIS, KeptKind.EXPORT, KeptKind.COMPLAINT, KeptKind.SURVEY)
"""They do not go with a contact."""


class Due(NamedTuple):
    """What has a clock: things of one kind of one client that began before `before` go."""

    client: str
    kind: KeptKind
    before: datetime


@dataclass(frozen=True, slots=True)
class AllClocks:
    """Of the installation, and by client what it has of its own."""

    by_client: Mapping[str, Mapping[KeptKind, int | None]]

    def of(self, client: str) -> RetentionClocks:
        """A client's own where it has one, else the installation's."""
        return RetentionClocks({**self.by_client.get(INSTALLATION, {}), **self.by_client.get(client, {})})


def clocks(session: Session) -> AllClocks:
    """All of them."""
    by_client: dict[str, dict[KeptKind, int | None]] = {}
    for row in session.exec(select(RetentionClockRow)):
        by_client.setdefault(row.client, {})[row.kind] = row.days
    return AllClocks(by_client)


def put(session: Session, client: str, kind: KeptKind, days: int | None, by: str) -> None:
    """Set a clock."""
    session.merge(RetentionClockRow(client=client, kind=kind, days=days, set_by=by, set_at=now()))


def remove(session: Session, client: str, kind: KeptKind) -> None:
    """A client goes by the installation's again."""
    row = session.get(RetentionClockRow, (client, kind))
    if row is not None:
        session.delete(row)


def clients(session: Session) -> Sequence[str]:
    """Those that have anything that can go, by name; exports over several clients stand under the empty one."""
    names = set(session.exec(select(InteractionRow.client).distinct()))
    for table in (ComplaintRow, SurveyAnswerRow):
        names |= set(session.exec(select(table.client).distinct()))
    return sorted({*names, *session.exec(select(ExportRow.client).distinct())})


def due(session: Session, moment: datetime, only: Collection[str] | None = None) -> list[Due]:
    """What the clocks ask for at a moment, client by client; `only` these clients."""
    known = clocks(session)
    names = [client for client in clients(session) if only is None or client in only]
    return [Due(name, kind, moment - timedelta(days=days)) for name in names for kind, days in _asked(known.of(name))]


def _asked(own: RetentionClocks) -> Iterator[tuple[KeptKind, int]]:
    """The clocks of a client that ask for something; what goes with the whole contact anyway needs none of its own."""
    whole = own.of(KeptKind.ANALYSIS)
    for kind in BY_CLIENT:
        days = own.of(kind)
        with_it = None if kind in _BY_THEMSELVES else whole
        if days is not None and (with_it is None or days < with_it):
            yield kind, days


def conditions(kind: KeptKind) -> tuple[Any, ...]:
    """As SQL: that there still is something of this kind, which nobody works on."""
    row = InteractionRow
    over = col(row.state).in_((State.DONE, State.FAILED))
    match kind:
        case KeptKind.ANALYSIS:
            return over, col(row.segment_of).is_(None)  # parts go with their contact
        case KeptKind.TRANSCRIPT:
            has_words = sa.exists().where(col(AnalysisRow.interaction_id) == col(row.id))
            return row.state == State.DONE, col(row.words_removed_at).is_(None), has_words
        case KeptKind.RECORDING:
            return over, sa.or_(col(row.redacted_key).is_not(None), col(row.louder_key).is_not(None))
        case KeptKind.ORIGINAL:
            return over, col(row.recording_key).is_not(None)
        case KeptKind.REVIEW | KeptKind.SURVEY:
            return ()
        case KeptKind.EXPORT:
            return (col(ExportRow.state).in_((State.DONE, State.FAILED)),)
        case KeptKind.COMPLAINT:
            return (col(ComplaintRow.answered_on).is_not(None),)
    raise ValueError(kind)


def _moment(kind: KeptKind) -> Any:
    of_kind = {
        KeptKind.REVIEW: col(ReviewRow.at),
        KeptKind.EXPORT: col(ExportRow.made_at),
        KeptKind.COMPLAINT: col(ComplaintRow.at),
        KeptKind.SURVEY: col(SurveyAnswerRow.at),
    }
    return of_kind.get(kind, col(InteractionRow.at))


def _table(kind: KeptKind) -> Any:
    of_kind = {
        KeptKind.REVIEW: ReviewRow,
        KeptKind.EXPORT: ExportRow,
        KeptKind.COMPLAINT: ComplaintRow,
        KeptKind.SURVEY: SurveyAnswerRow,
    }
    return of_kind.get(kind, InteractionRow)


def _of(kind: KeptKind, client: str, *what: Any, held: bool) -> Any:
    """A query for something of one kind of one client, that is held or is not."""
    query = sa.select(*what).select_from(_table(kind)).where(col(_table(kind).client) == client, *conditions(kind))
    if kind is KeptKind.REVIEW:
        query = query.join(InteractionRow, col(InteractionRow.id) == col(ReviewRow.interaction_id))
    if kind is KeptKind.EXPORT:
        return query.where(sa.false()) if held else query
    if kind in (KeptKind.COMPLAINT, KeptKind.SURVEY):
        is_held = holds.is_held_beside(_table(kind))
        return query.where(is_held if held else ~is_held)
    return query.where(holds.is_held() if held else ~holds.is_held())


def portion(session: Session, wanted: Due, limit: int) -> Sequence[uuid.UUID]:
    """The ids of some things that are due and not held, the oldest first."""
    moment, id = _moment(wanted.kind), col(_table(wanted.kind).id)
    query = _of(wanted.kind, wanted.client, id, held=False).where(moment < wanted.before)
    return list(session.execute(query.order_by(moment, id).limit(limit)).scalars())


def still_due(wanted: Due) -> tuple[Any, ...]:
    """As SQL: that a thing of this kind is over, and old enough."""
    return (*conditions(wanted.kind), _moment(wanted.kind) < wanted.before)


def counts(
    session: Session, kind: KeptKind, client: str, ends: Sequence[datetime], *, held: bool = False
) -> Sequence[int]:
    """How many began before each of these moments."""
    moment = _moment(kind)
    sums = [sa.func.coalesce(sa.func.sum(sa.case((moment < end, 1), else_=0)), 0) for end in ends]
    return list(session.execute(_of(kind, client, *sums, held=held)).one())


def whole_and_due(session: Session, client: str, kind: KeptKind, before: datetime, whole_before: datetime) -> int:
    """How many are due by their own clock, and go whole at the same time: they count there alone."""
    if kind not in OF_CONTACTS or kind is KeptKind.ANALYSIS:
        return 0
    query = _of(kind, client, sa.func.count(), held=False)
    whole = col(InteractionRow.at) < min(before, whole_before)
    return int(session.execute(query.where(whole, *conditions(KeptKind.ANALYSIS))).scalar_one())


def old_segments(session: Session, moment: datetime) -> list[ChainCut]:
    """Up to where each chain of the audit trail can be cut; none without a clock. Where lines are handed on to a
    collector, none goes before it has arrived there.
    """
    days = clocks(session).of(INSTALLATION).of(KeptKind.AUDIT)
    if days is None:
        return []
    before = moment - timedelta(days=days)
    fed = {chain: audit_feed.place(session, chain) for chain in audit.chains(session)}
    is_fed = any(fed.values())
    segments = (audit.old_segment(session, chain, before, place if is_fed else None) for chain, place in fed.items())
    return [segment for segment in segments if segment is not None]
