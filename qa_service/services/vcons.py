"""Contacts as vCons, with their analysis."""

from typing import Any
from uuid import UUID

from qa_service.documents.analysis import Analysis
from qa_service.domain.processed import Processed
from qa_service.exporting import vcons
from qa_service.exports import vcon
from qa_service.reviewing import blindness
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.interactions import as_seen, check_finished
from qa_service.services.use_case import reads
from qa_service.store import interactions, results, withholding
from qa_service.store.tables import InteractionRow

MEDIA_TYPE = vcon.MEDIA_TYPE
"""The kind of file that a vCon is."""


@reads(Permission.READ, own_transactions=True, noted="read vcon")
def show(context: Context, id: UUID, *, sound: bool = False) -> dict[str, Any]:
    """Masked words, people as pseudonyms, the analysis; with `sound` the silenced copy of its recording, if it has one.

    Raises NotFound, NotReady while there is no analysis, and Withheld while the caller has a blind review of it to
    answer; with `sound` also where its words are withheld.
    """
    with context.reading() as session:
        row = interactions.get(session, id)
        check_finished(row)
        blindness.refuse(session, id, context.caller.reviewer)
        if sound:
            withholding.refuse(session, row)
        processed = results.processed(session, id)
        why = withholding.reason(session, processed.understood.transcript.lang, id)
    blindness.note_read(context.deps.store, [id], context.caller.reviewer)
    context.note_read(id, row.client)
    return _vcon(context, row, processed, why, sound=sound)


def _vcon(context: Context, row: InteractionRow, processed: Processed, why: str, *, sound: bool) -> dict[str, Any]:
    caller = context.caller
    names, own = caller.may(Permission.SEE_AGENTS), caller.agent
    document = as_seen(Analysis.of(processed, withheld=why), agents=names, own=own).document()
    heard = vcons.sound_of(context.deps.blobs, row) if sound and not why else None
    return vcon.of(vcons.source_of(row, document, heard))
