"""Interactions with more of what is known of them in one answer."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.documents.interactions import INTERACTION, InteractionView
from qa_service.documents.judgements import JudgedView
from qa_service.documents.rescorings import ScorecardsView

_INCLUDED: dict[str, Any] = {"included": {"analysis": None, "scorecards": None, "reviews": None}}


class IncludedView(BaseModel):
    """What was asked for by `include`; null where it was not, where there is none yet, or where it is withheld.
    `analysis` is a document of schema `qa-analysis/1`.
    """

    analysis: dict[str, Any] | None = None
    scorecards: ScorecardsView | None = None
    reviews: JudgedView | None = None


class InteractionWithParts(InteractionView):
    """One interaction, with what was asked for beside it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**INTERACTION, **_INCLUDED}]})

    included: IncludedView | None = None


class PageWithParts(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [{**INTERACTION, **_INCLUDED}], "next": None}]})

    items: list[InteractionWithParts]
    next: str | None
