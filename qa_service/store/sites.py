"""What each client says of where its contacts are handled, and where they were by that."""

from sqlmodel import Session

from qa_service.domain.site_rules import Directory, Handling, SiteRules
from qa_service.domain.sites import HandledAt
from qa_service.store.codec import from_body, to_body
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_phone import SiteRulesRow

NONE = SiteRules()
_KNOWN = "site rules"


def rules(session: Session, client: str) -> SiteRules:
    """What the client has said; nothing: what documents say is all there is."""
    row = session.get(SiteRulesRow, client)
    return NONE if row is None else from_body(SiteRules, row.body)


def directory(session: Session, client: str) -> Directory:
    """The same, looked up by name; read once a session."""
    known: dict[str, Directory] = session.info.setdefault(_KNOWN, {})
    if client not in known:
        known[client] = Directory(rules(session, client))
    return known[client]


def save(session: Session, client: str, new_rules: SiteRules, by: str) -> None:
    """Keep what a client says, in the place of what it said before."""
    row = session.get(SiteRulesRow, client)
    if row is None:
        row = SiteRulesRow(client=client, body={}, by=by)
        session.add(row)
    row.body, row.by, row.at = to_body(new_rules), by, now()
    session.info.pop(_KNOWN, None)
    session.flush()


def remove(session: Session, client: str) -> bool:
    """Forget it; False: there was nothing."""
    row = session.get(SiteRulesRow, client)
    if row is None:
        return False
    session.delete(row)
    session.info.pop(_KNOWN, None)
    session.flush()
    return True


def of_row(known: Directory, row: InteractionRow, handling: Handling) -> HandledAt:
    """Where an interaction was handled. Of a colleague's part its own agent tells more than the contact's document."""
    return known.of(handling, HandledAt.of(row), agent_first=row.segment_of is not None)
