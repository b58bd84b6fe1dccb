"""A consistent copy of the database while the service works on it, and the way back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, select

from qa_service import private
from qa_service.errors import BadInput, say
from qa_service.store import audit, heartbeats
from qa_service.store.engine import connect, is_sqlite
from qa_service.store.tables import InteractionRow, now

_RECORDINGS = (
    "SELECT recording_key FROM interaction WHERE recording_key IS NOT NULL"
    " UNION SELECT redacted_key FROM interaction WHERE redacted_key IS NOT NULL"
    " UNION SELECT louder_key FROM interaction WHERE louder_key IS NOT NULL"
)
_IDS = "SELECT id FROM interaction"
_CHECK = "SELECT value FROM installation WHERE name = 'secret_check'"


@dataclass(frozen=True, slots=True)
class Named:
    """What a copy names: keys of recordings, ids of interactions (32 hexadecimal digits), the check of its secret."""

    recordings: frozenset[str]
    interactions: frozenset[str]
    secret_check: str

    def needs(self, key: str) -> bool:
        """Whether a file of the recording store belongs to it: a recording, or sealed words of an interaction."""
        kind, _, rest = key.partition("/")
        if kind == "work":
            return rest.partition("/")[0].replace("-", "") in self.interactions
        return key in self.recordings


def kind(url: str) -> str:
    """Of the database."""
    return "sqlite" if is_sqlite(url) else "postgresql"


def copy(url: str, file: Path) -> Named:
    """Write a copy of one moment to `file`, and tell what it names. Raises BadInput where pg_dump lacks or fails."""
    if is_sqlite(url):
        return _copy_sqlite(Path(sa.make_url(url).database or ""), file)
    engine = connect(url)
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
            options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={file}")
            _run("pg_dump", url, *options)
            return _named(lambda query: [row[0] for row in connection.exec_driver_sql(query)])
    finally:
        engine.dispose()


def _copy_sqlite(database: Path, file: Path) -> Named:
    """By SQLite's own backup: one read transaction, beside which others write on."""
    with closing(sqlite3.connect(database, timeout=30)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        return _named(lambda query: [row[0] for row in target.execute(query)])


class Present(NamedTuple):
    """What there is already: interactions, workers that live, and the numbers of interactions that were erased."""

    is_filled: bool
    is_at_work: bool
    erased: frozenset[str]


def present(session: Session) -> Present:
    """In a database of any version, or an empty one."""
    tables = set(sa.inspect(session.connection()).get_table_names())
    if InteractionRow.__tablename__ not in tables:
        return Present(False, False, frozenset())
    is_filled = session.exec(select(InteractionRow.id).limit(1)).first() is not None
    is_at_work = "worker_beat" in tables and heartbeats.living(session, now() - heartbeats.SILENT) > 0
    return Present(is_filled, is_at_work, frozenset(audit.subjects(session, "erase")))


def _named(ask: Callable[[str], list[str]]) -> Named:
    ids = frozenset(str(id).replace("-", "") for id in ask(_IDS))
    return Named(frozenset(ask(_RECORDINGS)), ids, next(iter(ask(_CHECK)), ""))


def check(kind: str, file: Path) -> None:
    """Raises BadInput where a copy is not whole."""
    if kind == "sqlite":
        with closing(sqlite3.connect(file)) as copied:
            if copied.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BadInput("the copy of the database is damaged", hint="restore an earlier backup")
    else:
        _called("pg_restore", ["--list", str(file)], {})


def replace(url: str, file: Path) -> None:
    """Have the copy in the place of the database. Nobody may work on it meanwhile. Raises BadInput where pg_restore
    lacks or fails.
    """
    if is_sqlite(url):
        _replace_sqlite(Path(sa.make_url(url).database or ""), file)
        return
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    _run("pg_restore", url, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(file))


def _replace_sqlite(database: Path, file: Path) -> None:
    private.folder(database.parent)
    new = private.file(database.with_name(f"{database.name}.restoring"))
    shutil.copyfile(file, new)
    handle = os.open(new, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    for beside in ("-wal", "-shm"):
        Path(f"{database}{beside}").unlink(missing_ok=True)
    new.replace(database)


def _run(program: str, url: str, *options: str) -> None:
    """Of PostgreSQL, on this database; the password goes by the environment, which other users cannot read."""
    address = sa.make_url(url).set(drivername="postgresql")
    password = {"PGPASSWORD": address.password} if address.password else {}
    plain = sa.URL.create(
        "postgresql", address.username, None, address.host, address.port, address.database, address.query
    )
    _called(program, [*options, f"--dbname={plain.render_as_string()}"], password)


def _called(program: str, words: list[str], environment: dict[str, str]) -> None:
    """What it complains of is not shown: it may quote rows."""
    whole = {**os.environ, **environment}
    try:
        done = subprocess.run([program, *words], env=whole, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        hint = say("install the client programs of this PostgreSQL, or of a newer one")
        raise BadInput("{program} cannot be run", program=program, hint=hint) from None
    if done.returncode:
        raise BadInput(
            "{program} ended with exit status {status}",
            program=program,
            status=done.returncode,
            hint="QA_BACKUP_DATABASE_URL must name the owner of the tables; run it by hand to see its reasons",
        )
