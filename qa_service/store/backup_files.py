"""Recordings and sealed words on their way into a backup and back."""

import hashlib
import uuid
from collections.abc import Callable, Iterator

from qa_service.errors import BadInput, MissingKey, NotFound
from qa_service.store.backup_place import BackedUpFile, BackupPlace
from qa_service.store.blobs import Blobs
from qa_service.store.staging import Staging

KINDS = ("clients", "work")
"""What is backed up. Exported files are made anew in a moment, and uploads on their way come again."""
Progress = Callable[[int], None]


class Gathering:
    """Files that a backup may need, found in several looks; what is there already is not copied again."""

    def __init__(self, place: BackupPlace, blobs: Blobs, staging: Staging) -> None:
        self._place, self._blobs, self._staging = place, blobs, staging
        self.found: dict[str, BackedUpFile] = {}
        self.damaged: set[str] = set()

    def look(self, needs: Callable[[str], bool], progress: Progress) -> None:
        """Copy what lies there now and `needs` wants; what was found before stays found if it is gone by now."""
        for kind in KINDS:
            for key, _ in self._blobs.list(kind):
                if key in self.found or not needs(key):
                    continue
                try:
                    self._take(key)
                except NotFound:
                    continue
                except (BadInput, MissingKey):
                    self.damaged.add(key)
                if len(self.found) % 100 == 0:
                    progress(len(self.found))

    def _take(self, key: str) -> None:
        if key.startswith("work/"):
            data = _words(key, self._staging)
            file = BackedUpFile(key, len(data), hashlib.sha256(data).hexdigest())
            pieces: Iterator[bytes] = iter((data,))
        else:
            file = BackedUpFile(key, self._blobs.size(key), key.rpartition("/")[2])
            pieces = self._blobs.stream(key)
        name = self._place.object_of(file)
        if not self._place.blobs.exists(name):
            self._place.blobs.write_pieces(name, file.size, _checked(pieces, file))
        self.found[key] = file


def _words(key: str, staging: Staging) -> bytes:
    _, interaction, run, name = key.split("/", 3)
    return staging.get(uuid.UUID(interaction), int(run), name)


def _checked(pieces: Iterator[bytes], file: BackedUpFile) -> Iterator[bytes]:
    """Raises BadInput at the end of a content that is not the one that was meant."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield piece
    if (digest.hexdigest(), size) != (file.sha256, file.size):
        raise BadInput("is not as it was written", where=file.key, hint="take an earlier backup")


def content(place: BackupPlace, file: BackedUpFile) -> Iterator[bytes]:
    """Of a file in a backup. Raises NotFound, and BadInput where it is damaged, at the latest at its end."""
    return _checked(place.blobs.stream(place.object_of(file)), file)


def put_back(place: BackupPlace, file: BackedUpFile, blobs: Blobs, staging: Staging) -> None:
    """Into the recording store, sealed with the key of now."""
    if file.key.startswith("work/"):
        _, interaction, run, name = file.key.split("/", 3)
        staging.put(uuid.UUID(interaction), int(run), name, b"".join(content(place, file)))
    else:
        blobs.write_pieces(file.key, file.size, content(place, file))
