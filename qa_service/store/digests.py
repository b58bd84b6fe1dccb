"""The daily digest: what a day brought within a person's reach, in numbers, as an event for that person alone."""

import uuid
from collections import Counter
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from qa_service.domain.events import EventType
from qa_service.store import deliveries, notice_choices
from qa_service.store.scope import calendar_of
from qa_service.store.tables_events import WHOLE_INSTALLATION, EventRow
from qa_service.store.tables_people import UserRow

_FROM = timedelta(hours=7)
"""After midnight of the centre's clocks: then the day before is summed up."""
_OURS = uuid.UUID("2f1c1c8e-0e0c-4a5e-9d8c-5d3a2e7b6f10")
_COUNTED = (
    *(EventType.INTERACTION_DONE, EventType.INTERACTION_FAILED, EventType.FINDING_TO_CONFIRM, EventType.REVIEW_ASKED),
    *(EventType.DISPUTE_OPENED, EventType.DISPUTE_DECIDED, EventType.ALARM_RAISED),
    *(EventType.COMPLAINT_DUE, EventType.COMPLAINT_LATE),
)


def day_to_tell(session: Session, at: datetime) -> date:
    """The last day that is summed up at a moment."""
    return calendar_of(session).day(at - _FROM) - timedelta(days=1)


def write(session: Session, user: UserRow, day: date, at: datetime) -> None:
    """Once for each person and day, however often it is asked for; nothing is sent where nothing happened."""
    id = uuid.uuid5(_OURS, f"{user.id} {day}")
    if session.exec(select(EventRow.id).where(EventRow.id == id)).first() is not None:
        return
    counts = _counts(session, user, day)
    event = EventRow(
        id=id,
        type=EventType.DIGEST,
        client=user.client or WHOLE_INSTALLATION,
        object=f"user:{user.id}",
        data={"day": day.isoformat(), "counts": dict(counts)},
        maker=f"user:{user.name}",
        at=at,
        spread_at=at,
    )
    session.add(event)
    session.flush()
    if counts:
        deliveries.notify(session, event, user.id, user.client or WHOLE_INSTALLATION, at)


def _counts(session: Session, user: UserRow, day: date) -> Counter[str]:
    calendar = calendar_of(session)
    since, until = calendar.start(day), calendar.start(day + timedelta(days=1))
    query = select(EventRow).where(
        col(EventRow.at) >= since, col(EventRow.at) < until, col(EventRow.type).in_(_COUNTED)
    )
    if user.client is not None:
        query = query.where(EventRow.client == user.client)
    return Counter(event.type.value for event in session.exec(query) if notice_choices.reaches(session, user, event))
