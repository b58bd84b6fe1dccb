"""Carries out what is due, in portions: each is a transaction with its line in the audit trail, so that whatever dies
in between leaves nothing half done, and the next run goes on.
"""

import logging
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.exports import Kind
from qa_service.domain.retention import KeptKind
from qa_service.errors import place_of
from qa_service.logs import event
from qa_service.store import (
    agreement_rollups,
    audit,
    complaints,
    erase,
    exports,
    holds,
    removed_words,
    retention,
    saved_views,
    surveys,
    withdrawn,
)
from qa_service.store.blobs import Blobs
from qa_service.store.remains import drop_unused
from qa_service.store.repository import Store
from qa_service.store.retention import OF_CONTACTS, Due
from qa_service.store.scope import ScopedSession
from qa_service.store.staging import Staging
from qa_service.store.tables import InstallationRow, InteractionRow, now
from qa_service.store.tables_exports import ExportRow
from qa_service.store.tables_reviews import ReviewRow
from qa_service.store.tables_search import WaveformRow

ACTION, CUT = "retention", "cut audit trail"
BY_ITSELF = "job:retention"
_PORTION = 100
_LAST = "retention_last"
_NIGHT = timedelta(hours=2)
Went = Counter[tuple[str, KeptKind]]
"""How many things went, by client and kind."""


@dataclass(frozen=True, slots=True)
class RetentionRun:
    """Over the stores. `audit_key` marks the cuts of the audit trail."""

    store: Store
    blobs: Blobs
    staging: Staging
    audit_key: Callable[[], bytes]
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def begin_at_night(self, moment: datetime) -> None:
        """The same beside other work, since thousands take their time; nothing where it is under way."""
        if self._busy.acquire(blocking=False):
            threading.Thread(target=self._run_alone, args=(moment,), name="retention", daemon=True).start()

    def _run_alone(self, moment: datetime) -> None:
        try:
            self.run_at_night(moment)
        except Exception as error:  # noqa: BLE001  (whatever ails database or disk: the next round goes on)
            event("retention failed", logging.WARNING, error=place_of(error))
        finally:
            self._busy.release()

    def run_at_night(self, moment: datetime | None = None) -> None:
        """Once a day, from two hours after midnight of the centre's clocks; one that was broken off is gone on with."""
        moment = moment or now()
        today = self.store.calendar.day(moment - _NIGHT).isoformat()
        with self.store.reading() as session:
            last = session.get(InstallationRow, _LAST)
        if last is None or last.value < today:
            self.run(moment)
            with self.store.transaction() as session:
                session.merge(InstallationRow(name=_LAST, value=today))

    def run(self, moment: datetime, by: str = BY_ITSELF, only: Collection[str] | None = None) -> Went:
        """All that is due at a moment, of `only` these clients where some are named; the audit trail with all."""
        went: Went = Counter()
        with self.store.reading() as session:
            wanted = retention.due(session, moment, only)
        for due in wanted:
            while count := self._portion(due, by):
                went[due.client, due.kind] += count
        if only is None:
            went[retention.INSTALLATION, KeptKind.AUDIT] += self._cut(moment, by)
        if went.total():
            self.store.scrub()
        return +went

    def _portion(self, due: Due, by: str) -> int:
        """How many things went; 0: nothing is left that may."""
        with self.store.transaction() as session:
            ids = retention.portion(session, due, _PORTION)
            count = self._carry_out(session, due, ids)
            if count:
                detail = {"kind": due.kind.value, "count": count, "before": due.before.isoformat()}
                audit.note(session, by, ACTION, due.client or "several clients", due.client or None, **detail)
        return count

    def _carry_out(self, session: ScopedSession, due: Due, ids: Sequence[uuid.UUID]) -> int:
        if due.kind is KeptKind.EXPORT:
            return self._exports(session, ids)
        if due.kind is KeptKind.COMPLAINT:
            return self._beside(session, due.client, ids, Kind.COMPLAINTS, complaints.drop)
        if due.kind is KeptKind.SURVEY:
            return self._beside(session, due.client, ids, Kind.SURVEYS, surveys.drop)
        if due.kind is KeptKind.REVIEW:
            return _reviews(session, due.client, ids)
        count = 0
        for row in _locked(session, due, ids):
            if not holds.of_row(session, row):  # set since we looked
                self._contact(session, due.kind, row)
                count += 1
        return count

    def _contact(self, session: ScopedSession, kind: KeptKind, row: InteractionRow) -> None:
        assert kind in OF_CONTACTS
        for key in withdrawn.withdraw(session, row):
            self.blobs.delete(key)
        if kind is KeptKind.ANALYSIS:
            withdrawn.forget_name(session, row.client, external_id=row.external_id)
            saved_views.forget(session, "id", {row.external_id})
            erase.erase(session, row.id, self.blobs, self.staging)
        elif kind is KeptKind.TRANSCRIPT:
            removed_words.remove(session, row)
            self.staging.clear(row.id, row.run)
        elif kind is KeptKind.RECORDING:
            self._drop_sound(session, row, "redacted_key")
            self._drop_sound(session, row, "louder_key")
            session.execute(sa.delete(WaveformRow).where(col(WaveformRow.interaction_id) == row.id))
        else:
            self._drop_sound(session, row, "recording_key")
            self.staging.clear(row.id, row.run)

    def _drop_sound(self, session: ScopedSession, row: InteractionRow, column: str) -> None:
        """The file goes once it is committed that nothing names it; a sweep finds none that we die before."""
        key = getattr(row, column)
        if key is None:
            return
        setattr(row, column, None)
        session.flush()
        drop_unused(session, row.client, key, self.blobs)

    def _exports(self, session: ScopedSession, ids: Sequence[uuid.UUID]) -> int:
        rows = session.exec(select(ExportRow).where(col(ExportRow.id).in_(ids)).with_for_update()).all()
        for row in rows:
            session.once_committed(partial(_drop_file, self.blobs, exports.key_of(row.id)))
            self.blobs.delete(exports.key_of(row.id))
            session.delete(row)
        return len(rows)

    def _beside(
        self,
        session: ScopedSession,
        client: str,
        ids: Sequence[uuid.UUID],
        files: Kind,
        drop: Callable[[Session, Sequence[uuid.UUID]], int],
    ) -> int:
        """What is kept beside contacts, with the files that hold it."""
        if not ids:
            return 0
        holds.hold_off(session, client)
        for key in withdrawn.withdraw_files(session, client, files):
            session.once_committed(partial(_drop_file, self.blobs, key))
        return drop(session, ids)

    def _cut(self, moment: datetime, by: str) -> int:
        with self.store.transaction() as session:
            segments = retention.old_segments(session, moment)
            for segment in segments:
                audit.cut(session, segment, self.audit_key())
                detail = {"place": segment.place, "hash": segment.hash, "lines": segment.lines}
                audit.note(session, by, CUT, "audit", None, chain=segment.chain, **detail)
        return sum(segment.lines for segment in segments)


