"""What each client asks of its reviews."""

from sqlmodel import Session

from qa_service.domain.review import Policy
from qa_service.store import audit
from qa_service.store.codec import from_body, to_body
from qa_service.store.tables import now
from qa_service.store.tables_reviews import ReviewPolicyRow

DEFAULT = Policy()


def policy(session: Session, client: str | None) -> Policy:
    """The client's own policy, or the defaults; several clients together (None) go by the defaults."""
    row = session.get(ReviewPolicyRow, client) if client else None
    return DEFAULT if row is None else from_body(Policy, row.body)


def save(session: Session, client: str, new_policy: Policy, by: str) -> None:
    """Keep a client's policy; the audit trail keeps what it was."""
    row = session.get(ReviewPolicyRow, client)
    before = None if row is None else row.body
    if row is None:
        row = ReviewPolicyRow(client=client, body={}, by=by)
        session.add(row)
    row.body, row.by, row.at = to_body(new_policy), by, now()
    audit.note(session, by, "review.policy", client, client, before=before, after=row.body)
