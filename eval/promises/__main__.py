"""Precision and recall of promises, of their kinds and of their due moments.

python -m eval.promises            # on the lines that patterns were made on, and on those held out
python -m eval.promises --misses   # with each line that the patterns were made on and that went wrong
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from qa_service.domain import promises
from qa_service.domain.calendar import Calendar
from qa_service.domain.interaction import Party
from qa_service.domain.opening_hours import OpeningHours, Schedule
from qa_service.domain.promised_times import Clock
from qa_service.domain.transcript import Turn

LINES = Path(__file__).with_name("lines.yaml")
STRANGERS = Path(__file__).with_name("strangers.yaml")
_OFFICE = "09:00-18:00"
_WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (_OFFICE,))


@dataclass(frozen=True)
class Told:
    """A line as it was marked, and as it was found."""

    text: str
    kind: str
    due: datetime | None
    found: str
    found_due: datetime | None

    @property
    def wrong(self) -> bool:
        """Whether anything is otherwise than it was marked."""
        return (self.kind, self.due) != (self.found, self.found_due)


@dataclass(frozen=True)
class Score:
    """Of lines with a promise and without: how many were found, rightly or not; kinds and due moments of those found.
    `late_claims`: due moments that are earlier than marked, by which somebody might be called late who is not.
    """

    right: int
    wrong: int
    missed: int
    kinds: int
    dues: int
    late_claims: int

    @property
    def precision(self) -> float:
        """Of what was found."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what there is."""
        return self.right / (self.right + self.missed)


def lines(lang: str, *, held_out: bool, of: Path = LINES) -> Iterator[Told]:
    """Those of a language that patterns were made on, or those held out."""
    document = yaml.safe_load(of.read_text(encoding="utf-8"))
    zone = ZoneInfo(document["zone"])
    at = datetime.fromisoformat(document["at"]).replace(tzinfo=zone).astimezone(UTC)
    hours = OpeningHours.model_validate({"week": _WEEK, "holidays": "IT" if lang == "it" else None})
    clock = Clock(at, document["zone"], Schedule.of(hours, Calendar(document["zone"])))
    for number, line in enumerate(document[lang]):
        if bool(number % 2) is held_out:
            yield _told(line, lang, clock, zone)


def _told(line: Mapping[str, Any], lang: str, clock: Clock, zone: ZoneInfo) -> Told:
    found = promises.find([Turn(Party.AGENT, line["text"])], lang, clock)
    kind, due = (found[0].kind.value, found[0].due_at) if found else ("none", None)
    return Told(line["text"], line["kind"], _moment(line.get("due"), zone), kind, due)


def _moment(due: Any, zone: ZoneInfo) -> datetime | None:
    if due is None:
        return None
    if isinstance(due, date):
        return datetime.combine(due + timedelta(days=1), datetime.min.time(), zone).astimezone(UTC)
    return datetime.fromisoformat(due).replace(tzinfo=zone).astimezone(UTC)


def score(told: Sequence[Told]) -> Score:
    """What of it is right."""
    hits = [line for line in told if "none" not in (line.kind, line.found)]
    early = [h for h in hits if h.found_due is not None and (h.due is None or h.found_due < h.due)]
    return Score(
        len(hits),
        sum(line.kind == "none" != line.found for line in told),
        sum(line.found == "none" != line.kind for line in told),
        sum(hit.kind == hit.found for hit in hits),
        sum(hit.due == hit.found_due for hit in hits),
        len(early),
    )


def main() -> None:
    """Print it."""
    for of, lang in product((LINES, STRANGERS), ("it", "en")):
        for held_out in (False, True):
            told = list(lines(lang, held_out=held_out, of=of))
            result, half = score(told), "held out" if held_out else "made on"
            print(
                f"{of.stem}, {lang}, {half}: {len(told)} lines, precision {result.precision:.3f}, recall"
                f" {result.recall:.3f}, kind {result.kinds}/{result.right}, due {result.dues}/{result.right}, early"
                f" {result.late_claims}"
            )
            if "--misses" in sys.argv and not held_out:
                for line in told:
                    if line.wrong:
                        print(f"   {line}")


if __name__ == "__main__":
    main()
