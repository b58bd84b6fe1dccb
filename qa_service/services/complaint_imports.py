"""Complaints of a table, as another system keeps them: read by a mapping, line by line; the same again is no change."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, NamedTuple, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from qa_service.domain.complaints import ComplaintOutcome, ComplaintStep, step
from qa_service.domain.interaction import Channel
from qa_service.errors import BadInput, Conflict, QaError, one_of, say
from qa_service.ingest import mapping_file
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.complaint_rows import WantedComplaint, new_row
from qa_service.services.context import Context
from qa_service.services.use_case import changes
from qa_service.store import complaints, interactions
from qa_service.store.intake import Intake
from qa_service.store.tables_complaints import ComplaintRow

ComplaintField = Literal[
    "reference",
    "customer",
    "interaction",
    "case",
    "channel",
    "matter",
    "note",
    "received_on",
    "acknowledged_on",
    "answered_on",
    "outcome",
]
_FIELDS: tuple[str, ...] = get_args(ComplaintField)
_NEEDED = ("reference", "matter", "received_on")
_DAYS = ("received_on", "acknowledged_on", "answered_on")
_AT_ONCE, _MOST = 200, 50_000
_Column = Annotated[str, Field(min_length=1, max_length=200)]
_Words = Annotated[Mapping[_Column, Annotated[str, Field(max_length=64)]], Field(max_length=200)]


class ComplaintMapping(BaseModel):
    """How a table of complaints is read: by field of the register the `columns` of the table (left out: one of the same
    name), how `dates` are written (`iso`, or a pattern as `%d/%m/%Y`), and what the words of the table mean where they
    are others than ours: `outcomes`, `matters`, `channels`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: Mapping[ComplaintField, _Column] = {}
    dates: Annotated[str, Field(min_length=1, max_length=60)] = "iso"
    outcomes: _Words = {}
    matters: _Words = {}
    channels: _Words = {}


class TakenComplaints(NamedTuple):
    """How many lines came to what, and the refused ones by number."""

    counts: Mapping[str, int]
    refused: list[tuple[int, QaError]]


def parse(raw: bytes) -> ComplaintMapping:
    """A mapping of YAML or JSON. Raises BadInput with the place of the first fault."""
    hint = say("give columns, dates, outcomes, matters and channels as YAML or JSON")
    return mapping_file.parse(ComplaintMapping, raw, hint, may_be_empty=True)


@changes(Permission.KEEP_COMPLAINTS, "take in complaints", own_transactions=True)
def take(context: Context, client: str, raw: bytes, mapping: ComplaintMapping | None = None) -> TakenComplaints:
    """Each line is registered by its number, or completes the complaint of that number; one that contradicts what is
    known is refused, and the others are kept. Raises Forbidden, and BadInput where it is no such table.
    """
    access.check_client(context.caller, client)
    intake = context.deps.intake  # which may write down the secret, in a transaction of its own
    context.unchanged()  # unless a line is kept
    counts, refused = Counter[str](), list[tuple[int, QaError]]()
    portion: list[tuple[int, Mapping[str, str]]] = []
    for line in _lines(raw, mapping or ComplaintMapping()):
        portion.append(line)
        if len(portion) == _AT_ONCE:
            _keep(context, intake, client, mapping or ComplaintMapping(), portion, counts, refused)
            portion = []
    _keep(context, intake, client, mapping or ComplaintMapping(), portion, counts, refused)
    return TakenComplaints(counts, refused)


def _keep(
    context: Context,
    intake: Intake,
    client: str,
    mapping: ComplaintMapping,
    lines: list[tuple[int, Mapping[str, str]]],
    counts: Counter[str],
    refused: list[tuple[int, QaError]],
) -> None:
    """One portion of lines, in a transaction."""
    if not lines:
        return
    tally = Counter[str]()
    with context.transaction() as session:
        for number, values in lines:
            try:
                tally[_line(session, context, intake, client, mapping, values)] += 1
            except QaError as error:
                tally["refused"] += 1
                refused.append((number, error))
        if tally["created"] or tally["completed"]:
            context.note(client, client, **tally)
    counts.update(tally)


def _line(
    session: Session,
    context: Context,
    intake: Intake,
    client: str,
    mapping: ComplaintMapping,
    values: Mapping[str, str],
) -> str:
    wanted = _wanted(session, client, mapping, values)
    new = new_row(session, context.deps, intake, context.caller, wanted)
    before = complaints.by_identity(session, client, new.identity)
    if before is not None:
        return _completed(before, new, context.caller.actor)
    complaints.add(session, new)
    return "created"


