"""What a signed-in person does with their account: language, password, signing out."""

from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session

from qa_service.errors import Forbidden, NotFound
from qa_service.services.access import Caller, CallerKind, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import attempts, users, web_sessions
from qa_service.store.scope import EVERYTHING
from qa_service.store.tables_people import UserRow
from qa_service.store.web_sessions import ShownSession


class PasswordChange(NamedTuple):
    """Whether it is changed; if not, the present password was another, or `pause` has to pass first."""

    changed: bool
    pause: timedelta = timedelta()


@reads(Permission.OWN_ACCOUNT)
def language(context: Context) -> str | None:
    """The language of the caller's pages; None: as the browser asks. Raises Forbidden for who came with a key."""
    return own_user(context.session, context.caller).lang


@changes(Permission.OWN_ACCOUNT, "choose language")
def choose_language(context: Context, lang: str | None) -> None:
    """Raises BadInput on a language that the pages do not speak, Forbidden for whoever signed in with a key."""
    users.prefer(context.session, own_user(context.session, context.caller).id, lang)
    context.note(context.caller.actor, lang=lang)


@changes(Permission.OWN_ACCOUNT, "set password", own_transactions=True)
def set_password(context: Context, old: str, new: str, token: str) -> PasswordChange:
    """For who knows the present one; all sessions but that of `token` end. Raises BadInput, Forbidden."""
    at = context.deps.clock()
    with context.transaction(EVERYTHING) as session:
        user = own_user(session, context.caller)
        limits = attempts.of_old_password(user.id)
        attempt = attempts.guarded(session, limits, at, lambda: users.verified(session, user.name, old) is not None)
        if attempt.is_right:
            users.set_password(session, user.id, new, keep=token)
            context.note(context.caller.actor)
        else:
            context.unchanged()
    return PasswordChange(attempt.is_right, attempt.pause)


@reads(Permission.OWN_ACCOUNT)
def sessions(context: Context) -> list[ShownSession]:
    """Where the caller is signed in, the latest first; nowhere else for who came with a key."""
    if context.caller.kind is not CallerKind.USER:
        return []
    return web_sessions.of_user(context.session, own_user(context.session, context.caller).id, context.deps.clock())


def session_id(token: str) -> str:
    """By which `sessions` names the session of this token."""
    return web_sessions.id_of(token)


@changes(Permission.OWN_ACCOUNT, "end session")
def end_session(context: Context, id: str) -> None:
    """One of the caller's sessions is over. Raises NotFound, and Forbidden for who came with a key."""
    user = own_user(context.session, context.caller)
    if not web_sessions.end(context.session, user.id, id):
        raise NotFound("there is no such session; it may be over already")
    context.note(context.caller.actor)


@changes(Permission.OWN_ACCOUNT, "sign out")
def sign_out(context: Context, token: str) -> None:
    """The session of this token is over."""
    web_sessions.close(context.session, token)
    context.note(context.caller.actor)


def own_user(session: Session, caller: Caller) -> UserRow:
    """The user who calls. Raises Forbidden for who came with a key."""
    user = users.by_name(session, caller.key) if caller.kind is CallerKind.USER else None
    if user is None:
        raise Forbidden("whoever signed in with a key has no password")
    return user
