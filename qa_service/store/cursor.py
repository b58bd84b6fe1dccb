"""Pages by keyset, and where a page ended as an opaque word for the caller."""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar
from sqlmodel.sql.sqltypes import UTCDateTime

from qa_service.errors import BadInput

Row = TypeVar("Row")


class Page(NamedTuple, Generic[Row]):
    """Rows, newest first, and the cursor of the next page (None: this is the last)."""

    rows: Sequence[Row]
    next: str | None


def newest_first(
    session: Session, query: SelectOfScalar[Row], at: Any, id: Any, cursor: str | None, limit: int
) -> Page[Row]:
    """A page by keyset on the columns (`at`, `id`): what comes or goes meanwhile neither repeats nor skips a row.

    Raises BadInput on a cursor that this service did not make.
    """
    if cursor is not None:
        query = query.where(older(at, id, cursor))
    rows, more = first(session, query.order_by(col(at).desc(), col(id).desc()), limit)
    return Page(rows, encode(getattr(rows[-1], at.key), getattr(rows[-1], id.key)) if more else None)


def first(session: Session, query: Any, limit: int) -> tuple[Sequence[Any], bool]:
    """So many rows of an ordered query, and whether there are more."""
    rows = session.exec(query.limit(limit + 1)).all()
    return rows[:limit], len(rows) > limit


def encode(at: datetime, id: uuid.UUID) -> str:
    """The position after the row (`at`, `id`)."""
    return urlsafe_b64encode(f"{at.isoformat()} {id.hex}".encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[datetime, uuid.UUID]:
    """The inverse of `encode`. Raises BadInput on anything else."""
    try:
        text = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode()
        at, _, id = text.partition(" ")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("no offset")
        return moment, uuid.UUID(hex=id)
    except (ValueError, binascii.Error) as error:
        raise BadInput(
            "the page cursor is not one of ours", where="cursor", hint="start from the first page"
        ) from error


def older(at: Any, id: Any, cursor: str) -> Any:
    """As SQL, that the row (`at`, `id`: columns) comes after the cursor in a list with the newest first.

    Raises BadInput on a cursor that this service did not make.
    """
    moment, last = decode(cursor)
    return sa.tuple_(col(at), col(id)) < sa.tuple_(sa.literal(moment, UTCDateTime()), sa.literal(last, sa.Uuid()))
