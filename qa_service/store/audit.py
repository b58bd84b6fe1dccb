"""The audit trail: lines that are only ever added, chained by hashes in the transaction that they tell of.

A transaction's lines are put into a chain when all else is written, since whoever appends to a chain holds its end
until the commit. SQLite has one writer and one chain; on PostgreSQL several share the work.
"""

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.audit_chain import BEGINNING, AuditLine, ChainCut, ChainEnd, ChainFault, ChainSeal, first_fault
from qa_service.store.scope import ScopedSession
from qa_service.store.tables import AuditChainRow, AuditRow, AuditSealRow
from qa_service.store.tables_retention import AuditCutRow

CHAINS = 8
"""On PostgreSQL. The migration makes their ends."""
_LINES, _NOTED, _CALLER = "audit lines", "audit line added", "audit caller"
_PAGE = 2000
_LONGEST_SUBJECT, _LONGEST_ORIGIN = 200, 64
"""Characters that the table holds: a name of 200 with its kind before it must not keep a page from being read."""


def speak_for(session: Session, role: str, origin: str) -> None:
    """Whose role, and from where, the lines of this session tell."""
    session.info[_CALLER] = role, origin[:_LONGEST_ORIGIN]


def note(session: Session, actor: str, action: str, subject: str, client: str | None = None, **detail: Any) -> None:
    """Add a line; it is kept if and only if the transaction is. `detail` holds no words of a conversation."""
    role, origin = session.info.get(_CALLER, ("", ""))
    plain = json.loads(json.dumps(detail, default=str))  # as it will be read: the hash is over that
    about = {"subject": subject[:_LONGEST_SUBJECT], "client": client, "detail": plain}
    row = AuditRow(actor=actor, action=action, role=role, origin=origin, **about)
    session.info.setdefault(_LINES, []).append(row)
    session.info[_NOTED] = True


def is_noted(session: Session) -> bool:
    """Whether this session has added a line."""
    return _NOTED in session.info


@event.listens_for(ScopedSession, "before_commit")
def _chain(session: Any) -> None:
    """Append the lines of the transaction, once all else of it is written."""
    if session.in_nested_transaction() or not session.info.get(_LINES):
        return
    session.flush()
    rows = session.info.pop(_LINES)
    chain = random.randrange(CHAINS) if session.get_bind().dialect.name == "postgresql" else 0
    query = select(AuditChainRow).where(AuditChainRow.chain == chain).with_for_update()
    end = session.exec(query.execution_options(populate_existing=True)).one()  # as it is now that it is locked
    for row in rows:
        row.chain, row.place = chain, end.length + 1
        row.hash = line_of(row).digest(end.hash)
        end.length, end.hash = row.place, row.hash
    session.add_all(rows)


def line_of(row: AuditRow) -> AuditLine:
    """A row as the chain knows it."""
    return AuditLine(
        row.chain,
        row.place,
        row.at,
        row.actor,
        row.role,
        row.origin,
        row.action,
        row.subject,
        row.client,
        row.detail,
        row.hash,
    )


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """Which lines: all that are named hold together. `actor` and `action` are whole; `since` and `until` moments."""

    subject: str | None = None
    actor: str | None = None
    action: str | None = None
    client: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[Any]:
        """As SQL."""
        named = ("subject", "actor", "action", "client")
        equal = [getattr(AuditRow, name) == getattr(self, name) for name in named if getattr(self, name) is not None]
        since = [col(AuditRow.at) >= self.since] if self.since is not None else []
        until = [col(AuditRow.at) < self.until] if self.until is not None else []
        return [*equal, *since, *until]


EVERY_LINE = AuditFilters()


def trail(
    session: Session,
    *,
    subject: str | None = None,
    filters: AuditFilters = EVERY_LINE,
    changes: bool = False,
    before: int | None = None,
    limit: int = 100,
) -> Sequence[AuditRow]:
    """Lines, newest first; `before` is the id of the last line of the page before. `changes`: without the reads."""
    query = select(AuditRow).where(*filters.conditions())
    if changes:
        query = query.where(~col(AuditRow.action).startswith("read "))
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    if before is not None:
        query = query.where(col(AuditRow.id) < before)
    return session.exec(query.order_by(col(AuditRow.id).desc()).limit(limit)).all()


def subjects(session: Session, action: str, since: datetime | None = None) -> set[str]:
    """On what something was done."""
    query = select(AuditRow.subject).where(AuditRow.action == action)
    return set(session.exec(query if since is None else query.where(col(AuditRow.at) >= since)))


def lines(session: Session, chain: int) -> Iterator[AuditLine]:
    """All lines of a chain as they lie there, by place."""
    after = None
    while rows := page_of_chain(session, chain, after):
        yield from map(line_of, rows)
        after = rows[-1].place, rows[-1].id
        session.expunge_all()


def page_of_chain(session: Session, chain: int, after: tuple[int, int | None] | None = None) -> Sequence[AuditRow]:
    """Some lines of a chain, by place; `after`: place and id of the last one of the page before."""
    query = select(AuditRow).where(AuditRow.chain == chain)
    query = query if after is None else query.where(sa.tuple_(col(AuditRow.place), col(AuditRow.id)) > after)
    return session.exec(query.order_by(col(AuditRow.place), col(AuditRow.id)).limit(_PAGE)).all()


