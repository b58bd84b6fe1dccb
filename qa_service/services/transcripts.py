"""What people put right in transcripts; a worker then understands and scores all of it anew."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from qa_service.documents.interactions import InteractionView
from qa_service.domain.interaction import State
from qa_service.domain.transcript import TurnChange
from qa_service.ingest import documents
from qa_service.services import interactions as interaction_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes
from qa_service.store import corrections, interactions, results
from qa_service.store.tables import InteractionRow


@changes(Permission.REVIEW, "correct.roles")
def swap_roles(context: Context, id: UUID, why: str = "") -> InteractionView:
    """Agent and customer change places. Raises NotFound, Conflict."""
    row = interactions.get_locked(context.session, id)
    corrections.swap(context.session, row, why, context.caller.actor)
    context.noted()
    return interaction_services.view(context.caller, row)


@changes(Permission.REVIEW, "confirm.roles")
def confirm_roles(context: Context, id: UUID, why: str = "") -> InteractionView:
    """Agent and customer are who they were taken for; where that was not sure, nothing is said of the agent until
    then. Raises NotFound, Conflict.
    """
    row = interactions.get_locked(context.session, id)
    corrections.confirm_roles(context.session, row, why, context.caller.actor)
    context.noted()
    return interaction_services.view(context.caller, row)


@changes(Permission.REVIEW, "correct.turns")
def correct(context: Context, id: UUID, turns: Sequence[TurnChange], why: str = "") -> InteractionView:
    """Other words or another party for some turns. The words go sealed to a worker, which masks them; until then, and
    if that fails, what was found before is kept. Raises NotFound, Conflict, BadInput.
    """
    row = interactions.get_locked(context.session, id)
    _check_lengths(context, row, turns)
    corrections.change(context.session, context.deps.staging, row, turns, why, context.caller.actor)
    context.noted()
    return interaction_services.view(context.caller, row)


def _check_lengths(context: Context, row: InteractionRow, edits: Sequence[TurnChange]) -> None:
    """New words are held to the limits of a text that comes in; what is longer already may stay so."""
    if row.state is not State.DONE:
        return  # there is nothing to correct, which is told elsewhere
    before = [turn.text for turn in results.understood(context.session, row.id).transcript.turns]
    new = {edit.turn: edit.text for edit in edits if edit.text is not None}
    limits = context.deps.documents()
    limits = replace(limits, max_characters=max(limits.max_characters, sum(map(len, before))))
    documents.check_lengths([new.get(number, text) for number, text in enumerate(before)], limits, new)
