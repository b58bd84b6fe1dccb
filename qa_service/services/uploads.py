"""Recordings that arrive in several goes.

The interaction is accepted when the last byte has arrived and its length and sha256 are right. Should we die in
between, whoever asks for the full upload next accepts it.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from qa_service.errors import BadInput, Conflict, Forbidden, NotFound
from qa_service.logs import event
from qa_service.refusals import Held, too_large
from qa_service.services import intake
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import changes, reads
from qa_service.store import teams
from qa_service.store.partial_uploads import Busy, Draft, PartialUploads, Writing

KEPT = timedelta(days=1)
"""An upload that does not move for so long is removed."""
_SOON = {"Retry-After": "2"}


class AnnouncedUpload(NamedTuple):
    """The upload that was begun; `teamless`: its agent is in a team, and its document names none."""

    id: UUID
    teamless: bool


class Upload(NamedTuple):
    """What was announced, and how many bytes of it have arrived."""

    draft: Draft
    offset: int

    @property
    def is_whole(self) -> bool:
        """Whether all bytes are there, and nobody has accepted them yet."""
        return self.offset == self.draft.length and self.draft.interaction is None


@reads(Permission.UPLOAD)
def begin(
    context: Context,
    length: int,
    description: Mapping[str, Any],
    document: bytes | None = None,
    sha256: str | None = None,
    *,
    replace: bool = False,
) -> AnnouncedUpload:
    """The document is checked now, so that nobody sends hours of sound for nothing. What is announced is no interaction
    yet: the audit trail is told when it is taken in. Raises TooLarge, BadDocument, Forbidden.
    """
    limits = context.deps.limits
    if length > limits.recording_bytes:
        raise too_large(limits.recording_bytes)
    whole = {**description, **({} if document is None else intake.parsed(document, limits.document_bytes))}
    interaction = intake.of_recording(context.caller, context.deps, whole)
    draft = Draft(
        id=uuid4(),
        client=interaction.client,
        length=length,
        sha256=_checked(sha256),
        document={**whole, "client": interaction.client},
        replace=replace,
    )
    context.deps.partial_uploads.create(draft)
    return AnnouncedUpload(draft.id, teams.left_out(context.session, interaction.agent, interaction.team) is not None)


def _checked(sha256: str | None) -> str | None:
    if sha256 is not None and (len(sha256) != 64 or set(sha256.lower()) - set("0123456789abcdef")):
        raise BadInput("is not 64 hexadecimal digits", where="sha256", hint="give the sha256 of the whole file")
    return sha256.lower() if sha256 else None


@reads(Permission.UPLOAD, own_transactions=True)
def show(context: Context, id: UUID) -> Upload:
    """Raises NotFound, for another client's upload as well."""
    draft, offset = context.deps.partial_uploads.get(id)
    if not context.caller.scope.reaches(draft.client):
        raise NotFound("no upload {id}; it may have been finished or removed, begin a new one", id=id)
    return Upload(draft, offset)


@contextmanager
def locked(partial_uploads: PartialUploads, id: UUID) -> Iterator[Writing]:
    """An upload that nobody else writes to meanwhile. Raises NotFound, Held."""
    try:
        with partial_uploads.writing(id) as writing:
            yield writing
    except Busy:
        raise Held("another request is writing to this upload; wait for it, or for its end", headers=_SOON) from None


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def accept(context: Context, writing: Writing) -> Upload:
    """Take in the interaction of a complete upload. What can never be accepted is removed with its bytes.

    Raises BadInput, Conflict, Forbidden.
    """
    draft, partial_uploads = writing.draft, context.deps.partial_uploads
    context.unchanged()  # `take` notes it
    try:
        outcome = _take(context, writing)
    except (BadInput, Conflict, Forbidden):
        partial_uploads.remove(draft.id)
        raise
    partial_uploads.accepted(draft, outcome.row.id)
    return Upload(replace(draft, interaction=outcome.row.id), draft.length)


def _take(context: Context, writing: Writing) -> intake.TakenInteraction:
    draft = writing.draft
    interaction = intake.of_recording(context.caller, context.deps, draft.document)
    with writing.opened() as file:
        if draft.sha256 is not None and hashlib.file_digest(file, "sha256").hexdigest() != draft.sha256:  # type: ignore[arg-type]  # it is binary
            raise BadInput("the bytes that came have another sha256 than announced", hint="upload the recording anew")
        file.seek(0)
        return intake.take(context, interaction, file, replace=draft.replace)


@reads(Permission.UPLOAD, own_transactions=True)
def give_up(context: Context, id: UUID) -> None:
    """Its bytes are removed. An interaction that came of it stays. Raises NotFound, Held."""
    draft, partial_uploads = show(context, id).draft, context.deps.partial_uploads
    if draft.interaction is not None:
        partial_uploads.remove(id)
        return
    with locked(partial_uploads, id):
        partial_uploads.remove(id)


def sweep(deps: Dependencies) -> None:
    """Remove uploads that nobody goes on with; a folder that cannot be read now may be read in an hour."""
    try:
        count = deps.partial_uploads.sweep(deps.clock() - KEPT)
    except OSError as error:
        event("sweep failed", logging.WARNING, error=type(error).__name__)
        return
    if count:
        event("abandoned uploads removed", count=count)
