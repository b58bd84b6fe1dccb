"""Rows of the fact tables, of what was read from the store: no words, and customers by their pseudonyms alone."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qa_service.domain.sites import HandledAt
from qa_service.exporting.warehouse.schema import ANSWERS, CALL, CALLS, CONTACT, CONTACTS, REVIEW_ANSWERS
from qa_service.store.seal import Pseudonyms
from qa_service.store.tables_figures import QueueCallRow
from qa_service.store.warehouse_sources import SourceContact, SourceReview

DayOf = Callable[[str, Any], date]
"""The day of a moment on the clocks of a client."""
_CRITERION = "criterion:"
_BEGINNING = 8
"""Characters of a key that tell the rows of one contact apart."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of one contact or call: its rows by table. `rubric` is that of its scorecard."""

    kind: str
    key: str
    client: str
    day: date
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    agent: str | None = None
    rubric: str | None = None

    @property
    def digest(self) -> str:
        """Equal for equal rows."""
        return hashlib.sha256(json.dumps(self.rows, default=str, sort_keys=True).encode()).hexdigest()

    @property
    def shape(self) -> str:
        """Which rows belong to it: the beginnings of their keys, so that it is known when one is gone."""
        answers = (row["criterion_key"] for row in self.rows.get(ANSWERS.name, ()))
        reviews = (row["review_key"] for row in self.rows.get(REVIEW_ANSWERS.name, ()))
        return " ".join(sorted(key[:_BEGINNING] for key in (*answers, *reviews)))


@dataclass(frozen=True, slots=True)
class FactMaker:
    """`names_agents`: whether it may be told who has worked where."""

    pseudonyms: Pseudonyms
    day_of: DayOf
    names_agents: bool

    def of_contact(self, contact: SourceContact, reviews: Sequence[SourceReview]) -> Facts:
        """A contact with the machine's answers to it and people's."""
        row, part = contact.row, contact.part
        agent = part.agent if part is not None and part.bot is None and self.names_agents else None
        day = part.day if part is not None else self.day_of(row["client"], row["at"])
        shared = {"contact_key": row["id"].hex, "client_key": self.client(row["client"]), "day": day}
        rubric = (contact.scorecard or {}).get("rubric")
        rows = {
            CONTACTS.name: [{**shared, **self._contact(contact, agent), "rubric": rubric}],
            ANSWERS.name: [{**shared, **answer} for answer in self._answers(contact, rubric)],
            REVIEW_ANSWERS.name: [{**shared, **self._review(review, row["client"])} for review in reviews],
        }
        return Facts(CONTACT, row["id"].hex, row["client"], day, rows, agent, rubric)

    def _contact(self, contact: SourceContact, agent: str | None) -> dict[str, Any]:
        row, part = contact.row, contact.part
        same = {name: plain(row[name]) for name in _AS_IT_STANDS}
        offered, answered = row["offered_at"], row["answered_at"]
        return {
            **same,
            **{name: plain(row[source]) for name, source in _BY_ANOTHER_NAME.items()},
            "part_of": None if row["segment_of"] is None else row["segment_of"].hex,
            "agent_key": None if agent is None else self.agent(agent),
            "team": row["team"] if part is not None and part.bot is None and self.names_agents else None,
            "customer_key": row["person"] or row["customer"],
            "turns": contact.turns if row["words_removed_at"] is None else None,
            "wait_seconds": None if None in (offered, answered) else (answered - offered).total_seconds(),
            "critical": None if part is None else part.critical,
            "versions": _versions(contact.versions),
            **{name: plain(getattr(part, name) if part is not None else row[name]) for name in HandledAt._fields},
        }

    def _answers(self, contact: SourceContact, rubric: str | None) -> Iterator[dict[str, Any]]:
        for answer in (contact.scorecard or {}).get("answers", ()):
            key = self.criterion(contact.row["client"], str(rubric), answer["criterion"])
            yield {
                "answer_key": f"{contact.row['id'].hex}-{key}",
                "criterion_key": key,
                "answer": answer["verdict"],
                "confidence": answer["confidence"],
                "by_person": answer.get("decided_by", "machine") != "machine",
                "to_be_confirmed": answer.get("to_be_confirmed", False),
            }

    def _review(self, review: SourceReview, client: str) -> dict[str, Any]:
        row = review.row
        asked = row.question.removeprefix(_CRITERION) if row.question.startswith(_CRITERION) else None
        key = None if asked is None or row.rubric is None else self.criterion(client, row.rubric, asked)
        return {
            "review_key": row.id.hex,
            "criterion_key": key,
            "question": row.question,
            "answer": row.answer,
            "machine_answer": row.machine,
            "machine_confidence": row.machine_confidence,
            "purpose": plain(row.purpose),
            "blind": row.blind,
            "of_dispute": row.dispute_id is not None,
            "counts": review.counts,
            "answered_at": row.at,
        }

    def of_call(self, row: QueueCallRow) -> Facts:
        """A call in a queue, and how it left it."""
        key, day = self.pseudonyms.of_row(CALL, row.client, row.call), self.day_of(row.client, row.at)
        call = {
            "call_key": key,
            "client_key": self.client(row.client),
            "queue": row.queue,
            "day": day,
            "arrived_at": row.offered_at or row.at,
            "ended_as": _ending(row),
            "wait_seconds": row.wait,
            "transferred": row.transferred_at is not None,
            "overflow_to": row.overflow_to,
            "in_hours": row.in_hours,
            **{name: plain(getattr(row, f"at_{name}")) for name in HandledAt._fields},
        }
        return Facts(CALL, key, row.client, day, {CALLS.name: [call]})

    def client(self, client: str) -> str:
        """The key of a client organisation."""
        return self.pseudonyms.of_row("client", client)

    def agent(self, agent: str) -> str:
        """The key of an agent."""
        return self.pseudonyms.of_row("agent", agent)

    def criterion(self, client: str, rubric: str, criterion: str) -> str:
        """The key of a criterion as one version of a client's rubric asks it."""
        return self.pseudonyms.of_row("criterion", client, rubric, criterion)


_AS_IT_STANDS = (
    *("bot", "channel", "direction", "state", "automatic", "callback", "started_at", "received_at", "abandoned"),
    *("intent", "sentiment_start", "sentiment_end", "courtesy"),
)
_BY_ANOTHER_NAME = {
    "language": "lang",
    "queue": "queue_name",
    "seconds": "duration",
    "outcome": "resolution",
    "outcome_confidence": "resolution_probability",
    "transcript_confidence": "confidence",
}


def plain(value: Any) -> Any:
    """A name instead of a member of a list of names."""
    return getattr(value, "value", value)


def _versions(versions: Mapping[str, str] | None) -> str | None:
    return " ".join(f"{name}={versions[name]}" for name in sorted(versions)) if versions else None


def _ending(row: QueueCallRow) -> str | None:
    """How a call left its queues; one that is answered after all is answered."""
    if row.answered_at is not None:
        return "answered"
    return "abandoned" if row.abandoned_at is not None else plain(row.ending)
