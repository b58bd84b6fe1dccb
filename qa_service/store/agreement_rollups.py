"""How often machine and people gave which answers to a criterion, month by month: kept in the same transaction as the
answers that they count.

Counted is what agreement looks at by default (`store.answers.AgreementFilters`): of each interaction the first person
who answered blind, with that person's last answer.
"""

import hashlib
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.answers import AgreementFilters
from qa_service.store.repository import Store
from qa_service.store.scope import calendar_of
from qa_service.store.tables_criteria import LearnedFromRow, LearnedModelRow
from qa_service.store.tables_reviews import AgreementTotalRow, ReviewRow

CRITERION = "criterion:"
_AT_ONCE = 1000


class Pair(NamedTuple):
    """The machine's answer (empty: it had none) beside a person's, on `n` interactions."""

    machine: str
    answer: str
    n: int


class Cell(NamedTuple):
    """The name of one total."""

    client: str
    question: str
    month: date
    machine: str
    answer: str


def pairs(session: Session, client: str, since: date) -> Mapping[str, tuple[Pair, ...]]:
    """By criterion's question, from the month of `since` on; in a fixed order."""
    row = AgreementTotalRow
    by = [col(row.question), col(row.machine), col(row.answer)]
    same = (col(row.client) == client, col(row.month) >= since.replace(day=1), col(row.n) > 0)
    by_question: dict[str, list[Pair]] = defaultdict(list)
    for question, machine, answer, n in session.execute(
        sa.select(*by, sa.func.sum(col(row.n))).where(*same).group_by(*by).order_by(*by)
    ):
        by_question[question].append(Pair(machine, answer, int(n)))
    return {question: tuple(answer_pairs) for question, answer_pairs in by_question.items()}


def pairs_under(
    session: Session, client: str, question: str, since: date, rubrics: Collection[str], models: Collection[str]
) -> tuple[Pair, ...]:
    """The same of one question, counted anew: of answers that people gave under these versions of the rubric, and
    without interactions that one of these models was learned from.
    """
    source, model = LearnedFromRow, LearnedModelRow
    learned = sa.select(col(source.interaction_id)).join(model, col(model.id) == col(source.model_id))
    learned = learned.where(col(model.client) == client, col(model.hash).in_(list(models)))
    start = calendar_of(session).start(since.replace(day=1))
    also = (
        col(ReviewRow.question) == question,
        col(ReviewRow.rubric).in_(list(rubrics)),
        col(ReviewRow.interaction_id).not_in(learned),
    )
    cells = _cells(session, AgreementFilters(client=client, since=start), also)
    counts: Counter[tuple[str, str]] = Counter()
    for cell, n in cells.items():
        counts[cell.machine, cell.answer] += n
    return tuple(Pair(machine, answer, n) for (machine, answer), n in sorted(counts.items()))


@contextmanager
def kept_up(session: Session, clients: Collection[str], interactions: Collection[uuid.UUID]) -> Iterator[None]:
    """Whatever happens within to the answers on these interactions of these clients, the totals follow."""
    _take_turn(session, clients)
    session.flush()
    before = _counted(session, list(interactions))
    yield
    session.flush()
    after = _counted(session, list(interactions))
    after.subtract(before)
    _add(session, after)


def rebuild(store: Store) -> None:
    """Count all answers anew, a client at a time, while others work."""
    for client in _clients(store):
        with store.transaction() as session:
            _take_turn(session, [client])
            session.execute(sa.delete(AgreementTotalRow).where(col(AgreementTotalRow.client) == client))
            _add(session, _of_client(session, client))


def check(store: Store) -> list[str]:
    """The clients whose totals differ from a recount."""
    wrong = []
    for client in _clients(store):
        with store.transaction() as session:
            _take_turn(session, [client])
            query = select(AgreementTotalRow).where(AgreementTotalRow.client == client, col(AgreementTotalRow.n) != 0)
            stored = {Cell(*(getattr(row, name) for name in Cell._fields)): row.n for row in session.exec(query)}
            if stored != dict(_of_client(session, client)):
                wrong.append(client)
    return wrong


def is_needed(store: Store) -> bool:
    """Whether there are answers to count and none was ever counted: a database older than these totals."""
    with store.reading() as session:
        if session.exec(select(AgreementTotalRow.client).limit(1)).first() is not None:
            return False
        conditions = AgreementFilters(questions=CRITERION).conditions()
        return session.exec(select(ReviewRow.id).where(*conditions).limit(1)).first() is not None


def _clients(store: Store) -> Sequence[str]:
    with store.reading() as session:
        names: set[str] = set()
        for table in (ReviewRow, AgreementTotalRow):
            column: Any = table.client
            names |= set(session.execute(sa.select(column).distinct()).scalars())
    return sorted(names)


def _of_client(session: Session, client: str) -> Counter[Cell]:
    return _cells(session, AgreementFilters(client=client, questions=CRITERION))


def _counted(session: Session, interactions: Sequence[uuid.UUID]) -> Counter[Cell]:
    counts: Counter[Cell] = Counter()
    for start in range(0, len(interactions), _AT_ONCE):
        some = interactions[start : start + _AT_ONCE]
        counts.update(_cells(session, AgreementFilters(questions=CRITERION, interactions=some)))
    return counts


def _cells(session: Session, filters: AgreementFilters, also: Sequence[Any] = ()) -> Counter[Cell]:
    row = ReviewRow
    names = ("interaction_id", "question", "reviewer", "client", "machine", "answer", "at")
    query: Any = sa.select(*(col(getattr(row, name)) for name in names)).where(*filters.conditions(), *also)
    query = query.order_by(col(row.at), col(row.id))
    calendar = calendar_of(session)
    first: dict[tuple[uuid.UUID, str], str] = {}
    last: dict[tuple[uuid.UUID, str], Cell] = {}
    for id, question, reviewer, client, machine, answer, at in session.execute(query):
        unit = id, question
        if first.setdefault(unit, reviewer) == reviewer:
            month = calendar.day(at).replace(day=1)
            last[unit] = Cell(client, question, month, machine or "", answer)
    return Counter(last.values())


def _take_turn(session: Session, clients: Iterable[str]) -> None:
    """Until the transaction ends nobody else counts answers of these clients."""
    if session.get_bind().dialect.name != "postgresql":
        return  # SQLite has one writer
    for client in sorted(set(clients)):
        name = f"agreement\0{client}".encode()
        key = int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), signed=True)
        session.connection().execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def _add(session: Session, change: Counter[Cell]) -> None:
    for cell, n in sorted(change.items()):
        if n:
            row = session.get(AgreementTotalRow, cell)
            if row is None:
                session.add(row := AgreementTotalRow(**cell._asdict()))
            row.n += n
    session.flush()
