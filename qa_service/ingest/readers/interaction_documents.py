"""Our own documents (`qa-interaction/1`): one in a .json file, many as JSON Lines."""

from collections.abc import Iterator

from qa_service.errors import BadInput
from qa_service.ingest import documents
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source

_ENDINGS = (".json", ".jsonl", ".ndjson")
_FIELDS = frozenset({"schema", "turns", "channel", "client"})


class InteractionDocuments(Reader):
    """Whatever ends in .json or .jsonl, and one document whatever its file is called."""

    def recognises(self, source: Source) -> bool:
        """By its ending, or by fields of the contract."""
        return source.suffix in _ENDINGS or "turns" in source.object()

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """One document, or each line. Raises BadDocument."""
        options = source.options
        if source.suffix in _ENDINGS[1:]:
            for item in documents.read_lines(source.content(), options.limits, client=options.client):
                yield item if isinstance(item, BadInput) else Incoming(item)
            return
        if source.object().keys() - {"id"} and not _FIELDS.intersection(source.object()):
            raise BadInput("holds JSON of no kind that is read", hint="give a document of schema qa-interaction/1")
        yield Incoming(documents.read(source.content(), options.limits, client=options.client))