def after_place(session: Session, chain: int, place: int) -> Sequence[AuditRow]:
    """Some lines of a chain behind a place, in order."""
    query = select(AuditRow).where(AuditRow.chain == chain, col(AuditRow.place) > place)
    return session.exec(query.order_by(col(AuditRow.place)).limit(_PAGE)).all()


def chains(session: Session) -> dict[int, ChainEnd]:
    """The end of each chain."""
    rows = session.exec(select(AuditChainRow).order_by(col(AuditChainRow.chain))).all()
    return {row.chain: ChainEnd(row.length, row.hash) for row in rows}


def seals(session: Session, chain: int) -> list[ChainSeal]:
    """Of a chain, by place."""
    query = select(AuditSealRow).where(AuditSealRow.chain == chain).order_by(col(AuditSealRow.place))
    return [ChainSeal(row.chain, row.place, row.hash, row.mark) for row in session.exec(query)]


def sealed_until(session: Session, chain: int) -> int:
    """The place up to which a chain is sealed; 0: nowhere."""
    return session.exec(select(sa.func.max(AuditSealRow.place)).where(AuditSealRow.chain == chain)).one() or 0


def seal(session: Session, key: bytes) -> int:
    """Seal the end of each chain that has grown since it was sealed last; how many were."""
    sealed = 0
    for chain, end in chains(session).items():
        if end.length > sealed_until(session, chain):
            made = ChainSeal.made(key, chain, end.length, end.hash)
            with suppress(IntegrityError), session.begin_nested():  # somebody else seals at this moment
                session.add(AuditSealRow(chain=chain, place=made.place, hash=made.hash, mark=made.mark))
            sealed += 1
    return sealed


def verify(session: Session, key: bytes, former: Sequence[bytes] = ()) -> list[ChainFault]:
    """The first fault of each chain; none: all lines are as they were written. Seals were made with `key`, or with one
    of those before it. `session` sees one state of the database
    (see `repository.Store.snapshot`), or what is written meanwhile looks like a fault.
    """
    ends, keys = chains(session), (key, *former)
    faults = (
        first_fault(
            chain,
            lines(session, chain),
            ends.get(chain, ChainEnd(0, BEGINNING)),
            seals(session, chain),
            *keys,
            cut=last_cut(session, chain),
        )
        for chain in sorted({*ends, *_named_by_lines(session)})
    )
    return [fault for fault in faults if fault is not None]


def _named_by_lines(session: Session) -> Iterator[int]:
    """Chains of which there are lines or seals, whether or not they have an end: nobody smuggles in one of their own.
    From one to the next by the index, since there are millions of lines and eight chains.
    """
    for table in (AuditRow, AuditSealRow):
        query = select(sa.func.min(table.chain))
        chain = session.exec(query).one()
        while chain is not None:
            yield chain
            chain = session.exec(query.where(col(table.chain) > chain)).one()


def last_cut(session: Session, chain: int) -> ChainCut | None:
    """Behind which the lines of a chain begin; None: it has all of them."""
    query = select(AuditCutRow).where(AuditCutRow.chain == chain).order_by(col(AuditCutRow.place).desc()).limit(1)
    row = session.exec(query).first()
    return None if row is None else ChainCut(row.chain, row.place, row.hash, row.lines, row.mark)


def old_segment(session: Session, chain: int, before: datetime, most: int | None = None) -> ChainCut | None:
    """Up to which seal a chain can be cut so that no line of `before` or later goes, nor one after the place `most`;
    without its mark. None: nothing is old enough, or sealed.
    """
    since = last_cut(session, chain)
    begin = 0 if since is None else since.place
    young = select(sa.func.min(AuditRow.place)).where(AuditRow.chain == chain, col(AuditRow.at) >= before)
    first_young = session.exec(young).one()
    query = select(AuditSealRow).where(AuditSealRow.chain == chain, col(AuditSealRow.place) > begin)
    if first_young is not None:
        query = query.where(col(AuditSealRow.place) < first_young)
    if most is not None:
        query = query.where(col(AuditSealRow.place) <= most)
    seal = session.exec(query.order_by(col(AuditSealRow.place).desc()).limit(1)).first()
    return None if seal is None else ChainCut(chain, seal.place, seal.hash, seal.place - begin, "")


def cut(session: Session, segment: ChainCut, key: bytes) -> None:
    """Remove the lines of a chain up to a seal, and write down that, with how many they were and the last one's hash.
    The line on it goes by the same transaction.
    """
    made = ChainCut.made(key, segment.chain, segment.place, segment.hash, segment.lines)
    session.add(AuditCutRow(**made._asdict()))
    session.flush()
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # the service's role may not, this function may
        connection.execute(sa.select(sa.func.cut_audit(made.chain, made.place)))
        return
    rows = AuditRow.__table__  # type: ignore[attr-defined]  # SQLModel adds it
    connection.execute(sa.delete(rows).where(rows.c.chain == made.chain, rows.c.place <= made.place))
