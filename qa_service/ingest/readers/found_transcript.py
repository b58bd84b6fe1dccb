"""The transcript inside a record of a recognised system whose makers put it somewhere of their own: a text of lines
`Name: words`, or a list of objects with a speaker and words.
"""

from collections.abc import Iterator
from typing import Any

from qa_service.ingest.readers import json_values, parties
from qa_service.ingest.readers.contact import ForeignTurn

_NAMES = ("transcript", "transcripts", "transcription", "turns", "messages", "conversation", "dialog", "dialogue",
          "utterances", "segments", "entries", "events", "history", "conversationitems", "lines")  # fmt: skip
_WORDS = (
    "text",
    "content",
    "message",
    "body",
    "utterance",
    "transcript",
    "words",
    "msg",
    "textBody",
    "Content",
    "Text",
)
_SPEAKERS = (
    *("speaker", "role", "participant", "participantRole", "participantPurpose", "purpose", "party", "from", "sender"),
    *("author", "name", "speakerName", "displayName", "ParticipantRole", "participant_role", "speaker_role", "user"),
)
_TIMES = ("timestamp", "time", "at", "created_at", "createdAt", "createdDateTime", "date", "sentAt", "startTime")
_NOTES = ("note", "private_note", "internal_note", "whisper", "comment_internal")
_DEEPEST = 4
_MOST = 2_000


def turns(record: dict[str, Any]) -> list[ForeignTurn]:
    """The first transcript that is found, the shallowest first; empty where there is none."""
    for value in _candidates(record):
        if isinstance(value, str) and len(lines := parties.named_lines(value)) > 1:
            return list(parties.by_name(lines))
        if isinstance(value, list) and (listed := _listed(json_values.objects(value))):
            return listed
    return []


def _candidates(record: dict[str, Any]) -> Iterator[Any]:
    level: list[dict[str, Any]] = [record]
    for _ in range(_DEEPEST):
        for holder in level[:_MOST]:
            yield from (value for name, value in holder.items() if name.lower() in _NAMES)
        level = [value for holder in level[:_MOST] for value in holder.values() if isinstance(value, dict)]


def _listed(items: list[dict[str, Any]]) -> list[ForeignTurn]:
    rows = [(_speaker(item), _first(item, _WORDS), item) for item in items]
    said = [(speaker, text, item) for speaker, text, item in rows if speaker and text and not _is_note(item)]
    known = parties.parties_of_names([speaker for speaker, _, _ in said])
    return [
        ForeignTurn(text, known.get(speaker), voice=speaker, at=_at(item), start=_seconds(item, "start", "offset"))
        for speaker, text, item in said
    ]


def _is_note(item: dict[str, Any]) -> bool:
    """What colleagues wrote for each other."""
    kind = str(item.get("type") or item.get("messageType") or "").casefold()
    is_hidden = True in (item.get("private"), item.get("internal"), item.get("isPrivate"), item.get("isInternal"))
    return is_hidden or item.get("public") is False or kind in _NOTES


def _first(item: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := json_values.string(item.get(name)))), "")


def _speaker(item: dict[str, Any]) -> str:
    for name in _SPEAKERS:
        value = item.get(name)
        inner = _first(value, ("role", "type", "name", "displayName", "id")) if isinstance(value, dict) else ""
        if label := inner or json_values.identifier(value):
            return label
    return ""


def _at(item: dict[str, Any]) -> Any:
    return next((at for name in _TIMES if (at := json_values.moment(item.get(name)))), None)


def _seconds(item: dict[str, Any], *names: str) -> float | None:
    return next((at for name in names if (at := json_values.seconds(item.get(name))) is not None), None)
