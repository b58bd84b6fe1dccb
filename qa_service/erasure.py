"""Erasing a contact, or all contacts of a customer: the one way that API and command line go.

What goes: row, words, findings, answers, sealed originals, recordings, files that were made with it in them, uploads
it came by, saved searches that name it, and what the job engine remembers of it; then the database lets go of the bytes
(see `Store.scrub`). What stays: a line in the audit trail without a name, and the draws of samples (numbers only).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from qa_service.errors import Forbidden
from qa_service.jobs import Job
from qa_service.store import audit, erase, saved_views, withdrawn
from qa_service.store import interactions as rows
from qa_service.store.blobs import Blobs
from qa_service.store.drafts import Drafts
from qa_service.store.inbox import Inbox
from qa_service.store.repository import Store
from qa_service.store.scope import EVERYTHING, Scope
from qa_service.store.seal import Pseudonyms


class Memory(Protocol):
    """What the job engine remembers; `workflow.Jobs` is the real one."""

    def forget_jobs(self, jobs: Iterable[Job]) -> None:
        """Remove what is known of these, but for what a worker has in hand: that goes when its time is up."""
        ...


@dataclass(frozen=True, slots=True)
class Erasure:
    """Over the stores of an installation."""

    store: Store
    blobs: Blobs
    inbox: Inbox
    drafts: Drafts
    pseudonyms: Pseudonyms
    jobs: Memory

    def interaction(self, id: UUID, by: str, scope: Scope = EVERYTHING) -> None:
        """Erase one contact. Raises NotFound, for one out of the reach of `scope` as well."""
        self._erase(id, by, scope)
        self._let_go()

    def customer(self, client: str, customer: str, by: str, scope: Scope = EVERYTHING) -> int:
        """Erase all contacts that a customer had with a client, and return how many there were.

        `customer` is the identifier as it was handed in, or the pseudonym that stands in its place. Raises Forbidden
        where the client is out of reach. Repeated after a breakdown, it goes on where it stopped.
        """
        if not scope.reaches(client):
            raise Forbidden("rows of client {client!r} are out of reach", client=client)
        names = {customer, self.pseudonyms.of(client, customer)}
        count = 0
        while ids := self._contacts(client, names, scope):
            for id in ids:
                self._erase(id, by, scope)
            count += len(ids)
        self.drafts.forget_customer(client, customer)
        with self.store.transaction() as session:
            withdrawn.forget_name(session, client, customers=names)
            saved_views.forget(session, "customer", names)
            audit.note(session, by, "erase customer", client, client, interactions=count)
        self._let_go()
        return count

    def _contacts(self, client: str, names: set[str], scope: Scope) -> list[UUID]:
        with self.store.reading(scope) as session:
            return [id for name in names for id in erase.of_customer(session, client, name)]

    def _erase(self, id: UUID, by: str, scope: Scope) -> None:
        with self.store.reading(scope) as session:
            rows.get(session, id)  # within reach, or NotFound
        # Files that others had made are out of the reach of this scope, and go all the same.
        with self.store.transaction() as session:
            row = rows.get_locked(session, id)
            jobs = [Job(id, run) for run in range(1, row.run + 1)]
            for key in withdrawn.withdraw(session, row):
                self.blobs.delete(key)
            withdrawn.forget_name(session, row.client, external_id=row.external_id)
            saved_views.forget(session, "id", {row.external_id})
            erase.erase(session, id, self.blobs, self.inbox)
            audit.note(session, by, "erase", str(id), row.client)
        self.drafts.forget(id)
        self.jobs.forget_jobs(jobs)

    def _let_go(self) -> None:
        self.store.scrub()
