"""Waiting rows are the queue: a worker's name on a row says who has it in hand. What the job engine before kept goes.

Nothing that waits is lost with it: whatever waits by its row is taken by the next worker.
"""

from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_WAITS = "coalesce(state, 'done') IN ('received', 'running') AND worker IS NULL"
_INDEXES = {
    "waiting_texts": ("received_at", f"{_WAITS} AND recording_key IS NULL"),
    "waiting_recordings": ("received_at", f"{_WAITS} AND recording_key IS NOT NULL"),
    "worker": ("worker", "worker IS NOT NULL"),
}


def upgrade() -> None:
    """Forwards."""
    for table in ("interaction", "export"):
        op.add_column(table, sa.Column("worker", AutoString(length=200), nullable=True))
    for name, (column, where) in _INDEXES.items():
        condition = sa.text(where)
        op.create_index(
            f"ix_interaction_{name}",
            "interaction",
            [column, "id"],
            sqlite_where=condition,
            postgresql_where=condition,
        )
    with op.batch_alter_table("worker_beat") as batch:
        batch.drop_column("count")
    _drop_the_engine()


def _drop_the_engine() -> None:
    """The file beside ours on SQLite, the schema of its tables on PostgreSQL where it is ours."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        owner = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'dbos'"
        if connection.execute(sa.text(owner)).scalar():
            op.execute("DROP SCHEMA dbos CASCADE")
        return
    database = Path(connection.engine.url.database or "")
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            database.with_name(f"{database.stem}-jobs{database.suffix}{ending}").unlink()


def downgrade() -> None:
    """Back; the job engine makes its tables anew, and finds by itself what waits."""
    with op.batch_alter_table("worker_beat") as batch:
        batch.add_column(sa.Column("count", sa.Integer(), nullable=False, server_default="0"))
    for name in _INDEXES:
        op.drop_index(f"ix_interaction_{name}", "interaction")
    for table in ("export", "interaction"):
        op.drop_column(table, "worker")
