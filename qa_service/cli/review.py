"""`qa-service review` and `qa-service agreement`: answer beside the machine, list answers, see how far all agree."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.domain.rounding import to_decimals

review = typer.Typer(no_args_is_help=True, help="Reviews: people's answers beside the machine's.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_FIGURE = ("value", "low", "high")
_SUSPICIOUS = ("at", "interaction", "question", "reviewer", "id")
Person = Annotated[str | None, typer.Option("--as", help="Who answers; none: the user of this shell.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(review, name="review")
    app.command()(agreement)


@review.command("next")
def next_one(
    sample: Annotated[uuid.UUID, typer.Argument(help="The sample to work on.")],
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Show the next interaction of a sample to review; it is kept for this person for 45 minutes."""
    from qa_service.services import reviews

    item = reviews.take_next(shell(person=person), sample)
    if item is None:
        typer.echo("null" if as_json else "nothing is left to review here")
    else:
        emit(item.model_dump(mode="json"), as_json, show_item)


@review.command("confirm-roles")
def confirm_roles(
    interaction: Annotated[uuid.UUID, typer.Argument(help="The interaction.")],
    why: Annotated[str, typer.Option(help="How it is known.")] = "",
    person: Person = None,
) -> None:
    """Say that agent and customer are who they were taken for; where that was not sure, it is judged from then on."""
    from qa_service.services import transcripts

    transcripts.confirm_roles(shell(person=person), interaction, why)
    typer.echo("confirmed; a worker judges it anew")


@review.command("swap-roles")
def swap_roles(
    interaction: Annotated[uuid.UUID, typer.Argument(help="The interaction.")],
    why: Annotated[str, typer.Option(help="How it is known.")] = "",
    person: Person = None,
) -> None:
    """Say that agent and customer are mixed up; they change places, and it is judged anew."""
    from qa_service.services import transcripts

    transcripts.swap_roles(shell(person=person), interaction, why)
    typer.echo("swapped; a worker judges it anew")


