"""How often a language model may still be asked for a client today."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from qa_service.store.repository import Store
from qa_service.store.tables import now
from qa_service.store.tables_asked import AskBudgetRow


@dataclass(frozen=True, slots=True)
class AskBudgets:
    """`daily` requests for each client on a day of the centre's calendar; all workers count in one place."""

    store: Store
    daily: int

    def __call__(self, client: str) -> bool:
        """Takes one of today's; False: nothing is left. In a transaction of its own, before the request is made: one
        that fails is paid for as well.
        """
        with self.store.transaction() as session:
            return _take(session, client, self.store.calendar.day(now()), self.daily)


def _take(session: Session, client: str, day: date, daily: int) -> bool:
    if daily < 1:
        return False
    if _count(session, client, day, daily):
        return True
    try:
        with session.begin_nested():
            session.add(AskBudgetRow(client=client, day=day, requests=1))
    except IntegrityError:  # the row is there: it is used up, or another worker has just made it
        return _count(session, client, day, daily)
    return True


def _count(session: Session, client: str, day: date, daily: int) -> bool:
    """One more, in one statement, so that two workers never take the same last one."""
    row = AskBudgetRow
    update = sa.update(row).where(col(row.client) == client, col(row.day) == day, col(row.requests) < daily)
    return bool(session.execute(update.values(requests=col(row.requests) + 1)).rowcount)  # type: ignore[attr-defined]
