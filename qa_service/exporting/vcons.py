"""vCons: as JSON Lines without sound, or a file each with the silenced copy of its recording."""

import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from qa_service.domain.exports import Format
from qa_service.errors import NotFound
from qa_service.exporting import sources
from qa_service.exporting.sources import AnalysedInteraction, Progress
from qa_service.exports import text_files, vcon
from qa_service.exports.vcon import VconSource
from qa_service.ingest.redacted_audio import MEDIA_TYPE
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow

_LARGEST = 100 << 20
"""Bytes of a recording that stands in a vCon: an hour and a half of stereo."""


def write(store: Store, blobs: Blobs, order: Order, sink: IO[bytes], progress: Progress) -> None:
    """Every finished contact of the order, once: what several agents had of one stands in it."""
    if order.format is Format.ZIP:
        _write_zip(store, blobs, order, sink, progress)
        return
    text_files.write_jsonl(sink, (vcon.of(_source(analysed)) for analysed in _contacts(store, order, progress)))


def _write_zip(store: Store, blobs: Blobs, order: Order, sink: IO[bytes], progress: Progress) -> None:
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for analysed in _contacts(store, order, progress):
            content = vcon.of(_source(analysed, _sound(blobs, analysed)))
            archive.writestr(f"{analysed.row.id}.vcon", json.dumps(content, ensure_ascii=False).encode())


def _contacts(store: Store, order: Order, progress: Progress) -> Iterator[AnalysedInteraction]:
    return (item for item in sources.analysed(store, order, progress) if item.row.segment_of is None)


def _sound(blobs: Blobs, analysed: AnalysedInteraction) -> bytes | None:
    """Where the words may not be read, they may not be heard either."""
    return None if analysed.is_withheld else sound_of(blobs, analysed.row)


def sound_of(blobs: Blobs, row: InteractionRow) -> bytes | None:
    """The silenced copy; None where there is none, or none any more, and where it is too large for a JSON text."""
    if row.redacted_key is None:
        return None
    try:
        return blobs.read(row.redacted_key) if blobs.size(row.redacted_key) <= _LARGEST else None
    except NotFound:
        return None


def _source(analysed: AnalysedInteraction, sound: bytes | None = None) -> VconSource:
    return source_of(analysed.row, analysed.document, sound)


def source_of(row: InteractionRow, document: dict[str, Any], sound: bytes | None) -> VconSource:
    """What the vCon of a finished contact is made of."""
    return VconSource(
        id=row.id,
        document=document,
        began=row.at,
        done=row.done_at or row.received_at,
        direction=row.direction.value,
        ended=row.ended_at,
        duration=row.duration,
        customer=row.customer,
        sound=sound,
        media_type=MEDIA_TYPE,
    )
