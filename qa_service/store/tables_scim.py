"""What a directory keeps here by SCIM."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from qa_service.store.tables import Json, now


class ProvisionedRow(SQLModel, table=True):
    """A user (`id` is that of the account) or a group of a directory. `body` is the resource as it came, as far as it
    serves; `members` are the ids of a group's users. `locked`: the account is locked because the directory says so, or
    gives it no rights. A user that was deleted stays, so that the name is given to nobody else.
    """

    __tablename__ = "provisioned"
    __table_args__ = (
        sa.UniqueConstraint("kind", "name"),
        sa.Index("ix_provisioned_external_id", "kind", "external_id"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    kind: str = Field(max_length=8)
    name: str = Field(max_length=300)
    external_id: str | None = Field(default=None, max_length=255)
    body: dict[str, Any] = Field(sa_type=Json)
    members: list[str] = Field(default_factory=list, sa_type=Json)
    locked: bool = False
    version: int = 1
    created_at: datetime = Field(default_factory=now)
    changed_at: datetime = Field(default_factory=now)
    deleted_at: datetime | None = None
