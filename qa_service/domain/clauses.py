"""Clauses: what a rubric can ask of an interaction, as data of few closed kinds.

A clause holds, does not hold, or cannot be told. `scoring.rules` reads them; here is only what may be written down.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.rubric_part import RubricPart, Slug
from qa_service.domain.scorecard import Verdict
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript
from qa_service.errors import say

Label = Annotated[str, Field(max_length=64)]
Labels = Annotated[tuple[Label, ...], Field(min_length=1)]
Measure = Literal[
    "silence_share",
    "longest_silence",
    "overlaps",
    "agent_talk_share",
    "customer_talk_share",
    "first_response",
    "mean_response",
    "longest_response",
]
"""What is measured of the conversation: shares 0..1 of its time or of the talk, seconds, or a count (overlaps)."""


class ShowsBehaviour(RubricPart):
    """The agent shows this courtesy behaviour."""

    kind: Literal["behaviour"]
    label: Label


class IntentIs(RubricPart):
    """The customer's reason for contact is one of these."""

    kind: Literal["intent"]
    labels: Labels


class ResolutionIs(RubricPart):
    """The case stands like one of these when the interaction ends."""

    kind: Literal["resolution"]
    labels: Labels


class SentimentIs(RubricPart):
    """The customer's sentiment at the start or the end is one of these."""

    kind: Literal["sentiment"]
    at: Literal["start", "end"]
    labels: Labels


class SilenceReaches(RubricPart):
    """The longest silence of the recording lasts at least so many seconds."""

    kind: Literal["silence"]
    at_least: Annotated[float, Field(gt=0)]


class DynamicsAre(RubricPart):
    """A measure lies between two bounds, both included; one may be left out."""

    kind: Literal["dynamics"]
    measure: Measure
    at_least: Annotated[float, Field(ge=0)] | None = None
    at_most: Annotated[float, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _has_bounds(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError(say("needs at_least, at_most or both"))
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(say("at_least is over at_most, so it could never hold"))
        return self


class AnswerIs(RubricPart):
    """Another criterion of the same rubric was answered like this, by the machine or by a person."""

    kind: Literal["answer"]
    criterion: Slug
    verdicts: Annotated[tuple[Verdict, ...], Field(min_length=1)]


class AllOf(RubricPart):
    """Every one of these holds."""

    kind: Literal["all"]
    of: Annotated[tuple["Clause", ...], Field(min_length=2)]


class AnyOf(RubricPart):
    """At least one of these holds."""

    kind: Literal["any"]
    of: Annotated[tuple["Clause", ...], Field(min_length=2)]


class Not(RubricPart):
    """This does not hold."""

    kind: Literal["not"]
    of: "Clause"


class AskPerson(RubricPart):
    """A person answers: for the machine it is unclear until a review exists."""

    kind: Literal["person"]


SpokenClause = SaysPhrase | SaysScript
"""What is looked for in the words themselves."""
LeafClause = (
    ShowsBehaviour
    | IntentIs
    | ResolutionIs
    | SentimentIs
    | SilenceReaches
    | DynamicsAre
    | AnswerIs
    | SpokenClause
    | ResemblesExamples
    | AsksModel
)
Clause = Annotated[LeafClause | AllOf | AnyOf | Not, Field(discriminator="kind")]
Rule = Annotated[LeafClause | AllOf | AnyOf | Not | AskPerson, Field(discriminator="kind")]
"""What makes a criterion: a clause, or a question to a person, which is no part of any other clause."""

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


def walk(rule: Rule, path: str) -> Iterator[tuple[str, Rule]]:
    """The clause at `path` and all clauses inside it, each with its own path."""
    yield path, rule
    match rule:
        case AllOf() | AnyOf():
            for number, inner in enumerate(rule.of):
                yield from walk(inner, f"{path}.of[{number}]")
        case Not():
            yield from walk(rule.of, f"{path}.of")
        case _:
            return


def needs(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The other criteria on whose answers a clause itself rests: the field that names each, and its id."""
    match rule:
        case AnswerIs():
            return (("criterion", rule.criterion),)
        case SaysPhrase(where=where) | SaysScript(where=where) if where is not None:
            return tuple((f"where.{field}", id) for field, id in where.criteria)
        case _:
            return ()
