"""Mail files as the tests read them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.errors import BadInput
from qa_service.ingest.mail import conversation, conversations, letters, parsing, threads


def read_eml(raw: bytes, centre: Sequence[str]) -> dict[str, Any]:
    """The document of one message. Raises BadDocument."""
    message = parsing.parse(raw)
    name = threads.name([threads.Envelope.of(0, message, raw)])
    return conversation.document(name, [letters.read(message, raw)], CentreAddresses.of(centre))


def read_mbox(path: Path, centre: Sequence[str]) -> Iterator[dict[str, Any] | BadInput]:
    """What each conversation of a mailbox becomes."""
    for item in conversations.read([path], CentreAddresses.of(centre)):
        yield item.result
