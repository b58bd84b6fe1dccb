"""Recognisers whose result is one list of words with speakers: Speechmatics, Rev AI, ElevenLabs.

Documentation: `json-v2` of Speechmatics (results of words and punctuation), "Transcript" of Rev AI (monologues of
elements), "Create transcript" of ElevenLabs (words and the spacing between them).
"""

from collections.abc import Iterator

from qa_service.domain.interaction import Channel
from qa_service.errors import say
from qa_service.ingest.readers import contact, words
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, objects, seconds, string
from qa_service.ingest.readers.words import HeardWord


class Speechmatics(JsonReader):
    """A transcript in its `json-v2`."""

    kind = say("Speechmatics")

    def takes(self, record: Record) -> bool:
        """By its version of the format, beside results."""
        return "format" in record and "metadata" in record and isinstance(record.get("results"), list)

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        heard = [_of_speechmatics(item) for item in objects(conversation.get("results"))]
        language = contact.language(member(conversation, "metadata", "transcription_config", "language"))
        id = identifier(member(conversation, "job", "id"))
        return contact.document(Channel.CALL, words.turns(word for word in heard if word.text), id=id, lang=language)


def _of_speechmatics(item: Record) -> HeardWord:
    best = next(iter(objects(item.get("alternatives"))), {})
    voice = identifier(item.get("channel"), best.get("speaker"))
    glued = item.get("type") == "punctuation"
    start, end = seconds(item.get("start_time")), seconds(item.get("end_time"))
    return HeardWord(string(best.get("content")), None if voice == "UU" else voice, None, start, end, glued)


class RevAi(JsonReader):
    """A transcript of monologues."""

    kind = say("Rev AI")

    def takes(self, record: Record) -> bool:
        """By its monologues."""
        return isinstance(record.get("monologues"), list)

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        heard = [word for item in objects(conversation.get("monologues")) for word in _of_monologue(item)]
        return contact.document(Channel.CALL, words.turns(heard))


def _of_monologue(monologue: Record) -> Iterator[HeardWord]:
    voice = identifier(monologue.get("speaker"))
    for element in objects(monologue.get("elements")):
        written = string(element.get("value"))
        if written:
            start, end = seconds(element.get("ts")), seconds(element.get("end_ts"))
            yield HeardWord(written, voice, None, start, end, element.get("type") == "punct")


class ElevenLabs(JsonReader):
    """A transcript of Scribe."""

    kind = say("ElevenLabs")

    def takes(self, record: Record) -> bool:
        """By its words, of which each has a type."""
        first = next(iter(objects(record.get("words"))), {})
        return "language_code" in record and {"text", "type", "start"} <= first.keys()

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        heard = [_of_scribe(item) for item in objects(conversation.get("words")) if item.get("type") == "word"]
        language = contact.language(conversation.get("language_code"))
        id = identifier(conversation.get("transcription_id"))
        return contact.document(Channel.CALL, words.turns(word for word in heard if word.text), id=id, lang=language)


def _of_scribe(item: Record) -> HeardWord:
    voice = identifier(item.get("speaker_id"))
    return HeardWord(string(item.get("text")), voice, None, seconds(item.get("start")), seconds(item.get("end")))
