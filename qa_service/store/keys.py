"""API keys: 256 random bits shown once, their sha256 kept, compared in constant time."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from qa_service.domain.people import KeyTerms, Role
from qa_service.errors import BadInput, Conflict, NotFound, say, word
from qa_service.store.tables import ApiKeyRow, now

_NOBODY = "0" * 64
_SEEN = timedelta(minutes=1)
MOST_A_MINUTE = 1_000_000
_ANY = KeyTerms()


def create(
    session: Session,
    label: str,
    role: Role,
    client: str | None = None,
    team: str | None = None,
    agent: str | None = None,
    terms: KeyTerms = _ANY,
) -> tuple[ApiKeyRow, str]:
    """A new key and its plain form, ``qa_<prefix>_<secret>``, which is not kept anywhere.

    `client` None reaches every client organisation. Raises BadInput on what `bounded` refuses, and on terms that cannot
    be.
    """
    bounded(role, client, team, agent)
    networks = [_network(text) for text in terms.networks]
    if terms.per_minute is not None and not 1 <= terms.per_minute <= MOST_A_MINUTE:
        raise BadInput(
            "is not 1 to {most}", most=MOST_A_MINUTE, where="per_minute", hint="leave it out for no limit of its own"
        )
    prefix = secrets.token_hex(6)
    plain = f"qa_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKeyRow(prefix=prefix, sha256=_digest(plain), role=role, client=client, team=team, agent=agent, label=label)
    row.expires_at, row.per_minute = terms.expires_at, terms.per_minute
    row.permissions, row.networks = list(terms.permissions), networks
    session.add(row)
    session.flush()
    return row, plain


def renewed(session: Session, prefix: str, at: datetime, overlap: timedelta) -> tuple[ApiKeyRow, str]:
    """A new key with reach and terms of an old one, which ends after `overlap`, or earlier where it does already; the
    new one lives as long as the old one was made to. Raises NotFound, and Conflict on one that is over.
    """
    old = get(session, prefix)
    if not is_live(old, at):
        raise Conflict("the key {prefix} is revoked or has expired; make another one", prefix=prefix)
    terms = replace(old.terms, expires_at=_same_life(old.expires_at, old.created_at, at))
    row, plain = create(session, old.label, old.role, old.client, old.team, old.agent, terms)
    old.expires_at = min(old.expires_at or at + overlap, at + overlap)
    return row, plain


def _same_life(end: datetime | None, begin: datetime, at: datetime) -> datetime | None:
    """When a key ends that begins at `at` and lives as long as one from `begin` to `end`; that of the year 9999, which
    means never, stays where it is.
    """
    try:
        return None if end is None else at + (end - begin)
    except OverflowError:
        return end


def _network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text.strip()))
    except ValueError:
        raise BadInput(
            "{network!r} is no network", network=text[:60], where="networks", hint="write it like 192.0.2.0/24"
        ) from None


def is_allowed_from(row: ApiKeyRow, address: str) -> bool:
    """Whether the key may be used at this address; at one that is not known, only where it is bound to no network."""
    if not row.networks:
        return True
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return any(ip in ipaddress.ip_network(network) for network in row.networks)


def is_live(row: ApiKeyRow, at: datetime) -> bool:
    """Whether it is neither revoked nor expired."""
    return row.revoked_at is None and (row.expires_at is None or at < row.expires_at)


def is_stale(row: ApiKeyRow, at: datetime) -> bool:
    """Whether `touch` is due: not at every request, since each write waits for the disk."""
    return row.used_at is None or at - row.used_at > _SEEN


def touch(session: Session, prefix: str, at: datetime) -> None:
    """The key is in use."""
    get(session, prefix).used_at = at


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


def find(session: Session, plain: str, at: datetime | None = None) -> ApiKeyRow | None:
    """The key that was shown as `plain`; None when there is none, or it was revoked or has expired. `at` None: now."""
    parts = plain.split("_", 2)
    prefix = parts[1] if len(parts) == 3 else ""
    row = session.exec(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix)).first()
    # Compared even when there is no row, so that the time taken does not tell which prefixes exist.
    same = hmac.compare_digest(_digest(plain), row.sha256 if row is not None else _NOBODY)
    return row if row is not None and same and is_live(row, at or now()) else None


def revoke(session: Session, prefix: str) -> ApiKeyRow:
    """Close a key for good; closing it again keeps the first moment. Raises NotFound."""
    row = get(session, prefix)
    row.revoked_at = row.revoked_at or now()
    return row


def get(session: Session, prefix: str) -> ApiKeyRow:
    """Raises NotFound."""
    row = session.exec(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix)).first()
    if row is None:
        raise NotFound("no API key with prefix {prefix!r}", prefix=prefix)
    return row


def listed(session: Session) -> Sequence[ApiKeyRow]:
    """All keys, oldest first."""
    return session.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.created_at), col(ApiKeyRow.prefix))).all()


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
