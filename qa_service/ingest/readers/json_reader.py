"""Readers of the JSON that other systems export: one conversation, several in an array, or one a line."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, final

from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest import most
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers.json_values import first_record, records
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source

Record = dict[str, Any]


class JsonReader(Reader):
    """What each system adds: by what its records are known, where conversations are in them, and how one is read."""

    @abstractmethod
    def takes(self, record: Record) -> bool:
        """Whether the first record of a file is one of this system's, also where it holds no words."""

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """The conversations of all records of a file. Raises BadDocument where they cannot be one."""
        return found

    @abstractmethod
    def document(self, conversation: Record) -> Record:
        """Its interaction document. Raises BadDocument."""

    @final
    def recognises(self, source: Source) -> bool:
        """By names in its first record."""
        return self.takes(first_record(source))

    @final
    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """Each conversation; a fault in one of several is named by its number and stops no other."""
        conversations = self.conversations(list(records(source)))
        if len(conversations) == 1:
            yield source.written(self.document(conversations[0]))
            return
        most.check_contacts(len(conversations), source.path.stat().st_size)
        for number, conversation in enumerate(conversations, start=1):
            try:
                document = self.document(conversation)
                yield source.written({**document, "id": document.get("id") or f"{source.id[:180]}/{number}"})
            except BadInput as error:
                place = say("conversation {number}", number=number)
                if error.where:
                    place = say("conversation {number}, {place}", number=number, place=error.place)
                yield BadDocument(error.what, where=place, hint=error.hint)
        if not conversations:
            raise BadDocument("holds no conversation", hint="export it with its messages")
