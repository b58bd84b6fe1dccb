"""A pack of key figures: what is computed, against which target, after which rule. Data; see models/kpis."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from qa_service.domain.key_figure import Finding
from qa_service.domain.queue import Ending
from qa_service.domain.rubric import Wording
from qa_service.domain.rubric_part import Slug
from qa_service.errors import BadInput, say
from qa_service.foreign import as_it_came
from qa_service.kpi.formulas import ALLOWED, FORMULAS

Number = int | float


class _Entry(BaseModel):
    """Frozen; a misspelt field is refused, since it would silently change a figure."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Target(_Entry):
    """The value that a figure must reach or keep below; exactly one of the two."""

    at_least: float | None = None
    at_most: float | None = None

    def met_by(self, value: float) -> bool:
        """Whether a value keeps the target."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    @model_validator(mode="after")
    def _is_one_bound(self) -> Self:
        if (self.at_least is None) is (self.at_most is None):
            raise ValueError(say("needs either at_least or at_most"))
        return self


class Reference(_Entry):
    """Where a rule stands, in free text, which a certified centre fills in; one text stands for both languages."""

    it: Annotated[str, Field(max_length=2000)] = ""
    en: Annotated[str, Field(max_length=2000)] = ""

    @model_validator(mode="before")
    @classmethod
    def _is_one_text(cls, raw: Any) -> Any:
        return {"it": raw, "en": raw} if isinstance(raw, str) else raw


class Kpi(_Entry):
    """One key figure. `formula` is a name in `kpi.formulas`, `with` its parameters; `period` says over how long the
    rule wants it measured.
    """

    id: Slug
    name: Wording
    formula: str
    parameters: Annotated[Mapping[str, Number | str], Field(alias="with")] = {}
    target: Target | None = None
    reference: Reference = Reference()
    period: Wording | None = None

    @model_validator(mode="after")
    def _has_a_formula(self) -> Self:
        formula = FORMULAS.get(self.formula)
        if formula is None:
            raise ValueError(
                say(
                    "{formula!r} is no formula; use one of {formulas}",
                    formula=self.formula,
                    formulas=", ".join(sorted(FORMULAS)),
                )
            )
        if set(self.parameters) != set(formula.parameters):
            names = ", ".join(formula.parameters) or "no parameters"
            raise ValueError(say("formula {formula} takes {wanted} under `with`", formula=self.formula, wanted=names))
        for name, value in self.parameters.items():
            allowed = ALLOWED.get(f"{self.formula}.{name}")
            if allowed is not None and value not in allowed:
                raise ValueError(
                    say(
                        "{name} is one of {allowed}, not {value}",
                        name=name,
                        allowed=", ".join(str(choice) for choice in allowed),
                        value=repr(value),
                    )
                )
            if name.endswith("seconds") and not (isinstance(value, int) and value > 0):
                raise ValueError(say("{name} is a whole number from 1, not {value}", name=name, value=repr(value)))
        return self


@dataclass(frozen=True, slots=True)
class Measured:
    """A key figure with what was found. `met`: the value keeps the target; `sure`: so does the whole interval, or none
    of it. Both None where there is no target or nothing to hold against it.
    """

    kpi: Kpi
    found: Finding
    met: bool | None
    sure: bool | None


class Aspect(_Entry):
    """A part of the service that several figures describe."""

    id: Slug
    name: Wording
    kpis: Annotated[tuple[Kpi, ...], Field(min_length=1)]


class Treatment(StrEnum):
    """What a contact that left the queue is to the figures of a pack."""

    NOT_ANSWERED = "not_answered"
    LEFT_OUT = "left_out"


class Pack(_Entry):
    """Key figures that belong together: a standard, a regulator's rule, a contract.

    `endings` says how contacts count that leave the queue without an answer and without the caller hanging up; one
    that it does not name counts as not answered.
    """

    id: Slug
    name: Wording
    reference: Reference = Reference()
    endings: Mapping[Ending, Treatment] = {}
    aspects: Annotated[tuple[Aspect, ...], Field(min_length=1)]

    @property
    def treatments(self) -> dict[Ending, Treatment]:
        """That of every ending."""
        return {ending: self.endings.get(ending, Treatment.NOT_ANSWERED) for ending in Ending}

    def treated(self, how: Treatment) -> tuple[Ending, ...]:
        """The endings that are treated so."""
        return tuple(ending for ending, treatment in self.treatments.items() if treatment is how)

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """All figures, aspect by aspect."""
        return tuple(kpi for aspect in self.aspects for kpi in aspect.kpis)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        ids = [kpi.id for kpi in self.kpis]
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            raise ValueError(say("figure ids are used twice: {names}", names=", ".join(twice)))
        return self


def parse(raw: Any, where: str) -> Pack:
    """A validated pack. Raises BadInput with the path of the first fault."""
    try:
        return Pack.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        raise BadInput(as_it_came(first["msg"]), where=f"{where}: {path}" if path else where) from error
