"""Parts of contacts that several agents or bots served, transfers, callbacks, and persons behind linked identities."""

import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel.sql.sqltypes import AutoString

from qa_service.store.migrations.policies import protect

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("interaction", sa.Column("segment_of", sa.Uuid(), nullable=True))
    op.add_column("interaction", sa.Column("segment_start", sa.Integer(), nullable=True))
    op.add_column("interaction", sa.Column("bot", AutoString(length=200), nullable=True))
    op.add_column("interaction", sa.Column("callback", sa.Boolean(), nullable=True))
    op.add_column("interaction", sa.Column("transfers", json, nullable=True))
    op.add_column("interaction", sa.Column("person", AutoString(length=64), nullable=True))
    op.create_index("ix_interaction_segment_of", "interaction", ["segment_of"])
    op.create_index("ix_interaction_client_person", "interaction", ["client", "person"])
    op.add_column("figure_part", sa.Column("bot", AutoString(length=200), nullable=True))
    op.create_table(
        "linked_identity",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("identity", AutoString(length=64), nullable=False),
        sa.Column("person", AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("client", "identity", name=op.f("pk_linked_identity")),
    )
    op.create_index("ix_linked_identity_client_person", "linked_identity", ["client", "person"])
    protect("linked_identity")


def downgrade() -> None:
    """Back: parts go, which would count as contacts of their own; the figures are to be counted anew afterwards."""
    _drop_parts()
    op.drop_table("linked_identity")
    op.drop_column("figure_part", "bot")
    for index in ("ix_interaction_client_person", "ix_interaction_segment_of"):
        op.drop_index(index, "interaction")
    for column in ("person", "transfers", "callback", "bot", "segment_start", "segment_of"):
        op.drop_column("interaction", column)


def _drop_parts() -> None:
    """With all that hangs on them: SQLite does not follow references while its tables are changed."""
    tables = sa.MetaData()
    tables.reflect(op.get_bind())
    interaction = tables.tables["interaction"]
    parts = sa.select(interaction.c.id).where(interaction.c.segment_of.is_not(None))
    figures = tables.tables["figure_part"]
    op.execute(figures.delete().where(figures.c.interaction_id.in_(parts)))
    _drop_with_references(tables, interaction, parts)


def _drop_with_references(tables: sa.MetaData, table: sa.Table, ids: sa.Select[tuple[uuid.UUID]]) -> None:
    for other in tables.tables.values():
        for key in other.foreign_keys:
            if key.column.table is not table:
                continue
            theirs = key.parent.in_(ids)
            if "id" in other.c and other is not table:
                _drop_with_references(tables, other, sa.select(other.c.id).where(theirs))
            op.execute(other.delete().where(theirs))
    op.execute(table.delete().where(table.c.id.in_(ids)))
