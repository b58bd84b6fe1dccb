"""`qa-service sample`: plan a sample, draw it, show it, draw it again for an auditor, say how many are needed."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import one_of

if TYPE_CHECKING:
    from qa_service.documents.samples import SampleView
    from qa_service.domain.sampling import FrameSpec

sample = typer.Typer(no_args_is_help=True, help="Samples: which interactions people look at, and with what chance.")
Client = Annotated[str | None, typer.Option(help="Only interactions of this client.")]
Agent = Annotated[str | None, typer.Option(help="Only of this agent.")]
Team = Annotated[str | None, typer.Option(help="Only of this team.")]
Kind = Annotated[str | None, typer.Option(help="Only call, chat or email.")]
Intent = Annotated[str | None, typer.Option(help="Only with this reason of contact.")]
Since = Annotated[datetime | None, typer.Option(help="Started at this moment (centre's clocks) or later.")]
Until = Annotated[datetime | None, typer.Option(help="Started before this moment (centre's clocks).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[uuid.UUID, typer.Argument(help="The sample, as `plan` printed it.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(sample, name="sample")


@sample.command()
def plan(
    name: Annotated[str, typer.Argument(help="What the sample is for.")],
    size: Annotated[int, typer.Option(min=1, help="Picks in all; in every stratum with --allocation equal.")],
    purpose: Annotated[str, typer.Option(help="random, risk or calibration.")] = "random",
    client: Client = None,
    agent: Agent = None,
    team: Team = None,
    channel: Kind = None,
    intent: Intent = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[list[str] | None, typer.Option(help="A stratum: client, agent, team, channel, intent.")] = None,
    allocation: Annotated[str, typer.Option(help="proportional, optimal (Neyman) or equal.")] = "proportional",
    minimum: Annotated[int, typer.Option(min=0, help="Picks that every stratum gets first.")] = 0,
    weight: Annotated[list[str] | None, typer.Option(help="For risk: a reason and its weight, critical=5.")] = None,
    floor: Annotated[float, typer.Option(min=0, max=1, help="For risk: part of the budget drawn blindly.")] = 0.5,
    seed: Annotated[int | None, typer.Option(min=0, help="Seed; none: one is made.")] = None,
    second: Annotated[float, typer.Option(min=0, max=1, help="Share that two people answer.")] = 0.0,
    blind: Annotated[bool, typer.Option(help="Hold the machine's answers back until a person answered.")] = True,
    draw: Annotated[bool, typer.Option("--draw", help="Draw it at once.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep a plan and show what it would draw."""
    from qa_service.domain.sampling import Allocation, Purpose, SampleRequest
    from qa_service.services import samples

    wish = SampleRequest(
        name=name,
        purpose=Purpose(_one_of(purpose, [*Purpose], "--purpose")),
        size=size,
        frame=_frame(client, agent, team, channel, intent, (since, until)),
        by=tuple(by or ()),
        allocation=Allocation(_one_of(allocation, [*Allocation], "--allocation")),
        minimum=minimum,
        weights=_weights(weight or []),
        floor=floor,
        seed=seed,
        second=second,
        blind=blind,
    )
    emit(_document(samples.plan(shell(), wish, draw=draw)), as_json, _show)


@sample.command("draw")
def draw_one(id: Id, as_json: AsJson = False) -> None:
    """Draw a plan, once: frame, hash, chances, who and when are kept with it."""
    from qa_service.services import samples

    emit(_document(samples.draw(shell(), id)), as_json, _show)


@sample.command()
def show(
    id: Annotated[uuid.UUID | None, typer.Argument(help="One sample with its picks; none: a list.")] = None,
    client: Annotated[str | None, typer.Option(help="List this client's alone.")] = None,
    as_json: AsJson = False,
) -> None:
    """List samples, or show one with its picks and their chances."""
    from qa_service.services import samples

    context = shell()
    if id is None:
        items = samples.listed(context, client, limit=200).items
        emit({"items": [_document(item) for item in items]}, as_json, _list)
        return
    view = samples.show(context, id)
    picks = samples.picks(context, id).model_dump(mode="json")["picks"] if view.draw else []
    emit({**_document(view), "picks": picks}, as_json, _show)


@sample.command()
def check(id: Id, as_json: AsJson = False) -> None:
    """Draw again from the stored plan and frame; exit status 1 when it is not identical."""
    from qa_service.services import samples

    result = samples.check(shell(), id)
    emit(result.model_dump(mode="json"), as_json, _show_check)
    if not result.identical:
        raise typer.Exit(1)


