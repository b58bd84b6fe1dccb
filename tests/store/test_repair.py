"""Databases that went through earlier forms of 0003 to 0005, which were edited afterwards, get what they lack."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from qa_service.settings import Settings
from qa_service.store import migrations
from qa_service.store.engine import connect
from tests.databases import KINDS, fresh, schema_is_in_code

EARLIER = {
    # f139e98~1 and before: no waveforms; 783a991~1: no weeks; 308aa86~1: no indexes for lists
    "before waveforms, weeks and lists": (
        "DROP TABLE waveform",
        "DROP TABLE weekly_total",
        *(f"DROP INDEX ix_interaction_{column}_at" for column in ("team", "agent", "intent")),
    ),
    # 4ed173b~1: totals by day had a count only; 1e122c7~1: no index by agent; 5c2a01d~1: no marks
    "before figures by group": (
        "DROP TABLE waveform",
        "DROP TABLE weekly_total",
        "DROP INDEX ix_daily_total_headline",
        *(f"ALTER TABLE daily_total DROP COLUMN {column}" for column in ("resolved", "courtesy_square")),
        "DROP INDEX ix_figure_part_agent",
        "DROP TABLE interaction_mark",
    ),
    # 6107941: 0004 and 0005 did nothing yet
    "before people and figures": (
        *(f"DROP TABLE {table}" for table in ("figure_part", "daily_total", "weekly_total", "queue_call", "alarm")),
        *(f"DROP TABLE {table}" for table in ("waveform", "finding", "search", "saved_view", "sign_in_failure")),
        *(f"DROP TABLE {table}" for table in ("web_session", "account")),
        *(f"DROP INDEX ix_interaction_{column}_at" for column in ("team", "agent", "intent")),
        "ALTER TABLE api_key DROP COLUMN team",
        "ALTER TABLE api_key DROP COLUMN agent",
    ),
}


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh(request.param, tmp_path) as url:
        yield url


def as_of_0007(url: str, *statements: str) -> None:
    """A database at revision 0007, changed by these statements."""
    with migrations._alone(url) as connection:
        command.upgrade(migrations._config(connection), "0007")
    engine = connect(url, migrating=True)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "sqlite" and any("search" in statement for statement in statements):
            connection.exec_driver_sql("DROP TABLE search_fts")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("form", EARLIER)
def test_a_database_of_an_earlier_form_is_whole_after_the_upgrade(empty: str, form: str) -> None:
    as_of_0007(empty, *EARLIER[form])
    migrations.upgrade(empty)
    schema_is_in_code(empty)
    if not empty.startswith("sqlite"):
        assert _unprotected(empty) == set()


def _unprotected(url: str) -> set[str]:
    """Tables with a client and without row-level security."""
    engine = connect(url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client'"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT c.relforcerowsecurity"
        ).scalars()
        found = set(rows)
    engine.dispose()
    return found - {"api_key", "account", "audit"}  # these hold rows of no client in particular


def test_words_of_old_transcripts_are_found_once_their_table_is_there(empty: str) -> None:
    as_of_0007(empty)
    store_a_transcript(empty, "vorrei disdire")
    engine = connect(empty, migrating=True)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TABLE search_fts")
        connection.exec_driver_sql("DROP TABLE search")
    migrations.upgrade(empty)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL app.everything = 'on'")
        assert connection.exec_driver_sql("SELECT words FROM search").scalars().all() == ["vorrei disdire"]
    engine.dispose()


def store_a_transcript(url: str, words: str) -> None:
    engine = connect(url)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL app.everything = 'on'")
        id = "0" * 32
        body = json.dumps({"transcript": {"turns": [{"text": words}]}})
        for statement in (
            "INSERT INTO interaction (id, client, external_id, fingerprint, run, state, attempts, received_at, channel,"
            " direction, at) VALUES (:id, 'acme', 'a', 'x', 1, 'done', 0, :now, 'chat', 'inbound', :now)",
            "INSERT INTO transcript (interaction_id, client, run, body) VALUES (:id, 'acme', 1, :body)",
        ):
            values = {"id": id, "now": "2026-11-03 12:00:00+00:00", "body": body}
            connection.execute(sa.text(statement), {name: values[name] for name in values if f":{name}" in statement})
    engine.dispose()


def test_a_whole_database_is_left_alone(empty: str) -> None:
    as_of_0007(empty)
    before = drawn(empty)
    migrations_before = {name for name, _ in before}
    with migrations._alone(empty) as connection:
        command.upgrade(migrations._config(connection), "0009")
    assert drawn(empty) == before
    assert "weekly_total" in migrations_before


def drawn(url: str) -> list[tuple[str, str]]:
    """Every table and index with what identifies it to the database: one made anew has another."""
    query = "SELECT name, rootpage || coalesce(sql, '') FROM sqlite_master WHERE rootpage > 0"
    if not url.startswith("sqlite"):
        query = "SELECT relname, oid::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    engine = connect(url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(query).all()
    engine.dispose()
    return sorted((name, hashlib.sha256(what.encode()).hexdigest()) for name, what in rows)


def test_totals_that_were_made_anew_are_counted_again(tmp_path: Path) -> None:
    """`db upgrade` as people run it, over a database with a part that its week never heard of."""
    from qa_service.bootstrap import service
    from qa_service.store import rollup_rebuild
    from tests.store.test_rollups import contact, saved

    settings = Settings(data_dir=tmp_path)
    service.upgrade(settings)
    with service.store(settings).transaction() as session:
        saved(session, contact("1", agent="a1"))
    engine = connect(settings.database)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM weekly_total")
    engine.dispose()
    service.upgrade(settings)
    assert rollup_rebuild.check(service.store(settings)) == []
