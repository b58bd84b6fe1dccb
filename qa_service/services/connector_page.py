"""What the pages show of connectors: as they go out, and with sentences that can be said in the visitor's language."""

from typing import Any, NamedTuple
from uuid import UUID

from qa_service.documents.connectors import ConnectorObjectView, ConnectorView
from qa_service.domain.connectors import ObjectState
from qa_service.services import connector_objects, connectors
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads
from qa_service.store import connectors as rows


class ShownConnector(NamedTuple):
    """A connector, and why its last run failed, as it is kept."""

    view: ConnectorView
    failure_sentence: list[Any] | None


class ShownObject(NamedTuple):
    """An object, and its reasons as they are kept."""

    view: ConnectorObjectView
    reasons: list[Any]


class ConnectorPage(NamedTuple):
    """One connector with a page of its objects; `next` is the cursor of the following one."""

    connector: ShownConnector
    objects: list[ShownObject]
    next: str | None


@reads(Permission.CONNECT)
def overview(context: Context) -> list[ShownConnector]:
    """All connectors, by name."""
    listed = rows.listed(context.session)
    return [ShownConnector(connectors.view(row, context), row.failure_sentence) for row in listed]


@reads(Permission.CONNECT)
def detail(context: Context, id: UUID, state: ObjectState, cursor: str | None = None) -> ConnectorPage:
    """One of them, with its objects that stand so. Raises NotFound, BadInput on a foreign cursor."""
    row = rows.get(context.session, id)
    page = rows.page(context.session, id, state, cursor, 50)
    objects = [ShownObject(connector_objects.view(listed), listed.reasons) for listed in page.rows]
    return ConnectorPage(ShownConnector(connectors.view(row, context), row.failure_sentence), objects, page.next)
