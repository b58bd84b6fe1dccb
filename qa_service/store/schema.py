"""All tables together: import this, and every table is known to migrations and to `scope`."""

from sqlmodel import SQLModel

from qa_service.store import (
    tables,
    tables_asked,
    tables_complaints,
    tables_connectors,
    tables_criteria,
    tables_events,
    tables_exports,
    tables_figures,
    tables_handed_in,
    tables_idempotency,
    tables_linked,
    tables_mail,
    tables_maskings,
    tables_people,
    tables_phone,
    tables_promises,
    tables_provider,
    tables_retention,
    tables_reviews,
    tables_rubrics,
    tables_schedules,
    tables_scim,
    tables_search,
    tables_surveys,
)

# What the modules hold is found through what they registered.
_MODULES = (
    tables,
    tables_asked,
    tables_complaints,
    tables_connectors,
    tables_criteria,
    tables_events,
    tables_exports,
    tables_figures,
    tables_handed_in,
    tables_linked,
    tables_mail,
    tables_idempotency,
    tables_maskings,
    tables_people,
    tables_phone,
    tables_retention,
    tables_promises,
    tables_provider,
    tables_reviews,
    tables_rubrics,
    tables_schedules,
    tables_scim,
    tables_search,
    tables_surveys,
)
METADATA = SQLModel.metadata
TABLES = METADATA.sorted_tables
OWNED: tuple[type[tables.Owned], ...] = tuple(tables.Owned.__subclasses__())
"""The tables whose rows belong to one client organisation."""
