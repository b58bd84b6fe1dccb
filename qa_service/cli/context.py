"""Who sits at this machine, as a caller like the others: all clients, the rights of an administrator."""

from typing import TYPE_CHECKING

from qa_service.cli.who import by
from qa_service.domain.people import Role
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.services.context import Context


def shell(settings: Settings | None = None) -> "Context":
    """The context of a command; loads no model, and asks for the secret only where a use case needs it."""
    from qa_service.bootstrap import service  # `--help` loads no database
    from qa_service.services.access import Caller, CallerKind
    from qa_service.services.context import Context

    name = by().partition(":")[2]
    return Context(Caller(name, Role.ADMIN, None, kind=CallerKind.SHELL), service.dependencies(settings or Settings()))
