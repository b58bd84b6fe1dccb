"""Taking interactions in: registered, queued, and told of in one way whichever way they came through."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.documents.interactions import TakenView, WarningView
from qa_service.domain import growth
from qa_service.domain.interaction import Channel, Interaction
from qa_service.errors import BadDocument, BadInput, Conflict, OptedOut, QaError, Sentence, say
from qa_service.ingest import documents
from qa_service.refusals import TooLarge, too_large
from qa_service.services import access
from qa_service.services import interactions as interaction_services
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import changes
from qa_service.store import audit, handed_in, interactions, opt_outs, teams
from qa_service.store.blobs import StoredBlob
from qa_service.store.interactions import Outcome
from qa_service.store.remains import drop_unused
from qa_service.store.tables import InteractionRow

_LONGEST_ID = 200
_PIECE = 1 << 20


class TakenInteraction(NamedTuple):
    """The row, and what taking it in did; `team` is the one that its agent is in, where the document names none;
    `apart` why the conversation that it belongs to did not grow by it.
    """

    row: InteractionRow
    outcome: Outcome
    team: str | None = None
    apart: Sentence | None = None

    @property
    def is_new(self) -> bool:
        """Whether anything was not here already."""
        return self.outcome is not Outcome.UNCHANGED


def view(caller: Caller, outcome: TakenInteraction) -> TakenView:
    """As its sender may see it."""
    interaction = interaction_services.view(caller, outcome.row)
    return TakenView(
        outcome=outcome.outcome,
        interaction=interaction,
        warnings=WarningView.of(outcome.row, outcome.team, outcome.apart),
    )


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def take_document(context: Context, raw: bytes, *, replace: bool = False) -> TakenInteraction:
    """One interaction document; a caller of one client may leave `client` out. Raises BadDocument, Conflict,
    Forbidden.
    """
    limits = context.deps.documents()
    context.unchanged()  # `take` notes it
    return take(context, documents.read(raw, limits, client=context.caller.client), replace=replace)


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def take_lines(
    context: Context, file: IO[bytes], *, replace: bool = False
) -> list[tuple[int, TakenInteraction | QaError]]:
    """Every line of JSON Lines on its own, by its number: what became of it, or why it was refused. Raises TooLarge,
    before the first, when there are too many.
    """
    limits = context.deps.limits
    if sum(1 for _ in numbered(file, limits.document_bytes)) > limits.lines:
        raise TooLarge(say("more than {limit} documents came at once; send them in parts", limit=limits.lines))
    file.seek(0)
    context.unchanged()  # `take` notes each
    return [(number, _line(context, raw, replace)) for number, raw in numbered(file, limits.document_bytes)]


def _line(context: Context, raw: bytes, replace: bool) -> TakenInteraction | QaError:
    limit = context.deps.limits.document_bytes
    try:
        if len(raw) > limit:
            raise too_large(limit)
        return take_document(context, raw, replace=replace)
    except QaError as error:
        return error


def numbered(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers; one over the limit is cut right above it."""
    number = 0
    while line := file.readline(limit + 2):  # a line of `limit` bytes, its end, and one byte too many
        number += 1
        tail = line
        while not tail.endswith(b"\n") and (tail := file.readline(limit + 2)):
            pass
        if line := line.strip(b"\r\n"):
            yield number, line


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def take(
    context: Context, interaction: Interaction, sound: Path | IO[bytes] | None = None, *, replace: bool = False
) -> TakenInteraction:
    """One interaction, with the recording that it is of, if it is of one: that lies in a file, or is the rest of an
    open one.

    A longer version of the same conversation in writing takes the place of the shorter one. Where that has to stay as
    it is, the mails that are new become an interaction of their own, of the same case.

    Raises Conflict on different content, Forbidden on another client, BadInput on an empty recording and BadAudio on
    one over the size limit.
    """
    access.check_client(context.caller, interaction.client)
    context.unchanged()  # `_taken` notes it
    try:
        return _taken(context, interaction, sound, replace=replace)
    except Conflict as conflict:
        apart = None if replace else _apart(context, interaction, conflict)
        if apart is None:
            raise
        return apart


def _apart(context: Context, interaction: Interaction, conflict: Conflict) -> TakenInteraction | None:
    """A conversation by mail that does not grow: what of it is nowhere here is taken in by itself; None where that is
    nothing, and what is here is of other content.
    """
    pseudonyms = context.deps.intake.pseudonyms
    with context.deps.store.reading(context.caller.scope) as session:
        known = handed_in.holders(session, interaction.client, interaction.of_messages, pseudonyms)
        if len(set(known.values())) > 1 and len(known) == len(interaction.of_messages):  # in parts, all of it
            return TakenInteraction(interactions.get(session, known[interaction.of_messages[0]]), Outcome.UNCHANGED)
    rest = growth.rest_of(interaction, known) if known else None
    return None if rest is None else _taken(context, rest, None)._replace(apart=conflict.sentence)


