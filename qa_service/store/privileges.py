"""Under which PostgreSQL role the service runs: one that may do all makes row-level security an ornament."""

import sqlalchemy as sa
from sqlalchemy import Connection

from qa_service.errors import Sentence, say

_ROLE = sa.text(
    "SELECT current_user AS name, r.rolsuper OR r.rolbypassrls AS is_super, EXISTS("
    "  SELECT FROM pg_class c WHERE c.relname = 'interaction' AND c.relkind = 'r'"
    "  AND c.relnamespace = 'public'::regnamespace AND pg_has_role(c.relowner, 'USAGE')) AS is_owner"
    " FROM pg_roles r WHERE r.rolname = current_user"
)
_CREATE = sa.text(
    "DO $$ BEGIN EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L',"
    " current_setting('qa.role'), current_setting('qa.password')); END $$"
)
_REMEDY = say(
    "give QA_DATABASE_URL a plain role and have `qa-service db upgrade` grant it what it needs (QA_DATABASE_ROLE, see "
    "docs/operations.md), or set QA_DATABASE_AS_OWNER=true"
)


def fault(connection: Connection) -> Sentence | None:
    """Why the service should not run under this role, in a sentence with the remedy; None where it may."""
    if connection.dialect.name != "postgresql":
        return None
    role = connection.execute(_ROLE).one()
    if not (role.is_super or role.is_owner):
        return None
    rank = say("a superuser") if role.is_super else say("the owner of the tables")
    return say(
        "on PostgreSQL the service runs as {role!r}, {rank}, whom neither row-level security nor the rights on the "
        "audit trail bind; {remedy}",
        role=role.name,
        rank=rank,
        remedy=_REMEDY,
    )


def create_role(connection: Connection, role: str, password: str) -> None:
    """A plain role that may sign in, unless there is one of this name. The password stands in no statement."""
    if connection.execute(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).first():
        return
    for name, value in (("qa.role", role), ("qa.password", password)):
        connection.execute(sa.select(sa.func.set_config(name, value, True)))
    connection.execute(_CREATE)
