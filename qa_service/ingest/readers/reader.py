"""The protocol of all readers: recognise, read, and say which files beside it a file brings along."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from qa_service.errors import BadInput, Sentence
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers.source import Source


class Reader(ABC):
    """Reads one kind of file. Holds nothing: all that it needs to know is in the source."""

    kind: Sentence | None = None
    """What such a file is called, as refusals name it: "vCon", "WhatsApp export". None: they go without."""

    @abstractmethod
    def recognises(self, source: Source) -> bool:
        """Whether the file is of this kind, also where it is damaged, or of a sort that is refused. Raises OSError."""

    @abstractmethod
    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """What it holds; a fault in one of many interactions stops no other and is yielded.

        Raises BadInput, which says what is wrong with the file and what to do, and OSError.
        """

    def brings(self, source: Source) -> Collection[Path]:
        """Files beside it that belong to it, and are not read on their own: the sound of a vCon, the description of a
        recording.
        """
        return ()


class JoiningReader(Reader):
    """Of files that are read together when they come together: single messages become threads."""

    @abstractmethod
    def read_together(self, sources: Sequence[Source]) -> Iterator[tuple[Source, Incoming | BadInput]]:
        """What all of them hold, each with the file that it began in. Raises nothing but what is no fault of a file."""

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """What one file holds."""
        for _, item in self.read_together([source]):
            yield item
