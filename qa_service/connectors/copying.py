"""Pieces of an object into a file, up to a limit."""

from collections.abc import Iterable
from pathlib import Path

from qa_service.connectors.port import ObjectTooLarge


def copied(pieces: Iterable[bytes], into: Path, limit: int) -> None:
    """Raises ObjectTooLarge where there is more, whatever the listing said of its size."""
    size = 0
    with into.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > limit:
                raise ObjectTooLarge("it is larger than {limit} bytes", limit=limit)
            file.write(piece)
