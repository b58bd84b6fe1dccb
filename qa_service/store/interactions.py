"""Interactions as rows: registered once by identity, listed a page at a time, and moved on by the workers."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from qa_service.domain.interaction import Channel, Interaction, QueueRecord, State
from qa_service.errors import Conflict, NotFound
from qa_service.store import agent_segments, holds, rollup_writes
from qa_service.store.blobs import StoredBlob
from qa_service.store.cursor import Page, newest_first
from qa_service.store.identity import Identity
from qa_service.store.tables import AnalysisRow, InteractionRow, TranscriptRow, now

_AT_ONCE = 500


class Outcome(StrEnum):
    """What registering did."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


def register(
    session: Session,
    interaction: Interaction,
    fingerprint: str,
    *,
    identity: Identity | None = None,
    recording: StoredBlob | None = None,
    replace: bool = False,
) -> tuple[InteractionRow, Outcome]:
    """Take in a contact under its identity (client, id). `identity` is the id as it was given where that may be another
    than the one that is kept.

    The same content again changes nothing. Raises Conflict on different content, unless `replace`: then the row starts
    anew as its next run and what was found before is dropped, and UnderHold is raised where a legal hold forbids it.
    """
    values = {**_columns(interaction, recording), "fingerprint": fingerprint}
    values["identity"] = identity.hash if identity is not None and identity.original != interaction.id else None
    row = by_identity(session, interaction.client, interaction.id, identity)
    if row is None:
        row = InteractionRow(**values)
        try:
            with session.begin_nested():
                session.add(row)
            return row, Outcome.CREATED
        except IntegrityError:  # someone else was first, a moment ago
            row = by_identity(session, interaction.client, interaction.id, identity)
            if row is None:
                raise
    if row.fingerprint == fingerprint:
        return row, Outcome.UNCHANGED
    if not replace or row.segment_of is not None:
        raise Conflict(
            "interaction {id!r} of client {client!r} is already there with different content; "
            "give it another id, or ask to replace it",
            id=interaction.id,
            client=interaction.client,
        )
    _start_anew(session, row, values)
    return row, Outcome.REPLACED


def _start_anew(session: Session, row: InteractionRow, values: dict[str, Any]) -> None:
    """The next run of a row: the columns of a fresh one, its identity kept, its findings dropped. Raises UnderHold."""
    holds.refuse(session, row)
    agent_segments.drop(session, row.id)
    rollup_writes.take(session, row.id)
    fresh = InteractionRow(**values, id=row.id, run=row.run + 1)
    for name in InteractionRow.model_fields:
        if getattr(row, name) != getattr(fresh, name):
            setattr(row, name, getattr(fresh, name))
    for table in (TranscriptRow, AnalysisRow):
        row_of_old_run = session.get(table, row.id)
        if row_of_old_run is not None:
            session.delete(row_of_old_run)
    session.flush()


def _columns(interaction: Interaction, recording: StoredBlob | None) -> dict[str, Any]:
    queue = interaction.queue
    columns: dict[str, Any] = {
        **interaction.model_dump(exclude={"schema_", "id", "case", "queue", "turns", "identities"}),
        "external_id": interaction.id,
        "case_ref": interaction.case,
        "at": interaction.started_at or now(),
        "callback": interaction.callback or None,
        "transfers": [t.model_dump(mode="json", exclude_none=True) for t in interaction.transfers] or None,
    }
    if recording is not None:
        columns |= {
            "recording_key": recording.key,
            "recording_sha256": recording.sha256,
            "recording_size": recording.size,
        }
    if queue is not None:
        columns |= {
            "queue_name": queue.name,
            "offered_at": queue.offered_at,
            "answered_at": queue.answered_at,
            "abandoned": queue.abandoned,
            "transferred_to": queue.transferred_to,
        }
    return columns


def to_interaction(row: InteractionRow) -> Interaction:
    """The contact without its turns; `customer` is the pseudonym under which it was registered."""
    queue = None
    if row.abandoned is not None:
        queue = QueueRecord(
            name=row.queue_name,
            offered_at=row.offered_at,
            answered_at=row.answered_at,
            abandoned=row.abandoned,
            transferred_to=row.transferred_to,
        )
    same = ("client", "channel", "agent", "team", "site", "vendor", "sourcing", "direction", "lang", "started_at")
    values = {name: getattr(row, name) for name in (*same, "ended_at", "customer", "agent_channel")}
    values |= {"callback": row.callback or False, "transfers": row.transfers or ()}
    return Interaction(id=row.external_id, case=row.case_ref, queue=queue, automatic=row.automatic, **values)


def by_identity(
    session: Session, client: str, external_id: str, identity: Identity | None = None
) -> InteractionRow | None:
    """The row of (client, id), locked until the transaction ends where the database can lock rows. `identity`: the id
    as it was given, where that may be another than the one that is kept.
    """
    ids = {external_id} if identity is None else {external_id, identity.original}
    named = _is_named(ids, identity.hash if identity is not None else None)
    query = select(InteractionRow).where(InteractionRow.client == client, named)
    return session.exec(query.with_for_update()).first()


def _is_named(ids: Collection[str], hash: str | None) -> Any:
    """As SQL: that an interaction is kept under one of these ids, or came with the id of this keyed hash."""
    is_kept = col(InteractionRow.external_id).in_(ids)
    return is_kept if hash is None else sa.or_(is_kept, col(InteractionRow.identity) == hash)