def _drop_file(blobs: Blobs, key: str, _: Session) -> None:
    blobs.delete(key)


def _locked(session: Session, due: Due, ids: Sequence[uuid.UUID]) -> Sequence[InteractionRow]:
    """The contacts that still are due once they are locked: one that was handed in anew since we looked waits for its
    worker. No hold comes into force until the transaction ends.
    """
    query = select(InteractionRow).where(col(InteractionRow.id).in_(ids), *retention.still_due(due))
    rows = session.exec(query.order_by(col(InteractionRow.id)).with_for_update()).all()
    for client in {row.client for row in rows}:
        holds.hold_off(session, client)
    return rows


def _reviews(session: Session, client: str, ids: Sequence[uuid.UUID]) -> int:
    """Answers of people, with the totals of agreement that they count in."""
    if not ids:
        return 0
    holds.hold_off(session, client)
    rows = session.exec(select(ReviewRow).where(col(ReviewRow.id).in_(ids))).all()
    contacts = {row.interaction_id: session.get(InteractionRow, row.interaction_id) for row in rows}
    free = {id for id, row in contacts.items() if row is not None and not holds.of_row(session, row)}
    gone = [row.id for row in rows if row.interaction_id in free]
    if gone:
        with agreement_rollups.kept_up(session, [client], list(free)):
            _forget(session, gone)
            session.expire_all()
    return len(gone)


def _forget(session: Session, ids: Sequence[uuid.UUID]) -> None:
    connection, table = session.connection(), ReviewRow.__table__  # type: ignore[attr-defined]  # SQLModel adds it
    if connection.dialect.name == "postgresql":  # the service's role may not, this function may
        array: Any = sa.cast(list(ids), sa.ARRAY(sa.Uuid()))
        connection.execute(sa.select(sa.func.forget_reviews(array)))
        return
    connection.execute(sa.delete(table).where(table.c.id.in_(ids)))
