"""`qa-service criteria`: a centre's own questions, from the first look to the draft that uses what was learned."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from pydantic import BaseModel

from qa_service.cli import criteria_text
from qa_service.cli.context import shell
from qa_service.cli.out import console
from qa_service.errors import BadInput, reason

if TYPE_CHECKING:
    from qa_service.domain.rubric import Criterion
    from qa_service.services.context import Context

criteria = typer.Typer(no_args_is_help=True, help="A centre's own criteria: written, tried, learned, put into a draft.")
Client = Annotated[str, typer.Option(help="Whose criteria they are.")]
Rubric = Annotated[str | None, typer.Option(help="A version such as sales@3; without it the one in force.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Last = Annotated[int | None, typer.Option(min=1, max=100_000, help="How many finished interactions; without it all.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(criteria, name="criteria")


@criteria.command("list")
def listed(client: Client, rubric: Rubric = None, as_json: Json = False) -> None:
    """Show the criteria of a rubric: what answers each, and how many answers of people there are to learn from."""
    from qa_service.services import criteria

    _print(criteria.listed(shell(), client, rubric), as_json, criteria_text.criteria)


@criteria.command()
def show(
    criterion: Annotated[str, typer.Argument(help="Its id.")],
    client: Client,
    rubric: Rubric = None,
    as_json: Json = False,
) -> None:
    """Show one criterion: its question, what answers it, and how far people have checked that."""
    from qa_service.services import criteria

    _print(criteria.show(shell(), client, criterion, rubric), as_json, criteria_text.criterion)


@criteria.command()
def templates(
    sector: Annotated[str | None, typer.Option(help="energy, telecoms, banking, ...; without it all.")] = None,
    as_json: Json = False,
) -> None:
    """Show the ready criteria that come with the service, and how often each was right."""
    from qa_service.services import criteria

    _print(criteria.templates(shell(), criteria_text.sector(sector)), as_json, criteria_text.templates)


@criteria.command()
def preview(
    file: Annotated[Path, typer.Argument(help="A criterion in YAML or JSON.")],
    client: Client,
    last: Annotated[int, typer.Option(min=1, max=2000, help="How many finished interactions.")] = 500,
    as_json: Json = False,
) -> None:
    """Look at a criterion on a client's last interactions at once: hits, misses, and the words that show it."""
    from qa_service.services import criteria

    context = shell()
    _print(criteria.preview(context, client, _criterion(context, file), last), as_json, criteria_text.preview)


@criteria.command("try")
def attempt(
    what: Annotated[str, typer.Argument(help="A version such as sales@3, or the file of a criterion.")],
    client: Client,
    last: Last = None,
    as_json: Json = False,
) -> None:
    """Have a worker try a rubric, draft or not, or one criterion on a client's whole history. Nothing is scored."""
    from qa_service.services import criterion_jobs

    context = shell()
    tried = what if "@" in what and not Path(what).exists() else _criterion(context, Path(what))
    _print(criterion_jobs.attempt(context, client, tried, last), as_json, criteria_text.job)


@criteria.command()
def learn(
    criterion: Annotated[str, typer.Argument(help="Its id.")],
    client: Client,
    answers: Annotated[
        Path | None, typer.Option(help='JSON Lines: {"interaction": "...", "answer": "yes"}; else people\'s reviews.')
    ] = None,
    rubric: Rubric = None,
    as_json: Json = False,
) -> None:
    """Have a worker learn a criterion from answers: at least ten of either, thirty in all advised."""
    from qa_service.services import criterion_jobs

    context = shell()
    given = None if answers is None else criterion_jobs.read_answers(context, client, _text(answers))
    _print(criterion_jobs.learn(context, client, criterion, given, rubric), as_json, criteria_text.job)


@criteria.command()
def jobs(
    client: Annotated[str | None, typer.Option(help="This client's alone.")] = None, as_json: Json = False
) -> None:
    """Show what was asked to be learned and tried, newest first, and how far each is."""
    from qa_service.services import criterion_jobs

    _print(criterion_jobs.listed(shell(), client, limit=200), as_json, criteria_text.jobs)


@criteria.command("give-up")
def give_up(id: Annotated[UUID, typer.Argument(help="Of the job.")], as_json: Json = False) -> None:
    """Give up a trial, or what is being learned: a worker that has it in hand stops soon."""
    from qa_service.services import criterion_jobs

    _print(criterion_jobs.give_up(shell(), id), as_json, criteria_text.job)


@criteria.command()
def trial(id: Annotated[UUID, typer.Argument(help="Of the job.")], as_json: Json = False) -> None:
    """Show what a trial found, with the words of its examples."""
    from qa_service.services import criterion_jobs

    _print(criterion_jobs.attempted(shell(), id), as_json, criteria_text.trial)


@criteria.command()
def report(id: Annotated[UUID, typer.Argument(help="Of what was learned.")], as_json: Json = False) -> None:
    """Show how often a learned criterion was right when it was tested, and which answers it doubts most."""
    from qa_service.services import learned_models

    _print(learned_models.report(shell(), id), as_json, criteria_text.report)


@criteria.command()
def use(id: Annotated[UUID, typer.Argument(help="Of what was learned.")], as_json: Json = False) -> None:
    """Let what was learned answer its criterion in the client's open draft, or in a new one."""
    from qa_service.services import learned_models

    _print(learned_models.use(shell(), id).document, as_json, criteria_text.draft)


def _criterion(context: "Context", file: Path) -> "Criterion":
    from qa_service.services import criteria

    return criteria.check(context, _text(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("cannot be read ({reason})", reason=reason(error), where=str(file)) from error


def _print(document: BaseModel, as_json: bool, show: Any) -> None:
    """The document itself, or what `show` makes of it."""
    body = document.model_dump(mode="json")
    if as_json:
        typer.echo(json.dumps(body, ensure_ascii=False))
    else:
        show(console(), body)
