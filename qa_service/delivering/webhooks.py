"""One webhook: signed, sent within bounds, and what came of it in a word. No word of an answer is read or kept."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from qa_service.documents import events
from qa_service.domain import webhooks
from qa_service.outgoing.connection import Deadline
from qa_service.outgoing.exchange import OutgoingRequest, told
from qa_service.outgoing.failures import (
    AddressNotAllowed,
    HostNotFound,
    NotReached,
    OutgoingFailure,
    TooLong,
    TooSlow,
    Untrusted,
)
from qa_service.store import endpoints
from qa_service.store.deliveries import Outcome, Taken
from qa_service.store.repository import Store
from qa_service.store.seal import Seal

SECONDS = 15.0
"""The longest that one try may take, from the connection to the end of the answer."""
FAULTS: dict[type[OutgoingFailure], str] = {
    AddressNotAllowed: "not_allowed",
    HostNotFound: "no_such_host",
    Untrusted: "untrusted",
    TooSlow: "too_slow",
    TooLong: "not_reached",
    NotReached: "not_reached",
}


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """`hosts` are those that an administrator has listed: they may be private. `public_url` begins the links."""

    store: Store
    open_seal: Callable[[], Seal]
    hosts: Collection[str] = frozenset()
    public_url: str = ""
    seconds: float = SECONDS

    def send(self, taken: Taken, at: datetime) -> Outcome:
        """What came of one try, whatever it was."""
        begun = time.monotonic()
        answer, fault = None, None
        try:
            answer = told(self._request(taken, at), Deadline(self.seconds), listed=self.hosts)
        except OutgoingFailure as failure:
            fault = FAULTS[type(failure)]
        took = round((time.monotonic() - begun) * 1000)
        status, pause = (None, None) if answer is None else answer
        return Outcome(status, fault, took, pause=pause)

    def _request(self, taken: Taken, at: datetime) -> OutgoingRequest:
        assert taken.endpoint is not None
        with self.store.reading() as session:
            row = endpoints.get(session, taken.endpoint)
        secrets = endpoints.secrets_of(row, self.open_seal(), at)
        body = events.document(taken.type, taken.event, taken.at, taken.client, taken.data, self.public_url)
        headers = {**webhooks.headers(secrets, str(taken.event), at, body), "User-Agent": "qa-service-webhooks/1"}
        return OutgoingRequest("POST", row.url, headers, body)
