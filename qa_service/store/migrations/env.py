"""How Alembic runs here: on the connection that `upgrade` and `check` hand over, or on QA_DATABASE_URL for authors."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection

from qa_service.store.engine import connect
from qa_service.store.schema import METADATA


def include(_object: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """The full-text index is made by hand."""
    by_hand = kind == "table" and (name or "").startswith("search_fts")
    return not (by_hand or (kind == "index" and name == "ix_search_words"))


def run(connection: Connection) -> None:
    """All versions in the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        include_object=include,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


shared: Connection | None = context.config.attributes.get("connection")
if shared is not None:
    run(shared)
else:
    with connect(os.environ["QA_DATABASE_URL"], migrating=True).begin() as own:
        run(own)
