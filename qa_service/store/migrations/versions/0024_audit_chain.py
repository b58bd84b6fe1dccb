"""The lines of the audit trail are chained by hashes; those that are there become the beginning of the first chain."""

import hashlib
import json
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_BEGINNING = "0" * 64
_CHAINS = 8
_PAGE = 1000
_AUDIT = sa.table(
    "audit",
    sa.column("id", sa.Integer),
    sa.column("at", UTCDateTime()),
    *(sa.column(name, sa.String) for name in ("actor", "role", "origin", "action", "subject", "client", "hash")),
    sa.column("detail", sa.JSON),
    sa.column("chain", sa.Integer),
    sa.column("place", sa.Integer),
)


def upgrade() -> None:
    """Forwards."""
    with op.batch_alter_table("audit") as audit:
        audit.add_column(sa.Column("role", AutoString(length=32), nullable=False, server_default=""))
        audit.add_column(sa.Column("origin", AutoString(length=64), nullable=False, server_default=""))
        audit.add_column(sa.Column("chain", sa.Integer(), nullable=False, server_default="0"))
        audit.add_column(sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
        audit.add_column(sa.Column("hash", AutoString(length=64), nullable=False, server_default=""))
    chain = op.create_table(
        "audit_chain",
        sa.Column("chain", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("hash", AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_chain")),
    )
    op.create_table(
        "audit_seal",
        sa.Column("chain", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("hash", AutoString(length=64), nullable=False),
        sa.Column("mark", AutoString(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "place", name=op.f("pk_audit_seal")),
    )
    length, last = _chained()
    ends = [{"chain": number, "length": 0, "hash": _BEGINNING} for number in range(1, _CHAINS)]
    op.bulk_insert(chain, [{"chain": 0, "length": length, "hash": last}, *ends])
    with op.batch_alter_table("audit") as audit:
        for name in ("role", "origin", "chain", "place", "hash"):
            audit.alter_column(name, server_default=None)
    op.create_index("ix_audit_place", "audit", ["chain", "place"], unique=True)


def _chained() -> tuple[int, str]:
    """Every line gets its place and its hash; returns the end."""
    bind, place, before = op.get_bind(), 0, _BEGINNING
    after = 0
    while rows := bind.execute(sa.select(_AUDIT).where(_AUDIT.c.id > after).order_by(_AUDIT.c.id).limit(_PAGE)).all():
        changes = []
        for row in rows:
            place += 1
            before = _digest(row, place, before)
            changes.append({"row": row.id, "position": place, "digest": before})
        statement = sa.update(_AUDIT).where(_AUDIT.c.id == sa.bindparam("row"))
        bind.execute(statement.values(place=sa.bindparam("position"), hash=sa.bindparam("digest")), changes)
        after = rows[-1].id
    return place, before


def _digest(row: Any, place: int, before: str) -> str:
    """As `domain.audit_chain` makes it at this version."""
    moment = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    body = [before, 0, place, moment, row.actor, "", "", row.action, row.subject, row.client, row.detail]
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_audit_place", "audit")
    op.drop_table("audit_seal")
    op.drop_table("audit_chain")
    with op.batch_alter_table("audit") as audit:
        for name in ("hash", "place", "chain", "origin", "role"):
            audit.drop_column(name)
