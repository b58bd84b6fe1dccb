"""A complaint of a simulated centre."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlmodel import Session

from qa_service.store.tables import InteractionRow
from qa_service.store.tables_complaints import ComplaintRow


def complained(session: Session, contact: InteractionRow) -> UUID:
    """A complaint that came with a contact, and is late."""
    received, line = date(2026, 1, 7), {"what": "registered", "on": "2026-01-07", "by": "user:ada"}
    row = ComplaintRow(
        client=contact.client,
        interaction_id=contact.id,
        team=contact.team,
        channel=contact.channel,
        reference=f"R-{contact.id.hex[:8]}",
        identity=contact.id.hex,
        matter="billing",
        at=datetime(2026, 1, 7, tzinfo=UTC),
        received_on=received,
        due_on=date(2026, 2, 6),
        first_due_on=date(2026, 2, 6),
        history=[line],
    )
    session.add(row)
    session.flush()
    return row.id
