"""API keys: made and shown once, revoked for good."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_service.domain import names
from qa_service.domain.people import Reach
from qa_service.errors import say
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, keys
from qa_service.store.directory import Client
from qa_service.store.tables import ApiKeyRow

_LONGEST_LABEL = 200


class Keys(NamedTuple):
    """All keys, oldest first, and the client organisations that one can be bound to."""

    rows: Sequence[ApiKeyRow]
    clients: Sequence[Client]


class NewKey(NamedTuple):
    """A key in its plain form, which is kept nowhere."""

    row: ApiKeyRow
    plain: str


@reads(Permission.MANAGE_ACCESS)
def listed(context: Context) -> Keys:
    """All of them, without their secrets."""
    return Keys(keys.listed(context.session), directory.clients(context.session))


@changes(Permission.MANAGE_ACCESS, "create key")
def create(context: Context, label: str, reach: Reach) -> NewKey:
    """`label` says what it is for. Raises BadInput."""
    label = names.tidied(label, _LONGEST_LABEL, where="label", hint=say("say what the key is for"))
    row, plain = keys.create(context.session, label, reach.role, reach.client, reach.team, reach.agent)
    context.note(row.prefix, row.client, role=row.role.value)
    return NewKey(row, plain)


@changes(Permission.MANAGE_ACCESS, "revoke key")
def revoke(context: Context, prefix: str) -> None:
    """The key works no more; who signed in with it is out as well. Raises NotFound."""
    row = keys.revoke(context.session, prefix)
    context.note(row.prefix, row.client)
