"""The chained audit trail on real databases: what is written, and what is done to it behind the service's back."""

import threading

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from qa_service.domain.audit_chain import ChainFault
from qa_service.store import audit
from qa_service.store.repository import Store
from qa_service.store.tables import AuditRow

KEY = b"k" * 32


def write(store: Store, count: int, action: str = "read") -> None:
    for n in range(count):
        with store.transaction() as session:
            audit.speak_for(session, "qa", "10.0.0.7")
            audit.note(session, "user:anna", action, f"subject-{n}", "acme", share=0.1 * n, names=("à", "b"))


def faults(store: Store) -> list[ChainFault]:
    with store.snapshot() as session:
        return audit.verify(session, KEY)


def tamper(store: Store, statement: str, **values: object) -> None:
    """As somebody who holds the database."""
    with store._engine.begin() as connection:
        connection.execute(sa.text(statement), values)


@pytest.fixture
def written(store: Store) -> Store:
    """Forty lines, sealed after the first thirty; on PostgreSQL over several chains."""
    write(store, 30)
    with store.transaction() as session:
        audit.seal(session, KEY)
    write(store, 10)
    return store


def longest(session: Session) -> int:
    return max(audit.chains(session).items(), key=lambda chain: chain[1].length)[0]


def chain_of(store: Store) -> int:
    with store.reading() as session:
        return longest(session)


def test_lines_say_who_in_which_role_and_from_where_and_fit(written: Store) -> None:
    assert faults(written) == []
    with written.reading() as session:
        line = session.exec(select(AuditRow).where(AuditRow.subject == "subject-3")).first()
        assert sum(end.length for end in audit.chains(session).values()) == 40
    assert line is not None
    assert (line.actor, line.role, line.origin, line.detail["names"]) == ("user:anna", "qa", "10.0.0.7", ["à", "b"])


def fail_after_a_note(store: Store) -> None:
    with store.transaction() as session:
        audit.note(session, "user:anna", "read", "x")
        raise RuntimeError("no")


def test_what_is_rolled_back_leaves_no_line(store: Store) -> None:
    with pytest.raises(RuntimeError):
        fail_after_a_note(store)
    with store.reading() as session:
        assert audit.trail(session) == []


def test_a_savepoint_does_not_chain_before_its_time(store: Store) -> None:
    with store.transaction() as session:
        audit.note(session, "user:anna", "first", "x")
        with session.begin_nested():
            audit.note(session, "user:anna", "second", "x")
    with store.reading() as session:
        assert [row.action for row in audit.trail(session)] == ["second", "first"]
    assert faults(store) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET actor = 'user:eve' WHERE chain = :chain AND place = 3", "changed"),
        ("UPDATE audit SET detail = '{}' WHERE chain = :chain AND place = 3", "changed"),
        ("DELETE FROM audit WHERE chain = :chain AND place = 3", "missing"),
        ("UPDATE audit SET place = place + 10000 WHERE chain = :chain AND place = 3", "missing"),
        ("DELETE FROM audit WHERE chain = :chain AND place > 3", "cut off"),
        ("UPDATE audit_seal SET mark = hash WHERE chain = :chain", "seal forged"),
    ],
)
def test_what_is_done_to_it_is_told(written: Store, statement: str, fault: str) -> None:
    chain = chain_of(written)
    tamper(written, statement, chain=chain)
    (told,) = faults(written)
    assert (told.chain, told.fault) == (chain, fault)


def test_two_lines_that_changed_places_are_told(written: Store) -> None:
    chain = chain_of(written)
    move = "UPDATE audit SET place = :after WHERE chain = :chain AND place = :before"
    for before, after in ((2, 20000), (3, 2), (20000, 3)):
        tamper(written, move, chain=chain, before=before, after=after)
    (told,) = faults(written)
    assert (told.place, told.fault) == (2, "changed")


def test_a_truncation_with_its_end_is_told_by_a_seal(written: Store) -> None:
    chain = chain_of(written)
    with written.reading() as session:
        hash = next(line.hash for line in audit.lines(session, chain) if line.place == 2)
    tamper(written, "DELETE FROM audit WHERE chain = :chain AND place > 2", chain=chain)
    tamper(written, "UPDATE audit_chain SET length = 2, hash = :hash WHERE chain = :chain", chain=chain, hash=hash)
    (told,) = faults(written)
    assert (told.place, told.fault) == (3, "cut off")


def test_many_writers_at_once_break_no_chain(store: Store) -> None:
    threads = [threading.Thread(target=write, args=(store, 15)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults(store) == []
    with store.reading() as session:
        assert sum(end.length for end in audit.chains(session).values()) == 60


def test_a_line_in_a_chain_of_its_own_is_told(written: Store) -> None:
    """Whoever accuses somebody by a line beside the chains: its hash fits, and nobody has sealed it."""
    chain = chain_of(written)
    forged = "INSERT INTO audit (at, actor, action, subject, detail, role, origin, chain, place, hash)"
    copied = "SELECT at, 'user:innocent', action, subject, detail, role, origin, 99, 1, hash FROM audit"
    tamper(written, f"{forged} {copied} WHERE chain = :chain AND place = 1", chain=chain)
    (told,) = faults(written)
    assert told.chain == 99


def test_what_is_written_while_it_is_verified_is_no_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, 20)
    seals = audit.seals

    def seals_and_meanwhile_a_line(session: Session, chain: int) -> object:
        write(store, 3)
        return seals(session, chain)

    monkeypatch.setattr(audit, "seals", seals_and_meanwhile_a_line)
    assert faults(store) == []


def test_a_name_at_its_longest_with_its_kind_before_it_can_be_noted(store: Store) -> None:
    with store.transaction() as session:
        audit.speak_for(session, "qa", "unix:" + 100 * "o")
        audit.note(session, "user:anna", "read figures", "agent:" + 200 * "n")
    with store.reading() as session:
        (line,) = audit.trail(session)
    assert (len(line.subject), len(line.origin)) == (200, 64)
    assert faults(store) == []


def test_the_place_up_to_which_it_is_sealed_grows(written: Store) -> None:
    with written.transaction() as session:
        audit.seal(session, KEY)
        ends = audit.chains(session)
        assert {chain: audit.sealed_until(session, chain) for chain in ends} == {
            chain: end.length for chain, end in ends.items()
        }
        assert audit.seal(session, KEY) == 0