def _completed(row: ComplaintRow, new: ComplaintRow, by: str) -> str:
    """What the table tells more of a complaint that is registered. Raises Conflict where it says otherwise."""
    for name in ("received_on", "matter", *_DAYS[1:], "outcome"):
        known, told = getattr(row, name), getattr(new, name)
        if None not in (known, told) and known != told:
            raise Conflict("{field} is {known} here, and {told} there", field=name, known=known, told=told)
    if row.reopened and new.answered_on is not None and row.answered_on is None:
        raise Conflict("it was reopened here; answer it by hand")
    added = [name for name in (*_DAYS[1:], "outcome") if getattr(row, name) is None and getattr(new, name) is not None]
    for name in added:
        setattr(row, name, getattr(new, name))
    if "acknowledged_on" in added and row.acknowledged_on is not None:
        row.history = [*row.history, step(ComplaintStep.ACKNOWLEDGED, row.acknowledged_on, by)]
    if "answered_on" in added and row.answered_on is not None:
        row.first_answered_on = row.first_answered_on or row.answered_on
        row.history = [*row.history, step(ComplaintStep.ANSWERED, row.answered_on, by, row.outcome)]
    return "completed" if added else "unchanged"


def _lines(raw: bytes, mapping: ComplaintMapping) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines with something in them, by their numbers: values by field of the register. Raises BadInput."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    columns = _columns([name.strip() for name in rows.fieldnames or ()], mapping)
    try:
        for count, row in enumerate(rows, 1):
            if count > _MOST:
                raise BadInput("has more than {most} lines", most=_MOST, where="table", hint=say("send it in parts"))
            stripped = {str(name).strip(): value for name, value in row.items() if isinstance(value, str)}
            values = {field: stripped.get(column, "").strip() for field, column in columns.items()}
            if any(values.values()):
                yield rows.line_num, values
    except csv.Error as error:
        raise BadInput("is no CSV", where=f"line {rows.line_num}", hint=say("separate columns by commas")) from error


def _columns(header: list[str], mapping: ComplaintMapping) -> dict[str, str]:
    """By field, the column that tells it. Raises BadInput where one that is needed is not there."""
    columns = {field: mapping.columns.get(field, field) for field in _FIELDS}  # type: ignore[call-overload]
    for field, column in columns.items():
        if column not in header and (field in _NEEDED or field in mapping.columns):
            raise BadInput(
                "has no column {column!r} for {field}",
                column=column,
                field=field,
                where="table",
                hint=say("name the column in the mapping"),
            )
    return {field: column for field, column in columns.items() if column in header}


def _wanted(session: Session, client: str, mapping: ComplaintMapping, values: Mapping[str, str]) -> WantedComplaint:
    for name in _NEEDED:
        if not values.get(name):
            raise BadInput("is missing", where=name)
    outcome = _word(values.get("outcome", ""), mapping.outcomes)
    channel = _word(values.get("channel", ""), mapping.channels)
    days: dict[str, Any] = {name: _day(name, values.get(name, ""), mapping.dates) for name in _DAYS}
    return WantedComplaint(
        client=client,
        reference=values["reference"][:200],
        matter=_word(values["matter"], mapping.matters),
        customer=values.get("customer") or None,
        interaction=_contact(session, client, values.get("interaction", "")),
        case=values.get("case") or None,
        channel=Channel(_known("channel", channel, Channel)) if channel else None,
        note=values.get("note", ""),
        outcome=ComplaintOutcome(_known("outcome", outcome, ComplaintOutcome)) if outcome else None,
        **days,
    )


def _word(text: str, meanings: Mapping[str, str]) -> str:
    return {known.casefold(): ours for known, ours in meanings.items()}.get(text.casefold(), text)


def _known(field: str, word: str, known: type[Channel] | type[ComplaintOutcome]) -> str:
    if word not in set(known):
        raise BadInput("{word!r} is none of ours", word=word[:40], where=field, hint=one_of(known))
    return word


def _day(field: str, text: str, dates: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10]) if dates == "iso" else datetime.strptime(text, dates).date()
    except ValueError:
        hint = say("say in the mapping how dates are written")
        raise BadInput("{text!r} is no day", text=text[:40], where=field, hint=hint) from None


def _contact(session: Session, client: str, name: str) -> UUID | None:
    """A contact by our number, or by its own id. Raises BadInput."""
    if not name:
        return None
    known = interactions.named(session, client, [name]).get(name)
    if known is None:
        raise BadInput("there is no finished interaction {name!r} of this client", name=name[:60], where="interaction")
    return known
