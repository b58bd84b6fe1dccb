"""The quarantine: what connectors could not take, with the reasons, and another try."""

from collections.abc import Sequence
from uuid import UUID

from qa_service.documents.connectors import ConnectorObjectPage, ConnectorObjectView
from qa_service.domain.connectors import ObjectState
from qa_service.errors import Sentence
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import connectors
from qa_service.store.tables_connectors import ConnectorObjectRow


@reads(Permission.CONNECT)
def listed(
    context: Context,
    id: UUID,
    state: ObjectState | None = ObjectState.REFUSED,
    cursor: str | None = None,
    limit: int = 100,
) -> ConnectorObjectPage:
    """Objects of a connector that stand so, the latest first. Raises BadInput on a foreign cursor, NotFound."""
    connectors.get(context.session, id)
    page = connectors.page(context.session, id, state, cursor, limit)
    return ConnectorObjectPage(items=[view(row) for row in page.rows], next=page.next)


@changes(Permission.CONNECT, "retry objects")
def retry(context: Context, id: UUID, objects: Sequence[UUID] | None = None) -> int:
    """Fetch refused objects, all or these, and those that no reader took, once more; how many. Raises NotFound."""
    row = connectors.get(context.session, id)
    count = connectors.again(context.session, id, objects)
    row.due_at = context.deps.clock()
    if count:
        context.note(row.id, row.client, connector=row.name, objects=count)
    else:
        context.unchanged()
    return count


def view(row: ConnectorObjectRow) -> ConnectorObjectView:
    """As it goes out."""
    return ConnectorObjectView(
        id=row.id,
        name=row.name,
        version=row.version,
        size=row.size,
        state=row.state,
        accepted=row.accepted,
        unchanged=row.unchanged,
        refused=row.refused,
        reasons=[str(Sentence.load(reason)) for reason in row.reasons],
        attempts=row.attempts,
        seen_at=row.seen_at,
        settled_at=row.settled_at,
    )
