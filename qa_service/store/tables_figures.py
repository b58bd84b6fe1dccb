"""The tables of: daily totals and what each interaction adds to them, the queue log, alarms."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from qa_service.domain.groups import GroupKind, PeriodLength
from qa_service.domain.interaction import Channel
from qa_service.domain.queue import Ending
from qa_service.domain.sites import Sourcing
from qa_service.store.tables import Json, Owned, _enum, now


class FigurePartRow(Owned, table=True):
    """What one finished interaction adds to the totals of its groups, and what the next contact of the customer needs
    to know of it. Holds no word; it leaves with the interaction.

    `day` is the day of `at` on the calendar of the centre. `subject` is the matter on which a further contact counts as
    a repeat: the intent of an inbound contact with a known customer, None elsewhere. `asked_at`, `replied_at`: of an
    e-mail, its first message and the answer to it. `critical`: a critical criterion failed. `agent` is None where it is
    not sure who the agent is. `customer` is the person, where identities link several. `bot`: the part is a bot's, and
    counts for nobody else. `site`, `vendor`, `sourcing`: where it was handled, by the document or the client's rules.
    """

    __tablename__ = "figure_part"
    __table_args__ = (
        sa.Index("ix_figure_part_day", "client", "day", "channel"),
        sa.Index("ix_figure_part_repeat", "client", "customer", "subject", "at", "interaction_id"),
        sa.Index("ix_figure_part_case", "client", "case_ref", "at", "interaction_id"),
        sa.Index("ix_figure_part_critical", "client", "critical", "at"),
        sa.Index("ix_figure_part_agent_team", "agent", "day", "team", "at"),
    )

    interaction_id: uuid.UUID = Field(primary_key=True)
    at: datetime
    day: date
    channel: Channel = Field(sa_type=_enum(Channel))
    agent: str | None = Field(default=None, max_length=200)
    team: str | None = Field(default=None, max_length=200)
    customer: str | None = Field(default=None, max_length=200)
    case_ref: str | None = Field(default=None, max_length=200)
    subject: str | None = Field(default=None, max_length=64)
    inbound: bool = False
    asked_at: datetime | None = None
    replied_at: datetime | None = None
    critical: bool = False
    bot: str | None = Field(default=None, max_length=200)
    site: str | None = Field(default=None, max_length=200)
    vendor: str | None = Field(default=None, max_length=200)
    sourcing: Sourcing | None = Field(default=None, sa_type=_enum(Sourcing))
    counters: dict[str, int] = Field(sa_type=Json)


HEADLINE = ("n", "resolved", "not_resolved", "unclear", "courtesy_n", "courtesy_tenths", "courtesy_square")


class _Totals(SQLModel):
    """The columns of both tables of totals. `name` is the client's, team's or agent's identifier; those beside
    `counters` are the ones by which groups are compared with each other, so that this needs an index only.
    """

    client: str = Field(primary_key=True, max_length=200)
    kind: GroupKind = Field(primary_key=True, sa_type=_enum(GroupKind))
    name: str = Field(primary_key=True, max_length=200)
    day: date = Field(primary_key=True)
    channel: Channel = Field(primary_key=True, sa_type=_enum(Channel))
    n: int = 0
    resolved: int = 0
    not_resolved: int = 0
    unclear: int = 0
    courtesy_n: int = 0
    courtesy_tenths: int = 0
    courtesy_square: int = Field(default=0, sa_type=sa.BigInteger)
    counters: dict[str, int] = Field(default_factory=dict, sa_type=Json)


class DailyTotalRow(_Totals, Owned, table=True):
    """The sum of what the interactions of one group on one day and channel add; kept in the same transaction as they.

    The client's own row of a day and channel is locked before any other of that day and channel, so that workers take
    turns instead of waiting in a circle.
    """

    __tablename__ = "daily_total"
    __table_args__ = (
        sa.Index("ix_daily_total_group", "kind", "name", "day"),
        sa.Index("ix_daily_total_headline", "client", "kind", "day", "channel", "name", *HEADLINE),
    )


class WeeklyTotalRow(_Totals, Owned, table=True):
    """The same by week; `day` is its Monday. A figure over years reads weeks, and days at both ends only."""

    __tablename__ = "weekly_total"
    __table_args__ = (
        sa.Index("ix_weekly_total_group", "kind", "name", "day"),
        sa.Index("ix_weekly_total_headline", "client", "kind", "day", "channel", "name", *HEADLINE),
    )


TotalRow = DailyTotalRow | WeeklyTotalRow
TOTALS: dict[PeriodLength, type[DailyTotalRow] | type[WeeklyTotalRow]] = {
    PeriodLength.DAY: DailyTotalRow,
    PeriodLength.WEEK: WeeklyTotalRow,
}


class QueueCallRow(Owned, table=True):
    """One contact as the telephone system saw it, answered or not. `at` is its earliest known moment; `wait` the
    seconds from its offer to the answer or to giving up; `ending` how it left its last queue without either.
    `in_hours`: whether the client was open then, None where its hours are not known. `site`, `vendor`, `sourcing`:
    where it came in, as the log says; `at_site`, `at_vendor`, `at_sourcing`: as the log or the client's rules say.
    """

    __tablename__ = "queue_call"
    __table_args__ = (sa.Index("ix_queue_call_at", "client", "at"),)

    client: str = Field(primary_key=True, max_length=200)
    call: str = Field(primary_key=True, max_length=200)
    queue: str | None = Field(default=None, max_length=200)
    at: datetime
    offered_at: datetime | None = None
    answered_at: datetime | None = None
    abandoned_at: datetime | None = None
    transferred_at: datetime | None = None
    transferred_to: str | None = Field(default=None, max_length=200)
    left_at: datetime | None = None
    ending: Ending | None = Field(default=None, sa_type=_enum(Ending))
    overflow_to: str | None = Field(default=None, max_length=200)
    wait: float | None = None
    in_hours: bool | None = None
    site: str | None = Field(default=None, max_length=200)
    vendor: str | None = Field(default=None, max_length=200)
    sourcing: Sourcing | None = Field(default=None, sa_type=_enum(Sourcing))
    at_site: str | None = Field(default=None, max_length=200)
    at_vendor: str | None = Field(default=None, max_length=200)
    at_sourcing: Sourcing | None = Field(default=None, sa_type=_enum(Sourcing))


class AlarmKind(StrEnum):
    """What has changed: how often people overrule the machine, what it answers, how sure it is; of a criterion that a
    centre's own means answer, how often it is met or cannot be told. Of a connector: it has brought nothing new for too
    long, or has failed again and again. `WEBHOOK`: an endpoint was switched off, since nothing arrived there.
    `EXPORT_FAILING`: a scheduled export has failed again and again.
    """

    OVERRIDE = "override_rate"
    LABELS = "label_shift"
    CONFIDENCE = "confidence_shift"
    YES_SHARE = "yes_share"
    UNCLEAR_SHARE = "unclear_share"
    CONNECTOR_SILENT = "connector_silent"
    CONNECTOR_FAILING = "connector_failing"
    WEBHOOK = "webhook_off"
    EXPORT_FAILING = "export_failing"


class AlarmRow(Owned, table=True):
    """A change that a steady machine would show no more often than the false-alarm rate in `detail` says."""

    __tablename__ = "alarm"
    __table_args__ = (
        sa.UniqueConstraint("client", "kind", "subject", "since"),
        sa.Index("ix_alarm_client_raised_at", "client", "raised_at", "id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    kind: AlarmKind = Field(sa_type=_enum(AlarmKind))
    subject: str = Field(max_length=120)
    since: datetime
    until: datetime
    raised_at: datetime = Field(default_factory=now)
    detail: dict[str, Any] = Field(sa_type=Json)
