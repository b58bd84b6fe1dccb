"""A coaching pack as a ZIP: a page to open without any network, the clips, the transcripts, and training data."""

import json
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import IO

from qa_service.exports.moments import Document, TrainingMoment
from qa_service.exports.naming import Naming
from qa_service.exports.pack_page import MomentClip, page, transcript
from qa_service.exports.training import example

Clip = Callable[[TrainingMoment], bytes | None]
_THEN = (1980, 1, 1, 0, 0, 0)
"""Every entry's time, so that equal packs give equal bytes."""
CLIP_ENDING = "flac"


def write(
    sink: IO[bytes],
    title: str,
    note: str,
    moments: Sequence[TrainingMoment],
    clip: Clip,
    naming: Naming,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """`clip` gives the sound of a moment (None: there is none); `progress` hears of every moment done."""
    with zipfile.ZipFile(sink, "w") as archive:
        clips = []
        for number, moment in enumerate(moments, 1):
            sound = clip(moment)
            name = f"clips/{number:03d}-{_slug(moment.document['id'])}.{CLIP_ENDING}" if sound else None
            if name and sound:
                _put(archive, name, sound, zipfile.ZIP_STORED)
            clips.append(MomentClip(moment, name))
            progress(number)
        documents = _documents(moments)
        for number, document in enumerate(documents, 1):
            text = transcript(document, naming.language)
            _put(archive, f"transcripts/{number:03d}-{_slug(document['id'])}.txt", text.encode())
        _put(archive, "training.jsonl", b"".join(_lines(documents, moments)))
        _put(archive, "index.html", page(title, note, clips, naming).encode())


def write_jsonl(sink: IO[bytes], moments: Sequence[TrainingMoment]) -> None:
    """The training data alone."""
    sink.writelines(_lines(_documents(moments), moments))


def _lines(documents: Iterable[Document], moments: Sequence[TrainingMoment]) -> Iterable[bytes]:
    for document in documents:
        own = [moment for moment in moments if moment.document is document]
        yield json.dumps(example(document, own), ensure_ascii=False).encode() + b"\n"


def _documents(moments: Iterable[TrainingMoment]) -> list[Document]:
    """Each document once, in order."""
    return list({id(moment.document): moment.document for moment in moments}.values())


def _put(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _THEN)
    entry.compress_type, entry.external_attr = method, 0o644 << 16
    archive.writestr(entry, data)


def _slug(id: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", id)[:60].strip("-") or "x"
