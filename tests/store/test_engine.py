"""What database errors may say: they end up in tracebacks and logs."""

import traceback
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service import jobs_database
from qa_service.store import engine

WORDS = "mi chiamo Maria Esposito"


@pytest.mark.parametrize("connect", [engine.connect, lambda url: jobs_database.connect(url, 1)])
def test_a_traceback_holds_nothing_that_a_statement_was_given(connect, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    opened = connect(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(sa.exc.OperationalError) as caught, opened.connect() as connection:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:words)"), {"words": WORDS})
    opened.dispose()
    told = "".join(traceback.format_exception(caught.value))
    assert "no such table" in told
    assert WORDS not in told
