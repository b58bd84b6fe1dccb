"""What makes a function a use case: a permission, a transaction, a line in the audit trail.

    @reads(Permission.COACH)
    def show(context, id): ...

    @changes(Permission.COACH, "begin pack")
    def begin(context, client, title):
        ...
        context.note(pack.id, client)

A use case that calls another one does it in the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast

from qa_service.errors import Forbidden
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
USE_CASES: "dict[str, UseCase]" = {}
"""All of them by name, such as ``packs.begin``."""


@dataclass(frozen=True, slots=True)
class UseCase:
    """`action` is what the audit trail calls it; None where it changes nothing. `noted`: what the trail calls the read
    of somebody's words or figures; None where it shows none. `function` is the bare one.
    """

    name: str
    permission: Permission
    action: str | None
    function: Callable[..., Any]
    noted: str | None = None


class Service(Protocol, Generic[P, R_co]):
    """A use case as its callers see it."""

    case: UseCase

    def __call__(self, context: Context, /, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Raises Forbidden where the caller's role may not, and what the use case raises."""
        ...


def reads(
    permission: Permission, *, own_transactions: bool = False, noted: str | None = None
) -> Callable[[Callable[Concatenate[Context, P], R]], Service[P, R]]:
    """Of a use case that changes nothing. Its session sees one state of the database; with `own_transactions` it opens
    `Context.reading` itself, as often as it wants. One that shows somebody's words or figures is `noted` by this name
    in the audit trail, and says of what by `Context.note_read`; nothing is shown of which no line can be kept.
    """
    return lambda function: _use_case(function, permission, None, own_transactions, noted)


def changes(
    permission: Permission, action: str, *, own_transactions: bool = False
) -> Callable[[Callable[Concatenate[Context, P], R]], Service[P, R]]:
    """Of a use case that changes something and says so by `Context.note`, or by `Context.unchanged` where all was so
    already. All of it is kept, its line in the audit trail with it, or nothing. With `own_transactions` it opens
    `Context.transaction` itself: files are written before one, or work stands between two.
    """
    return lambda function: _use_case(function, permission, action, own_transactions)


def admit(context: Context, case: UseCase) -> None:
    """Raises Forbidden where the caller's role may not; that it was asked for is kept."""
    try:
        access.check_role(context.caller, case.permission)
    except Forbidden:
        context.refused(case.name)
        raise


def _use_case(
    function: Callable[Concatenate[Context, P], R],
    permission: Permission,
    action: str | None,
    own_transactions: bool,
    noted: str | None = None,
) -> Service[P, R]:
    name = f"{function.__module__.removeprefix('qa_service.services.')}.{function.__name__}"

    @wraps(function)
    def call(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            access.check_role(context.caller, permission)
            with context.running(action, own_transactions=own_transactions, noted=noted):
                return function(context, *args, **kwargs)
        except Forbidden:
            # Also of another client's rows. Once, and when no transaction is open any more: SQLite has one writer.
            if not context.is_running:
                context.refused(name)
            raise

    call.case = USE_CASES[name] = UseCase(name, permission, action, function, noted)  # type: ignore[attr-defined]
    return cast("Service[P, R]", call)
