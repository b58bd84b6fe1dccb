"""How a browser or a program becomes a caller. Nobody is one yet: these take the dependencies and ask no permission."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.errors import Forbidden, word
from qa_service.services import local_passwords
from qa_service.services.access import Caller, CallerKind, Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import attempts, audit, keys, second_factors, users, web_sessions
from qa_service.store.attempts import network_of
from qa_service.store.audit import AuditFilters
from qa_service.store.tables import ApiKeyRow
from qa_service.store.tables_people import UserRow
from qa_service.store.web_sessions import SignInAttempt

_BLOCKED = "sign-in blocked"
_TOLD_FOR = timedelta(minutes=1)


class SignedIn(NamedTuple):
    """Who is behind a session, and under which name; `user` is None for the holder of a key, `lang` where none was
    chosen.
    """

    caller: Caller
    name: str
    user: UUID | None = None
    lang: str | None = None


class Entered(NamedTuple):
    """The token of a new session; empty: name and secret do not fit, or `pause` has to pass first. While a code is due,
    nobody is signed in with it (see `prove`).
    """

    token: str
    pause: timedelta = timedelta()
    code_due: bool = False


def of_key(deps: Dependencies, plain: str, origin: str) -> Caller | None:
    """The caller behind an API key that is used from `origin`, an address; None where the key is unknown, revoked or
    over. Raises Forbidden (see `_of_key`).
    """
    at = deps.clock()
    with deps.store.reading() as session:
        row = keys.find(session, plain, at)
    if row is None:
        return None
    caller = _of_key(row, origin)
    if keys.is_stale(row, at):
        with deps.store.transaction(hasty=True) as session:
            keys.touch(session, row.prefix, at)
    return caller


def _of_key(row: ApiKeyRow, origin: str) -> Caller:
    """Raises Forbidden on a key that lacks what bounds its role, since it would reach everything, and on one that is
    used from elsewhere than it may be.
    """
    if what := keys.missing_bound(row.role, row.client, row.team, row.agent):
        raise Forbidden(
            "this key of role {role} names no {what}; have a new one made with --{option}",
            role=word(row.role),
            what=word(what),
            option=what,
        )
    if not keys.is_allowed_from(row, origin):
        raise Forbidden("this key may not be used from this network; an administrator sees in its terms from where")
    only = frozenset(Permission[name] for name in row.permissions)
    return Caller(
        row.prefix, row.role, row.client, row.team, row.agent, origin=origin, only=only, per_minute=row.per_minute
    )


def of_session(deps: Dependencies, token: str, origin: str) -> SignedIn | None:
    """Whoever is signed in with `token` at the address `origin`; None when nobody is (any more). Notes that the session
    is in use. Raises Forbidden (see `_of_key`).
    """
    at = deps.clock()
    with deps.store.reading() as session:
        holder = web_sessions.find(session, token, at) if token else None
        stale = holder is not None and web_sessions.is_stale(session, token, at)
    if holder is None:
        return None
    if stale:
        with deps.store.transaction() as session:
            web_sessions.touch(session, token, at)
    if isinstance(holder, UserRow):
        caller = Caller(holder.name, holder.role, holder.client, holder.team, holder.agent, CallerKind.USER, origin)
        return SignedIn(caller, holder.name, holder.id, holder.lang)
    return SignedIn(_of_key(holder, origin), holder.label)


def _tried(session: Session, name: str) -> str:
    """The user who was tried; what is nobody's name may be a password in the wrong field, and is not kept."""
    return f"user:{name}" if users.by_name(session, name) is not None else "unknown"


def _is_told(session: Session, tried: str, address: str, at: datetime) -> bool:
    """Whether the trail tells already that this one is kept waiting at the network of `address`: a line a minute, or
    whoever has to wait fills the trail by not waiting.
    """
    lately = AuditFilters(subject=tried, action=_BLOCKED, since=at - _TOLD_FOR)
    network = network_of(address)
    return any(network_of(line.origin) == network for line in audit.trail(session, filters=lately, limit=1000))


def enter(deps: Dependencies, name: str, secret: str, address: str, browser: str = "") -> Entered:
    """A session for whoever names a user and the password, or an API key. Failures are counted, and cost waiting."""
    attempt, at = SignInAttempt(name, secret, address, browser), deps.clock()
    with deps.store.transaction() as session:
        pause = web_sessions.waiting(session, attempt, at)
        attempt = local_passwords.as_it_counts(deps, session, attempt)
        opened = None if pause else web_sessions.open_for(session, attempt, at)
        audit.speak_for(session, "", address)
        if opened is not None and not opened.factor_due:
            audit.note(session, opened.actor, "sign in", opened.actor)
        elif opened is None:
            _note_failure(session, _tried(session, name), address, at, pause=pause)
    return Entered(opened.token, code_due=opened.factor_due) if opened else Entered("", pause)


def forget(deps: Dependencies, token: str) -> None:
    """The session that a browser had before it signed in anew is over."""
    if token:
        with deps.store.transaction() as session:
            web_sessions.close(session, token)


def _note_failure(session: Session, tried: str, address: str, at: datetime, *, pause: timedelta) -> None:
    if not pause or not _is_told(session, tried, address, at):
        audit.note(session, "nobody", _BLOCKED if pause else "sign-in failed", tried)


def prove(deps: Dependencies, token: str, code: str, address: str) -> Entered | None:
    """The second step of who has a second factor: a session under a new token for the right code, as `enter`. None:
    no password was given with `token`, or it is too long ago.
    """
    at = deps.clock()
    with deps.store.transaction() as session:
        user = web_sessions.awaiting_code(session, token, at)
        if user is None:
            return None
        id, actor = user.id, web_sessions.actor_of(user)
        audit.speak_for(session, "", address)
        is_right, pause = attempts.guarded(
            session, attempts.of_code(id), at, lambda: second_factors.fits(session, id, code, deps.open_seal(), at)
        )
        if not is_right:
            _note_failure(session, actor, address, at, pause=pause)
            return Entered("", pause)
        audit.note(session, actor, "sign in", actor, second_factor=True)
        return Entered(web_sessions.complete(session, token, at))
