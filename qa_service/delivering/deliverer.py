"""The way from events to those who are told of them, a step at a time: each step is a transaction or one try, and
whoever dies between two of them leaves the rest to the next worker.

Beside each other for different endpoints, one after another for the same: one that hangs keeps nobody else waiting.
"""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from qa_service.delivering.notices import NoticeSender
from qa_service.delivering.webhooks import WebhookSender
from qa_service.domain.events import NOTICE_OF, NoticeKind
from qa_service.errors import place_of
from qa_service.logs import event
from qa_service.store import deliveries, digests, endpoints, notice_choices
from qa_service.store.deliveries import Taken
from qa_service.store.repository import Store
from qa_service.store.tables import now
from qa_service.store.tables_events import EventRow

_MOST_THREADS = 8
MOST_NOTICES = 50
"""A person gets no more of them within a day; the rest is told by the digest alone."""
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Deliverer:
    """`notices` None: no mail server is set, and nobody gets mail."""

    store: Store
    webhooks: WebhookSender
    notices: NoticeSender | None = None
    clock: Callable[[], datetime] = now
    chance: Callable[[], float] = random.random
    _busy: set[UUID | None] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)
    _mail_rests_until: datetime | None = None
    _digested: object = None

    def tick(self) -> None:
        """Spread what happened, and begin to deliver what is due beside whatever else is under way."""
        for receiver in self._spread():
            with self._lock:
                if receiver in self._busy or len(self._busy) >= _MOST_THREADS:
                    continue
                self._busy.add(receiver)
            threading.Thread(target=self._begin, args=(receiver,), name="events", daemon=True).start()

    def run_once(self) -> None:
        """The same here and now, one receiver after another."""
        for receiver in self._spread():
            self._serve(receiver)

    def stop(self) -> None:
        """What is under way ends with its present try."""
        self._over.set()

    def _spread(self) -> list[UUID | None]:
        """Whoever something is due for; None stands for all people with mail."""
        while self._spread_some():
            pass
        self._sum_up_the_day()
        with self.store.reading() as session:
            at = self.clock()
            people = [None] if self.notices is not None and deliveries.notices_are_due(session, at) else []
            return [*deliveries.receivers(session, at), *people]

    def _spread_some(self) -> bool:
        with self.store.reading() as session:
            if not deliveries.unspread(session):
                return False
        with self.store.transaction() as session:
            active, events = endpoints.active(session), deliveries.unspread(session)
            for happened in events:
                deliveries.spread(session, happened, active, self.clock())
                self._notify(session, happened)
        return bool(events)

    def _notify(self, session: Session, happened: EventRow) -> None:
        kind = NOTICE_OF.get(happened.type)
        if self.notices is None or kind is None:
            return
        at = self.clock()
        for user in notice_choices.hearers(session, kind, self.notices.audience[kind]):
            few = deliveries.notices_since(session, user.id, at - _DAY) < MOST_NOTICES
            if few and notice_choices.reaches(session, user, happened):
                deliveries.notify(session, happened, user.id, user.client or "", at)

    def _sum_up_the_day(self) -> None:
        if self.notices is None:
            return
        at = self.clock()
        with self.store.reading() as session:
            day = digests.day_to_tell(session, at)
        if day == self._digested:
            return
        with self.store.transaction() as session:
            kind = NoticeKind.DIGEST
            for user in notice_choices.hearers(session, kind, self.notices.audience[kind]):
                digests.write(session, user, day, at)
        self._digested = day

    def _begin(self, receiver: UUID | None) -> None:
        try:
            self._serve(receiver)
        except Exception as error:  # noqa: BLE001  (a database that is away comes back; what was taken is taken again)
            event("delivering failed", logging.WARNING, error=place_of(error))
        finally:
            with self._lock:
                self._busy.discard(receiver)

    def _serve(self, receiver: UUID | None) -> None:
        """One delivery after another, until nothing is due."""
        while not self._over.is_set() and (taken := self._take(receiver)) is not None:
            sender = self.webhooks if receiver is not None else self.notices
            assert sender is not None
            outcome = sender.send(taken, self.clock())
            at = self.clock()
            with self.store.transaction(hasty=True) as session:
                deliveries.ended(session, taken, outcome, at, self.chance())
            if receiver is None and outcome.fault in ("not_reached", "untrusted"):
                self._mail_rests_until = at + timedelta(minutes=1)

    def _take(self, receiver: UUID | None) -> Taken | None:
        at = self.clock()
        if receiver is None and self._mail_rests_until is not None and at < self._mail_rests_until:
            return None
        with self.store.transaction(hasty=True) as session:
            if receiver is None:
                return deliveries.take_notice(session, at)
            return deliveries.take(session, receiver, at)