def _taken(
    context: Context, interaction: Interaction, sound: Path | IO[bytes] | None, *, replace: bool = False
) -> TakenInteraction:
    intake = context.deps.intake  # which may write down the secret, in a transaction of its own
    if sound is not None:
        _check_not_empty(sound)
    recording = None if sound is None else _stored(context, interaction.client, sound)
    try:
        with context.transaction() as session:
            row, outcome = intake.accept(
                session, interaction, recording, replace=replace, absorbed=partial(_absorbed, context, session)
            )
            if outcome is Outcome.UNCHANGED:
                context.unchanged()
                return TakenInteraction(row, outcome)
            if outcome is Outcome.REPLACED:
                detail = {} if replace else {"grown": True}
                audit.note(session, context.caller.actor, "replace", str(row.id), row.client, run=row.run, **detail)
                context.noted()
            else:
                context.note(row.client, row.client, interaction=str(row.id))
            return TakenInteraction(row, outcome, teams.left_out(session, row.agent, row.team))
    except OptedOut as refusal:
        _count(context, interaction.client, refusal)
        raise
    finally:
        if recording is not None:  # in vain, if the identity was taken or held the same already
            with context.transaction() as session:
                drop_unused(session, interaction.client, recording.key, context.deps.blobs)


def _absorbed(context: Context, session: Session, part: InteractionRow) -> None:
    """A part that came alone goes, since the whole conversation is here now."""
    audit.note(session, context.caller.actor, "absorb", str(part.id), part.client, id=part.external_id)


def _count(context: Context, client: str, refusal: OptedOut) -> None:
    """So that nothing is lost in silence: how often it was refused, and by whom it was handed in."""
    with context.transaction() as session:
        opt_outs.count_refusal(session, UUID(str(refusal.id)))
        audit.note(session, context.caller.actor, "refuse opted-out", client, client, objection=str(refusal.id))


def _stored(context: Context, client: str, sound: Path | IO[bytes]) -> StoredBlob:
    blobs, limit = context.deps.blobs, context.deps.limits.recording_bytes
    if isinstance(sound, Path):
        return blobs.put_file(client, sound, limit)
    return blobs.put(client, iter(lambda: sound.read(_PIECE), b""), limit)


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def take_recording(
    context: Context,
    description: Mapping[str, Any],
    file: IO[bytes],
    *,
    document: bytes | None = None,
    replace: bool = False,
) -> TakenInteraction:
    """The rest of `file`, with what is known of it; its document says it better. Whether the sound can be decoded, the
    worker finds out. Raises as `take`, and BadDocument.
    """
    _check_not_empty(file)
    whole = {**description, **(parsed(document, context.deps.limits.document_bytes) if document else {})}
    context.unchanged()  # `take` notes it
    return take(context, of_recording(context.caller, context.deps, whole), file, replace=replace)


def of_recording(caller: Caller, deps: Dependencies, document: Mapping[str, Any]) -> Interaction:
    """The interaction in a recording's parsed document. Raises BadDocument, Forbidden."""
    limits = deps.documents()
    interaction = documents.build(dict(document), limits, client=caller.client, words_needed=False)
    if interaction.turns:
        raise BadDocument("stand beside a recording", where="turns", hint="leave them out, or send no recording")
    if interaction.channel is not Channel.CALL:
        raise BadDocument("is not 'call'", where="channel", hint="recordings are calls")
    access.check_client(caller, interaction.client)
    return interaction


def described_by_name(file_name: str) -> dict[str, Any]:
    """What a file's name tells of a recording: without a document, its id is the name without its ending."""
    stem = PurePath(file_name.replace("\\", "/")).stem[:_LONGEST_ID]
    return {"channel": "call"} | ({"id": stem, "named_by_file": stem} if stem else {})


def parsed(raw: bytes, limit: int) -> dict[str, Any]:
    """A JSON object. Raises BadDocument."""
    if len(raw) > limit:
        raise BadDocument("is over {limit} bytes", limit=limit, where="document")
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadDocument("is not JSON in UTF-8", where="document", hint="check quotes and encoding") from None
    if not isinstance(document, dict):
        raise BadDocument("is not a JSON object", where="document", hint="give one qa-interaction/1 document")
    return document


def _check_not_empty(sound: Path | IO[bytes]) -> None:
    """Raises BadInput on a recording without a byte. What is in it, the worker that decodes it tells."""
    if isinstance(sound, Path):
        size = sound.stat().st_size
    else:
        start = sound.tell()
        size = sound.seek(0, 2) - start
        sound.seek(start)
    if not size:
        raise BadInput("the recording is empty", where="audio", hint="send the file itself")
