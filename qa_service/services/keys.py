"""API keys: made and shown once, replaced with an overlap, revoked for good."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from qa_service.domain import names
from qa_service.domain.people import KeyTerms, Reach, Role
from qa_service.errors import BadInput, one_of, say, word
from qa_service.services.access import ALLOWED, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, keys
from qa_service.store.directory import Client
from qa_service.store.tables import ApiKeyRow

_LONGEST_LABEL = 200
_ANY = KeyTerms()
OVERLAP, _LONGEST_OVERLAP = timedelta(days=7), timedelta(days=90)


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
def create(context: Context, label: str, reach: Reach, terms: KeyTerms = _ANY) -> NewKey:
    """`label` says what it is for. Raises BadInput."""
    label = names.tidied(label, _LONGEST_LABEL, where="label", hint=say("say what the key is for"))
    _check(reach, terms, context.deps.clock())
    row, plain = keys.create(context.session, label, reach.role, reach.client, reach.team, reach.agent, terms)
    context.note(row.prefix, row.client, role=row.role.value, **_told(terms))
    return NewKey(row, plain)


def _told(terms: KeyTerms) -> dict[str, Any]:
    """What the audit trail keeps of them."""
    ends = terms.expires_at.isoformat() if terms.expires_at else None
    every = {"expires": ends, "permissions": list(terms.permissions), "networks": list(terms.networks)}
    return {name: value for name, value in {**every, "per_minute": terms.per_minute}.items() if value}


def _check(reach: Reach, terms: KeyTerms, at: datetime) -> None:
    """Raises BadInput on an end that is past, and on permissions that do not exist or that the role has not."""
    if terms.expires_at is not None and terms.expires_at <= at:
        raise BadInput("is past already", where="expires_at", hint=say("name a day to come"))
    for name in terms.permissions:
        if name not in Permission.__members__ or reach.role not in ALLOWED[Permission[name]]:
            raise BadInput(
                "{name!r} is no permission of the role {role}",
                name=name[:60],
                role=word(reach.role),
                where="permissions",
                hint=one_of(permissions_of(reach.role)),
            )


def permissions_of(role: Role) -> list[str]:
    """The names of what a key of this role can be narrowed to."""
    return [permission.name for permission in Permission if role in ALLOWED[permission]]


@changes(Permission.MANAGE_ACCESS, "rotate key")
def rotate(context: Context, prefix: str, overlap: timedelta = OVERLAP) -> NewKey:
    """A key with the same reach and terms; the old one works `overlap` more. Raises NotFound, Conflict, BadInput."""
    if not timedelta() <= overlap <= _LONGEST_OVERLAP:
        raise BadInput("is not 0 to {days} days", days=_LONGEST_OVERLAP.days, where="overlap", hint="choose fewer")
    row, plain = keys.renewed(context.session, prefix, context.deps.clock(), overlap)
    context.note(row.prefix, row.client, replaces=prefix)
    return NewKey(row, plain)


@changes(Permission.MANAGE_ACCESS, "revoke key")
def revoke(context: Context, prefix: str) -> None:
    """The key works no more; who signed in with it is out as well. Raises NotFound."""
    row = keys.revoke(context.session, prefix)
    context.note(row.prefix, row.client)
