"""Clocks of retention, cuts of the audit trail, and customers who object to being analysed."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from qa_service.store.migrations.policies import protect

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_KINDS = ("original", "recording", "transcript", "review", "analysis", "export", "audit")
# The role of the service may not delete lines of the trail nor answers: these two functions of the owner's may, the one
# up to where a cut is written down, the other what its retention names.
_CUT = """
CREATE FUNCTION cut_audit(of_chain integer, until_place integer) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  DELETE FROM audit WHERE chain = of_chain AND place <= until_place
  AND EXISTS (SELECT FROM audit_cut c WHERE c.chain = of_chain AND c.place = until_place)
$$
"""
_FORGET = """
CREATE FUNCTION forget_reviews(of_ids uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$ DELETE FROM review WHERE id = ANY(of_ids) $$
"""


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "retention_clock",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("kind", sa.Enum(*_KINDS, name="keptkind", native_enum=False, length=32), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("set_by", AutoString(length=200), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", "kind", name=op.f("pk_retention_clock")),
    )
    op.create_table(
        "audit_cut",
        sa.Column("chain", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("place", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("hash", AutoString(length=64), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("mark", AutoString(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "place", name=op.f("pk_audit_cut")),
    )
    op.create_table(
        "opt_out",
        sa.Column("client", AutoString(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer", AutoString(length=200), nullable=False),
        sa.Column("set_by", AutoString(length=200), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("refused_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_out")),
        sa.UniqueConstraint("client", "customer", name=op.f("uq_opt_out_client_customer")),
    )
    op.create_index("ix_opt_out_set_at", "opt_out", ["set_at", "id"])
    op.create_index("ix_opt_out_client_set_at", "opt_out", ["client", "set_at", "id"])
    op.add_column("interaction", sa.Column("words_removed_at", UTCDateTime(), nullable=True))
    protect("retention_clock", "opt_out")
    if op.get_bind().dialect.name == "postgresql":
        for statement in (_CUT, _FORGET):
            op.execute(statement)
        for function in ("cut_audit(integer, integer)", "forget_reviews(uuid[])"):
            op.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")


def downgrade() -> None:
    """Back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION cut_audit(integer, integer)")
        op.execute("DROP FUNCTION forget_reviews(uuid[])")
    op.drop_column("interaction", "words_removed_at")
    for table in ("opt_out", "audit_cut", "retention_clock"):
        op.drop_table(table)
