"""Row-level security on PostgreSQL: the second fence behind `qa_service.store.scope`."""

import sqlalchemy as sa
from alembic import op

# No setting, no rows. `scope` sets both at the start of every transaction.
_POLICY = """
CREATE POLICY one_client ON {table}
  USING (current_setting('app.everything', true) = 'on' OR client = current_setting('app.client', true))
"""


def protect(*tables: str) -> None:
    """Every table of `Owned` rows needs this in the migration that makes it; nothing on SQLite."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        op.execute(sa.text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
        op.execute(sa.text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))  # its owner obeys as well
        op.execute(sa.text(_POLICY.format(table=table)))
