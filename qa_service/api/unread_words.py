"""Words in languages that are not read here: released to clients and agents, and taken back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.unread_words import UnreadWordsView
from qa_service.services import unread_words
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/interactions", tags=["interactions"])


@router.get("/{uuid}/words", summary="Ask whether words are withheld", responses=openapi.refuses(404))
def show(uuid: UUID, context: Annotated[Context, Calls(unread_words.show)]) -> UnreadWordsView:
    """What was said in a language that is not read here stays with the staff until a person releases it."""
    return unread_words.show(context, uuid)


@router.post("/{uuid}/words:release", summary="Release withheld words", responses=openapi.refuses(404, 409))
def release(uuid: UUID, context: Annotated[Context, Calls(unread_words.release)]) -> UnreadWordsView:
    """Clients and agents may read, hear, search and export them from now on: mask by hand before what they must not.
    409 where they are not withheld.
    """
    return unread_words.release(context, uuid)


@router.post("/{uuid}/words:withhold", summary="Withhold words again", responses=openapi.refuses(404, 409))
def withhold(uuid: UUID, context: Annotated[Context, Calls(unread_words.withhold)]) -> UnreadWordsView:
    """They stay with the staff again, and files that were made meanwhile and may hold them are taken back. 409 where
    nobody has released them.
    """
    return unread_words.withhold(context, uuid)
