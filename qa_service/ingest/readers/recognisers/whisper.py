"""Whisper and what is built on it: openai-whisper, whisperX, whisper-timestamped, faster-whisper, whisper.cpp, the
transcriptions of OpenAI's interface (`verbose_json`, `diarized_json`), pipelines of transformers (`chunks`).

All have segments with seconds; some say who speaks in each, or in each word.
"""

from collections.abc import Iterator
from typing import Any

from qa_service.domain.interaction import Channel
from qa_service.errors import say
from qa_service.ingest.readers import contact, words
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, objects, seconds, string
from qa_service.ingest.readers.parties import party_of_name
from qa_service.ingest.readers.words import HeardWord

_LISTS = ("segments", "transcription", "chunks", "speakers")


class Whisper(JsonReader):
    """Segments of whatever wrote them."""

    kind = say("transcript of Whisper")

    def takes(self, record: Record) -> bool:
        """By its segments; by themselves where they are the whole file."""
        return any(map(_is_segment, _segments(record)[:1])) or _is_segment(record) or _is_empty(record)

    def conversations(self, found: list[Record]) -> list[Record]:  # type: ignore[override]
        """An array of bare segments is one recording."""
        return [{"segments": found}] if found and all(map(_is_segment, found)) else found

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        turns = [turn for segment in _segments(conversation) for turn in _turns(segment)]
        language = contact.language(conversation.get("language") or member(conversation, "result", "language"))
        language = language or contact.language(member(conversation, "info", "language"))
        plain = [ForeignTurn(string(conversation.get("text")))]
        return contact.document(Channel.CALL, turns or plain, lang=language)


def _segments(record: Record) -> list[Record]:
    """Those that say who speaks are preferred."""
    lists = [objects(record.get(name)) for name in _LISTS]
    named = [items for items in lists if any(item.get("speaker") is not None for item in items)]
    return next((items for items in (*named, *lists) if items), [])


def _is_segment(item: Record) -> bool:
    return isinstance(item.get("text"), str) and _times(item) is not None


def _is_empty(record: Record) -> bool:
    """A recording in which nothing was said."""
    return record.get("segments") == [] and isinstance(record.get("text"), str)


def _times(item: Record) -> tuple[float | None, float | None] | None:
    """Beginning and end, in seconds; None where it has none."""
    stamps = item.get("timestamp")
    if isinstance(stamps, list) and len(stamps) == 2:
        return seconds(stamps[0]), seconds(stamps[1])
    if isinstance(offsets := item.get("offsets"), dict):
        return seconds(offsets.get("from"), 1e-3), seconds(offsets.get("to"), 1e-3)
    if "start" in item and "end" in item:
        return seconds(item["start"]), seconds(item["end"])
    return None


def _turns(segment: Record) -> Iterator[ForeignTurn]:
    """One, or as many as speak in its words."""
    heard = [word for item in objects(segment.get("words")) if (word := _word(item, segment)).text]
    if len({word.voice for word in heard}) > 1:
        yield from words.turns(heard)
        return
    start, end = _times(segment) or (None, None)
    voice = identifier(segment.get("speaker"))
    yield ForeignTurn(string(segment.get("text")), party_of_name(voice or ""), voice=voice, start=start, end=end)


def _word(item: Record, segment: Record) -> HeardWord:
    """Where a word has no voice of its own it is that of its segment."""
    written: Any = item.get("word") if "word" in item else item.get("text")
    voice = identifier(item.get("speaker"), segment.get("speaker"))
    start, end = _times(item) or (None, None)
    return HeardWord(string(written), voice, party_of_name(voice or ""), start, end)
