"""What ails the machine is told from foreign errors; what is something else stays what it is."""

import errno
import sqlite3
from typing import Any

import pytest
import sqlalchemy as sa

from qa_service.causes import cause_of
from qa_service.errors import CannotWrite, NoMemory, NoSpace, QaError
from qa_service.worker.retry import outage_of
from qa_service.worker.supervise import ending


def of_sqlite(code: int) -> sa.exc.OperationalError:
    original = sqlite3.OperationalError("x")
    original.sqlite_errorcode = code
    return sa.exc.OperationalError("INSERT", None, original)


def of_postgresql(state: str) -> sa.exc.OperationalError:
    original: Any = Exception("x")
    original.sqlstate = state
    return sa.exc.OperationalError("INSERT", None, original)


def of_obstore(sentence: str) -> Exception:
    return type("GenericError", (Exception,), {"__module__": "obstore.exceptions"})(sentence)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), NoSpace),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), NoSpace),
        (OSError(errno.EROFS, "Read-only file system"), CannotWrite),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), NoMemory),
        (MemoryError(), NoMemory),
        (of_sqlite(sqlite3.SQLITE_FULL), NoSpace),
        (of_sqlite(sqlite3.SQLITE_READONLY), CannotWrite),
        (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), CannotWrite),
        (of_postgresql("53100"), NoSpace),
        (of_postgresql("25006"), CannotWrite),
        (of_obstore("Generic LocalFileSystem error: No space left on device (os error 28)\n\nDebug"), NoSpace),
        (OSError("Read-only file system (os error 30)"), CannotWrite),
        (FileNotFoundError(2, "No such file"), None),
        (of_sqlite(sqlite3.SQLITE_BUSY), None),
        (of_postgresql("23505"), None),
        (ValueError("a customer says (os error 28)"), None),
    ],
)
def test_a_cause_is_told_by_the_number_of_the_error(error: Exception, cause: type[QaError] | None) -> None:
    assert type(cause_of(error)) is (cause or type(None))


def test_the_error_of_an_error_is_looked_at() -> None:
    """As SQLAlchemy does when it goes back to a savepoint that a full database has forgotten."""
    later = of_sqlite(sqlite3.SQLITE_ERROR)
    later.__context__ = of_sqlite(sqlite3.SQLITE_FULL)
    assert isinstance(cause_of(later), NoSpace)
    assert cause_of(of_sqlite(sqlite3.SQLITE_ERROR)) is None


def test_a_full_disk_is_waited_for_like_an_absent_database() -> None:
    assert outage_of(OSError(errno.ENOSPC, "x")) == "no space is left"
    assert outage_of(of_sqlite(sqlite3.SQLITE_FULL)) == "no space is left"
    assert outage_of(OSError(errno.EROFS, "x")) == "cannot write"
    assert outage_of(of_sqlite(sqlite3.SQLITE_BUSY)) == "database is away"
    assert outage_of(of_sqlite(sqlite3.SQLITE_ERROR)) == ""
    assert outage_of(MemoryError()) == ""
    assert outage_of(ValueError("x")) == ""


@pytest.mark.parametrize(
    ("status", "words"),
    [(0, "exit status 0"), (3, "exit status 3"), (-9, "SIGKILL, most likely out of memory"), (-11, "SIGSEGV")],
)
def test_how_a_worker_ended_is_named(status: int, words: str) -> None:
    assert ending(status) == words
