"""Taking an interaction in: registered, queued, and answered in one way whichever door it came through."""

import json
import logging
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from qa_service.domain.interaction import Channel, Interaction
from qa_service.errors import BadDocument, BadInput
from qa_service.ingest import documents
from qa_service.logs import event
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, teams
from qa_service.store.blobs import Stored
from qa_service.store.erase import drop_unused
from qa_service.store.interactions import Outcome
from qa_service.store.tables import InteractionRow

_LONGEST_ID = 200


class Taken(NamedTuple):
    """The row, and what taking it in did; `team` is the one that its agent is in, where the document names none."""

    row: InteractionRow
    outcome: Outcome
    team: str | None = None

    @property
    def status(self) -> int:
        """202 where work was accepted, 200 where nothing changed."""
        return 200 if self.outcome is Outcome.UNCHANGED else 202


def take_in(service: Dependencies, caller: Caller, interaction: Interaction, *, replace: bool = False) -> Taken:
    """Register one text; the caller of this queues it. Raises Conflict, Forbidden."""
    return _register(service, caller, interaction, None, replace)


def take_in_recording(
    service: Dependencies, caller: Caller, interaction: Interaction, recording: Stored, *, replace: bool = False
) -> Taken:
    """Register one recording that lies in the store; it is removed if no row comes to name it. Raises as `take_in`."""
    try:
        return _register(service, caller, interaction, recording, replace)
    finally:
        with service.store.transaction(caller.scope) as session:
            drop_unused(session, interaction.client, recording.key, service.blobs)


def _register(
    service: Dependencies, caller: Caller, interaction: Interaction, recording: Stored | None, replace: bool
) -> Taken:
    caller.owns(interaction.client)
    with service.store.transaction(caller.scope) as session:
        row, outcome = service.intake.accept(session, interaction, recording, replace=replace)
        if outcome is Outcome.REPLACED:
            audit.note(session, caller.actor, "replace", str(row.id), row.client, run=row.run)
        return Taken(
            row, outcome, None if outcome is Outcome.UNCHANGED else teams.left_out(session, row.agent, row.team)
        )


def queue(service: Dependencies, taken: Sequence[Taken]) -> None:
    """Queue what is new. It is registered by now, so a queue that fails is no reason to refuse: a worker's sweep finds
    what no queue knows of.
    """
    rows = [one.row for one in taken if one.outcome is not Outcome.UNCHANGED]
    try:
        service.jobs.enqueue(rows)
    except Exception as error:  # noqa: BLE001  (whatever ails the queue, what is written down stays)
        event("queueing failed", logging.WARNING, count=len(rows), error=type(error).__name__)


def described(service: Dependencies, caller: Caller, document: bytes | None, file_name: str) -> Interaction:
    """The interaction that a recording's document describes; without one, its id is the file's name without ending.

    Raises BadDocument, Forbidden.
    """
    given = described_by_name(file_name)
    if document:
        given |= parsed(document, service.limits.document_bytes)
    return of_recording(service, caller, given)


def described_by_name(file_name: str) -> dict[str, Any]:
    """What a file's name tells of a recording."""
    stem = PurePath(file_name.replace("\\", "/")).stem[:_LONGEST_ID]
    return {"channel": "call"} | ({"id": stem, "named_by_file": stem} if stem else {})


def of_recording(service: Dependencies, caller: Caller, document: dict[str, Any]) -> Interaction:
    """The interaction in a recording's parsed document. Raises BadDocument, Forbidden."""
    limits = service.limits.documents(service.clock())
    interaction = documents.build(document, limits, client=caller.client, words_needed=False)
    if interaction.turns:
        raise BadDocument("stand beside a recording", where="turns", hint="leave them out, or send no recording")
    if interaction.channel is not Channel.CALL:
        raise BadDocument("is not 'call'", where="channel", hint="recordings are calls")
    caller.owns(interaction.client)
    return interaction


def parsed(raw: bytes, limit: int) -> dict[str, Any]:
    """A JSON object. Raises BadDocument."""
    if len(raw) > limit:
        raise BadDocument("is over {limit} bytes", limit=limit, where="document")
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadDocument("is not JSON in UTF-8", where="document", hint="check quotes and encoding") from None
    if not isinstance(found, dict):
        raise BadDocument("is not a JSON object", where="document", hint="give one qa-interaction/1 document")
    return found


def not_empty(size: int | None) -> None:
    """Raises BadInput on a recording without a byte. What is in it, the worker that decodes it tells."""
    if not size:
        raise BadInput("the recording is empty", where="audio", hint="send the file itself")
