"""People who sign in: made, changed, given a new password, kept out and let in again."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.domain.people import Reach
from qa_service.errors import Forbidden, NotFound
from qa_service.services import local_passwords
from qa_service.services.access import Caller, CallerKind, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, passwords, provisioned, second_factors, users, web_sessions
from qa_service.store.directory import Client
from qa_service.store.tables_people import UserRow
from qa_service.store.web_sessions import ShownSession


class People(NamedTuple):
    """Everybody, by name, and the client organisations that somebody can be bound to."""

    rows: Sequence[UserRow]
    clients: Sequence[Client]


class Person(NamedTuple):
    """A user, the client organisations that somebody can be bound to, and how the user signs in."""

    row: UserRow
    clients: Sequence[Client]
    sessions: Sequence[ShownSession] = ()
    has_second_factor: bool = False


class NewPassword(NamedTuple):
    """A user with the password that signs in from now on; nobody can look it up again."""

    row: UserRow
    password: str


@reads(Permission.MANAGE_ACCESS)
def listed(context: Context) -> People:
    """Everybody."""
    return People(users.listed(context.session), directory.clients(context.session))


@reads(Permission.MANAGE_ACCESS)
def show(context: Context, id: UUID) -> Person:
    """Raises NotFound."""
    session = context.session
    signed_in = web_sessions.of_user(session, id, context.deps.clock())
    clients = directory.clients(session)
    return Person(users.get(session, id), clients, signed_in, second_factors.is_in_force(session, id))


@changes(Permission.MANAGE_ACCESS, "create user")
def create(
    context: Context, name: str, reach: Reach, lang: str | None = None, password: str | None = None
) -> NewPassword:
    """Let a person sign in; `password` None: one is made. Raises BadInput, and Conflict on a name that is taken."""
    password = passwords.generated() if password is None else password
    row = users.create(context.session, name, password, reach, lang)
    context.note(row.name, row.client, role=row.role.value)
    return NewPassword(row, password)


@changes(Permission.MANAGE_ACCESS, "change user")
def change(context: Context, id: UUID, reach: Reach, lang: str | None) -> None:
    """Another role, other bounds, another language; the person is signed out. Raises BadInput, NotFound, Forbidden."""
    _not_oneself(context.caller, users.get(context.session, id))
    row = users.change(context.session, id, reach, lang)
    context.note(row.name, row.client, role=row.role.value)


@changes(Permission.MANAGE_ACCESS, "set password")
def renew(context: Context, who: UUID | str, password: str | None = None) -> NewPassword:
    """The old password and all sessions end; `password` None: one is made. Raises BadInput, NotFound."""
    password = passwords.generated() if password is None else password
    user = user_of(context.session, who)
    local_passwords.check(context.session, user)
    row = users.set_password(context.session, user.id, password)
    context.note(row.name)
    return NewPassword(row, password)


@reads(Permission.MANAGE_ACCESS)
def sessions(context: Context, who: UUID | str) -> list[ShownSession]:
    """Where somebody is signed in. Raises NotFound."""
    return web_sessions.of_user(context.session, user_of(context.session, who).id, context.deps.clock())


@changes(Permission.MANAGE_ACCESS, "end sessions")
def sign_out(context: Context, who: UUID | str) -> UserRow:
    """All sessions of somebody are over. Raises NotFound."""
    row = user_of(context.session, who)
    users.sign_out_everywhere(context.session, row.id)
    context.note(row.name)
    return row


@changes(Permission.MANAGE_ACCESS, "disable user")
def disable(context: Context, who: UUID | str) -> UserRow:
    """Nobody signs in under this name any more; what the person did stays. Raises NotFound, Forbidden."""
    row = user_of(context.session, who)
    _not_oneself(context.caller, row)
    users.disable(context.session, row.id)
    provisioned.keep_locked(context.session, row.id)
    context.note(row.name)
    return row


@changes(Permission.MANAGE_ACCESS, "enable user")
def enable(context: Context, who: UUID | str) -> UserRow:
    """The inverse of `disable`. Raises NotFound."""
    row = users.enable(context.session, user_of(context.session, who).id)
    context.note(row.name)
    return row


def user_of(session: Session, who: UUID | str) -> UserRow:
    """By id or name. Raises NotFound."""
    if isinstance(who, UUID):
        return users.get(session, who)
    row = users.by_name(session, who)
    if row is None:
        raise NotFound("there is no user {who!r}; `users list` shows them", who=who)
    return row


def _not_oneself(caller: Caller, row: UserRow) -> None:
    """Raises Forbidden: the last administrator could lock everybody out."""
    if caller.kind is CallerKind.USER and caller.key == row.name:
        raise Forbidden("nobody changes or disables the own user; ask another administrator")
