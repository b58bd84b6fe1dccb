"""How tables of a client's calls are read: saved under a name, for everybody who hands them in."""

import re

from qa_service.documents.opening_hours import QueueMappingPage, QueueMappingView
from qa_service.errors import BadInput
from qa_service.ingest.phone.mapping import QueueMapping
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import queue_mappings

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@reads(Permission.UPLOAD)
def listed(context: Context, client: str) -> QueueMappingPage:
    """Those of a client. Raises Forbidden."""
    access.check_client(context.caller, client)
    rows = queue_mappings.listed(context.session, client)
    return QueueMappingPage(client=client, items=[QueueMappingView(name=row.name, mapping=row.body) for row in rows])


@changes(Permission.UPLOAD, "save queue mapping")
def save(context: Context, client: str, name: str, mapping: QueueMapping) -> QueueMappingView:
    """Under a name, in the place of the one before. Raises Forbidden, BadInput."""
    access.check_client(context.caller, client)
    if not _NAME.fullmatch(name):
        raise BadInput("is no name of a mapping", where="name", hint="use letters, digits, dots and dashes, up to 64")
    body = mapping.model_dump(mode="json", exclude_unset=True)
    queue_mappings.save(context.session, client, name, body, context.caller.actor)
    context.note(name, client)
    return QueueMappingView(name=name, mapping=body)


@changes(Permission.UPLOAD, "remove queue mapping")
def remove(context: Context, client: str, name: str) -> None:
    """Contacts that were read by it stay. Raises Forbidden, NotFound."""
    access.check_client(context.caller, client)
    queue_mappings.remove(context.session, client, name)
    context.note(name, client)
