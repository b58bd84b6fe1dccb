"""The columns of exported interactions: one definition for CSV, JSON Lines, Parquet and XLSX."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal

Kind = Literal["text", "number", "moment", "integer", "flag", "day"]
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `of` is the attribute of the row where it has another name; `person`: it tells who the agent is."""

    name: str
    kind: Kind = "text"
    of: str = ""
    person: bool = False


INTERACTION = (
    Column("uuid", of="id"),
    Column("id", of="external_id"),
    Column("client"),
    Column("agent", person=True),
    Column("team", person=True),
    Column("channel"),
    Column("automatic"),
    Column("direction"),
    Column("lang"),
    Column("customer"),
    Column("case", of="case_ref"),
    Column("state"),
    Column("failure"),
    Column("started_at", "moment"),
    Column("ended_at", "moment"),
    Column("received_at", "moment"),
    Column("done_at", "moment"),
    Column("duration", "number"),
    Column("intent"),
    Column("resolution"),
    Column("resolution_probability", "number"),
    Column("courtesy", "number"),
    Column("to_be_confirmed"),
    Column("sentiment_start"),
    Column("sentiment_end"),
    Column("confidence", "number"),
    Column("site"),
    Column("vendor"),
    Column("sourcing"),
)

OVERRULED = (
    Column("id"),
    Column("interaction"),
    Column("external_id"),
    Column("client"),
    Column("channel"),
    Column("lang"),
    Column("question"),
    Column("machine"),
    Column("machine_confidence", "number"),
    Column("answer"),
    Column("why"),
    Column("at", "moment"),
    Column("blind"),
    Column("purpose"),
    Column("rubric"),
    Column("run", "number"),
    Column("versions"),
    Column("standing"),
    Column("note"),
    Column("sorted_at", "moment"),
    Column("answer_now"),
    Column("second_look"),
)
"""Of answers that overrule the machine's: nobody is named, neither agents nor those who answered or sorted."""

COMPLAINT = (
    Column("uuid"),
    Column("reference"),
    Column("client"),
    Column("customer"),
    Column("interaction"),
    Column("case"),
    Column("channel"),
    Column("team"),
    Column("matter"),
    Column("note"),
    Column("received_on"),
    Column("acknowledged_on"),
    Column("due_on"),
    Column("answered_on"),
    Column("outcome"),
    Column("state"),
    Column("reopened", "number"),
)
"""Of the register of complaints: no agent stands in it; the team only for who keeps it."""

SURVEY = (
    Column("uuid"),
    Column("client"),
    Column("interaction"),
    Column("contact"),
    Column("case"),
    Column("kind"),
    Column("question"),
    Column("value", "number"),
    Column("scale", "number"),
    Column("at", "moment"),
    Column("channel"),
    Column("comment"),
)
"""Of answers of customers to surveys."""


def visible(agents: bool) -> tuple[Column, ...]:
    """The columns for somebody who may see who the agents are, or may not."""
    return tuple(column for column in INTERACTION if agents or not column.person)


def records(rows: Iterable[object], columns: Sequence[Column]) -> Iterator[Record]:
    """Rows as plain values: text, numbers, moments in UTC."""
    for row in rows:
        yield {column.name: _plain(getattr(row, column.of or column.name), column.kind) for column in columns}


def _plain(value: Any, kind: Kind) -> Any:
    if value is None or kind == "number":
        return value
    if kind == "moment":
        return value.astimezone(UTC)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " ".join(f"{name}={value[name]}" for name in sorted(value))
    return value.value if isinstance(value, StrEnum) else str(value)


def written(value: Any) -> Any:
    """As text formats hold it: moments in ISO 8601 with their offset, to the millisecond."""
    return value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
