"""What database errors may say: they end up in tracebacks and logs."""

import traceback
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service.store import engine
from qa_service.store.repository import Store

WORDS = "mi chiamo Maria Esposito"


def test_a_traceback_holds_nothing_that_a_statement_was_given(tmp_path: Path) -> None:
    opened = engine.connect(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(sa.exc.OperationalError) as caught, opened.connect() as connection:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:words)"), {"words": WORDS})
    opened.dispose()
    told = "".join(traceback.format_exception(caught.value))
    assert "no such table" in told
    assert WORDS not in told


def test_a_hasty_transaction_alone_does_not_wait_for_the_disk(store: Store) -> None:
    def setting(*, hasty: bool) -> object:
        with store.transaction(hasty=hasty) as session:
            connection = session.connection()
            name = "PRAGMA synchronous" if connection.dialect.name == "sqlite" else "SHOW synchronous_commit"
            return connection.exec_driver_sql(name).scalar()

    assert [setting(hasty=hasty) for hasty in (False, True, False)] in ([2, 1, 2], ["on", "off", "on"])  # 2: FULL
