"""Deepgram: utterances, or the words of each channel with the number of who speaks.

Documentation: "Pre-recorded audio" of the API reference; features `diarize`, `utterances`, `multichannel`.
"""

from collections.abc import Iterator
from typing import Any

from qa_service.domain.interaction import Channel
from qa_service.errors import say
from qa_service.ingest.readers import contact, words
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, objects, seconds, string
from qa_service.ingest.readers.words import HeardWord


class Deepgram(JsonReader):
    """The answer of the interface to a recording."""

    kind = say("Deepgram")

    def takes(self, record: Record) -> bool:
        """By its results of channels."""
        results = record.get("results")
        return isinstance(results, dict) and ("channels" in results or "utterances" in results)

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        results = member(conversation, "results")
        channels = objects(member(results, "channels"))
        best = [next(iter(objects(channel.get("alternatives"))), {}) for channel in channels]
        turns = list(_utterances(results, len(channels) > 1)) or _of_words(best)
        plain = [ForeignTurn(string(option.get("transcript")), voice=place) for place, option in enumerate(best)]
        language = next((code for item in channels if (code := contact.language(item.get("detected_language")))), None)
        id = identifier(member(conversation, "metadata", "request_id"))
        return contact.document(Channel.CALL, turns or plain, id=id, lang=language)


def _utterances(results: Any, many: bool) -> Iterator[ForeignTurn]:
    for item in objects(member(results, "utterances")):
        said = string(item.get("transcript"))
        voice = _voice(identifier(item.get("speaker")), identifier(item.get("channel")), many)
        if said:
            start, end = seconds(item.get("start")), seconds(item.get("end"))
            yield ForeignTurn(said, voice=voice, start=start, end=end)


def _voice(speaker: str | None, channel: str | None, many: bool) -> str | None:
    """Where each has its channel, the channel tells them apart, and who speaks on it."""
    return f"{channel}/{speaker or 0}" if many else speaker


def _of_words(best: list[Record]) -> list[ForeignTurn]:
    turns: list[ForeignTurn] = []
    for channel, option in enumerate(best):
        heard = [_word(item, str(channel), len(best) > 1) for item in objects(option.get("words"))]
        turns += words.turns(word for word in heard if word.text)
    return turns


def _word(item: Record, channel: str, many: bool) -> HeardWord:
    written = string(item.get("punctuated_word")) or string(item.get("word"))
    voice = _voice(identifier(item.get("speaker")), channel, many)
    return HeardWord(written, voice, None, seconds(item.get("start")), seconds(item.get("end")))
