"""Jobs that learn a model or try a rubric, as rows: asked for, worked on, finished; and what they say of interactions,
in rows of their own, which go with those.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import WAITING, State
from qa_service.domain.own_criteria import JobKind
from qa_service.errors import Conflict, NotFound, Sentence, say
from qa_service.store import failures
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_criteria import CriterionJobContactRow, CriterionJobRow

MOST_WAITING = 20
"""Jobs of one client that may wait or run at a time."""
_AT_ONCE = 500


class JobContact(NamedTuple):
    """What a job says of an interaction, or was told of it."""

    interaction: uuid.UUID
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JobFilters:
    """Which jobs: of a client, of a kind, and about one subject: a criterion, or what a head answers."""

    client: str | None = None
    kind: JobKind | None = None
    family: str | None = None
    subject: str | None = None

    def conditions(self) -> list[Any]:
        """As SQL."""
        row, request = CriterionJobRow, _request()
        conditions = [
            self.client is not None and col(row.client) == self.client,
            self.kind is not None and col(row.kind) == self.kind,
            self.family is not None and request["family"].as_string() == self.family,
            self.subject is not None and request["subject"].as_string() == self.subject,
        ]
        return [condition for condition in conditions if condition is not False]


def _request() -> Any:
    return col(CriterionJobRow.request)


def place(
    session: Session,
    client: str,
    kind: JobKind,
    request: Mapping[str, Any],
    by: str,
    contacts: Sequence[JobContact] = (),
) -> CriterionJobRow:
    """A new one that waits for a worker; the one of the same person's that asks for the same and has not begun, where
    there is one and no `contacts` come along: a trial leaves out what whoever asked for it is to answer blind. Raises
    Conflict where many of the client's wait.
    """
    waiting_jobs = _unfinished(session, client)
    if not contacts:
        for row in waiting_jobs:
            same = (row.kind, row.request, row.made_by) == (kind, dict(request), by)
            if same and row.state is State.RECEIVED:
                return row
    if len(waiting_jobs) >= MOST_WAITING:
        raise Conflict(
            "{count} jobs of client {client!r} wait; wait until some are done", count=MOST_WAITING, client=client
        )
    row = CriterionJobRow(client=client, kind=kind, request=dict(request), made_by=by)
    session.add(row)
    session.flush()
    keep_contacts(session, row, contacts)
    return row


def _unfinished(session: Session, client: str) -> Sequence[CriterionJobRow]:
    row = CriterionJobRow
    query = select(row).where(row.client == client, col(row.state).in_(WAITING)).order_by(col(row.made_at), col(row.id))
    return session.exec(query).all()


def keep_contacts(session: Session, row: CriterionJobRow, contacts: Iterable[JobContact]) -> None:
    """Keep these in their order; those that are erased meanwhile are left out."""
    listed = list(contacts)
    there: set[uuid.UUID] = set()
    ids = sorted({contact.interaction for contact in listed})
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        query = select(InteractionRow.id).where(col(InteractionRow.id).in_(some), InteractionRow.client == row.client)
        there.update(session.exec(query.with_for_update(read=True, key_share=True)))
    for place, contact in enumerate(listed):
        if contact.interaction in there:
            body = dict(contact.body)
            session.add(
                CriterionJobContactRow(
                    client=row.client, job_id=row.id, place=place, interaction_id=contact.interaction, body=body
                )
            )
    session.flush()


def contacts(session: Session, id: uuid.UUID) -> list[JobContact]:
    """What a job says of interactions that are still there, in its order."""
    row = CriterionJobContactRow
    query = select(row).where(row.job_id == id).order_by(col(row.place))
    return [JobContact(contact.interaction_id, contact.body) for contact in session.exec(query)]


def get(session: Session, id: uuid.UUID) -> CriterionJobRow:
    """Raises NotFound, for what another client owns as well."""
    row = session.get(CriterionJobRow, id)
    if row is None:
        raise NotFound("there is no such job: {id}", id=id)
    return row


def listed(
    session: Session, filters: JobFilters, *, cursor: str | None = None, limit: int = 50
) -> Page[CriterionJobRow]:
    """Newest first, and the cursor of the next page. Raises BadInput on a cursor that this service did not make."""
    query = select(CriterionJobRow).where(*filters.conditions())
    return newest_first(session, query, CriterionJobRow.made_at, CriterionJobRow.id, cursor, limit)


def waiting(session: Session, id: uuid.UUID) -> CriterionJobRow | None:
    """It, and nobody else's until the transaction ends, if it still waits or runs: whoever lost it changes nothing."""
    query = select(CriterionJobRow).where(CriterionJobRow.id == id, col(CriterionJobRow.state).in_(WAITING))
    return session.exec(query.with_for_update()).first()


def begin(session: Session, id: uuid.UUID) -> CriterionJobRow | None:
    """A worker has it in hand, from its beginning. None: there is nothing left to do."""
    row = waiting(session, id)
    if row is not None:
        row.state, row.done, row.total = State.RUNNING, 0, None
    return row


def count(session: Session, id: uuid.UUID, done: int, total: int) -> bool:
    """How far it is. False: it is not to be done any more."""
    row = waiting(session, id)
    if row is not None:
        row.done, row.total = done, total
    return row is not None


def finish(session: Session, id: uuid.UUID, result: Mapping[str, Any], contacts: Sequence[JobContact] = ()) -> bool:
    """Keep what came of it, once. False: somebody else has finished it."""
    row = waiting(session, id)
    if row is None:
        return False
    session.execute(sa.delete(CriterionJobContactRow).where(col(CriterionJobContactRow.job_id) == id))
    keep_contacts(session, row, contacts)
    row.result, row.state, row.done_at = dict(result), State.DONE, now()
    return True


def give_up(session: Session, id: uuid.UUID) -> CriterionJobRow:
    """Nobody waits for it any more: nothing comes of it, and a worker that has it in hand stops at its next count.
    Raises NotFound, for what another client owns as well, and Conflict where it is over.
    """
    row = waiting(session, id)
    if row is None:
        get(session, id)
        raise Conflict("this job is over already")
    fail(session, id, say("somebody gave this up before it was done"))
    return row


def drop_old(session: Session, before: datetime) -> int:
    """Remove what was over before then, with all that it says of interactions; of how many jobs, is returned. What was
    learned stays.
    """
    row = CriterionJobRow
    is_over = (col(row.done_at) < before, col(row.state).not_in(WAITING), col(row.worker).is_(None))
    return int(session.exec(sa.delete(row).where(*is_over)).rowcount)


def fail(session: Session, id: uuid.UUID, sentence: Sentence) -> None:
    """Nothing comes of it; `sentence` tells people why."""
    row = waiting(session, id)
    if row is not None:
        row.state, row.done_at = State.FAILED, now()
        failures.put(row, sentence)
