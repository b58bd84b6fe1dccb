"""When each client is open, and on which clocks its days are cut."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from qa_service.domain.calendar import Calendar
from qa_service.domain.first_response import WORKED, FirstResponse, within
from qa_service.domain.opening_hours import OpeningHours, Schedule
from qa_service.store.codec import from_body, to_body
from qa_service.store.scope import calendar_of
from qa_service.store.tables import now
from qa_service.store.tables_phone import OpeningHoursRow

NONE = OpeningHours()


def hours(session: Session, client: str) -> OpeningHours:
    """What the client has set; nothing: always open, on the clocks of the centre."""
    row = session.get(OpeningHoursRow, client)
    return NONE if row is None else from_body(OpeningHours, row.body)


def clients(session: Session) -> Sequence[str]:
    """All who have set any, by name."""
    return session.exec(select(OpeningHoursRow.client).order_by(col(OpeningHoursRow.client))).all()


def calendar(session: Session, client: str) -> Calendar:
    """By which the client's days are cut."""
    zone = hours(session, client).zone
    return calendar_of(session) if zone is None else Calendar(zone)


def schedule(session: Session, client: str) -> Schedule | None:
    """The client's hours; None where it has set none."""
    known = hours(session, client)
    return Schedule.of(known, calendar_of(session)) if known.are_known else None


def worked(session: Session, client: str, response: FirstResponse | None) -> dict[str, int]:
    """The counters of an e-mail's first response in the client's working hours; none where they are not known."""
    known = schedule(session, client)
    if response is None or known is None:
        return {}
    return {name: n for name, n in within(WORKED, known.seconds(*response)) if n}


def save(session: Session, client: str, new_hours: OpeningHours, by: str) -> None:
    """Keep what a client has set."""
    row = session.get(OpeningHoursRow, client)
    if row is None:
        row = OpeningHoursRow(client=client, body={}, by=by)
        session.add(row)
    row.body, row.by, row.at = to_body(new_hours), by, now()
    session.flush()


def remove(session: Session, client: str) -> bool:
    """Forget it; False: there was nothing."""
    row = session.get(OpeningHoursRow, client)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True
