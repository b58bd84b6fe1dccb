"""An interaction with more of what is known of it in one answer: analysis, scorecards, what people said of it."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from qa_service.documents.inclusion import IncludedView, InteractionWithParts, PageWithParts
from qa_service.errors import Withheld
from qa_service.refusals import NotReady
from qa_service.services import interactions, rescorings, reviews
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.interactions import Terms
from qa_service.services.use_case import reads


class Part(StrEnum):
    """What may be asked for beside the interaction itself."""

    ANALYSIS = "analysis"
    SCORECARDS = "scorecards"
    REVIEWS = "reviews"


_READ: Mapping[Part, Callable[[Context, UUID], Any]] = {
    Part.ANALYSIS: lambda context, id: interactions.analysis(context, id).document(),
    Part.SCORECARDS: rescorings.scorecards,
    Part.REVIEWS: reviews.of_interaction,
}
"""Each is a use case of its own, with its permission and its line in the audit trail."""


@reads(Permission.READ, own_transactions=True)
def show(context: Context, id: UUID, parts: Collection[Part]) -> InteractionWithParts:
    """Raises what reading the parts raises: NotFound, NotReady, Withheld, Forbidden."""
    view = interactions.show(context, id)
    included = IncludedView(**{part: _READ[part](context, id) for part in parts})
    return InteractionWithParts(**dict(view), included=included)


@reads(Permission.READ, own_transactions=True)
def listed(
    context: Context, terms: Terms, parts: Collection[Part], cursor: str | None = None, limit: int = 50
) -> PageWithParts:
    """A page of interactions, each with what can be had of its parts: null where there is none yet, or where it is
    withheld from the caller. Raises as `interactions.listed`, and Forbidden for parts that the caller may not read.
    """
    page = interactions.listed(context, terms, cursor, limit)
    items = [
        InteractionWithParts(
            **dict(view), included=IncludedView(**{part: _had(context, part, view.uuid) for part in parts})
        )
        for view in page.items
    ]
    return PageWithParts(items=items, next=page.next)


def _had(context: Context, part: Part, id: UUID) -> Any:
    try:
        return _READ[part](context, id)
    except (NotReady, Withheld):
        return None
