"""A rubric: what counts as good work, as data. It validates itself when it is loaded."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from qa_service.domain.interaction import Channel, Direction, Identifier


class _Rule(BaseModel):
    """Frozen; a misspelt field is refused, since it would silently change a score."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ShowsBehaviour(_Rule):
    """The agent shows this courtesy behaviour."""

    kind: Literal["behaviour"]
    label: str


class ResolutionIs(_Rule):
    """The case stands like one of these when the interaction ends."""

    kind: Literal["resolution"]
    labels: Annotated[tuple[str, ...], Field(min_length=1)]


class SentimentIs(_Rule):
    """The customer's sentiment at the start or the end is one of these."""

    kind: Literal["sentiment"]
    at: Literal["start", "end"]
    labels: Annotated[tuple[str, ...], Field(min_length=1)]


class SilenceReaches(_Rule):
    """The longest silence of the recording lasts at least so many seconds."""

    kind: Literal["silence"]
    at_least: Annotated[float, Field(gt=0)]


Clause = Annotated[ShowsBehaviour | ResolutionIs | SentimentIs | SilenceReaches, Field(discriminator="kind")]


class Wording(_Rule):
    """The same sentence in both languages."""

    it: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class Scope(_Rule):
    """Where a criterion applies; an empty field means everywhere."""

    channels: frozenset[Channel] = frozenset()
    directions: frozenset[Direction] = frozenset()
    intents: frozenset[str] = frozenset()


class Critical(_Rule):
    """A failure so grave that it caps the whole section's score at `cap`."""

    harms: Literal["customer", "business", "compliance"]
    cap: Annotated[float, Field(ge=0, le=100)]


class Criterion(_Rule):
    """One question about an interaction.

    It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and `applies` make it not
    applicable elsewhere. `look` says where an absence was looked for.
    """

    id: Identifier
    question: Wording
    rule: Clause
    wanted: bool = True
    weight: Annotated[float, Field(ge=0)] = 1.0
    applies: Scope = Scope()
    only_if: Clause | None = None
    critical: Critical | None = None
    look: Literal["opening", "closing", "anywhere"] = "anywhere"


class Section(_Rule):
    """Criteria that make one figure together."""

    id: Identifier
    name: Wording
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Rubric(_Rule):
    """A versioned set of sections; `courtesy` must be one of them."""

    id: Identifier
    version: Annotated[int, Field(ge=1)]
    name: Wording
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def name_at_version(self) -> str:
        """`default@1`, as scorecards cite it."""
        return f"{self.id}@{self.version}"

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        ids = [criterion.id for section in self.sections for criterion in section.criteria]
        if len(set(ids)) < len(ids):
            raise ValueError(f"criterion ids are used twice: {sorted({i for i in ids if ids.count(i) > 1})}")
        if "courtesy" not in {section.id for section in self.sections}:
            raise ValueError("a section with id 'courtesy' is required")
        for section in self.sections:
            if sum(criterion.weight for criterion in section.criteria) <= 0:
                raise ValueError(f"the weights of section '{section.id}' add up to nothing")
        return self
