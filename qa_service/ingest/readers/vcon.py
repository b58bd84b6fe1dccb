"""vCon files: their dialogs in writing, or the recording that they hold."""

from collections.abc import Iterator
from pathlib import Path

from qa_service.errors import BadInput, say
from qa_service.ingest import vcon
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source


class VconFiles(Reader):
    """The IETF's format for conversations."""

    kind = say("vCon")

    def recognises(self, source: Source) -> bool:
        """By its ending."""
        return source.suffix == ".vcon"

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """Its one interaction. Raises BadDocument."""
        content = vcon.read(source.path.read_bytes())
        if content.sound is None:
            yield source.written(content.document)
            return
        interaction = source.interaction(content.document, words_needed=False)
        yield Incoming(interaction, source.path, lambda folder: _unpacked(source.path, folder))


def _unpacked(path: Path, folder: Path) -> Path:
    content = vcon.read(path.read_bytes())
    sound = folder / f"sound{content.suffix}"
    sound.write_bytes(content.sound or b"")
    return sound