@review.command()
def answer(
    interaction: Annotated[uuid.UUID, typer.Argument(help="As `review next` printed it.")],
    answers: Annotated[list[str], typer.Argument(help="criterion:greeting=no label:resolution=pending ...")],
    pick: Annotated[uuid.UUID | None, typer.Option(help="The pick that asked for it.")] = None,
    session: Annotated[uuid.UUID | None, typer.Option(help="The calibration session that asked for it.")] = None,
    why: Annotated[str, typer.Option(help="The reason, kept with each answer.")] = "",
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Append answers; the machine's stay as they are and are shown beside."""
    from qa_service.domain.review import ReviewAnswer
    from qa_service.services import reviews

    new = [ReviewAnswer(*split_answer(text), why) for text in answers]
    stored = reviews.answer(shell(person=person), interaction, new, pick=pick, session=session)
    emit(stored.model_dump(mode="json", include={"answers"}), as_json, _show_answers)


def split_answer(text: str) -> tuple[str, str]:
    """Question and answer of `criterion:greeting=no`. Raises BadInput."""
    from qa_service.errors import BadInput

    question, is_there, value = text.partition("=")
    if not is_there:
        raise BadInput("{name!r} holds no answer", name=text, where="answers", hint="write criterion:greeting=no")
    return question, value


@review.command("list")
def listed(
    sample: Annotated[uuid.UUID | None, typer.Option(help="Answers to the picks of this sample.")] = None,
    client: Annotated[str | None, typer.Option(help="Only of this client.")] = None,
    reviewer: Annotated[str | None, typer.Option(help="Only of this person.")] = None,
    question: Annotated[str | None, typer.Option(help="Only to this question.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List answers, newest first. Of calibration sessions that are not revealed, only this shell's own."""
    from qa_service.services import reviews

    page = reviews.listed(shell(), sample=sample, client=client, reviewer=reviewer, question=question, limit=limit)
    emit({"answers": page.model_dump(mode="json")["items"]}, as_json, _show_answers)


@review.command()
def suspicious(as_json: AsJson = False) -> None:
    """List answers to folded questions that were sent in one moment with the rest, and may have been read by nobody.

    Earlier versions answered questions in a closed fold with "Yes to the rest" and the letter keys. Look at each; an
    answer given anew on the interaction's page counts instead.
    """
    from qa_service.services import reviews

    # Neither answers nor notes: a calibration session may not be revealed yet, and notes are people's words.
    answers = [answer.model_dump(mode="json", include=set(_SUSPICIOUS)) for answer in reviews.suspicious(shell())]
    emit({"answers": [{name: answer[name] for name in _SUSPICIOUS} for answer in answers]}, as_json, _show_suspicious)


def agreement(
    client: Annotated[str | None, typer.Option(help="Only of this client, by its own threshold.")] = None,
    since: Annotated[
        datetime | None, typer.Option(help="Answered at this moment, on the centre's clocks, or later.")
    ] = None,
    until: Annotated[datetime | None, typer.Option(help="Answered before this moment (centre's clocks).")] = None,
    seen: Annotated[bool, typer.Option("--seen", help="Also answers given in sight of the machine's.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show how far people agree with each other and the machine with people, and which criteria may go alone."""
    from qa_service.services import agreement as agreements

    document = agreements.show(shell(), client, when.in_utc(since), when.in_utc(until), seen_too=seen)
    emit(document.model_dump(mode="json"), as_json, _show_agreement)


def show_item(out: Console, item: Mapping[str, Any]) -> None:
    """An interaction with its questions."""
    occasion = f"pick {item['pick']}" if item["pick"] else f"session {item['session']}"
    out.print(f"interaction {item['interaction']}  {occasion}")
    out.print(f"{item['client']}/{escape(item['id'])}  {item['channel']}  {item['rubric']}")
    for turn in item["transcript"]:
        out.print(
            f"{turn['turn']:>4} {'bot' if turn.get('bot') else turn['speaker']:<9} {escape(turn['text'])}",
            soft_wrap=True,
        )
    table = folding("question", "answers", "machine")
    for question in item["questions"]:
        answer = question["machine"]
        machine = "held back" if item["blind"] else "cannot tell" if answer is None else str(answer["answer"])
        machine = "to be confirmed by a person" if answer is not None and answer["to_be_confirmed"] else machine
        table.add_row(question["question"], " ".join(question["answers"]), machine)
    out.print(table)


def _show_answers(out: Console, document: Mapping[str, Any]) -> None:
    table = folding("at", "interaction", "question", "answer", "machine", "reviewer", "purpose", "why")
    for answer in document["answers"]:
        at, machine = answer["at"][:16], answer["machine"] or ""
        names = (answer["reviewer"], answer["purpose"] or "", escape(answer["why"]))
        table.add_row(at, answer["interaction"], answer["question"], answer["answer"], machine, *names)
    out.print(table)


def _show_suspicious(out: Console, document: Mapping[str, Any]) -> None:
    table = folding(*_SUSPICIOUS)
    for answer in document["answers"]:
        table.add_row(*(answer[name] or "" for name in _SUSPICIOUS))
    out.print(table)
    out.print(f"{len(document['answers'])} to look at")


def _show_agreement(out: Console, document: Mapping[str, Any]) -> None:
    policy = document["policy"]
    least = f"lower bound of {policy['coefficient']} at least {policy['threshold']}, {policy['least']} interactions"
    out.print(f"{document['client'] or 'all clients'}; scored without a person: {least}")
    show_agreement_of(out, document["questions"])


def show_agreement_of(out: Console, questions: Sequence[Mapping[str, Any]]) -> None:
    """A table of all questions."""
    table = folding("question", "who", "n", "percent", "kappa", "alpha", "AC1", "alone?")
    for question in questions:
        auto = question["auto"]
        alone = "" if auto is None else f"{'yes' if auto['auto_scored'] else 'NO'}, {auto['grounds'].replace('_', ' ')}"
        table.add_row(question["question"], "machine, people", *_row(question["machine"]), alone)
        if question["people"]["units"]:
            table.add_row("", "people", *_row(question["people"]), "")
    out.print(table)


def _row(pairing: Mapping[str, Any]) -> list[str]:
    names = ("percent", "cohen_kappa", "krippendorff_alpha", "gwet_ac1")
    return [str(pairing["units"]), *(_figure(pairing["coefficients"].get(name)) for name in names)]


def _figure(figure: Mapping[str, Any] | None) -> str:
    if figure is None or figure["value"] is None:
        return "-"
    value, low, high = (None if (end := figure[name]) is None else f"{to_decimals(end, 2):.2f}" for name in _FIGURE)
    return str(value) if low is None else f"{value} \\[{low}, {high}]"
