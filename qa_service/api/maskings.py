"""Words that a person masks by hand, and masks that a person takes away."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AfterValidator, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.api.review_requests import Body, Why
from qa_service.documents.maskings import MaskedView, MaskingFigures, MaskingsView, ReleasedView
from qa_service.domain.interaction import storable
from qa_service.domain.masked_words import DatumKind
from qa_service.errors import BadInput
from qa_service.http.dependencies import Name
from qa_service.services import maskings
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["reviews"])

_Words = Annotated[str, Field(min_length=1, max_length=maskings.LONGEST), AfterValidator(storable)]
_Place = Annotated[int, Field(ge=0, le=1_000_000)]


class MaskingBody(Body):
    """What to mask: `turn` with the characters of its masked text from `start` to before `end`, or `words` wherever
    they stand.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "PERSON", "turn": 3, "start": 10, "end": 21},
                {"kind": "PHONE", "words": "348 123 4567"},
            ]
        }
    )

    kind: DatumKind
    turn: _Place | None = None
    start: _Place | None = None
    end: _Place | None = None
    words: _Words | None = None
    why: Why = ""


class ReleaseBody(Body):
    """A mask: the `turn`, and the character of its masked text at which it begins; `words` are what stood there."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"turn": 3, "start": 10}]})

    turn: _Place
    start: _Place
    words: _Words | None = None
    why: Why = ""


@router.post("/interactions/{uuid}/maskings", summary="Mask words by hand", responses=openapi.refuses(404, 409))
def mask(uuid: UUID, body: MaskingBody, context: Annotated[Context, Calls(maskings.mask)]) -> MaskedView:
    """Whole words go, in the turn and wherever else the interaction holds the same ones: turns, quotes, search, answers
    of language models, notes, packs, kept searches, exported files; a worker silences the seconds. Scores stand.
    """
    if body.words is not None and (body.turn, body.start, body.end) == (None, None, None):
        return maskings.mask_everywhere(context, uuid, body.kind, body.words, body.why)
    if body.words is not None or body.turn is None or body.start is None or body.end is None:
        raise BadInput("give words, or turn, start and end", where="body")
    return maskings.mask(context, uuid, body.kind, body.turn, body.start, body.end, body.why)


@router.get("/interactions/{uuid}/maskings", summary="List maskings by hand", responses=openapi.refuses(404))
def listed(uuid: UUID, context: Annotated[Context, Calls(maskings.listed)]) -> MaskingsView:
    """Who masked or released what kind of datum, in how many places, when; no word of it."""
    return maskings.listed(context, uuid)


@router.post("/interactions/{uuid}/maskings:release", summary="Take a mask away", responses=openapi.refuses(404, 409))
def release(uuid: UUID, body: ReleaseBody, context: Annotated[Context, Calls(maskings.release)]) -> ReleasedView:
    """With `words` these stand there. Without, the kept original tells them (`QA_KEEP_ORIGINALS`); where none is kept,
    the mask stays and counts as a false one.
    """
    return maskings.release(context, uuid, body.turn, body.start, body.words, body.why)


@router.get("/maskings/figures", summary="Count missed and false masks", responses=openapi.refuses())
def figures(
    context: Annotated[Context, Calls(maskings.figures)],
    client: Annotated[Name | None, Query(description="this client alone")] = None,
) -> MaskingFigures:
    """By kind: places that people masked by hand, and masks of the machine that they took away as false."""
    return maskings.figures(context, client)
