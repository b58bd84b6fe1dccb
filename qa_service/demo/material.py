"""What the demo centre is made of: the dialogues that ship, with days counted back from today."""

import json
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from qa_service import resources
from qa_service.domain.interaction import Interaction
from qa_service.domain.queue import QueueCall

Document = Mapping[str, Any]
_SUNDAY = 6
_QUEUE = "assistenza"


@dataclass(frozen=True, slots=True)
class Case:
    """An interaction to analyse. `labels` are those of its writer, which the demo's reviewers answer by; no analysis
    reads them. `sample`: one of the shipped sample interactions, which may have a recording.
    """

    interaction: Interaction
    labels: Document
    recording: Path | None = None
    sample: bool = False


class Material:
    """The shipped dialogues, as they took place in the six weeks before `today` in the centre's time zone."""

    def __init__(self, today: date, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        shipped = json.loads(lzma.decompress(resources.path("demo.json.xz").read_bytes()))
        self._days = working_days(today, shipped["days"])
        self._shipped: Document = shipped

    def cases(self) -> Iterator[Case]:
        """The sample interactions first, then the dialogues in the order of their days."""
        yield from map(self._sample, self._shipped["samples"])
        yield from map(self._dialogue, sorted(self._shipped["interactions"], key=lambda d: (d["day"], d["minute"])))

    def lost_calls(self) -> Iterator[tuple[str, QueueCall]]:
        """Contacts that nobody answered, with their client."""
        for line in self._shipped["abandoned"]:
            offered = self._moment(line["day"], line["minute"])
            gone = offered + timedelta(seconds=line["wait"])
            yield line["client"], QueueCall(call=line["call"], queue=_QUEUE, offered_at=offered, abandoned_at=gone)

    def _moment(self, day: int, minute: int) -> datetime:
        return datetime.combine(self._days[day], time(*divmod(minute, 60)), self._zone)

    def _dialogue(self, document: Document) -> Case:
        start = self._moment(document["day"], document["minute"])
        ends = [turn.get("end", turn.get("at", 0)) for turn in document["turns"]]
        built = {
            **{name: document[name] for name in ("id", "client", "agent", "team", "channel", "direction", "lang")},
            "customer": document["customer"],
            "case": document.get("case"),
            "started_at": start,
            "ended_at": start + timedelta(seconds=max(ends)),
            "turns": [_turn(turn, start) for turn in document["turns"]],
        }
        if "wait" in document:
            offered = start - timedelta(seconds=document["wait"])
            built["queue"] = {"name": _QUEUE, "offered_at": offered, "answered_at": start}
        return Case(Interaction.model_validate(built), document["labels"])

    def _sample(self, placed: Document) -> Case:
        folder = resources.path("samples")
        document = json.loads((folder / f"{placed['id']}.json").read_text(encoding="utf-8"))
        expected = json.loads((folder / f"{placed['id']}.expected.json").read_text(encoding="utf-8"))
        days = self._days[placed["day"]] - datetime.fromisoformat(document["started_at"]).date()
        moved = {**_moved(document, days), **{name: placed[name] for name in ("client", "agent", "team")}}
        recording = folder / f"{placed['id']}.flac"
        sound = recording if recording.exists() else None
        return Case(Interaction.model_validate(moved), expected["labels"], sound, sample=True)


def working_days(today: date, count: int) -> Sequence[date]:
    """The last `count` days before today that are no Sunday, the earliest first."""
    before = (today - timedelta(days=back) for back in range(1, 2 * count + 1))
    return [day for day in before if day.weekday() != _SUNDAY][:count][::-1]


def _turn(turn: Document, start: datetime) -> Document:
    if "at" not in turn:
        return turn
    return {**turn, "at": start + timedelta(seconds=turn["at"])}


def _moved(value: Any, days: timedelta) -> Any:
    """A document with all its moments (``..._at``, ``at``) so many days later."""
    if isinstance(value, list):
        return [_moved(part, days) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        name: datetime.fromisoformat(part) + days
        if isinstance(part, str) and (name == "at" or name.endswith("_at"))
        else _moved(part, days)
        for name, part in value.items()
    }
