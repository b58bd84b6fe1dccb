"""What ails the machine, told from the errors of systems and libraries: no space, read-only, no memory."""

import errno
import re
from collections.abc import Callable

from qa_service.errors import CannotWrite, NoMemory, NoSpace, QaError


def _no_space() -> QaError:
    return NoSpace("no space is left on the disk; nothing was kept of this, free some space and try again")


def _cannot_write() -> QaError:
    return CannotWrite("the disk or database is read-only; nothing was kept of this, make it writable and try again")


def _no_memory() -> QaError:
    return NoMemory("memory ran out; give the service more of it, or less to do at a time, and try again")


_Cause = Callable[[], QaError]
_OF_THE_SYSTEM: dict[int, _Cause] = {
    errno.ENOSPC: _no_space,
    errno.EDQUOT: _no_space,
    errno.EROFS: _cannot_write,
    errno.ENOMEM: _no_memory,
}
_OF_SQLITE: dict[int, _Cause] = {13: _no_space, 8: _cannot_write, 7: _no_memory}
"""SQLITE_FULL, SQLITE_READONLY, SQLITE_NOMEM (https://sqlite.org/rescode.html)."""
_OF_POSTGRESQL: dict[str, _Cause] = {"53100": _no_space, "25006": _cannot_write, "53200": _no_memory}
"""disk_full, read_only_sql_transaction, out_of_memory (PostgreSQL, appendix A)."""
_IN_WORDS = re.compile(r"\(os error (\d{1,4})\)")
"""As libraries written in Rust name the number of the system's error."""


def cause_of(error: BaseException) -> QaError | None:
    """The fault of the machine behind an error, as an error of ours; None where it is something else.

    Errors that came up while another was dealt with count too: a full SQLite forgets its savepoints, and going back to
    one is the error that arrives here.
    """
    seen: BaseException | None = error
    while seen is not None:
        if cause := _cause(getattr(seen, "orig", None) or seen):  # SQLAlchemy keeps the driver's own error there
            return cause()
        seen = seen.__cause__ or seen.__context__
    return None


def _cause(error: BaseException) -> _Cause | None:
    if isinstance(error, MemoryError):
        return _no_memory
    return (
        _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        or _OF_POSTGRESQL.get(getattr(error, "sqlstate", None) or "")
        or _OF_THE_SYSTEM.get(_number(error))
    )


def _number(error: BaseException) -> int:
    """The system's number of an error; 0 where it has none."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    if isinstance(error, OSError) or type(error).__module__.startswith("obstore"):
        named = _IN_WORDS.search(str(error))
        return int(named[1]) if named else 0
    return 0
