"""Recordings with their personal data silenced: heard, and drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from qa_service.domain.transcript import Transcript
from qa_service.errors import BadAudio, NotFound
from qa_service.ingest.peaks import peaks
from qa_service.ingest.redacted_audio import MEDIA_TYPE
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.interactions import check_finished
from qa_service.services.use_case import reads
from qa_service.store import interactions, results, waveforms, withholding
from qa_service.store.tables import InteractionRow
from qa_service.store.waveforms import Waveform

HEARD_AS = MEDIA_TYPE
"""The kind of file that is heard."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording of `size` bytes; `read` gives those from one on, up to another. `tag` is another for other bytes."""

    size: int
    tag: str
    read: Callable[[int, int], bytes]
    media_type: str = HEARD_AS


class Outline(NamedTuple):
    """How loud it is over time, with what is said when; `waveform` None: it cannot be decoded, and may yet be heard."""

    waveform: Waveform | None
    transcript: Transcript


@reads(Permission.READ, noted="read recording")
def sound(context: Context, id: UUID) -> Sound:
    """Never the original. Raises NotFound, NotReady, and Withheld for clients and agents where its language is not read
    here, since masking is not sure then.
    """
    row, blobs = interactions.get(context.session, id), context.deps.blobs
    withholding.refuse(context.session, row)
    check_finished(row)
    key = _key(row)
    context.note_read(id, row.client)
    return Sound(blobs.size(key), key.rpartition("/")[2], lambda start, end: blobs.read(key, start, end))


def _key(row: InteractionRow) -> str:
    """It ends in the recording's sha256. Raises NotFound."""
    if row.redacted_key is None:
        raise NotFound("this interaction has no recording that may be heard")
    return row.redacted_key


@reads(Permission.READ, own_transactions=True)
def outline(context: Context, id: UUID) -> Outline:
    """Drawn at the first look and kept. Raises as `sound`."""
    with context.reading() as session:
        row = interactions.get(session, id)
        withholding.refuse(session, row)
        transcript = results.understood(session, id).transcript
        waveform = waveforms.find(session, row)
    return Outline(waveform or _draw(context, row), transcript)


def _draw(context: Context, row: InteractionRow) -> Waveform | None:
    key = _key(row)
    try:
        with context.deps.blobs.local(key) as path:
            waveform = Waveform(*peaks(path))
    except BadAudio:
        return None
    with context.transaction() as session:
        waveforms.save(session, row.id, key, waveform)
    return waveform
