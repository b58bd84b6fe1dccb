"""Many rows into a database at once."""

import itertools
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json

_AT_ONCE = 20_000


def write(connection: sa.Connection, model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Straight into the driver: SQLAlchemy's own conversion of values would take most of the time."""
    plain = _sqlite_value if connection.dialect.name == "sqlite" else _plain
    stream = iter(rows)
    for chunk in iter(lambda: list(itertools.islice(stream, _AT_ONCE)), []):
        values = [tuple(plain(value) for value in row.values()) for row in chunk]
        names = ", ".join(f'"{name}"' for name in chunk[0])
        if connection.dialect.name == "sqlite":
            marks = ", ".join("?" * len(chunk[0]))
            connection.exec_driver_sql(f"INSERT INTO {model.__tablename__} ({names}) VALUES ({marks})", values)
            continue
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {model.__tablename__} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)


def _sqlite_value(value: Any) -> Any:
    match value:
        case uuid.UUID():
            return value.hex
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S.%f")
        case date():
            return value.isoformat()
        case _:
            return _plain(value)


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case dict() | list():
            return to_json(value).decode()
        case _:
            return value
