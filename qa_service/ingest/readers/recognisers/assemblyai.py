"""AssemblyAI: utterances of speakers A, B, ... or of channels, in milliseconds.

Documentation: "Get transcript" of the API reference; `speaker_labels`, `multichannel`, `speech_understanding`.
"""

from qa_service.domain.interaction import Channel
from qa_service.errors import BadDocument, say
from qa_service.ingest.readers import contact, words
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, objects, seconds, string
from qa_service.ingest.readers.parties import party, party_of_name
from qa_service.ingest.readers.words import HeardWord

_MILLISECOND = 1e-3


class AssemblyAi(JsonReader):
    """A transcript as its interface gives it."""

    kind = say("AssemblyAI")

    def takes(self, record: Record) -> bool:
        """By fields of its transcripts; its utterances alone are known by their milliseconds in whole numbers."""
        if {"audio_url", "acoustic_model", "audio_duration", "utterances"} & record.keys() and "words" in record:
            return True
        return all(
            isinstance(item.get("start"), int) and {"speaker", "text", "words", "confidence"} <= item.keys()
            for item in objects(record.get("utterances"))[:5] or [{}]
        )

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument, for what is not transcribed yet, too."""
        if conversation.get("status") in ("queued", "processing", "error"):
            raise BadDocument("is not transcribed", hint="fetch the transcript when its status is completed")
        turns = [_utterance(item) for item in objects(conversation.get("utterances"))]
        heard = [word for word in map(_word, objects(conversation.get("words"))) if word.text]
        turns = [turn for turn in turns if turn.text] or words.turns(heard)
        return contact.document(
            Channel.CALL,
            turns or [ForeignTurn(string(conversation.get("text")))],
            id=identifier(conversation.get("id")),
            lang=contact.language(conversation.get("language_code")),
        )


def _utterance(item: Record) -> ForeignTurn:
    start, end = (seconds(item.get(name), _MILLISECOND) for name in ("start", "end"))
    voice = identifier(item.get("speaker"), item.get("channel"))
    return ForeignTurn(string(item.get("text")), party_of_name(voice or ""), voice=voice, start=start, end=end)


def _word(item: Record) -> HeardWord:
    start, end = (seconds(item.get(name), _MILLISECOND) for name in ("start", "end"))
    voice = identifier(item.get("speaker"), item.get("channel"))
    return HeardWord(string(item.get("text")), voice, party(voice), start, end)
