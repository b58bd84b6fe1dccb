"""`users`: the people who sign in to the pages."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli import when
from qa_service.errors import one_of

if TYPE_CHECKING:
    from qa_service.domain.people import Reach

users = typer.Typer(no_args_is_help=True, help="People who sign in to the pages.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(users, name="users")


@users.command()
def create(
    name: Annotated[str, typer.Argument(help="What the person signs in with.")],
    role: Annotated[str, typer.Option(help="admin, auditor, qa, team_leader, coach, client_viewer or agent.")] = "qa",
    client: Annotated[str | None, typer.Option(help="The only client in reach; none: all.")] = None,
    team: Annotated[str | None, typer.Option(help="The team of a team leader.")] = None,
    agent: Annotated[str | None, typer.Option(help="The pseudonym of an agent.")] = None,
    lang: Annotated[str | None, typer.Option(help="it or en; none: as the browser asks.")] = None,
    ask: Annotated[bool, typer.Option("--ask-password", help="Type it; else one is made and shown once.")] = False,
) -> None:
    """Let a person sign in. The first administrator is made like this as well."""
    from qa_service.cli.context import shell
    from qa_service.services import people

    password = _typed_password() if ask else None
    row, new_password = people.create(shell(), name, reach_of(role, client, team, agent), lang, password)
    typer.echo(f"{row.name} may sign in" if ask else f"{row.name} may sign in with the password {new_password}")


@users.command("list")
def listed() -> None:
    """Show everybody."""
    from qa_service.cli.context import shell
    from qa_service.services import people

    for user in people.listed(shell()).rows:
        bounds = ", ".join(filter(None, (user.client, user.team, user.agent))) or "everything"
        state = f"disabled {when.day(user.disabled_at)}" if user.disabled_at else "may sign in"
        typer.echo(f"{user.name:<24} {user.role.value:<14} {bounds:<32} {state}")


@users.command("set-password")
def set_password(
    name: str, ask: Annotated[bool, typer.Option("--ask-password", help="Type it; else one is made.")] = False
) -> None:
    """Give a person a new password; they are signed out everywhere."""
    from qa_service.cli.context import shell
    from qa_service.services import people

    row, new_password = people.renew(shell(), name, _typed_password() if ask else None)
    typer.echo("done" if ask else f"the new password of {row.name} is {new_password}")


@users.command()
def disable(name: str) -> None:
    """Let a person sign in no more; what they did stays."""
    from qa_service.cli.context import shell
    from qa_service.services import people

    typer.echo(f"{people.disable(shell(), name).name} may not sign in any more")


@users.command("sign-out")
def sign_out(name: str) -> None:
    """End all sessions of a person."""
    from qa_service.cli.context import shell
    from qa_service.services import people

    typer.echo(f"{people.sign_out(shell(), name).name} is signed out everywhere")


@users.command("reset-second-factor")
def reset_second_factor(name: str) -> None:
    """Take away the second factor of a person who has lost the device, and sign them out."""
    from qa_service.cli.context import shell
    from qa_service.services import second_factor

    typer.echo(f"{second_factor.reset(shell(), name).name} signs in with the password alone")


def reach_of(role: str, client: str | None, team: str | None, agent: str | None) -> "Reach":
    """What a user or a key may reach. Raises BadInput on a role that does not exist."""
    from qa_service.domain.people import Reach, Role
    from qa_service.errors import BadInput

    if role not in set(Role):
        raise BadInput("{role!r} is no role", role=role, where="--role", hint=one_of(Role))
    return Reach(Role(role), client, team, agent)


def _typed_password() -> str:
    """Typed twice at a terminal, or read as one line from a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
