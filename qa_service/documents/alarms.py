"""Alarms of the watch, how often people overrule the machine, and how often own criteria are met."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.domain import rounding
from qa_service.domain.watching import OverrideRate, WatchedShare

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
_RATE: dict[str, Any] = {
    "question": "criterion:empathy",
    "reviews": 184,
    "rolling": 0.2,
    "baseline": 0.08,
    "rubric": None,
}
_SHARE: dict[str, Any] = {
    "question": "criterion:privacy",
    "rubric": "acme@2",
    "measure": "yes_share",
    "before": 0.71,
    "answers_before": 412,
    "share": 0.48,
    "answers": 96,
}
_WATCH: dict[str, Any] = {
    "client": "acme",
    "window": 50,
    "baseline": 200,
    "own_baseline": 50,
    "rates": [_RATE],
    "shares": [_SHARE],
}


class AlarmView(BaseModel):
    """A change: `override_rate` (people overrule the machine more), `label_shift` or `confidence_shift` (a week differs
    from those before), `yes_share` or `unclear_share` (an own criterion is met, or cannot be told, more or less often
    than before), `webhook_off` (nothing arrived at the webhook endpoint `subject`, which is switched off). `since` and
    `until` are the reviews or the week that show it.
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
    """`rolling` over the last reviews, `baseline` over the first; null where there are too few. `rubric`: the version
    under which an own criterion was answered; null for all other questions.
    """

    question: str
    reviews: int
    rolling: float | None
    baseline: float | None
    rubric: str | None

    @classmethod
    def of(cls, rate: OverrideRate) -> "RateView":
        """Rounded as figures are kept."""
        rolling = None if rate.rolling is None else rounding.for_documents(rate.rolling)
        baseline = None if rate.baseline is None else rounding.for_documents(rate.baseline)
        numbers = {"reviews": rate.reviews, "rolling": rolling, "baseline": baseline}
        return cls(question=rate.question, rubric=rate.rubric, **numbers)


class ShareView(BaseModel):
    """What the watch looks at of an own criterion under a version of its rubric: `yes_share` of the answers yes and no,
    `unclear_share` ("cannot tell") of all where it applies. `share` in the last full week, `before` in the weeks before
    it; null where nothing was answered.
    """

    question: str
    rubric: str
    measure: str
    before: float | None
    answers_before: int
    share: float | None
    answers: int

    @classmethod
    def of(cls, watched: WatchedShare) -> "ShareView":
        """Rounded as figures are kept."""
        before, share = (
            None if tally.share is None else rounding.for_documents(tally.share)
            for tally in (watched.before, watched.week)
        )
        return cls(
            question=watched.question,
            rubric=watched.rubric,
            measure=watched.measure.value,
            before=before,
            answers_before=watched.before.of,
            share=share,
            answers=watched.week.of,
        )


class WatchView(BaseModel):
    """Override rates by question, and shares of own criteria; `window`, `baseline` and `own_baseline` (of own criteria)
    are numbers of reviews.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_WATCH]})

    client: str
    window: int
    baseline: int
    own_baseline: int
    rates: list[RateView]
    shares: list[ShareView]
