"""The rubrics of clients: every version there ever was, and the one in force."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, object_session
from sqlmodel import Field, Session

from qa_service.errors import Forbidden
from qa_service.store.tables import Json, Owned, now


class RubricVersionRow(Owned, table=True):
    """One version of a client's rubric: a draft until `published_at`, and never changed or deleted from then on."""

    __tablename__ = "rubric_version"
    __table_args__ = (
        sa.UniqueConstraint("client", "rubric", "version"),
        sa.Index("ix_rubric_version_created_at", "created_at", "id"),
        sa.Index("ix_rubric_version_client_created_at", "client", "created_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    rubric: str = Field(max_length=64)
    version: int
    body: dict[str, Any] = Field(sa_type=Json)
    created_by: str = Field(max_length=200)
    created_at: datetime = Field(default_factory=now)
    published_by: str | None = Field(default=None, max_length=200)
    published_at: datetime | None = None


class RubricInForceRow(Owned, table=True):
    """The published version that a client's interactions are scored under from now on: at most one a client."""

    __tablename__ = "rubric_in_force"

    client: str = Field(max_length=200, primary_key=True)
    version_id: uuid.UUID = Field(foreign_key="rubric_version.id")
    since: datetime = Field(default_factory=now)
    chosen_by: str = Field(max_length=200)


def _was_published(row: RubricVersionRow) -> bool:
    history = sa.inspect(row).attrs.published_at.history
    return any((*history.unchanged, *history.deleted))


def _refusal(row: RubricVersionRow) -> Forbidden:
    return Forbidden(
        "rubric {rubric}@{version} is published and stays as it is; make a new version",
        rubric=row.rubric,
        version=row.version,
    )


@event.listens_for(RubricVersionRow, "before_update")
def _unchanged(_mapper: Any, _connection: Any, row: RubricVersionRow) -> None:
    session = object_session(row)
    if session is not None and session.is_modified(row) and _was_published(row):
        raise _refusal(row)


@event.listens_for(RubricVersionRow, "before_delete")
def _not_deleted(_mapper: Any, _connection: Any, row: RubricVersionRow) -> None:
    if _was_published(row):
        raise _refusal(row)


@event.listens_for(Session, "do_orm_execute")
def _one_by_one(state: ORMExecuteState) -> None:
    """A statement over many rows would pass by the two above."""
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper is not None and mapper.class_ is RubricVersionRow:
        raise Forbidden("versions of rubrics are changed one by one, and published ones never")
