"""What the readers make of files of other systems, for their tests."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa_service.domain.interaction import GivenTurn, Interaction
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal

LIMITS = DocumentLimits(now=datetime(2026, 11, 24, 12, tzinfo=UTC), zone="Europe/Rome")
OPTIONS = FileOptions(LIMITS, client="acme")


def items(
    folder: Path, name: str, content: str | bytes | Mapping[str, Any] | list[Any], options: FileOptions = OPTIONS
) -> list[Incoming | Refusal]:
    """What a file of this name and content holds."""
    path = folder / name
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_file(path, path.stem, options))


def interactions(*arguments: Any) -> list[Interaction]:
    """The interactions of a file, of which nothing is refused."""
    read = items(*arguments)
    assert all(isinstance(item, Incoming) for item in read), [item.error for item in read if isinstance(item, Refusal)]
    return [item.interaction for item in read if isinstance(item, Incoming)]


def refusal(*arguments: Any) -> str:
    """The sentence of a file of which nothing is taken in."""
    (item,) = items(*arguments)
    assert isinstance(item, Refusal), item
    assert "\n" not in str(item.error)
    return str(item.error)


def said(interaction: Interaction) -> list[tuple[str | None, str]]:
    """Party and words of each turn."""
    return [(turn.speaker and turn.speaker.value, turn.text) for turn in interaction.turns]


def timed(turns: tuple[GivenTurn, ...]) -> list[tuple[int | None, float | None, float | None]]:
    """Voice and seconds of each turn."""
    return [(turn.voice, turn.start, turn.end) for turn in turns]
