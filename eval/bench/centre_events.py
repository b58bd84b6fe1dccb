"""A webhook endpoint with something in its log, as pages show it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from qa_service.store import deliveries, endpoints, outbox
from qa_service.store.deliveries import Outcome
from qa_service.store.seal import Seal
from qa_service.store.tables_events import EndpointRow

_PAUSE = timedelta(seconds=10)


def told_endpoint(session: Session, seal: Seal, at: datetime, tries: int = 3) -> UUID:
    """One of the whole installation, to which so many tests went, the first of them in vain at first."""
    row = EndpointRow(
        client="", url="https://crm.example.com/hooks/qa", label="CRM", secret=b"", created_by="user:ada", created_at=at
    )
    endpoints.add(session, row, seal)
    for number in range(tries):
        event = outbox.test(session, "", row.id)
        session.flush()
        deliveries.spread(session, event, [row], event.at)
        session.flush()
        moment = event.at + number * _PAUSE
        taken = deliveries.take(session, row.id, moment)
        if taken is not None:
            deliveries.ended(session, taken, Outcome(200 if number else 500, None, 84), moment, 0.5)
    return row.id
