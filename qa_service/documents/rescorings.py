"""A rubric version applied to the past, and the scorecards that an interaction has under each version."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.analysis import ANALYSIS, ScorecardPart
from qa_service.documents.times import Time
from qa_service.domain.calendar import Calendar
from qa_service.domain.interaction import State
from qa_service.domain.processed import Processed
from qa_service.store.tables_rubrics import RescoringRow

_ID = "5f0c7d62-6f7b-4b8e-9d59-0b6c1f0a7f10"
_RESCORING: dict[str, Any] = {
    "id": _ID,
    "client": "acme",
    "rubric": "sales@2",
    "since": "2026-02-28T23:00:00.000+00:00",
    "until": "2026-03-31T22:00:00.000+00:00",
    "first_day": "2026-03-01",
    "last_day": "2026-03-31",
    "state": "running",
    "failure": None,
    "done": 4000,
    "total": 12000,
    "changed": 310,
    "kept": 2,
    "asked_by": "user:anna",
    "made_at": "2026-04-02T09:00:00.000+00:00",
    "done_at": None,
    "link": f"/v1/rescorings/{_ID}",
}
_CARD: dict[str, Any] = ANALYSIS["scorecard"]


class RescoringView(BaseModel):
    """A version applied to what was finished from `first_day` to `last_day`, whole days on the calendar of the centre
    (`since` and `until` are the moments at their ends).

    `done` of `total` interactions have been looked at: `changed` of them are judged otherwise than before, and `kept`
    stay as they are, since people are at them (a blind pick in hand, a calibration session that is not revealed, an
    objection) or have settled them.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_RESCORING]})

    id: UUID
    client: str
    rubric: str
    since: Time
    until: Time
    first_day: date
    last_day: date
    state: State
    failure: str | None
    done: int
    total: int | None
    changed: int
    kept: int
    asked_by: str
    made_at: Time
    done_at: Time | None
    link: str

    @classmethod
    def of(cls, row: RescoringRow, calendar: Calendar) -> Self:
        """A stored one."""
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        last = date.fromordinal(row.until.toordinal() - 1)
        ends = {"since": calendar.start(row.since), "until": calendar.start(row.until)}
        return cls(**{**same, **ends}, first_day=row.since, last_day=last, link=f"/v1/rescorings/{row.id}")


class RescoringPage(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_RESCORING], "next": None}]})

    items: list[RescoringView]
    next: str | None


class ScorecardsView(BaseModel):
    """The scorecards of one interaction, one a version. `scorecard` is the one that figures count; of `earlier` the one
    that it took the place of comes first.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"interaction": _ID, "scorecard": _CARD, "earlier": [{**_CARD, "rubric": "sales@1"}]}]
        }
    )

    interaction: UUID
    scorecard: ScorecardPart
    earlier: list[ScorecardPart]

    @classmethod
    def of(cls, interaction: UUID, processed: Processed) -> Self:
        """All of them."""
        transcript = processed.understood.transcript
        return cls(
            interaction=interaction,
            scorecard=ScorecardPart.of(processed.scorecard, transcript),
            earlier=[ScorecardPart.of(card, transcript) for card in reversed(processed.earlier)],
        )
