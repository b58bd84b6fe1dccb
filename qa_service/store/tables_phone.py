"""The tables of: when a client is open, how tables of its calls are read, and where its contacts are handled."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from qa_service.store.tables import Json, Owned, now


class OpeningHoursRow(Owned, table=True):
    """A client's hours and time zone (`domain.opening_hours.OpeningHours`); without a row it is always open, on the
    clocks of the centre.
    """

    __tablename__ = "opening_hours"

    client: str = Field(primary_key=True, max_length=200)
    body: dict[str, Any] = Field(sa_type=Json)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class QueueMappingRow(Owned, table=True):
    """How a table of a client's calls is read (`ingest.phone.mapping.QueueMapping`), under a name."""

    __tablename__ = "queue_mapping"

    client: str = Field(primary_key=True, max_length=200)
    name: str = Field(primary_key=True, max_length=64)
    body: dict[str, Any] = Field(sa_type=Json)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)


class SiteRulesRow(Owned, table=True):
    """Where the contacts of a client's teams, queues and agents are handled (`domain.site_rules.SiteRules`)."""

    __tablename__ = "site_rules"

    client: str = Field(primary_key=True, max_length=200)
    body: dict[str, Any] = Field(sa_type=Json)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)
