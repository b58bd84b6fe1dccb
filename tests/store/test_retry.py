"""Waiting for a database that is away."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError

from qa_service.errors import place_of
from qa_service.store.engine import connect, is_outage
from qa_service.worker.retry import retry_while_unavailable
from tests.databases import KINDS, fresh

AWAY = OperationalError("SELECT", {}, Exception("gone"))


def test_an_outage_is_waited_out_longer_each_time() -> None:
    waits: list[float] = []
    answers = iter([AWAY] * 7)

    def body() -> str:
        error = next(answers, None)
        if error:
            raise error
        return "done"

    assert retry_while_unavailable(body, "text", 1.0, sleep=waits.append) == "done"
    assert waits == [1, 2, 4, 8, 16, 30, 30]  # doubled, 30 at most


def test_an_outage_without_end_is_told_in_the_end() -> None:
    waits: list[float] = []

    def body() -> None:
        raise AWAY

    with pytest.raises(OperationalError):
        retry_while_unavailable(body, "text", 1.0, sleep=waits.append)
    assert 3000 < sum(waits) < 3600  # most of an hour


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_is_missing_is_not_waited_for(kind: str, tmp_path: Path) -> None:
    with fresh(kind, tmp_path) as url:
        engine = connect(url)

        def body() -> None:
            with engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1 FROM nowhere")

        with pytest.raises(DBAPIError, match="nowhere"):
            retry_while_unavailable(body, "text", 1.0, sleep=lambda _: pytest.fail("waited"))
        engine.dispose()


def test_a_locked_database_is_an_outage(tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    waiter = sa.create_engine(f"sqlite:///{tmp_path / 'a.db'}", connect_args={"timeout": 0})
    with pytest.raises(OperationalError, match="locked") as caught, waiter.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (n INTEGER)")
    assert is_outage(caught.value)
    waiter.dispose()
    holder.close()


def test_other_errors_are_not_waited_out() -> None:
    def body() -> None:
        raise KeyError("rossi")

    with pytest.raises(KeyError) as caught:
        retry_while_unavailable(body, "text", 1.0, sleep=lambda _: pytest.fail("waited"))
    place = place_of(caught.value)
    assert place.startswith("KeyError at retry.py:")
    assert "rossi" not in place
