"""An installation that connectors take in to, with a clock of its own and no server in front."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from qa_service.documents.connectors import ConnectorView
from qa_service.domain.connectors import ObjectState
from qa_service.domain.interaction import State
from qa_service.services import connector_runs, connectors, pulling
from qa_service.services.connectors import WantedConnector
from qa_service.services.context import Context
from qa_service.services.dependencies import Connecting
from qa_service.store import connectors as rows
from qa_service.store import results, rollups
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_connectors import ConnectorObjectRow
from qa_service.worker.steps import Steps
from tests import contexts
from tests.stages import PlainStages

CUSTOMER, CENTRE = "rossi@example.com", "aiuto@centre.example"
NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
"""A Tuesday, twelve o'clock in Rome."""


@dataclass
class Centre:
    """`now` moves only when a test moves it."""

    store: Store
    intake: Intake
    roots: tuple[Path, ...] = ()
    secrets: Path | None = None
    now: datetime = NOON
    ids: dict[str, UUID] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost"})
    """Private hosts that may be reached."""

    @property
    def admin(self) -> Context:
        """An administrator of all clients."""
        context = contexts.context(self.store, self.intake)
        reach = Connecting(self.roots, self.hosts, self.secrets)
        return replace(context, deps=replace(context.deps, connecting=reach, clock=lambda: self.now))

    def secret(self, text: str) -> str:
        """A reference to a file that holds it."""
        assert self.secrets is not None
        (self.secrets / "secret").write_text(text)
        return "file:secret"

    def add(
        self, kind: str, place: str, *, name: str = "test", secrets: Mapping[str, str] | None = None, **options: Any
    ) -> UUID:
        """A connector of client acme."""
        wanted = WantedConnector(name, kind, place, "acme", {"settle_seconds": 0, **options}, dict(secrets or {}))
        self.ids[name] = connectors.add(self.admin, wanted).id
        return self.ids[name]

    def run(self, name: str = "test", **arguments: Any) -> dict[str, int]:
        """As a worker does it; how objects ended."""
        with self.store.reading() as session:
            row = rows.get(session, self.ids[name])
        return dict(pulling.run(connector_runs.context_of(self.admin.deps, row), row.id, **arguments))

    def view(self, name: str = "test") -> ConnectorView:
        """As an administrator sees it."""
        return connectors.show(self.admin, self.ids[name])

    def later(self, **time: float) -> None:
        """Time passes."""
        self.now += timedelta(**time)

    def interactions(self) -> list[str]:
        """The ids of all that was taken in, in order."""
        with self.store.reading() as session:
            return list(session.exec(select(InteractionRow.external_id).order_by(col(InteractionRow.external_id))))

    def analysed(self) -> None:
        """As a worker does it, of all that waits."""
        steps = Steps(self.store, self.intake.blobs, self.intake.staging, PlainStages())
        with self.store.reading() as session:
            waiting = session.exec(select(InteractionRow).where(InteractionRow.state == State.RECEIVED)).all()
        for row in waiting:
            steps.text(Job(row.id, row.run))

    def said(self, id: str) -> list[str]:
        """The words of one, turn by turn."""
        with self.store.reading() as session:
            row = session.exec(select(InteractionRow).where(InteractionRow.external_id == id)).one()
            return [turn.text for turn in results.understood(session, row.id).transcript.turns]

    def counted(self) -> int:
        """How many stand in figures."""
        with self.store.reading() as session:
            return rollups.finished(session)

    def objects(self) -> list[ConnectorObjectRow]:
        """All that is written down of objects."""
        with self.store.reading() as session:
            return list(session.exec(select(ConnectorObjectRow).order_by(col(ConnectorObjectRow.seen_at))))

    def states(self) -> list[ObjectState]:
        """Where they stand."""
        return sorted(row.state for row in self.objects())


def chat(id: str, words: str = "buongiorno", **more: Any) -> bytes:
    """A document of an interaction."""
    turns = [{"speaker": "customer", "text": words}, {"speaker": "agent", "text": "mi dica"}]
    return json.dumps({"id": id, "channel": "chat", "turns": turns, **more}).encode()


def letter(id: str, sender: str, hour: int, words: str, *references: str) -> bytes:
    """A message of a conversation between a customer and the centre."""
    message = EmailMessage()
    message["From"], message["To"] = sender, CENTRE if sender == CUSTOMER else CUSTOMER
    message["Subject"], message["Message-ID"] = "lavatrice", id
    message["Date"] = f"Mon, 30 Nov 2026 {hour:02}:00:00 +0100"
    if references:
        message["In-Reply-To"], message["References"] = references[-1], " ".join(references)
    message.set_content(f"{words}\n")
    return message.as_bytes()


def mail(number: int, words: str = "non funziona il telefono") -> bytes:
    """A message of a customer to the centre."""
    message = EmailMessage()
    message["From"], message["To"] = CUSTOMER, CENTRE
    message["Subject"], message["Message-ID"] = f"Guasto {number}", f"<m{number}@example.com>"
    message["Date"] = "Mon, 30 Nov 2026 09:00:00 +0100"
    message.set_content(f"Buongiorno, {words}.\n")
    return message.as_bytes()
