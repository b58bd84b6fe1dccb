"""The star schema: its tables and columns. docs/warehouse.md says what each means, and a test holds them together."""

from collections.abc import Mapping
from dataclasses import dataclass

from qa_service.exports.columns import Column

VERSION = 1
"""Of the schema: it grows when a column changes its meaning or goes, not when one is added."""
CONTACT, CALL = "contact", "call"
"""What is told of as one: a contact with all that belongs to it, and a call as the telephone system saw it."""
CHANGED_AT = Column("changed_at", "moment")
_CONTACT_KEY = Column("contact_key")
_CLIENT_KEY = Column("client_key")
_DAY = Column("day", "day")


@dataclass(frozen=True, slots=True)
class Table:
    """`key` names a row; `deleted_by` is the column that deletions name, None where each file is the whole table.
    Columns with `person` tell who has worked where: they are empty while no basis for monitoring workers is recorded.
    """

    name: str
    columns: tuple[Column, ...]
    key: str
    deleted_by: str | None = None

    @property
    def written(self) -> tuple[Column, ...]:
        """The columns of its files."""
        return (*self.columns, CHANGED_AT)


CONTACTS = Table(
    "contacts",
    (
        *(_CONTACT_KEY, Column("part_of"), _CLIENT_KEY),
        *(Column("agent_key", person=True), Column("team", person=True), Column("bot"), Column("customer_key")),
        *(Column("site"), Column("vendor"), Column("sourcing")),
        *(Column("channel"), Column("direction"), Column("language"), Column("queue"), Column("state")),
        *(Column("automatic"), Column("callback", "flag"), _DAY),
        *(Column("started_at", "moment"), Column("received_at", "moment")),
        *(Column("seconds", "number"), Column("turns", "integer")),
        *(Column("wait_seconds", "number"), Column("abandoned", "flag")),
        *(Column("intent"), Column("outcome"), Column("outcome_confidence", "number")),
        *(Column("sentiment_start"), Column("sentiment_end"), Column("courtesy", "number")),
        *(Column("critical", "flag"), Column("transcript_confidence", "number")),
        *(Column("rubric"), Column("versions")),
    ),
    key="contact_key",
    deleted_by="contact_key",
)
ANSWERS = Table(
    "answers",
    (
        *(Column("answer_key"), _CONTACT_KEY, Column("criterion_key"), _CLIENT_KEY, _DAY),
        *(Column("answer"), Column("confidence", "number"), Column("by_person", "flag")),
        Column("to_be_confirmed", "flag"),
    ),
    key="answer_key",
    deleted_by="contact_key",
)
REVIEW_ANSWERS = Table(
    "review_answers",
    (
        *(Column("review_key"), _CONTACT_KEY, Column("criterion_key"), _CLIENT_KEY, _DAY),
        *(Column("question"), Column("answer"), Column("machine_answer"), Column("machine_confidence", "number")),
        *(Column("purpose"), Column("blind", "flag"), Column("of_dispute", "flag"), Column("counts", "flag")),
        Column("answered_at", "moment"),
    ),
    key="review_key",
    deleted_by="contact_key",
)
CALLS = Table(
    "calls",
    (
        *(Column("call_key"), _CLIENT_KEY, Column("queue"), _DAY, Column("arrived_at", "moment")),
        *(Column("ended_as"), Column("wait_seconds", "number"), Column("transferred", "flag")),
        *(Column("overflow_to"), Column("in_hours", "flag")),
        *(Column("site"), Column("vendor"), Column("sourcing")),
    ),
    key="call_key",
    deleted_by="call_key",
)
AGENTS = Table("agents", (Column("agent_key", person=True), Column("agent", person=True)), key="agent_key")
CLIENTS = Table("clients", (_CLIENT_KEY, Column("client")), key="client_key")
CRITERIA = Table(
    "criteria",
    (
        *(Column("criterion_key"), _CLIENT_KEY, Column("rubric"), Column("section"), Column("criterion")),
        *(Column("question_it"), Column("question_en"), Column("weight", "number"), Column("critical_for")),
    ),
    key="criterion_key",
)
DATES = Table(
    "dates",
    (
        *(_DAY, Column("year", "integer"), Column("quarter", "integer"), Column("month", "integer")),
        *(Column("iso_year", "integer"), Column("iso_week", "integer"), Column("weekday", "integer")),
        *(Column("is_weekend", "flag"), Column("is_holiday_it", "flag")),
    ),
    key="day",
)
DELETIONS = Table("deletions", (Column("table"), Column("key")), key="key")
FACTS: Mapping[str, tuple[Table, ...]] = {CONTACT: (CONTACTS, ANSWERS, REVIEW_ANSWERS), CALL: (CALLS,)}
"""By kind of unit, its tables; the first has one row a unit, and the others what belongs to it."""
DIMENSIONS = (AGENTS, CLIENTS, CRITERIA, DATES)
TABLES: Mapping[str, Table] = {
    table.name: table for table in (*(table for of in FACTS.values() for table in of), *DIMENSIONS, DELETIONS)
}
