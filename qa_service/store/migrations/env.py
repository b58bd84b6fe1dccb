"""How Alembic runs here: on the connection that `upgrade` and `check` hand over, or on QA_DATABASE_URL for authors."""

import os
from collections.abc import Mapping
from typing import Any

from alembic import context
from sqlalchemy import Connection

from qa_service.store.engine import connect
from qa_service.store.tables import METADATA


def include(_object: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """Tables of the job engine are not ours to drop."""
    return not (kind == "table" and (name or "").startswith(("dbos_", "datasource_")))


def run(connection: Connection, options: Mapping[str, Any]) -> None:
    """All versions in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        include_object=include,
        compare_type=True,
        compare_server_default=True,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given, {})
    given.commit()
else:
    with connect(os.environ["QA_DATABASE_URL"]).connect() as opened:
        run(opened, {})
        opened.commit()
