"""Who sits at this machine, as a caller like the others: all clients, the rights of an administrator."""

from typing import TYPE_CHECKING

from qa_service.cli.who import by
from qa_service.domain.people import Role
from qa_service.errors import BadInput
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.services.context import Context


def shell(settings: Settings | None = None, person: str | None = None) -> "Context":
    """The context of a command; loads no model, and asks for the secret only where a use case needs it. `person`, as
    reviews name them (`user:anna`), answers in the place of whoever sits here. Raises BadInput on another name.
    """
    from qa_service.bootstrap import service  # `--help` loads no database
    from qa_service.services.access import Caller, CallerKind
    from qa_service.services.context import Context

    kind, _, name = (person or by()).partition(":")
    if kind not in set(CallerKind) or not name:
        raise BadInput("{person!r} is no name of a person", person=person, where="--as", hint="write user:anna")
    caller = Caller(name, Role.ADMIN, None, kind=CallerKind(kind))
    return Context(caller, service.dependencies(settings or Settings()))
