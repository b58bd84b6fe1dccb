"""Answers of customers to surveys, and figures of them beside what the service itself measured."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.figures import FIGURE, FigureView
from qa_service.documents.times import Time
from qa_service.domain import rounding
from qa_service.domain.interaction import Channel
from qa_service.domain.surveys import SCALES, SurveyKind
from qa_service.statistics import surveys
from qa_service.statistics.surveys import Counts, Measure
from qa_service.store.tables_surveys import SurveyAnswerRow

APART = {
    "it": "Metodi diversi danno risposte diverse: ciò che i clienti rispondono e ciò che il servizio misura stanno "
    "l'uno accanto all'altro e non se ne fa mai la media. Chi risponde non è un campione casuale.",
    "en": "The methods do not agree with each other: what customers answer and what the service measures stand beside "
    "each other and are never averaged. Those who answer are no random sample.",
}
ANSWER: dict[str, Any] = {
    "id": "r-1001",
    "contact": "ext-8842",
    "kind": "csat",
    "value": 4,
    "scale": 5,
    "at": "2026-03-03T10:00:00+01:00",
    "comment": "gentile, ma ho aspettato molto",
}
_MEASURE: dict[str, Any] = {"value": 0.8, "low": 0.68, "high": 0.89, "numerator": 48, "denominator": 60}
_FIGURES: dict[str, Any] = {
    "client": "acme",
    "level": 0.95,
    "answered": 60,
    "asked": 400,
    "asked_of": "asked",
    "response_rate": 0.15,
    "unmatched": 2,
    "csat": [{"scale": 5, "n": 60, "minimum": None, "mean": {**_MEASURE, "value": 4.1}, "top_two": _MEASURE}],
    "ces": [],
    "nps": {**_MEASURE, "value": 0.3},
    "nps_n": 60,
    "solved": _MEASURE,
    "solved_n": 60,
    "resolution": FIGURE,
    "note": APART,
}
_TAKEN: dict[str, Any] = {
    "client": "acme",
    "counts": {"created": 2, "refused": 0},
    "matched": 1,
    "unmatched": 1,
    "refused": [],
}


class MeasureView(BaseModel):
    """A value with its interval, over `denominator` answers."""

    value: float
    low: float
    high: float
    numerator: float
    denominator: int

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """Rounded as all figures are."""
        ends = {name: rounding.for_documents(getattr(measure, name)) for name in ("value", "low", "high")}
        return cls(**ends, numerator=measure.numerator, denominator=measure.denominator)


class RatingView(BaseModel):
    """Answers on one scale, whose highest value is `scale`: how many, their mean, and the share of its two highest
    values. Null, with the least number it takes as `minimum`, where there are too few.
    """

    scale: int
    n: int
    minimum: int | None
    mean: MeasureView | None
    top_two: MeasureView | None

    @classmethod
    def all(
        cls, kind: SurveyKind, values: Mapping[tuple[SurveyKind, int], Counts], minimum: int, level: float
    ) -> list[Self]:
        """By scale; answers on different scales are not mixed."""
        return [
            cls._of(kind, top, counts, minimum, level) for (of, top), counts in sorted(values.items()) if of is kind
        ]

    @classmethod
    def _of(cls, kind: SurveyKind, top: int, counts: Counts, minimum: int, level: float) -> Self:
        n = sum(counts.values())
        if n < minimum:
            return cls(scale=top, n=n, minimum=minimum, mean=None, top_two=None)
        mean = surveys.mean(counts, SCALES[kind][top], top, level)
        share = surveys.top_two(counts, top, level)
        return cls(scale=top, n=n, minimum=None, mean=MeasureView.of(mean), top_two=MeasureView.of(share))


class SurveyFiguresView(BaseModel):
    """Figures of a group's surveys over whole days. `answered` contacts have an answer, out of `asked`: those whose
    customers are known to have been asked (`asked_of`: `asked`), or all contacts (`contacts`). `unmatched` answers are
    about no interaction that is known. `nps` is the share of promoters (9, 10) less that of detractors (0 to 6);
    `solved` first contact resolution by survey: yes of all answers. `resolution` is the service's own figure, by other
    means.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_FIGURES]})

    client: str | None
    level: float
    answered: int
    asked: int
    asked_of: str
    response_rate: float | None
    unmatched: int
    csat: list[RatingView]
    ces: list[RatingView]
    nps: MeasureView | None
    nps_n: int
    solved: MeasureView | None
    solved_n: int
    resolution: FigureView | None
    note: dict[str, str]


class SurveyAnswerView(BaseModel):
    """One answer as it is kept. `comment` is masked; `comment_waits`: a worker has not masked it yet."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "uuid": "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10",
                    "client": "acme",
                    "interaction": "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a11",
                    "contact": "ext-8842",
                    "case": None,
                    "kind": "csat",
                    "question": None,
                    "value": 4,
                    "scale": 5,
                    "at": "2026-03-03T09:00:00.000+00:00",
                    "channel": None,
                    "comment": "gentile, ma ho aspettato molto",
                    "comment_waits": False,
                }
            ]
        }
    )

    uuid: UUID
    client: str
    interaction: UUID | None
    contact: str | None
    case: str | None
    kind: SurveyKind
    question: str | None
    value: int | None
    scale: int
    at: Time
    channel: Channel | None
    comment: str | None
    comment_waits: bool

    @classmethod
    def of(cls, row: SurveyAnswerRow, *, words: bool) -> Self:
        """`words`: whether its comment may be read."""
        same = {
            name: getattr(row, name) for name in ("client", "contact", "kind", "question", "value", "at", "channel")
        }
        return cls(
            **same,
            uuid=row.id,
            interaction=row.interaction_id,
            case=row.case_ref,
            scale=row.top,
            comment=row.comment if words else None,
            comment_waits=row.comment_sealed is not None,
        )


class SurveyAnswersView(BaseModel):
    """What the customer answered about one interaction, in time."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": []}]})

    items: list[SurveyAnswerView]


class RefusedAnswer(BaseModel):
    """A line, or the place of an answer in the list, that was not kept."""

    line: int
    problem: dict[str, Any]


class SurveyLinesView(BaseModel):
    """What became of the answers: `created`, `answered` (it was known that the customer was asked), `unchanged`,
    `refused`; and of those that are new, how many are about an interaction that is known.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_TAKEN]})

    client: str
    counts: dict[str, int]
    matched: int
    unmatched: int
    refused: list[RefusedAnswer]
