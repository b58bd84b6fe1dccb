"""Where a page ended, as an opaque word for the caller."""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col
from sqlmodel.sql.sqltypes import UTCDateTime

from qa_service.errors import BadInput


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
