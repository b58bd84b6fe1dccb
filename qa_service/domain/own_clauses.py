"""Clauses that a model of the centre's own answers: one learned from its reviews, or a language model that it runs."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from qa_service.domain.interaction import storable
from qa_service.domain.rubric_part import RubricPart

ModelHash = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]


class ResemblesExamples(RubricPart):
    """What people answered of other interactions, learned: `model` is the sha256 of what was learned."""

    kind: Literal["examples"]
    model: ModelHash


class AsksModel(RubricPart):
    """A question in words, which a language model answers with yes or no and shows by quotes."""

    kind: Literal["ask"]
    question: Annotated[str, Field(min_length=5, max_length=500), AfterValidator(storable)]
