"""A published version of a rubric applied to the past: asked for, looked at while a worker is at it, and the scorecards
that an interaction has under each version.
"""

from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.documents.rescorings import RescoringPage, RescoringView, ScorecardsView
from qa_service.domain.groups import Days
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.reviewing import blindness
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.interactions import check_finished
from qa_service.services.use_case import changes, reads
from qa_service.store import interactions, rescorings, results

_LATEST = 10


class PastOfVersion(NamedTuple):
    """A period to which a version was or is applied; `failure` as it is kept (see `Sentence.load`)."""

    document: RescoringView
    failure: list[Any] | None


@changes(Permission.EDIT_RUBRICS, "score again")
def ask(context: Context, client: str, id: str, version: int, days: Days) -> RescoringView:
    """Have a worker score the client's finished interactions of a period under a published version, its own or one that
    comes with the service; what it is scored under so far stays beside it. `days` have both ends.

    Raises Forbidden; NotFound for a version that is not the client's and for a period with no finished interaction;
    Conflict for a draft, where all are scored under it already, and while another one of the client is not done.
    """
    access.check_client(context.caller, client)
    _check_days(days)
    rubric = context.deps.rubrics.published(context.session, client, id, version).name_at_version
    total = _to_do(context.session, client, days, rubric)
    row = rescorings.place(context.session, client, rubric, days, context.caller.actor)
    context.note(row.id, client, rubric=rubric, since=str(days.since), until=str(days.until), interactions=total)
    return RescoringView.of(row, context.deps.calendar)


def _check_days(days: Days) -> None:
    for where, day in (("since", days.since), ("until", days.until)):
        if day is None:
            raise BadInput("is missing", where=where, hint="say from when and until when")
    if days.since is not None and days.until is not None and days.until <= days.since:
        raise BadInput("lies before the first day", where="until", hint="swap them")


def _to_do(session: Session, client: str, days: Days, rubric: str) -> int:
    """How many interactions it is about. Raises NotFound, Conflict."""
    left = len(rescorings.meant(session, client, days, besides=rubric))
    if left:
        return left
    if rescorings.meant(session, client, days):
        raise Conflict("all finished interactions of this period are scored under {rubric} already", rubric=rubric)
    raise NotFound("client {client!r} has no finished interaction in this period", client=client)


@reads(Permission.EDIT_RUBRICS)
def listed(context: Context, client: str | None = None, cursor: str | None = None, limit: int = 50) -> RescoringPage:
    """Newest first. Raises Forbidden, BadInput."""
    if client is not None:
        access.check_client(context.caller, client)
    rows, more = rescorings.listed(context.session, client, cursor=cursor, limit=limit)
    return RescoringPage(items=[RescoringView.of(row, context.deps.calendar) for row in rows], next=more)


@reads(Permission.EDIT_RUBRICS)
def show(context: Context, id: UUID) -> RescoringView:
    """How far it is, and why it failed. Raises NotFound."""
    return RescoringView.of(rescorings.get(context.session, id), context.deps.calendar)


@reads(Permission.EDIT_RUBRICS)
def of_version(context: Context, client: str, name: str) -> list[PastOfVersion]:
    """The latest ones under a version of a client's. Raises Forbidden."""
    access.check_client(context.caller, client)
    rows = rescorings.of_version(context.session, client, name, _LATEST)
    return [PastOfVersion(RescoringView.of(row, context.deps.calendar), row.failure_sentence) for row in rows]


@reads(Permission.READ, own_transactions=True, noted="read analysis")
def scorecards(context: Context, interaction: UUID) -> ScorecardsView:
    """Under every version that it was scored under, the one that counts first; that the caller reads them is kept.
    Raises NotFound, NotReady, and Withheld while the caller has a blind review of it to answer.
    """
    with context.reading() as session:
        row = interactions.get(session, interaction)
        check_finished(row)
        blindness.refuse(session, interaction, context.caller.reviewer)
        processed = results.processed(session, interaction)
    blindness.note_read(context.deps.store, [interaction], context.caller.reviewer)
    context.note_read(interaction, row.client)
    return ScorecardsView.of(interaction, processed)