@sample.command()
def size(
    half_width: Annotated[float, typer.Argument(help="How far the interval may reach to each side, 0.05.")],
    share: Annotated[float, typer.Option(help="The share that is expected; 0.5 is the safe side.")] = 0.5,
    level: Annotated[float, typer.Option(help="Confidence level.")] = 0.95,
    client: Client = None,
    agent: Agent = None,
    team: Team = None,
    channel: Kind = None,
    intent: Intent = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Say how many reviews a wished interval needs, out of the interactions there are."""
    from qa_service.services import samples

    spec = _frame(client, agent, team, channel, intent, (since, until))
    answer = samples.size(shell(), spec, half_width, share, level)
    sentence = f"{answer.needed} of {answer.population} interactions"
    emit(answer.model_dump(mode="json"), as_json, lambda out, _: out.print(sentence))


def _document(sample: "SampleView") -> dict[str, Any]:
    """Without what goes with another state of a sample than its own."""
    return sample.model_dump(mode="json", exclude_unset=True)


def _frame(
    client: str | None,
    agent: str | None,
    team: str | None,
    channel: str | None,
    intent: str | None,
    period: tuple[datetime | None, datetime | None],
) -> "FrameSpec":
    from qa_service.domain.interaction import Channel
    from qa_service.domain.sampling import FrameSpec

    kind = None if channel is None else Channel(_one_of(channel, [*Channel], "--channel"))
    since, until = period
    return FrameSpec(client, agent, team, kind, intent, when.in_utc(since), when.in_utc(until))


def _one_of(value: str, members: list[str], where: str) -> str:
    from qa_service.errors import BadInput

    if value not in members:
        raise BadInput("{name!r} is not known", name=value, where=where, hint=one_of(members))
    return value


def _weights(texts: list[str]) -> Mapping[Any, float]:
    from qa_service.domain.sampling import Reason
    from qa_service.errors import BadInput

    weights = {}
    for text in texts:
        reason, _, value = text.partition("=")
        _one_of(reason, [*Reason], "--weight")
        try:
            weights[Reason(reason)] = float(value)
        except ValueError:
            raise BadInput("{name!r} has no number", name=text, where="--weight", hint="write critical=5") from None
    return weights


def _show(out: Console, document: Mapping[str, Any]) -> None:
    plan, draw, preview = document["plan"], document["draw"], document.get("preview")
    by = f" by {', '.join(plan['by'])}" if plan["by"] else ""
    out.print(f"{document['uuid']}  {document['purpose']}  {document['name']}")
    out.print(
        f"  {plan['allocation']}{by}, size {plan['size']}, seed {plan['seed']}, {document['client'] or 'all clients'}"
    )
    if draw is not None:
        done = document["progress"]
        out.print(f"  drawn {draw['at']} by {draw['by']}: {draw['picks']} of {draw['frame_size']}")
        out.print(f"  frame {draw['frame_hash']}")
        out.print(f"  answers {done['done']} of {done['wanted']}, {done['in_hand']} in hand")
    elif preview is not None:
        reach = "" if preview["half_width"] is None else f", interval about ±{preview['half_width']:.3f}"
        out.print(f"  would draw {preview['size']} of {preview['frame_size']}{reach}")
        if plan["by"]:
            table = folding(*plan["by"], "interactions", "picks")
            for stratum_row in preview["strata"]:
                table.add_row(*stratum_row["stratum"].values(), str(stratum_row["frame"]), str(stratum_row["picks"]))
            out.print(table)
    if document.get("picks"):
        table = folding("place", "interaction", "chance", "stratum", "reasons")
        for pick in document["picks"]:
            hidden = pick["stratum"] is None
            stratum = "held back" if hidden else " ".join(pick["stratum"].values())
            reasons = "held back" if hidden else " ".join(pick["reasons"])
            table.add_row(str(pick["place"]), pick["interaction"], f"{pick['chance']:.4f}", stratum, reasons)
        out.print(table)


def _list(out: Console, page: Mapping[str, Any]) -> None:
    table = folding("sample", "purpose", "name", "client", "picks", "answered")
    for row in page["items"]:
        draw, done = row["draw"], row.get("progress")
        answered = "" if done is None else f"{done['done']} of {done['wanted']}"
        picks = "not drawn" if draw is None else str(draw["picks"])
        table.add_row(row["uuid"], row["purpose"], row["name"], row["client"] or "all", picks, answered)
    out.print(table)


def _show_check(out: Console, result: Mapping[str, Any]) -> None:
    then = result["since_then"]
    out.print("identical" if result["identical"] else "NOT identical: " + json.dumps({**result, "since_then": None}))
    out.print(f"since the draw: {then['added']} interactions added, {then['gone']} gone, {then['changed']} changed")
