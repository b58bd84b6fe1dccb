"""A file as the readers see it: its name, its first bytes, its text or JSON, and what lies beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qa_service.domain.interaction import Interaction
from qa_service.errors import BadDocument
from qa_service.ingest import documents
from qa_service.ingest.incoming import FileOptions, Incoming

HEAD = 64 * 1024
"""Bytes by which a file is recognised."""
LARGEST_JSON = 256 << 20
"""Bytes of a JSON file that is parsed at all: a vCon may hold an hour of sound."""
_SIGNS = (b",", b"[", b"{", b":")
_MOST_SIGNS = 8_000_000
"""Of its structure, of a JSON file that is parsed: each value takes a hundred bytes of memory, whatever its length."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotJson:
    """What `Source.json` is of a file that holds none."""


NOT_JSON = NotJson()


@dataclass(frozen=True)
class Source:
    """One file. `id` is the id of an interaction that has none of its own; `options` what the caller says of all."""

    path: Path
    id: str
    options: FileOptions

    @property
    def name(self) -> str:
        """Of the file, with its ending."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """The ending in small letters, with its dot."""
        return self.path.suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first bytes. Raises OSError."""
        with self.path.open("rb") as file:
            return file.read(HEAD)

    @cached_property
    def head_text(self) -> str:
        """The first characters, without those that make no sense in its encoding; empty for what is no text."""
        start = decoded(self.head, errors="ignore")
        return "" if "\x00" in start else start

    def content(self, limit: int | None = None) -> bytes:
        """All bytes. Raises BadDocument where they are more than a document may have, or than `limit`."""
        most = self.options.limits.max_bytes if limit is None else limit
        if self.path.stat().st_size > most:
            raise BadDocument("is over {limit} bytes", limit=most, hint="split it, or raise QA_MAX_DOCUMENT_BYTES")
        return self.path.read_bytes()

    def text(self) -> str:
        """All of it, in UTF-8, UTF-16 with its mark, or Windows' western letters. Raises BadDocument."""
        return decoded(self.content())

    @cached_property
    def json(self) -> Any:
        """What a file of JSON holds; `NOT_JSON` for all others, also for JSON that is broken."""
        if not self.head_text.lstrip().startswith(("{", "[")):
            return NOT_JSON
        try:
            raw = self.content(LARGEST_JSON)
            return json.loads(decoded(raw)) if is_small_enough(raw) else NOT_JSON
        except (ValueError, RecursionError, BadDocument):
            return NOT_JSON

    def object(self) -> dict[str, Any]:
        """What a file of one JSON object holds; empty for all others."""
        return self.json if isinstance(self.json, dict) else {}

    def items(self) -> Iterator[dict[str, Any]]:
        """The objects of a JSON array, or the one object that a file holds."""
        values = self.json if isinstance(self.json, list) else [self.json]
        yield from (value for value in values if isinstance(value, dict))

    def beside(self, name: str) -> Path | None:
        """The file of this name in the same folder, if there is one; never one of another folder."""
        if not name or name in (".", "..") or "/" in name or "\\" in name or "\x00" in name:
            return None
        path = self.path.with_name(name)
        return path if path.is_file() and not path.is_symlink() else None

    def interaction(self, document: dict[str, Any], *, words_needed: bool = True) -> Interaction:
        """The interaction of a parsed document (`qa-interaction/1`) in which `id`, `client` and `schema` may be left
        out. Raises BadDocument.
        """
        named = {"named_by_file": Path(self.id).name, **document, "id": document.get("id") or self.id}
        return documents.build(named, self.options.limits, client=self.options.owner, words_needed=words_needed)

    def written(self, document: dict[str, Any]) -> Incoming:
        """A contact in writing, or a call of which only the words are there. Raises BadDocument."""
        return Incoming(self.interaction(document))


def is_small_enough(raw: bytes) -> bool:
    """Whether JSON holds no more values than fit into the memory."""
    return sum(map(raw.count, _SIGNS)) <= _MOST_SIGNS


def decoded(raw: bytes, errors: str = "strict") -> str:
    """Text in the encoding that its first bytes tell, UTF-8, or Windows' western letters."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace" if errors == "strict" else errors)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if errors == "ignore" and error.start > len(raw) - 4:  # a character that the end of the head cuts
            return raw[: error.start].decode("utf-8")
        return raw.decode("cp1252", errors="replace")
