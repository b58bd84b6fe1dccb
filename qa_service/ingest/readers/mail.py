"""E-mail: single messages (.eml) and mailboxes (.mbox)."""

from collections.abc import Iterator

from qa_service.errors import BadInput, say
from qa_service.ingest import mail
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source


class MailFiles(Reader):
    """Mail as programs keep and export it."""

    kind = say("e-mail")

    def recognises(self, source: Source) -> bool:
        """By its ending."""
        return source.suffix in (".eml", ".mbox")

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """One conversation of a message, one for each thread of a mailbox. Raises BadDocument."""
        if source.suffix == ".eml":
            yield source.written(mail.read_eml(source.path.read_bytes(), source.options.centre))
            return
        source.path.stat()  # the mailbox of the standard library says nothing of a file that is not there
        for document in mail.read_mbox(source.path, source.options.centre):
            yield document if isinstance(document, BadInput) else _thread(source, document)


def _thread(source: Source, document: dict[str, object]) -> Incoming | BadInput:
    """One conversation of many: a fault in it stops no other."""
    try:
        return source.written(document)
    except BadInput as error:
        return error
