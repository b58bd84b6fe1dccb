"""`keys`: who may use the API, for how long, for what and from where."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from qa_service.cli import when
from qa_service.cli.context import shell

keys = typer.Typer(no_args_is_help=True, help="Keys to the API.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(keys, name="keys")


@keys.command()
def create(
    label: Annotated[str, typer.Argument(help="Whose key it is, for the list of keys.")],
    role: Annotated[str, typer.Option(help="admin, auditor, qa, team_leader, coach, client_viewer or agent.")] = "qa",
    client: Annotated[str | None, typer.Option(help="The only client that it reaches; none: all.")] = None,
    team: Annotated[str | None, typer.Option(help="The team of a team leader.")] = None,
    agent: Annotated[str | None, typer.Option(help="The pseudonym of an agent.")] = None,
    until: Annotated[datetime | None, typer.Option(help="From then on it works no more; none: it never ends.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="A permission, such as UPLOAD; again for more.")] = None,
    network: Annotated[list[str] | None, typer.Option(help="A network it may be used from; again for more.")] = None,
    per_minute: Annotated[int | None, typer.Option(help="The most requests a minute.")] = None,
) -> None:
    """Make an API key; it is shown once and only its sha256 is kept."""
    from qa_service.cli.users import reach_of
    from qa_service.domain.people import KeyTerms
    from qa_service.services import keys

    terms = KeyTerms(when.in_utc(until), tuple(only or ()), tuple(network or ()), per_minute)
    typer.echo(keys.create(shell(), label, reach_of(role, client, team, agent), terms).plain)


@keys.command("list")
def listed() -> None:
    """Show all keys, without their secrets."""
    from qa_service.services import keys

    for key in keys.listed(shell()).rows:
        used = f"used {when.day(key.used_at)}" if key.used_at else "never used"
        reach = key.client or "all clients"
        state = _state(key.revoked_at, key.expires_at)
        typer.echo(f"{key.prefix}  {key.role.value:<14} {reach:<20} {state:<20} {used:<16} {key.label}")


def _state(revoked_at: datetime | None, expires_at: datetime | None) -> str:
    if revoked_at:
        return f"revoked {when.day(revoked_at)}"
    return f"until {when.day(expires_at)}" if expires_at else "valid"


@keys.command()
def rotate(
    prefix: Annotated[str, typer.Argument(help="As `keys list` shows it.")],
    overlap_days: Annotated[int, typer.Option(min=0, max=90, help="So long the old one still works.")] = 7,
) -> None:
    """Make a key in the place of another, which works on for a while; the new one is shown once."""
    from qa_service.services import keys

    typer.echo(keys.rotate(shell(), prefix, timedelta(days=overlap_days)).plain)


@keys.command()
def revoke(prefix: Annotated[str, typer.Argument(help="As `keys list` shows it.")]) -> None:
    """Close a key for good."""
    from qa_service.services import keys

    keys.revoke(shell(), prefix)
    typer.echo(f"{prefix} is revoked")
