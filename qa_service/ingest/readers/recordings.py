"""Recordings, with the document that describes one beside it."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from qa_service.errors import BadDocument, BadInput
from qa_service.ingest import containers, raw_sound
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source


class Recordings(Reader):
    """Whatever sound the decoder reads."""

    def recognises(self, source: Source) -> bool:
        """By its first bytes; by its ending where the sound has no head, or the file is damaged or empty."""
        by_name = source.suffix in containers.ENDINGS or source.suffix in source.options.raw_sound
        return containers.recognise(source.head) is not None or by_name

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """The one recording. Raises BadDocument for its description."""
        document = {"channel": "call", **source.options.known(source.name), **_description(source)}
        interaction = source.interaction(document, words_needed=False)
        sound = source.options.raw_sound.get(source.suffix)
        if sound is None or containers.recognise(source.head):
            yield Incoming(interaction, source.path)
        else:
            yield Incoming(interaction, source.path, lambda folder: raw_sound.as_wav(source.path, sound, folder))

    def brings(self, source: Source) -> Collection[Path]:
        """`NAME.json` beside `NAME.wav`."""
        description = source.beside(f"{source.path.stem}.json")
        return () if description is None else (description,)


def _description(source: Source) -> dict[str, Any]:
    """What the document beside a recording says of it. Raises BadDocument."""
    path = source.beside(f"{source.path.stem}.json")
    if path is None:
        return {}
    if path.stat().st_size > source.options.limits.max_bytes:
        raise BadDocument("is over {limit} bytes", limit=source.options.limits.max_bytes, where=path.name,
                          hint="split it, or raise QA_MAX_DOCUMENT_BYTES")  # fmt: skip
    try:
        return {**json.loads(path.read_bytes()), "turns": []}
    except (ValueError, TypeError, RecursionError) as error:
        raise BadDocument("is not a JSON object", where=path.name, hint="fix or remove it") from error
