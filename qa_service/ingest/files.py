"""From paths to interactions: what `analyze`, `ingest`, uploads and connectors take in, one interaction or refusal at a
time.

Nothing is passed over in silence: each file of a folder comes in, is refused with the reason, or is named as foreign.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from qa_service import temporary
from qa_service.errors import BadDocument, BadInput, reason, say
from qa_service.ingest import archives
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.readers import registry
from qa_service.ingest.readers.phone_logs import PhoneLogs
from qa_service.ingest.readers.reader import JoiningReader, Reader
from qa_service.ingest.readers.source import Source

_READ = say("recordings, e-mail, vCon, exported chats, transcripts and tables of turns are (docs/formats.md)")


@dataclass(frozen=True, slots=True)
class _Recognised:
    """A file, the reader that takes it (None: nobody does), and the files beside it that it brings along.

    Its source has read nothing yet: a folder may hold more than the memory.
    """

    source: Source
    reader: Reader | None
    brought: tuple[Path, ...] = ()
    is_archive: bool = False

    @classmethod
    def of(cls, path: Path, name: str, options: FileOptions) -> Self:
        """Raises OSError where it cannot be read."""
        source = Source(path, name, options)
        if archives.is_archive(source):
            return cls(source, None, is_archive=True)
        reader = registry.reader_of(source)
        brought = () if reader is None else tuple(reader.brings(source))
        return cls(Source(path, name, options), reader, brought)


def open_all(paths: Sequence[Path], options: FileOptions) -> Iterator[Incoming | Refusal]:
    """Everything in `paths`; folders are read through. A fault in one file does not stop the others."""
    for path in paths:
        yield from _folder(path, options) if path.is_dir() else open_file(path, path.stem, options)


def open_file(path: Path, name: str, options: FileOptions) -> Iterator[Incoming | Refusal]:
    """What one file holds; `name` is the id of what has none of its own. An archive is read as if it were a folder."""
    try:
        file = _Recognised.of(path, name, options)
    except OSError as error:
        yield Refusal(path, _unreadable(error))
        return
    if file.is_archive:
        yield from _archive(file.source)
    elif file.reader is None:
        yield Refusal(path, _kind_not_read())
    else:
        yield from _read(file.reader, file.source)


def is_read(path: Path, options: FileOptions) -> bool:
    """Whether any reader takes a file, or it is an archive. Raises OSError where it cannot be read."""
    file = _Recognised.of(path, path.stem, options)
    return file.is_archive or file.reader is not None


def _read(reader: Reader, source: Source) -> Iterator[Incoming | Refusal]:
    try:
        for item in reader.read(source):
            yield _refusal(reader, source, item) if isinstance(item, BadInput) else item
    except BadInput as error:
        yield _refusal(reader, source, error)
    except OSError as error:
        yield Refusal(source.path, _unreadable(error))


def _refusal(reader: Reader, source: Source, error: BadInput) -> Refusal:
    """With the name of what the file was recognised as."""
    if reader.kind is None:
        return Refusal(source.path, error, is_log=isinstance(reader, PhoneLogs))
    place = say("{kind}, {place}", kind=reader.kind, place=error.place) if error.place else reader.kind
    return Refusal(source.path, BadDocument(error.what, where=place, hint=error.hint))


def _archive(source: Source, prefix: str = "") -> Iterator[Incoming | Refusal]:
    """What an archive holds, which is on the disk until the last of it has been taken."""
    with temporary.folder("archive") as folder:
        try:
            archives.unpack(source.path, folder)
        except BadInput as error:
            yield Refusal(source.path, error)
            return
        options = replace(source.options, archive=source.id)
        for item in _folder(folder, options, prefix, in_archive=True):
            if isinstance(item, Refusal):
                yield replace(item, path=source.path / item.path.relative_to(folder))
            else:
                yield item


def _folder(
    folder: Path, options: FileOptions, prefix: str = "", *, in_archive: bool = False
) -> Iterator[Incoming | Refusal]:
    """Each file below `folder`, without those that belong to another beside them.

    What has no id of its own is called by its path inside the folder: `north/call1` is not `south/call1`.
    """
    unreadable: list[OSError] = []
    places = sorted(
        Path(place, name) for place, _, names in os.walk(folder, onerror=unreadable.append) for name in names
    )
    files: list[_Recognised] = []
    for path in places:
        try:
            files.append(_Recognised.of(path, prefix + path.relative_to(folder).with_suffix("").as_posix(), options))
        except OSError as error:
            unreadable.append(error)
    yield from (Refusal(Path(error.filename), _unreadable(error)) for error in unreadable)
    brought = {path for file in files for path in file.brought}
    own = [file for file in files if file.source.path not in brought]
    for file in own:
        yield from _of_folder(file, in_archive)
    yield from _joined(own)


def _of_folder(file: _Recognised, in_archive: bool) -> Iterator[Incoming | Refusal]:
    path = file.source.path
    if file.is_archive and in_archive:
        yield Refusal(path, BadInput("is an archive inside another", hint="unpack it, and hand it in by itself"))
    elif file.is_archive:
        yield from _archive(file.source, f"{file.source.id}/")
    elif file.reader is None or path.name.endswith(".expected.json"):  # what is expected of a shipped sample
        yield Refusal(path, _kind_not_read(), foreign=True)
    elif not isinstance(file.reader, JoiningReader):
        yield from _read(file.reader, file.source)


def _joined(files: Sequence[_Recognised]) -> Iterator[Incoming | Refusal]:
    """What the readers make of files that they read together."""
    for reader in registry.READERS:
        sources = [file.source for file in files if file.reader is reader]
        if sources and isinstance(reader, JoiningReader):
            for source, item in reader.read_together(sources):
                yield _refusal(reader, source, item) if isinstance(item, BadInput) else item


def _unreadable(error: OSError) -> BadInput:
    return BadInput("cannot be read ({reason})", reason=reason(error), hint="check the path and its permissions")


def _kind_not_read() -> BadInput:
    return BadInput("is of no kind that is read", hint=_READ)
