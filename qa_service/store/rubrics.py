"""Rubrics of clients: drafts, published versions, and which one is in force."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Rubric
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.errors import BadRubric, Conflict, NotFound
from qa_service.store import asked_answers, audit, learned_models
from qa_service.store.codec import load
from qa_service.store.cursor import newest_first
from qa_service.store.interactions import Filters, Outcome
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from qa_service.store.tables import InteractionRow, TranscriptRow, TurnFeaturesRow, now
from qa_service.store.tables_rubrics import RubricInForceRow, RubricVersionRow


@dataclass(frozen=True, slots=True)
class Rubrics:
    """Which rubric counts: a client's own in force, else the installation's `default`.

    `shipped` are the other rubrics that came with the service: old interactions may have been scored under them.
    """

    default: Rubric
    shipped: tuple[Rubric, ...] = ()

    def current(self, session: Session, client: str) -> Rubric:
        """The rubric that `client`'s next interaction is scored under."""
        row = in_force(session, client)
        return self.default if row is None else to_rubric(row)

    def finder(self, store: Store) -> Callable[[str], UsableRubric]:
        """`current`, for those who have no session, and with what its criteria have learned."""

        def find(client: str) -> UsableRubric:
            with store.reading(Scope(client)) as session:
                return usable(session, client, self.current(session, client))

        return find

    def named(self, session: Session, client: str, name: str) -> Rubric:
        """The rubric that a scorecard of `client` cites (``id@version``). Raises NotFound."""
        ours = self.ours(name)
        if ours is not None:
            return ours
        return to_rubric(by_name(session, client, name))

    def published(self, session: Session, client: str, id: str, version: int) -> Rubric:
        """A version that the client may be scored under: one of this service, or a published one of its own. Raises
        NotFound, and Conflict for a draft.
        """
        ours = self.ours(f"{id}@{version}")
        if ours is not None:
            return ours
        row = get(session, client, id, version)
        if row.published_at is None:
            raise Conflict("rubric {id}@{version} is a draft; publish it first", id=id, version=version)
        return to_rubric(row)

    def ours(self, name: str) -> Rubric | None:
        """The rubric of this service with that name."""
        return next((own for own in (self.default, *self.shipped) if own.name_at_version == name), None)

    def draft(self, session: Session, client: str, rubric: Rubric, by: str) -> tuple[RubricVersionRow, Outcome]:
        """Keep a draft, in the place of an older draft of the same version.

        Raises BadRubric on the id of a rubric of ours, and Conflict where the version is published with other content.
        """
        if rubric.id in {own.id for own in (self.default, *self.shipped)}:
            raise BadRubric(
                "{id!r} is the name of a rubric of this service", id=rubric.id, where="id", hint="take another"
            )
        return _keep(session, client, rubric, by)


def _keep(session: Session, client: str, rubric: Rubric, by: str) -> tuple[RubricVersionRow, Outcome]:
    body = rubric.model_dump(mode="json")
    row = _find(session, client, rubric.id, rubric.version)
    if row is None:
        row = RubricVersionRow(client=client, rubric=rubric.id, version=rubric.version, body=body, created_by=by)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # someone else was first, a moment ago
            return _keep(session, client, rubric, by)
        return row, Outcome.CREATED
    if to_rubric(row) == rubric:
        return row, Outcome.UNCHANGED
    if row.published_at is not None:
        raise Conflict(
            "rubric {rubric} of client {client!r} is published with other content; give the new one a higher version",
            rubric=rubric.name_at_version,
            client=client,
        )
    row.body, row.created_by, row.created_at = body, by, now()
    return row, Outcome.REPLACED


def publish(session: Session, client: str, id: str, version: int, by: str) -> RubricVersionRow:
    """Put a version in force for `client`, and close it to changes; an older published one may be put back.

    The audit trail tells what it took the place of. Publishing what is in force changes nothing. Raises NotFound, and
    BadRubric where it rests on a model that this client has not learned.
    """
    row = get(session, client, id, version, lock=True)
    before = in_force(session, client, lock=True)
    if before is not None and before.id == row.id:
        return row
    learned_models.put_in_force(session, client, to_rubric(row), by)
    if row.published_at is None:
        row.published_at, row.published_by = now(), by
    if not _put_in_force(session, row, by, first=before is None):
        return publish(session, client, id, version, by)
    replaces = None if before is None else f"{before.rubric}@{before.version}"
    audit.note(session, by, "publish rubric", f"{id}@{version}", client, replaces=replaces)
    return row


def _put_in_force(session: Session, row: RubricVersionRow, by: str, *, first: bool) -> bool:
    """False: the client had none in force, and someone else was first, a moment ago."""
    if not first:
        session.merge(RubricInForceRow(client=row.client, version_id=row.id, chosen_by=by))
        return True
    try:
        with session.begin_nested():
            session.add(RubricInForceRow(client=row.client, version_id=row.id, chosen_by=by))
    except IntegrityError:
        return False
    return True


