"""Logs of telephone systems: they hold no conversation, and go another way."""

from collections.abc import Iterator

from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.phone import read as phone
from qa_service.ingest.phone.log import Form
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source

_NAMES = {
    Form.ASTERISK_QUEUE_LOG: say("Asterisk's queue log"),
    Form.ASTERISK_CDR: say("call records of Asterisk"),
    Form.FREESWITCH_CDR: say("call records of FreeSWITCH"),
}


class PhoneLogs(Reader):
    """What a telephone system writes of its calls: who waited for how long, in no words."""

    def recognises(self, source: Source) -> bool:
        """By its content. Raises OSError."""
        return phone.recognised(source.head) in _NAMES

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """Refused by its name."""
        kind = _NAMES[phone.recognised(source.head) or Form.ASTERISK_QUEUE_LOG]
        yield BadDocument(
            "this is {kind}, which tells of waiting and not of what was said",
            kind=kind,
            hint=say(
                "name its client, or hand it in as a queue log: the page Queue logs, qa-service queue import, "
                "POST /v1/queue-events"
            ),
        )
