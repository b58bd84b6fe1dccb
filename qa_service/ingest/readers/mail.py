"""E-mail: single messages, mailboxes, folders of messages (maildir), Outlook's .msg and winmail.dat."""

from collections.abc import Iterator, Sequence

from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.errors import BadInput, say
from qa_service.ingest.incoming import DEFAULT_CLIENT, Incoming
from qa_service.ingest.mail import conversations, kinds
from qa_service.ingest.readers.reader import JoiningReader
from qa_service.ingest.readers.source import Source


class MailFiles(JoiningReader):
    """Mail as programs keep and export it: one interaction a conversation, over all files that come together."""

    kind = say("e-mail")

    def recognises(self, source: Source) -> bool:
        """By its headers, the separators of a mailbox, or Outlook's containers; by its ending where it is damaged."""
        return kinds.recognised(source.path, source.head) is not None

    def read_together(self, sources: Sequence[Source]) -> Iterator[tuple[Source, Incoming | BadInput]]:
        """One conversation each, or what cannot be read of one message."""
        if not sources:
            return
        options = sources[0].options
        centre = CentreAddresses.of(options.centre) + options.addresses
        client = None if options.client == DEFAULT_CLIENT else options.client  # then the addresses may tell
        for item in conversations.read([source.path for source in sources], centre, client):
            source = sources[item.file]
            yield source, item.result if isinstance(item.result, BadInput) else _incoming(source, item.result)


def _incoming(source: Source, document: dict[str, object]) -> Incoming | BadInput:
    """A fault in one conversation stops no other."""
    try:
        return source.written(document)
    except BadInput as error:
        return error
