"""What tests of events share: a clock to turn, endpoints, interactions that end, and a deliverer over all of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from qa_service.delivering.deliverer import Deliverer
from qa_service.delivering.webhooks import WebhookSender
from qa_service.domain.interaction import Channel, Direction, State
from qa_service.services import webhooks
from qa_service.services.context import Context
from qa_service.services.webhooks import WantedEndpoint
from qa_service.store import outbox
from qa_service.store.repository import Store
from qa_service.store.seal import Seal
from qa_service.store.tables import InteractionRow

LISTED = frozenset({"127.0.0.1", "localhost"})
SEAL = Seal(b"k" * 32)
"""That of `tests.contexts`."""


@dataclass
class Clock:
    """Begins now; a test turns it."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC) + timedelta(seconds=1))

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


def deliverer(store: Store, clock: Clock, hosts: frozenset[str] = LISTED, seconds: float = 10.0) -> Deliverer:
    """Without chance: each pause is as long as it is written."""
    sender = WebhookSender(store, lambda: SEAL, hosts, "https://qa.example.com", seconds)
    return Deliverer(store, sender, clock=clock, chance=lambda: 0.5)


def endpoint(
    context: Context, url: str, client: str | None = None, events: Sequence[str] = ()
) -> tuple[uuid.UUID, str]:
    """Id and secret of a new one."""
    view = webhooks.add(context, WantedEndpoint(url, "a test", client, events))
    return view.id, view.secret


def ended(store: Store, client: str = "acme", times: int = 1, *, team: str | None = None) -> uuid.UUID:
    """An interaction that is done, `times` times over (corrected, say)."""
    moment = datetime.now(UTC)
    row = InteractionRow(
        external_id=f"x-{uuid.uuid4()}",
        fingerprint="f" * 64,
        client=client,
        channel=Channel.CHAT,
        direction=Direction.INBOUND,
        state=State.DONE,
        at=moment,
        team=team,
    )
    with store.transaction() as session:
        session.add(row)
        session.flush()
    for run in range(1, times + 1):
        with store.transaction() as session:
            row = session.get(InteractionRow, row.id) or row
            row.run = run
            outbox.interaction_ended(session, row)
    return row.id
