"""API keys: 256 random bits shown once, their sha256 kept, compared in constant time."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, select

from qa_service.domain.people import Role
from qa_service.errors import BadInput, NotFound, say, word
from qa_service.store.tables import ApiKeyRow, now

_NOBODY = "0" * 64


def create(
    session: Session,
    label: str,
    role: Role,
    client: str | None = None,
    team: str | None = None,
    agent: str | None = None,
) -> tuple[ApiKeyRow, str]:
    """A new key and its plain form, ``qa_<prefix>_<secret>``, which is not kept anywhere.

    `client` None reaches every client organisation. Raises BadInput on what `bounded` refuses.
    """
    bounded(role, client, team, agent)
    prefix = secrets.token_hex(6)
    plain = f"qa_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKeyRow(prefix=prefix, sha256=_digest(plain), role=role, client=client, team=team, agent=agent, label=label)
    session.add(row)
    session.flush()
    return row, plain


def missing_bound(role: Role, client: str | None, team: str | None, agent: str | None) -> str:
    """What a role lacks without which it would reach everything, which nobody meant; empty where nothing."""
    needed = {Role.CLIENT_VIEWER: ("client", client), Role.TEAM_LEADER: ("team", team), Role.AGENT: ("agent", agent)}
    what, bound = needed.get(role, ("", "-"))
    return "" if bound else what


def bounded(role: Role, client: str | None, team: str | None, agent: str | None) -> None:
    """Raises BadInput where a role lacks what bounds it, or has a bound that it does not know."""
    if what := missing_bound(role, client, team, agent):
        raise BadInput(
            "the role {role} needs its {what}",
            role=word(role),
            what=word(what),
            where=what,
            hint=say("name the {what}", what=word(what)),
        )
    for what, bound, of in (("team", team, Role.TEAM_LEADER), ("agent", agent, Role.AGENT)):
        if bound and role is not of:
            raise BadInput(
                "the role {role} is not bound to one {what}",
                role=word(role),
                what=word(what),
                where=what,
                hint="leave it out",
            )


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
        raise NotFound("no API key with prefix {prefix!r}", prefix=prefix)
    row.revoked_at = row.revoked_at or now()
    return row


def listed(session: Session) -> Sequence[ApiKeyRow]:
    """All keys, oldest first."""
    return session.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.created_at), col(ApiKeyRow.prefix))).all()


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
