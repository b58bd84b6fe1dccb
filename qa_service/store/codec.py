"""Values to JSON and back, without knowing their fields: pydantic reads them from the dataclasses."""

import hashlib
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Processed, Understood

T = TypeVar("T")


_NEWER = ("automatic", "callback", "identities", "site", "sourcing", "transfers", "vendor")
_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(of: Any) -> TypeAdapter[Any]:
    """Built once a type: that takes milliseconds."""
    if of not in _adapters:
        _adapters[of] = TypeAdapter(of)
    return _adapters[of]


def dump(value: object) -> bytes:
    """JSON of a frozen dataclass or pydantic model."""
    return _adapter(type(value)).dump_json(value, by_alias=True)


def load(of: type[T], data: bytes) -> T:
    """The value that `dump` wrote. Raises pydantic.ValidationError."""
    value: T = _adapter(of).validate_json(data)
    return value


def to_body(value: object) -> dict[str, Any]:
    """Plain JSON values, for a JSON column."""
    body: dict[str, Any] = _adapter(type(value)).dump_python(value, mode="json", by_alias=True)
    return body


def from_body(of: type[T], body: dict[str, Any]) -> T:
    """The value that `to_body` wrote."""
    # In JSON mode: strings are times and enums again, lists are tuples.
    return load(of, to_json(body))


def split(processed: Processed) -> tuple[dict[str, Any], dict[str, str]]:
    """What the analysis table keeps: the body without `understood`, which has its own table, and the versions."""
    body = to_body(processed)
    del body["understood"]
    return body, body.pop("versions")


def join(understood: dict[str, Any], body: dict[str, Any], versions: dict[str, str]) -> Processed:
    """The inverse of `split`."""
    return from_body(Processed, {**body, "understood": understood, "versions": versions})


def to_understood(body: dict[str, Any]) -> Understood:
    """The understood interaction in a transcript row's body."""
    return from_body(Understood, body)


def fingerprint(interaction: Interaction, recording_sha256: str | None) -> str:
    """sha256 of the canonical content: equal for equal documents, however they were written down. A field that is newer
    than the first fingerprints counts only where it says something, so that what came in before is known again; so does
    a case that has the id of the contact itself.
    """
    if interaction.case == interaction.id:
        interaction = interaction.model_copy(update={"case": None})
    newer: dict[str, Any] = {name: True for name in _NEWER if not getattr(interaction, name)}
    newer["turns"] = {number: {"agent"} for number, turn in enumerate(interaction.turns) if turn.agent is None}
    digest = hashlib.sha256(_adapter(Interaction).dump_json(interaction, by_alias=True, exclude=newer))
    digest.update((recording_sha256 or "").encode())
    return digest.hexdigest()
