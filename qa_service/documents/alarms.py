"""Alarms of the watch, and how often people overrule the machine."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.domain import rounding
from qa_service.domain.watching import OverrideRate

_ALARM: dict[str, Any] = {
    "id": "0b54ce5e-5f3c-4b53-9d5f-0f0f5c8a9f11",
    "client": "acme",
    "kind": "override_rate",
    "subject": "criterion:empathy",
    "raised_at": "2026-11-24T02:00:00+00:00",
    "since": "2026-10-02T08:12:00+00:00",
    "until": "2026-11-23T16:40:00+00:00",
    "detail": {"baseline_rate": 0.08, "rate": 0.19, "reviews": 84, "false_alarm": 0.05, "horizon": 500},
}
_RATE: dict[str, Any] = {"question": "criterion:empathy", "reviews": 184, "rolling": 0.2, "baseline": 0.08}


class AlarmView(BaseModel):
    """A change: `override_rate` (people overrule the machine more), `label_shift` or `confidence_shift` (a week differs
    from those before). `since` and `until` are the reviews or the week that show it.
    """

    id: str
    client: str
    kind: str
    subject: str
    raised_at: str
    since: str
    until: str
    detail: dict[str, Any]

    @classmethod
    def of(cls, row: Any) -> "AlarmView":
        """A stored alarm."""
        return cls(
            id=str(row.id),
            client=row.client,
            kind=row.kind.value,
            subject=row.subject,
            raised_at=row.raised_at.isoformat(),
            since=row.since.isoformat(),
            until=row.until.isoformat(),
            detail=row.detail,
        )


class AlarmsView(BaseModel):
    """A page of alarms."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ALARM], "next": None}]})

    items: list[AlarmView]
    next: str | None


class RateView(BaseModel):
    """`rolling` over the last reviews, `baseline` over the first; null where there are too few."""

    question: str
    reviews: int
    rolling: float | None
    baseline: float | None

    @classmethod
    def of(cls, rate: OverrideRate) -> "RateView":
        """Rounded as figures are kept."""
        rolling = None if rate.rolling is None else rounding.for_documents(rate.rolling)
        baseline = None if rate.baseline is None else rounding.for_documents(rate.baseline)
        return cls(question=rate.question, reviews=rate.reviews, rolling=rolling, baseline=baseline)


class WatchView(BaseModel):
    """Override rates by question; `window` and `baseline` are numbers of reviews."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client": "acme", "window": 50, "baseline": 200, "rates": [_RATE]}]}
    )

    client: str
    window: int
    baseline: int
    rates: list[RateView]
