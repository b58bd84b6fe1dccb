"""How far the audit trail has been handed to a log collector, and which process hands it on just now."""

import json
import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from qa_service.store.tables import InstallationRow

_PLACE, _LEASE = "audit_feed:", "audit_feed_lease"
LEASE = timedelta(minutes=2)
"""Who has not come back for so long has died, or hangs."""


def take(session: Session, holder: str, at: datetime) -> bool:
    """Whether `holder` may hand on now; nobody else then does until `LEASE` is over, or `holder` gives it back."""
    row = session.get(InstallationRow, _LEASE, with_for_update=True)
    if row is not None and _is_held(row.value, holder, at):
        return False
    value = json.dumps({"holder": holder, "until": (at + LEASE).isoformat()})
    if row is None:
        session.add(InstallationRow(name=_LEASE, value=value))
    else:
        row.value = value
    return True


def _is_held(value: str, holder: str, at: datetime) -> bool:
    lease = json.loads(value)
    return lease["holder"] != holder and datetime.fromisoformat(lease["until"]) > at


def give_back(session: Session, holder: str) -> None:
    """The next one need not wait."""
    row = session.get(InstallationRow, _LEASE)
    if row is not None and json.loads(row.value)["holder"] == holder:
        session.delete(row)


def new_holder() -> str:
    """A name for one process."""
    return secrets.token_hex(8)


def place(session: Session, chain: int) -> int:
    """The last place of a chain that was handed on; 0: none."""
    row = session.get(InstallationRow, f"{_PLACE}{chain}")
    return 0 if row is None else int(row.value)


def handed_on(session: Session, chain: int, until: int) -> None:
    """All up to this place has arrived."""
    session.merge(InstallationRow(name=f"{_PLACE}{chain}", value=str(until)))