def get(session: Session, id: uuid.UUID) -> InteractionRow:
    """Raises NotFound, for what another client owns as well."""
    row = session.get(InteractionRow, id)
    if row is None:
        raise NotFound("no interaction {id}", id=id)
    return row


def names(session: Session, ids: Sequence[uuid.UUID]) -> dict[str, str]:
    """The interactions' own ids, by ours; erased ones are absent."""
    query = select(InteractionRow.id, InteractionRow.external_id).where(col(InteractionRow.id).in_(ids))
    return {str(id): name for id, name in session.exec(query)}


def named(session: Session, client: str, given: Collection[str]) -> dict[str, uuid.UUID]:
    """A client's interactions that have a result, by our id or by their own, whichever was given."""
    row, names = InteractionRow, sorted(set(given))
    finished = (row.client == client, row.state == State.DONE)
    by_name: dict[str, uuid.UUID] = {}
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        ours = {id: name for name in some if (id := _uuid(name)) is not None}
        for id in session.exec(select(row.id).where(col(row.id).in_(list(ours)), *finished)):
            by_name[ours[id]] = id
        theirs = select(row.external_id, row.id).where(col(row.external_id).in_(some), *finished)
        by_name = {**dict(session.exec(theirs).all()), **by_name}
    return by_name


def _uuid(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name)
    except ValueError:
        return None


def get_locked(session: Session, id: uuid.UUID) -> InteractionRow:
    """The same, locked until the transaction ends where the database can lock rows."""
    row = session.exec(select(InteractionRow).where(InteractionRow.id == id).with_for_update()).first()
    if row is None:
        raise NotFound("no interaction {id}", id=id)
    return row


class Parts(StrEnum):
    """Of contacts in which several agents or bots served: each contact once (and, narrowed to an agent, what that agent
    had of it), every part of a person, or every part.
    """

    WHOLE = "whole"
    PEOPLE = "people"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; `since` <= at < `until`. `external_id` is an id as it is kept, `identity` the keyed
    hash of it as it was given (see `identity.Metadata`). `parts`: what of contacts that several served.
    """

    client: str | None = None
    external_id: str | None = None
    identity: str | None = None
    agent: str | None = None
    team: str | None = None
    channel: Channel | None = None
    state: State | None = None
    intent: str | None = None
    resolution: str | None = None
    customer: str | None = None
    automatic: bool | None = None
    """Automatic mail alone (True), or everything else (False)."""
    callback: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    parts: Parts = Parts.WHOLE

    @property
    def tells_findings(self) -> bool:
        """Whether to stand in this list tells what the machine found."""
        return self.intent is not None or self.resolution is not None

    def conditions(self) -> list[Any]:
        """As SQL."""
        equal = ("client", "agent", "team", "channel", "state", "intent", "resolution")
        conditions = [
            col(getattr(InteractionRow, name)) == getattr(self, name)
            for name in equal
            if getattr(self, name) is not None
        ]
        if self.external_id is not None:
            conditions.append(_is_named([self.external_id], self.identity))
        if self.automatic is not None:
            mark = col(InteractionRow.automatic)
            conditions.append(mark.is_not(None) if self.automatic else mark.is_(None))
        if self.customer is not None:
            named = (col(InteractionRow.customer) == self.customer, col(InteractionRow.person) == self.customer)
            conditions.append(sa.or_(*named))
        if self.callback is not None:
            called_back = col(InteractionRow.callback)
            conditions.append(called_back.is_(True) if self.callback else called_back.is_not(True))
        if self.since is not None:
            conditions.append(col(InteractionRow.at) >= self.since)
        if self.until is not None:
            conditions.append(col(InteractionRow.at) < self.until)
        if self.parts is Parts.PEOPLE:
            conditions.append(col(InteractionRow.bot).is_(None))
        elif self.parts is Parts.WHOLE and self.agent is None:
            conditions.append(self._is_once())
        return conditions

    def _is_once(self) -> Any:
        """Of a contact and its parts, the contact, or what of it is within reach (a session narrows both)."""
        contact: Any = aliased(InteractionRow)
        same = [contact.id == InteractionRow.segment_of, *([contact.team == self.team] if self.team else [])]
        return sa.or_(col(InteractionRow.segment_of).is_(None), ~select(contact.id).where(*same).exists())


def known_as(session: Session, filters: Filters) -> Filters:
    """The same filters with an id that may be written down: the one that is kept of what they find, or a keyed hash."""
    if filters.external_id is None or filters.identity is None:
        return filters
    query = select(InteractionRow.external_id).where(_is_named([filters.external_id], filters.identity))
    if filters.client is not None:
        query = query.where(InteractionRow.client == filters.client)
    names = set(session.exec(query.limit(2)))
    if len(names) == 1:
        return replace(filters, external_id=names.pop(), identity=None)
    return replace(filters, external_id=f"~{filters.identity}")


def count(session: Session, filters: Filters) -> int:
    """How many the filters leave."""
    query = select(sa.func.count()).select_from(InteractionRow).where(*filters.conditions())
    return session.exec(query).one()


def page(
    session: Session, filters: Filters, *, cursor: str | None = None, limit: int = 50, also: Sequence[Any] = ()
) -> Page[InteractionRow]:
    """A page of what the filters leave; `also`: further conditions.

    Raises BadInput on a cursor that this service did not make.
    """
    query = select(InteractionRow).where(*filters.conditions(), *also)
    return newest_first(session, query, InteractionRow.at, InteractionRow.id, cursor, limit)
