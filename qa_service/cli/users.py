"""`users`: the people who sign in to the pages."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli import when
from qa_service.settings import Settings

if TYPE_CHECKING:
    from uuid import UUID

    from sqlmodel import Session

users = typer.Typer(no_args_is_help=True, help="People who sign in to the pages.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(users, name="users")


@users.command()
def create(
    name: Annotated[str, typer.Argument(help="What the person signs in with.")],
    role: Annotated[str, typer.Option(help="admin, qa, team_leader, coach, client_viewer or agent.")] = "qa",
    client: Annotated[str | None, typer.Option(help="The only client in reach; none: all.")] = None,
    team: Annotated[str | None, typer.Option(help="The team of a team leader.")] = None,
    agent: Annotated[str | None, typer.Option(help="The pseudonym of an agent.")] = None,
    lang: Annotated[str | None, typer.Option(help="it or en; none: as the browser asks.")] = None,
    ask: Annotated[bool, typer.Option("--ask-password", help="Type it; else one is made and shown once.")] = False,
) -> None:
    """Let a person sign in. The first administrator is made like this as well."""
    from qa_service.bootstrap import service
    from qa_service.domain.people import Role
    from qa_service.errors import BadInput
    from qa_service.store import audit, passwords
    from qa_service.store import users as stored

    if role not in set(Role):
        raise BadInput(f"{role!r} is no role", where="--role", hint=f"use one of {', '.join(Role)}")
    password = _asked() if ask else passwords.generated()
    settings = Settings()
    with service.store(settings).transaction() as session:
        row = stored.create(session, name, password, stored.Reach(Role(role), client, team, agent), lang)
        audit.note(session, "command line", "create user", row.name, client, role=role)
    typer.echo(f"{row.name} may sign in" if ask else f"{row.name} may sign in with the password {password}")


@users.command("list")
def listed() -> None:
    """Show everybody."""
    from qa_service.bootstrap import service
    from qa_service.store import users as stored

    with service.store(Settings()).reading() as session:
        for user in stored.listed(session):
            bounds = ", ".join(filter(None, (user.client, user.team, user.agent))) or "everything"
            state = f"disabled {when.day(user.disabled_at)}" if user.disabled_at else "may sign in"
            typer.echo(f"{user.name:<24} {user.role.value:<14} {bounds:<32} {state}")


@users.command("set-password")
def set_password(
    name: str, ask: Annotated[bool, typer.Option("--ask-password", help="Type it; else one is made.")] = False
) -> None:
    """Give a person a new password; they are signed out everywhere."""
    from qa_service.bootstrap import service
    from qa_service.store import audit, passwords
    from qa_service.store import users as stored

    password = _asked() if ask else passwords.generated()
    with service.store(Settings()).transaction() as session:
        row = stored.set_password(session, _id(session, name), password)
        audit.note(session, "command line", "set password", row.name)
    typer.echo("done" if ask else f"the new password of {row.name} is {password}")


@users.command()
def disable(name: str) -> None:
    """Let a person sign in no more; what they did stays."""
    from qa_service.bootstrap import service
    from qa_service.store import audit
    from qa_service.store import users as stored

    with service.store(Settings()).transaction() as session:
        row = stored.disable(session, _id(session, name))
        audit.note(session, "command line", "disable user", row.name)
    typer.echo(f"{row.name} may not sign in any more")


def _id(session: "Session", name: str) -> "UUID":
    from qa_service.errors import NotFound
    from qa_service.store import users as stored

    row = stored.by_name(session, name)
    if row is None:
        raise NotFound(f"there is no user {name!r}; `users list` shows them")
    return row.id


def _asked() -> str:
    """Typed twice at a terminal, or read as one line from a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
