"""What customers answer when they are asked after a contact: how satisfied they are, whether they would recommend, how
hard it was, whether the problem was solved.
"""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from qa_service.domain.interaction import Channel, Identifier, Text
from qa_service.errors import say


class SurveyKind(StrEnum):
    """The question: satisfaction (1 to 5 or 1 to 10), recommendation (0 to 10), effort (1 to 5 or 1 to 7), whether the
    problem was solved (1 yes, 0 no).
    """

    CSAT = "csat"
    NPS = "nps"
    CES = "ces"
    SOLVED = "solved"


SCALES: dict[SurveyKind, dict[int, int]] = {
    SurveyKind.CSAT: {5: 1, 10: 1},
    SurveyKind.NPS: {10: 0},
    SurveyKind.CES: {7: 1, 5: 1},
    SurveyKind.SOLVED: {1: 0},
}
"""By kind, the ends of the scales that it may have, each with its beginning; the first is the usual one."""


class SurveyAnswer(BaseModel):
    """One answer of a customer; without a `value`: that the customer was asked.

    `id` is that of the answer in the system that asked. It is about an interaction (its uuid or its own id), or about a
    case; or about nothing that is known. `scale` is the highest value (csat 5 or 10, ces 5 or 7). `at` is when it was
    given, or asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier | None = None
    interaction: UUID | None = None
    contact: Identifier | None = None
    case: Identifier | None = None
    customer: Identifier | None = None
    kind: SurveyKind
    question: Annotated[Text, Field(max_length=200)] | None = None
    value: Annotated[int, Field(ge=0, le=10)] | None = None
    scale: Annotated[int, Field(ge=1, le=10)] | None = None
    at: AwareDatetime
    channel: Channel | None = None
    comment: Annotated[Text, Field(max_length=4000)] | None = None

    @property
    def top(self) -> int:
        """The highest value of its scale."""
        return self.scale or next(iter(SCALES[self.kind]))

    @model_validator(mode="after")
    def _fits_its_scale(self) -> Self:
        scales = SCALES[self.kind]
        if self.top not in scales:
            tops = ", ".join(map(str, scales))
            what = say("has no such scale; the highest value of {kind} is one of {tops}", kind=self.kind, tops=tops)
            raise ValueError(what)
        if self.value is not None and not scales[self.top] <= self.value <= self.top:
            bounds = {"low": scales[self.top], "high": self.top}
            raise ValueError(say("lies outside of its scale, {low} to {high}; name another `scale`", **bounds))
        return self
