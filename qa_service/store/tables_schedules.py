"""The tables of: exports that go out by themselves, their runs, and what a warehouse was told so far."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.connectors import ConnectorKind
from qa_service.domain.schedules import RunState
from qa_service.store.tables import Json, JsonOrNothing, Owned, _enum, now


class ScheduledExportRow(Owned, table=True):
    """An export that goes to a place by itself. `client` is empty where it reaches over all client organisations.

    `wanted` is what goes out and `rhythm` when (`domain.schedules`); `secrets` are references (``env:NAME``,
    ``file:name``), never the secrets. `holder` runs it until `held_until`; it is run again from `due_at`. `failures`
    are those in a row, the last one's sentence beside it. `is_whole`: the next run writes everything anew.
    """

    __tablename__ = "scheduled_export"
    __table_args__ = (sa.UniqueConstraint("name"), sa.Index("ix_scheduled_export_due_at", "due_at"))

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=100)
    wanted: dict[str, Any] = Field(sa_type=Json)
    rhythm: dict[str, Any] = Field(sa_type=Json)
    kind: ConnectorKind = Field(sa_type=_enum(ConnectorKind))
    place: str = Field(max_length=1000)
    options: dict[str, Any] = Field(sa_type=Json)
    secrets: dict[str, str] = Field(sa_type=Json)
    set_by: str = Field(max_length=200)
    set_at: datetime = Field(default_factory=now)
    due_at: datetime
    holder: str | None = Field(default=None, max_length=100)
    held_until: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)
    is_whole: bool = False


class ScheduledRunRow(Owned, table=True):
    """One run of a scheduled export: how many files, rows (0: not counted) and bytes arrived, or why none did."""

    __tablename__ = "scheduled_run"
    __table_args__ = (sa.Index("ix_scheduled_run_schedule", "schedule_id", "begun_at", "id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    schedule_id: uuid.UUID = Field(foreign_key="scheduled_export.id", ondelete="CASCADE")
    state: RunState = Field(sa_type=_enum(RunState))
    begun_at: datetime
    ended_at: datetime | None = None
    files: int = 0
    rows: int = 0
    size: int = Field(default=0, sa_type=sa.BigInteger)
    failure_sentence: list[Any] | None = Field(default=None, sa_type=JsonOrNothing)


class WarehouseFeedRow(Owned, table=True):
    """How far a feed is. `begun` numbers its runs; what the run `done` wrote is what readers are told of, and its
    moment is `done_at`. `names_agents`: whether agents and teams stand in what was written. Who has read nothing of the
    run `whole_since` or later begins anew.
    """

    __tablename__ = "warehouse_feed"

    schedule_id: uuid.UUID = Field(primary_key=True, foreign_key="scheduled_export.id", ondelete="CASCADE")
    begun: int = 0
    done: int = 0
    done_at: datetime | None = None
    names_agents: bool = False
    whole_since: int = 0


class WarehouseUnitRow(Owned, table=True):
    """What a feed was last told of one contact, call or table of names: a digest, and no word or name.

    `period` is its month, `periods` all months whose files may hold it. `shape` is the beginnings of the keys of what
    belongs to it. It was told of by the run `run`, at `changed_at`; where that run is not done, it is told again.
    `is_gone`: it is not there any more, and readers are to be told. `is_reshaped`: something that belonged to it is
    gone.
    """

    __tablename__ = "warehouse_unit"
    __table_args__ = (
        sa.Index("ix_warehouse_unit_period", "schedule_id", "kind", "period"),
        sa.Index("ix_warehouse_unit_run", "schedule_id", "run"),
    )

    schedule_id: uuid.UUID = Field(primary_key=True, foreign_key="scheduled_export.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True, max_length=32)
    key: str = Field(primary_key=True, max_length=64)
    period: str = Field(max_length=7)
    periods: str = Field(max_length=400)
    digest: str = Field(max_length=64)
    shape: str = Field(sa_type=sa.Text)
    run: int
    changed_at: datetime
    is_gone: bool = False
    is_reshaped: bool = False


class WarehouseFileRow(Owned, table=True):
    """A file of a feed at its place. It holds what the runs `first_run` to `run` told of its table and period.
    `is_stale`: no manifest names it any more, and it is to be removed from the place.
    """

    __tablename__ = "warehouse_file"

    schedule_id: uuid.UUID = Field(primary_key=True, foreign_key="scheduled_export.id", ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=200)
    table_name: str = Field(max_length=64)
    period: str = Field(max_length=7)
    first_run: int
    run: int
    rows: int
    size: int = Field(sa_type=sa.BigInteger)
    sha256: str = Field(max_length=64)
    changed_from: datetime | None = None
    changed_until: datetime
    is_stale: bool = False
