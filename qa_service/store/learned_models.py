"""Models that were learned from a client's own answers: kept once by the hash of their content, and never changed.

An artefact holds numbers and no words. Which interactions it was learned from stands in rows that go with them.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.usable_rubric import models_named, models_of
from qa_service.errors import BadRubric, NotFound
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_criteria import LearnedFromRow, LearnedModelRow

_AT_ONCE = 500
_MOST_READ = 256
_READ: dict[tuple[str, str], bytes] = {}
"""Bodies by client and hash, the oldest first: what one client has learned serves no other."""


@dataclass(frozen=True, slots=True)
class NewModel:
    """What was learned. `learned_from` holds the interactions whose answers were used; `doubted` what the report says
    of those that the model doubts most, in that order: it is kept with the interaction, not in `report`.
    """

    family: LearnedFamily
    subject: str
    question: Mapping[str, str] | None
    artefact: bytes
    report: Mapping[str, Any]
    encoder: str
    learned_from: Collection[uuid.UUID]
    doubted: Mapping[uuid.UUID, Mapping[str, Any]] = field(default_factory=dict)


class DoubtedAnswer(NamedTuple):
    """An answer that a model doubts, and what its report says of it."""

    interaction: uuid.UUID
    doubt: Mapping[str, Any]


class LearnedAnswer(NamedTuple):
    """An interaction whose answer a model was learned from."""

    interaction: uuid.UUID
    family: LearnedFamily
    subject: str
    hash: str


def hash_of(artefact: bytes) -> str:
    """How a rubric names it: ``sha256:`` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(artefact).hexdigest()}"


def keep(session: Session, client: str, new: NewModel, by: str) -> LearnedModelRow:
    """Keep what was learned; a model that is there already stays as it is, with its first report."""
    hash = hash_of(new.artefact)
    row = find(session, client, hash, new.family, new.subject)
    if row is None:
        same = {name: getattr(new, name) for name in ("family", "subject", "encoder")}
        question = None if new.question is None else dict(new.question)
        row = LearnedModelRow(
            **same, client=client, question=question, hash=hash, body=new.artefact, report=dict(new.report), made_by=by
        )
        session.add(row)
        session.flush()
        _keep_sources(session, row, new)
    return row


def _keep_sources(session: Session, row: LearnedModelRow, new: NewModel) -> None:
    """Those that are still there: what is erased meanwhile is named nowhere."""
    places = {id: place for place, id in enumerate(new.doubted)}
    ids = sorted(new.learned_from)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        there = select(InteractionRow.id).where(col(InteractionRow.id).in_(some), InteractionRow.client == row.client)
        for id in session.exec(there.with_for_update(read=True, key_share=True)):
            doubt = {**new.doubted[id], "place": places[id]} if id in places else None
            session.add(LearnedFromRow(client=row.client, model_id=row.id, interaction_id=id, doubt=doubt))
    session.flush()


def find(
    session: Session,
    client: str,
    hash: str,
    family: LearnedFamily = LearnedFamily.CRITERION,
    subject: str | None = None,
) -> LearnedModelRow | None:
    """A client's model by its content; None where the client has none like it. Whatever it was learned for, unless
    `subject` says.
    """
    row = LearnedModelRow
    query = select(row).where(row.client == client, row.hash == hash, row.family == family)
    if subject is not None:
        query = query.where(row.subject == subject)
    return session.exec(query.order_by(col(row.made_at), col(row.id))).first()


def artefacts(session: Session, client: str, rubric: Rubric) -> Mapping[str, bytes]:
    """The models of the client's that a rubric rests on, by the hash that it names; those that are not there are
    absent. Kept in the process once they were read: what a hash names never changes.
    """
    return _bodies(session, client, models_named(rubric))


def artefacts_of(session: Session, client: str, criterion: Criterion) -> Mapping[str, bytes]:
    """The same of one criterion."""
    return _bodies(session, client, models_of(criterion))


def _bodies(session: Session, client: str, hashes: Iterable[str]) -> Mapping[str, bytes]:
    bodies = {hash: _body(session, client, hash) for hash in hashes}
    return {hash: body for hash, body in bodies.items() if body is not None}


def _body(session: Session, client: str, hash: str) -> bytes | None:
    name = (client, hash)
    if name not in _READ:
        row = find(session, client, hash)
        if row is None:
            return None
        while len(_READ) >= _MOST_READ:
            _READ.pop(next(iter(_READ), name), None)
        _READ[name] = row.body
    return _READ[name]


