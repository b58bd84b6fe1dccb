"""A ready criterion that a centre may copy into its own rubric: where it comes from, and how often it was right."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from qa_service.domain.rubric import Criterion, Wording
from qa_service.domain.rubric_part import RubricPart, Slug
from qa_service.errors import say

Sector = Literal["every_sector", "energy", "telecoms", "banking", "insurance", "public_services", "collections"]
_Count = Annotated[int, Field(ge=0)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Kappa = Annotated[float, Field(ge=-1, le=1)]


class TemplateQuality(RubricPart):
    """What was measured of a template on the corpus, by `command` on `measured_on`.

    `gold` says whose answers are true: read by hand, the labels of the corpus's writers, or none where what is asked
    does not occur in it or a person answers. Of `n` interactions with a true answer (applies and done, applies and not
    done, or does not apply) the share `right` was answered like it; `kappa` has its 95 % interval behind it. `asked`
    counts the interactions of the corpus that were answered yes or no, `accused` those with a no, `looked_at` those of
    these that were read, `wrongly` those in which the no was wrong.
    """

    gold: Literal["hand", "labels", "none"]
    n: _Count = 0
    right: _Share | None = None
    kappa: tuple[_Kappa, _Kappa, _Kappa] | None = None
    asked: _Count
    accused: _Count
    looked_at: _Count = 0
    wrongly: _Count = 0
    command: Annotated[str, Field(min_length=1, max_length=200)]
    measured_on: date

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        measured = (self.n > 0, self.right is not None, self.kappa is not None)
        if set(measured) != {self.gold != "none"}:
            raise ValueError(say("n, right and kappa stand where a gold does, and only there"))
        if not self.wrongly <= self.looked_at <= self.accused <= self.asked:
            raise ValueError(say("needs wrongly <= looked_at <= accused <= asked"))
        return self


class CriterionTemplate(RubricPart):
    """A criterion with its name, the sector that it was written for and the rule that asks for it.

    `criterion` is whole: it has the template's id and, in Italian, its reference.
    """

    id: Slug
    name: Wording
    sector: Sector
    reference: Wording | None = None
    criterion: Criterion
    quality: TemplateQuality
