"""`qa-service policy`: what a client asks of its reviews."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import one_of

policy = typer.Typer(no_args_is_help=True, help="What a client asks of its reviews.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Client = Annotated[str, typer.Argument(help="The client organisation.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(policy, name="policy")


@policy.command()
def show(client: Client, as_json: AsJson = False) -> None:
    """Show a client's policy: its own, or the defaults."""
    from qa_service.services import agreement

    emit(agreement.policy(shell(), client).model_dump(mode="json"), as_json, _show)


@policy.command("set")
def put(
    client: Client,
    threshold: Annotated[float | None, typer.Option(help="The least lower bound of agreement.")] = None,
    coefficient: Annotated[
        str | None, typer.Option(help="percent, cohen_kappa, krippendorff_alpha or gwet_ac1.")
    ] = None,
    least: Annotated[int | None, typer.Option(help="Interactions that must have both answers.")] = None,
    dispute_days: Annotated[int | None, typer.Option(help="Days in which an agent may object.")] = None,
    decision_days: Annotated[int | None, typer.Option(help="Days after which an objection expires.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change what is named and keep the rest; the audit trail keeps what it was."""
    from qa_service.domain.agreement import Coefficient
    from qa_service.errors import BadInput
    from qa_service.services import agreement

    if coefficient is not None and coefficient not in set(Coefficient):
        hint = one_of(Coefficient)
        raise BadInput("{coefficient!r} is no coefficient", coefficient=coefficient, where="--coefficient", hint=hint)
    options: dict[str, Any] = {
        "threshold": threshold,
        "coefficient": None if coefficient is None else Coefficient(coefficient),
        "least": least,
        "dispute_days": dispute_days,
        "decision_days": decision_days,
    }
    changed = {name: value for name, value in options.items() if value is not None}
    if not changed:
        raise BadInput("nothing is to be changed", where="policy set", hint="give --threshold, or another option")
    emit(agreement.change_policy(shell(), client, changed).model_dump(mode="json"), as_json, _show)


def _show(out: Console, policy: Mapping[str, Any]) -> None:
    table = folding("asked", "")
    for name, value in policy.items():
        table.add_row(name.replace("_", " "), str(value))
    out.print(table)