def put_in_force(session: Session, client: str, rubric: Rubric, by: str) -> None:
    """A person publishes a rubric, and with it the models that it rests on. Raises BadRubric where one of them was not
    learned for this client.
    """
    for row in require(session, client, rubric):
        if row.published_at is None:
            publish(row, by)


def require(session: Session, client: str, rubric: Rubric) -> list[LearnedModelRow]:
    """The models that a rubric rests on. Raises BadRubric where one of them was not learned for this client."""
    rows = []
    for hash, where in models_named(rubric).items():
        row = find(session, client, hash)
        if row is None:
            raise BadRubric(
                "client {client!r} has learned no model {model}",
                client=client,
                model=hash,
                where=where,
                hint="learn the criterion first and use what was learned",
            )
        rows.append(row)
    return rows


def get(session: Session, id: uuid.UUID) -> LearnedModelRow:
    """Raises NotFound, for what another client owns as well."""
    row = session.get(LearnedModelRow, id)
    if row is None:
        raise NotFound("nothing was learned under {id}", id=id)
    return row


def listed(
    session: Session, client: str, family: LearnedFamily, subject: str | None = None, limit: int = 50
) -> Sequence[LearnedModelRow]:
    """A client's models of a family, newest first."""
    row = LearnedModelRow
    query = select(row).where(row.client == client, row.family == family)
    if subject is not None:
        query = query.where(row.subject == subject)
    return session.exec(query.order_by(col(row.made_at).desc(), col(row.id).desc()).limit(limit)).all()


def in_force(session: Session, client: str, families: Collection[LearnedFamily]) -> Sequence[LearnedModelRow]:
    """What a person has published for a client and nobody has withdrawn: the latest of each family and subject."""
    row = LearnedModelRow
    query = (
        select(row)
        .where(row.client == client, col(row.family).in_(list(families)))
        .where(col(row.published_at).is_not(None), col(row.withdrawn_at).is_(None))
        .order_by(col(row.published_at), col(row.id))
    )
    latest = {(model.family, model.subject): model for model in session.exec(query)}
    return [latest[name] for name in sorted(latest)]


def publish(row: LearnedModelRow, by: str) -> None:
    """A person puts it in force, once more where it was withdrawn."""
    row.published_at, row.published_by = now(), by
    row.withdrawn_at, row.withdrawn_by = None, None


def withdraw(row: LearnedModelRow, by: str) -> None:
    """A person takes it out of force."""
    row.withdrawn_at, row.withdrawn_by = now(), by


def doubted(session: Session, id: uuid.UUID) -> list[DoubtedAnswer]:
    """The answers that a model doubts most, of interactions that are still there; the most doubted first."""
    row = LearnedFromRow
    query = select(row).where(row.model_id == id, col(row.doubt).is_not(None))
    pairs = [(source.doubt or {}, source.interaction_id) for source in session.exec(query)]
    pairs.sort(key=lambda pair: pair[0].get("place", 0))
    without_place = [({name: value for name, value in doubt.items() if name != "place"}, id) for doubt, id in pairs]
    return [DoubtedAnswer(id, doubt) for doubt, id in without_place]


def sources(session: Session, id: uuid.UUID) -> int:
    """From how many interactions that are still there it was learned."""
    query = select(sa.func.count()).select_from(LearnedFromRow).where(LearnedFromRow.model_id == id)
    return session.exec(query).one()


def learned_from(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[LearnedAnswer]]:
    """By interaction, the models that were learned from its answers; interactions without one are absent."""
    model, source = LearnedModelRow, LearnedFromRow
    names = [col(getattr(model, name)) for name in ("family", "subject", "hash")]
    answers: dict[uuid.UUID, list[LearnedAnswer]] = defaultdict(list)
    all_ids = list(ids)
    for start in range(0, len(all_ids), _AT_ONCE):
        some = all_ids[start : start + _AT_ONCE]
        query: Any = sa.select(col(source.interaction_id), *names).join(model, col(model.id) == col(source.model_id))
        for values in session.execute(query.where(col(source.interaction_id).in_(some))):
            answer = LearnedAnswer(*values)
            answers[answer.interaction].append(answer)
    return dict(answers)
