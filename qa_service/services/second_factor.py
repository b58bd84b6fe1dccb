"""The second factor of whoever is signed in: set up, confirmed by a first code, removed. Whoever manages access may
remove that of somebody who has lost the device.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.services.access import Caller, CallerKind, Permission
from qa_service.services.account import own_user
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.people import user_of
from qa_service.services.use_case import changes, reads
from qa_service.store import attempts, provider_accounts, second_factors, users
from qa_service.store.attempts import Limit
from qa_service.store.scope import EVERYTHING
from qa_service.store.second_factors import Provisioning
from qa_service.store.tables_people import UserRow


class SecondFactor(NamedTuple):
    """`provisional` is what is set up and waits for its first code; `recovery_left` counts unused recovery codes."""

    in_force: bool
    recovery_left: int
    provisional: Provisioning | None
    required: bool


class Step(NamedTuple):
    """Whether it was done; if not, password or code were wrong, or `pause` has to pass first."""

    done: bool
    pause: timedelta = timedelta()
    recovery_codes: Sequence[str] = ()


@reads(Permission.OWN_ACCOUNT)
def show(context: Context) -> SecondFactor:
    """How it stands with the caller's. Raises Forbidden for who came with a key."""
    session, deps = context.session, context.deps
    user = own_user(session, context.caller)
    return SecondFactor(
        second_factors.is_in_force(session, user.id),
        second_factors.recovery_left(session, user.id),
        second_factors.provisional(session, user.id, user.name, deps.open_seal(), deps.clock()),
        user.role in deps.second_factor_roles,
    )


def is_owed(deps: Dependencies, caller: Caller) -> bool:
    """Whether this caller has to set one up before anything else; at a provider, it is the provider's to ask."""
    if caller.kind is not CallerKind.USER or caller.role not in deps.second_factor_roles:
        return False
    with deps.store.reading() as session:
        user = users.by_name(session, caller.key)
        if user is None or provider_accounts.is_managed(session, user.id):
            return False
        return not second_factors.is_in_force(session, user.id)


@changes(Permission.OWN_ACCOUNT, "begin second factor", own_transactions=True)
def begin(context: Context, password: str) -> Step:
    """A secret for the caller's application, for who knows the password. Raises Forbidden, Conflict."""
    at = context.deps.clock()
    with context.transaction(EVERYTHING) as session:
        user = own_user(session, context.caller)
        step = _checked(session, user, attempts.of_old_password(user.id), context, password)
        if step.done:
            second_factors.begin(session, user.id, context.deps.open_seal(), at)
            context.note(context.caller.actor)
        else:
            context.unchanged()
    return step


@changes(Permission.OWN_ACCOUNT, "set second factor", own_transactions=True)
def confirm(context: Context, code: str, token: str = "") -> Step:
    """In force from now on, with recovery codes that are told this once; all sessions but that of `token` end. Raises
    Forbidden.
    """
    deps = context.deps
    with context.transaction(EVERYTHING) as session:
        user = own_user(session, context.caller)
        codes = second_factors.confirm(session, user.id, code, deps.open_seal(), deps.clock())
        if codes:
            users.sign_out_everywhere(session, user.id, keep=token)
            context.note(context.caller.actor)
        else:
            context.unchanged()
    return Step(bool(codes), recovery_codes=codes)


@changes(Permission.OWN_ACCOUNT, "remove second factor", own_transactions=True)
def remove(context: Context, password: str, code: str) -> Step:
    """The password alone signs in, for who gives it and a code. Raises Forbidden."""
    with context.transaction(EVERYTHING) as session:
        user = own_user(session, context.caller)
        limits = (*attempts.of_old_password(user.id), *attempts.of_code(user.id))
        step = _checked(session, user, limits, context, password, code)
        if step.done:
            second_factors.remove(session, user.id)
            context.note(context.caller.actor)
        else:
            context.unchanged()
    return step


@changes(Permission.MANAGE_ACCESS, "reset second factor")
def reset(context: Context, who: UUID | str) -> UserRow:
    """Of somebody who has lost the device: it is gone, and they are signed out. Raises NotFound."""
    user = user_of(context.session, who)
    second_factors.remove(context.session, user.id)
    users.sign_out_everywhere(context.session, user.id)
    context.note(user.name)
    return user


def _checked(
    session: Session, user: UserRow, limits: Sequence[Limit], context: Context, password: str, code: str | None = None
) -> Step:
    """Whether the password fits, and the code where one is asked for; failures are counted, and cost waiting."""
    at, seal = context.deps.clock(), context.deps.open_seal

    def fits() -> bool:
        knows_password = users.verified(session, user.name, password) is not None
        return knows_password and (code is None or second_factors.fits(session, user.id, code, seal(), at))

    return Step(*attempts.guarded(session, limits, at, fits))
