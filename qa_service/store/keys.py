"""API keys: 256 random bits shown once, their sha256 kept, compared in constant time."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, select

from qa_service.errors import BadInput, NotFound
from qa_service.store.tables import ApiKeyRow, Role, now

_NOBODY = "0" * 64


def create(session: Session, label: str, role: Role, client: str | None) -> tuple[ApiKeyRow, str]:
    """A new key and its plain form, ``qa_<prefix>_<secret>``, which is not kept anywhere.

    `client` None reaches every client organisation; raises BadInput on a client organisation's own key without one.
    """
    if role is Role.CLIENT_VIEWER and not client:
        raise BadInput("a key of a client organisation needs its client", where="client", hint="name the client")
    prefix = secrets.token_hex(6)
    plain = f"qa_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKeyRow(prefix=prefix, sha256=_digest(plain), role=role, client=client, label=label)
    session.add(row)
    session.flush()
    return row, plain


def find(session: Session, plain: str) -> ApiKeyRow | None:
    """The key that was shown as `plain`; None when there is none, or it was revoked."""
    parts = plain.split("_", 2)
    prefix = parts[1] if len(parts) == 3 else ""
    row = session.exec(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix)).first()
    # Compared even when there is no row, so that the time taken does not tell which prefixes exist.
    same = hmac.compare_digest(_digest(plain), row.sha256 if row is not None else _NOBODY)
    return row if row is not None and same and row.revoked_at is None else None


def revoke(session: Session, prefix: str) -> ApiKeyRow:
    """Close a key for good; closing it again keeps the first moment. Raises NotFound."""
    row = session.exec(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix)).first()
    if row is None:
        raise NotFound(f"no API key with prefix {prefix!r}")
    row.revoked_at = row.revoked_at or now()
    return row


def listed(session: Session) -> Sequence[ApiKeyRow]:
    """All keys, oldest first."""
    return session.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.created_at), col(ApiKeyRow.prefix))).all()


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
