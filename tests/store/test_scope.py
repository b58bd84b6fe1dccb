"""A session of one client sees and writes that client's rows only, on both databases."""

import uuid

import pytest
import sqlalchemy as sa
from sqlmodel import col, delete, insert, select, update

from qa_service.domain.interaction import Channel, Interaction
from qa_service.errors import Forbidden, NotFound
from qa_service.store import audit, interactions
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.scope import EVERYTHING, Scope
from qa_service.store.tables import AuditRow, InteractionRow, now
from tests.databases import states

ACME, OTHER = Scope("acme"), Scope("other")


def contact(client: str, id: str = "1") -> Interaction:
    return Interaction(id=id, client=client, channel=Channel.CHAT)


@pytest.fixture
def ids(store: Store) -> dict[str, uuid.UUID]:
    """One interaction of each of two clients."""
    with store.transaction() as session:
        return {c: interactions.register(session, contact(c), c)[0].id for c in ("acme", "other")}


def test_a_list_holds_the_clients_own_rows_only(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.reading(ACME) as session:
        assert [row.id for row in interactions.page(session, Filters()).rows] == [ids["acme"]]
        assert interactions.page(session, Filters(client="other")).rows == []
    with store.reading(EVERYTHING) as session:
        assert len(interactions.page(session, Filters()).rows) == 2


def test_a_strangers_row_is_not_found(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.reading(ACME) as session, pytest.raises(NotFound):
        interactions.get(session, ids["other"])


def test_sums_and_aliases_are_filtered_too(store: Store, ids: dict[str, uuid.UUID]) -> None:
    twin = sa.orm.aliased(InteractionRow)
    with store.reading(ACME) as session:
        assert sum(states(session).values()) == 1
        assert session.exec(select(sa.func.count()).select_from(twin)).one() == 1
        pairs = select(InteractionRow.id, twin.id).join(twin, sa.true())
        assert session.exec(pairs).all() == [(ids["acme"], ids["acme"])]


def test_bulk_update_and_delete_stay_inside_the_client(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.transaction(ACME) as session:
        assert session.exec(update(InteractionRow).values(team="x")).rowcount == 1
        assert session.exec(delete(InteractionRow).where(col(InteractionRow.team).is_(None))).rowcount == 0
    with store.reading() as session:
        assert interactions.get(session, ids["other"]).team is None


@pytest.mark.parametrize(
    "statement",
    [sa.text("SELECT 1"), select(InteractionRow.__table__), insert(InteractionRow)],  # type: ignore[attr-defined]
    ids=["text", "table", "insert"],
)
def test_a_statement_that_cannot_be_filtered_is_refused(store: Store, statement: sa.Executable) -> None:
    with store.transaction(ACME) as session, pytest.raises(Forbidden):
        session.execute(statement)


def test_a_strangers_row_is_not_written(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with pytest.raises(Forbidden), store.transaction(ACME) as session:
        interactions.register(session, contact("other", "2"), "x")
    with pytest.raises(Forbidden), store.transaction(ACME) as session:
        interactions.get(session, ids["acme"]).client = "other"
    with pytest.raises(Forbidden), store.transaction() as session:  # not even by those who see everything
        interactions.get(session, ids["acme"]).client = "other"


def test_the_audit_trail_only_grows(store: Store) -> None:
    with store.transaction() as session:
        audit.note(session, "key ab12", "read", "interaction 1", client="acme", count=1)
    for change in (lambda s, row: s.delete(row), lambda s, row: setattr(row, "actor", "nobody")):
        with pytest.raises(Forbidden), store.transaction() as session:
            change(session, session.exec(select(AuditRow)).one())
    with store.reading() as session:
        assert [(line.actor, line.detail) for line in audit.trail(session)] == [("key ab12", {"count": 1})]


def test_postgresql_itself_shows_a_client_its_own_rows_only(
    app: Store, store: Store, ids: dict[str, uuid.UUID]
) -> None:
    count = sa.text("SELECT count(*) FROM interaction")
    engine = app._engine
    with engine.connect() as connection:
        assert connection.execute(count).scalar() == 0  # no scope, no rows
    with app.reading(ACME) as session:
        assert session.connection().execute(count).scalar() == 1  # past the session's own filter
        writes = sa.text("UPDATE interaction SET team = 'x'")
        assert session.connection().execute(writes).rowcount == 1
        planted = sa.text("UPDATE interaction SET client = 'other'")
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"):
            session.connection().execute(planted)
    with app.reading(EVERYTHING) as session:
        assert session.connection().execute(count).scalar() == 2


def test_the_services_role_cannot_rewrite_the_audit_trail(app: Store) -> None:
    with app.transaction() as session:
        audit.note(session, "a", "b", "c")
    with app.transaction() as session, pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        session.connection().execute(sa.text("DELETE FROM audit"))


def test_rows_return_their_times_in_utc(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.reading() as session:
        row = interactions.get(session, ids["acme"])
        assert row.received_at.utcoffset() is not None
        assert abs((now() - row.received_at).total_seconds()) < 60