def get(session: Session, client: str, id: str, version: int, *, lock: bool = False) -> RubricVersionRow:
    """One version. Raises NotFound, for what another client owns as well."""
    row = _find(session, client, id, version, lock=lock)
    if row is None:
        raise NotFound("client {client!r} has no rubric {id}@{version}", client=client, id=id, version=version)
    return row


def by_name(session: Session, client: str, name: str) -> RubricVersionRow:
    """One of the client's own by ``id@version``. Raises NotFound."""
    id, _, version = name.rpartition("@")
    return get(session, client, id, int(version) if version.isdecimal() and len(version) < 10 else 0)


def _find(session: Session, client: str, id: str, version: int, *, lock: bool = True) -> RubricVersionRow | None:
    query = select(RubricVersionRow).where(
        RubricVersionRow.client == client, RubricVersionRow.rubric == id, RubricVersionRow.version == version
    )
    return session.exec(query.with_for_update() if lock else query).first()


def in_force(session: Session, client: str, *, lock: bool = False) -> RubricVersionRow | None:
    """The client's own version in force; None: the installation's default counts."""
    query = select(RubricVersionRow).join(
        RubricInForceRow, col(RubricInForceRow.version_id) == col(RubricVersionRow.id)
    )
    query = query.where(RubricInForceRow.client == client)
    # Not the version with it: whoever publishes holds its own already, and two would wait for each other's.
    return session.exec(query.with_for_update(of=RubricInForceRow) if lock else query).first()


def usable(session: Session, client: str, rubric: Rubric) -> UsableRubric:
    """The same with what the client's criteria have learned."""
    return UsableRubric(rubric, learned_models.artefacts(session, client, rubric))


def published_of(session: Session, client: str) -> list[Rubric]:
    """All versions of a client that were ever published."""
    query = select(RubricVersionRow).where(RubricVersionRow.client == client)
    return [to_rubric(row) for row in session.exec(query.where(col(RubricVersionRow.published_at).is_not(None)))]


def to_rubric(row: RubricVersionRow) -> Rubric:
    """The rubric of a version; its labels were checked when it came in."""
    return Rubric.model_validate(row.body)


@dataclass(frozen=True, slots=True)
class ListedRubric:
    """Versions, newest first, those in force among them, and the cursor of the next page (None: this is the last)."""

    rows: Sequence[RubricVersionRow]
    in_force: frozenset[uuid.UUID]
    next: str | None


def listed(
    session: Session, client: str | None, *, published: bool = False, cursor: str | None = None, limit: int = 50
) -> ListedRubric:
    """Versions of one client or of all; `published` leaves drafts out. Raises BadInput on a cursor not of ours."""
    query = select(RubricVersionRow)
    if client is not None:
        query = query.where(RubricVersionRow.client == client)
    if published:
        query = query.where(col(RubricVersionRow.published_at).is_not(None))
    rows, following = newest_first(session, query, RubricVersionRow.created_at, RubricVersionRow.id, cursor, limit)
    ids = [row.id for row in rows]
    current = session.exec(select(RubricInForceRow.version_id).where(col(RubricInForceRow.version_id).in_(ids))).all()
    return ListedRubric(rows, frozenset(current), following)


def history(session: Session, client: str, last: int) -> list[uuid.UUID]:
    """The `last` finished interactions of a client, newest first: what a draft is tried on."""
    return list(session.exec(select(InteractionRow.id).where(*_tried(client)).order_by(*_newest()).limit(last)))


def to_try(session: Session, ids: Sequence[uuid.UUID]) -> Iterator[tuple[InteractionRow, Understood]]:
    """Those of these interactions that have a result, newest first, with what criteria look at; a few at a time are
    read.
    """
    is_meant = col(InteractionRow.id).in_(ids)
    yield from _read(session, _to_try().where(is_meant, InteractionRow.state == State.DONE).order_by(*_newest()))


def _tried(client: str) -> Sequence[Any]:
    return Filters(client=client, state=State.DONE, automatic=False).conditions()


def _newest() -> tuple[Any, Any]:
    return col(InteractionRow.at).desc(), col(InteractionRow.id).desc()


def _to_try() -> Any:
    kept = TurnFeaturesRow
    # The text of the JSON, not what a driver makes of it: to read that once more is what would take the time.
    return (
        select(InteractionRow, sa.cast(col(TranscriptRow.body), sa.Text), kept.body)
        .join(TranscriptRow, col(TranscriptRow.interaction_id) == col(InteractionRow.id))
        .join(kept, col(kept.interaction_id) == col(InteractionRow.id), isouter=True)
        .where(col(InteractionRow.words_removed_at).is_(None))
    )


def _read(session: Session, query: Any) -> Iterator[tuple[InteractionRow, Understood]]:
    were_asked = asked_answers.has_some(session)
    for row, words, body in session.exec(query.execution_options(yield_per=50)):
        features = None if body is None else TurnFeatures.from_bytes(body)
        understood = replace(load(Understood, words.encode()), features=features)
        asked = asked_answers.of(session, row.id, understood.transcript) if were_asked else {}
        yield row, replace(understood, asked=asked)
