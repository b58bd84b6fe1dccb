"""Transcripts of nobody in particular: lines `Name: words` in a text file, lists of turns in JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qa_service.domain.interaction import Channel
from qa_service.errors import BadInput, say
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers import contact, found_transcript, parties
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, objects
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source

_MOST_NAMES = 6
_OF_LOGS = frozenset({"trace", "debug", "info", "notice", "warn", "warning", "error", "fatal", "critical", "verbose",
                      "errore", "avviso"})  # fmt: skip
_OURS = frozenset({"schema", "turns"})


class PlainTranscripts(Reader):
    """Text in which each turn begins with who speaks."""

    kind = say("transcript")

    def recognises(self, source: Source) -> bool:
        """By a few names of which two say which party they are, or one does and some come again, or there are only two
        and both come again. A list of `Contact: Mario`, `Password: x` is none, and neither is the log of a program.
        """
        if source.suffix not in (".txt", ""):
            return False
        names = Counter(name for name, _ in parties.named_lines(source.head_text[:8_000]))
        told = [name for name in names if parties.party_of_name(name) is not None]
        again = [name for name, count in names.items() if count > 1]
        if not 1 < len(names) <= _MOST_NAMES or all(name.casefold() in _OF_LOGS for name in names):
            return False
        return len(told) > 1 or (bool(told) and bool(again)) or len(names) == len(again) == 2

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """The one conversation. Raises BadDocument."""
        text = source.text().replace("\r\n", "\n")
        turns = parties.by_name(parties.named_lines(text, source.options.limits.max_turns))
        yield source.written(contact.document(Channel.CHAT, turns))


class JsonTranscripts(JsonReader):
    """Objects that hold a list of turns, whoever wrote them."""

    kind = say("transcript in JSON")

    def takes(self, record: Record) -> bool:
        """By turns of which each has a speaker and words."""
        inner = objects(record.get("conversations"))[:1] or [record]
        return _OURS.isdisjoint(record) and any(len(found_transcript.turns(item)) > 1 for item in inner)

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """Those of a list."""
        return [item for record in found for item in objects(record.get("conversations")) or [record]]

    def document(self, conversation: Record) -> Record:
        """One conversation. Raises BadDocument."""
        turns = found_transcript.turns(conversation)
        names = ("conversation_id", "conversationId", "call_id", "callId", "contact_id", "contactId", "id")
        return contact.document(_channel(turns), turns, id=identifier(*map(conversation.get, names)))


def _channel(turns: Sequence[ForeignTurn]) -> Channel:
    return Channel.CALL if turns and all(turn.start is not None for turn in turns) else Channel.CHAT
