"""The rubrics of clients: every version there ever was, the one in force, and the past that a version is applied to."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, object_session
from sqlmodel import Field, Session, col

from qa_service.domain.interaction import WAITING, State
from qa_service.errors import Forbidden
from qa_service.store.tables import Json, JsonOrNothing, Owned, _enum, now


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


class RescoringRow(Owned, table=True):
    """A published version (`rubric`, as scorecards cite it) that is applied to what a client had from the day `since`
    to before the day `until`.

    `done` of `total` interactions have been looked at: `changed` of them are judged otherwise than before, and `kept`
    stay under their version, since people are at them. `worker` has it in hand, and `attempts` counts those that died
    with it. A client has one at a time that waits or runs.
    """

    __tablename__ = "rescoring"
    __table_args__ = (
        sa.Index("ix_rescoring_made_at", "made_at", "id"),
        sa.Index("ix_rescoring_client_made_at", "client", "made_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    rubric: str = Field(max_length=250)
    since: date
    until: date
    asked_by: str = Field(max_length=200)
    state: State = Field(default=State.RECEIVED, sa_type=_enum(State))
    failure: str | None = Field(default=None, sa_type=sa.Text)
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    worker: str | None = Field(default=None, max_length=200)
    attempts: int = 0
    done: int = 0
    total: int | None = None
    changed: int = 0
    kept: int = 0
    made_at: datetime = Field(default_factory=now)
    done_at: datetime | None = None


_AT_WORK = col(RescoringRow.state).in_(WAITING)
sa.Index("ix_rescoring_one", col(RescoringRow.client), unique=True, sqlite_where=_AT_WORK, postgresql_where=_AT_WORK)


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
