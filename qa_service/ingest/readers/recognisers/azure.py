"""Azure AI Speech: batch transcription (phrases with ticks of 100 ns) and fast transcription (milliseconds).

Documentation: "Get batch transcription results" and "Use the fast transcription API" of Azure AI services.
"""

from typing import Any

from qa_service.domain.interaction import Channel
from qa_service.errors import say
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, objects, seconds, string

_TICK = 1e-7
_MILLISECOND = 1e-3


class AzureSpeech(JsonReader):
    """The result for one recording."""

    kind = say("Azure Speech")

    def takes(self, record: Record) -> bool:
        """By its lists of phrases."""
        return "recognizedPhrases" in record or ("combinedPhrases" in record and "phrases" in record)

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        phrases = objects(conversation.get("recognizedPhrases")) or objects(conversation.get("phrases"))
        codes = [conversation.get("locale"), *(phrase.get("locale") for phrase in phrases[:50])]
        language = next((known for code in codes if (known := contact.language(code))), None)
        return contact.document(Channel.CALL, _turns(phrases), lang=language)


def _turns(phrases: list[Record]) -> list[ForeignTurn]:
    many = len({phrase.get("channel") for phrase in phrases if isinstance(phrase.get("channel"), int)}) > 1
    return [_turn(phrase, many) for phrase in phrases]


def _turn(phrase: Record, many: bool) -> ForeignTurn:
    best = next(iter(objects(phrase.get("nBest"))), phrase)
    speaker, channel = identifier(phrase.get("speaker")), identifier(phrase.get("channel"))
    voice = f"{channel}/{speaker or 0}" if many else speaker
    start = _time(phrase, "offset")
    length = _time(phrase, "duration")
    end = None if start is None or length is None else round(start + length, 3)
    return ForeignTurn(string(best.get("display")) or string(best.get("text")), voice=voice, start=start, end=end)


def _time(phrase: Record, name: str) -> float | None:
    ticks: Any = phrase.get(f"{name}InTicks")
    return seconds(ticks, _TICK) if ticks is not None else seconds(phrase.get(f"{name}Milliseconds"), _MILLISECOND)
