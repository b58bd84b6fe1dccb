"""Google Cloud Speech-to-Text, v1 and v2: results of channels; with diarisation the last one has the tags of all words.

Documentation: `RecognizeResponse` of the API reference; "Detect different speakers".
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

_TAGS = ("speakerTag", "speaker_tag", "speakerLabel", "speaker_label")


class GoogleSpeech(JsonReader):
    """The answer to a recording, also inside of the operation that made it."""

    kind = say("Google Speech-to-Text")

    def takes(self, record: Record) -> bool:
        """By results that have alternatives."""
        return any("alternatives" in result for result in _results(record)[:3])

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        results = _results(conversation)
        tagged = [word for item in _words(results[-1]) if (word := _word(item)).voice is not None] if results else []
        turns = words.turns(tagged) if tagged else [turn for result in results for turn in _turns(result)]
        codes = [result.get("languageCode") or result.get("language_code") for result in results]
        language = next((known for code in codes if (known := contact.language(code))), None)
        return contact.document(Channel.CALL, turns, lang=language)


def _results(record: Record) -> list[Record]:
    return objects(record.get("results")) or objects(member(record, "response", "results"))


def _best(result: Record) -> Record:
    return next(iter(objects(result.get("alternatives"))), {})


def _words(result: Record) -> list[Record]:
    return objects(_best(result).get("words"))


def _turns(result: Record) -> Iterator[ForeignTurn]:
    channel = identifier(result.get("channelTag"), result.get("channel_tag"))
    heard = [_word(item) for item in _words(result)]
    said = string(_best(result).get("transcript"))
    start, end = (heard[0].start, heard[-1].end) if heard else (None, None)
    if said:
        yield ForeignTurn(said, voice=channel, start=start, end=end)


def _word(item: Record) -> HeardWord:
    tag = next((label for name in _TAGS if (label := identifier(item.get(name))) and label != "0"), None)
    start, end = (_seconds(item, f"{side}Time", f"{side}Offset", f"{side}_time") for side in ("start", "end"))
    return HeardWord(string(item.get("word")), tag, party_of_name(tag or ""), start, end)


def _seconds(item: Record, *names: str) -> float | None:
    """A duration as its JSON has it (`1.400s`), or as an object of seconds and nanoseconds."""
    for name in names:
        value: Any = item.get(name)
        if isinstance(value, dict):
            return (seconds(value.get("seconds") or 0) or 0.0) + (seconds(value.get("nanos") or 0, 1e-9) or 0.0)
        if isinstance(value, str):
            return seconds(value.removesuffix("s"))
    return None
