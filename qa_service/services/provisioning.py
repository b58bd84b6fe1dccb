"""What a directory says of people and groups (SCIM): accounts made, given rights by groups, locked and let in again.

The rights come from the same rules as those of single sign-on. Accounts that were made here are out of its reach.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from scim2_models import (
    GroupMembership,
    InvalidValueException,
    Meta,
    NotFoundException,
    PatchOp,
    PreconditionFailedException,
    SearchRequest,
    UniquenessException,
)
from sqlmodel import Session

from qa_service.domain.people import Reach, Role
from qa_service.errors import BadInput
from qa_service.scim.resources import KINDS, MOST_RESULTS, POLICY, ScimGroup, ScimResource, ScimUser
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.single_sign_on.groups import rule_for
from qa_service.store import audit, provider_accounts, provisioned, users
from qa_service.store.provisioned import GROUP, USER
from qa_service.store.tables import now
from qa_service.store.tables_people import UserRow
from qa_service.store.tables_scim import ProvisionedRow

MOST_MEMBERS = 20_000


class FoundResources(NamedTuple):
    """One page of what was asked for, and how many there are."""

    resources: list[ScimResource]
    total: int
    start: int


@reads(Permission.PROVISION)
def listed(context: Context, kinds: Sequence[str], request: "SearchRequest[Any]") -> FoundResources:
    """What fits the filter, in order, a page of it."""
    session = context.session
    groups = provisioned.memberships(session)
    resources = [_shown(row, groups) for kind in kinds for row in provisioned.listed(session, kind)]
    if request.filter is not None:
        resources = [resource for resource in resources if request.filter.match(resource)]
    if request.sort_by is not None:
        resources = request.sort(resources)
    start = request.start_index_0 or 0
    count = MOST_RESULTS if request.count is None else min(request.count, MOST_RESULTS)
    return FoundResources(resources[start : start + count], len(resources), start + 1)


@reads(Permission.PROVISION)
def supported(context: Context) -> None:
    """Whether the caller may know what is spoken here."""


@reads(Permission.PROVISION)
def show(context: Context, kind: str, id: str) -> ScimResource:
    """Raises NotFoundException."""
    return _with_groups(context.session, _row(context.session, kind, id))


@changes(Permission.PROVISION, "provision")
def create(context: Context, kind: str, resource: ScimResource) -> ScimResource:
    """Raises UniquenessException, InvalidValueException."""
    provisioned.take_turns(context.session)
    row = _new_user(context, resource) if isinstance(resource, ScimUser) else _new_group(context, resource)
    _write(context, row, resource)
    context.note(_subject(row), version=row.version)
    return _with_groups(context.session, row)


@changes(Permission.PROVISION, "provision")
def replace(context: Context, kind: str, id: str, resource: ScimResource, expected: str | None) -> ScimResource:
    """Raises NotFoundException, PreconditionFailedException, UniquenessException, InvalidValueException."""
    provisioned.take_turns(context.session)
    row = _row(context.session, kind, id)
    _check_version(row, expected)
    _write(context, row, resource)
    context.note(_subject(row), version=row.version)
    return _with_groups(context.session, row)


@changes(Permission.PROVISION, "provision")
def patch(context: Context, kind: str, id: str, operations: "PatchOp[Any]", expected: str | None) -> ScimResource:
    """Raises what `replace` does, and SCIMException on operations that cannot be."""
    provisioned.take_turns(context.session)
    row = _row(context.session, kind, id)
    _check_version(row, expected)
    resource = _with_groups(context.session, row)
    if operations.patch(resource, scim_policy=POLICY):
        _write(context, row, resource)
        context.note(_subject(row), version=row.version)
    else:
        context.unchanged()
    return _with_groups(context.session, row)


@changes(Permission.PROVISION, "deprovision")
def delete(context: Context, kind: str, id: str, expected: str | None) -> None:
    """A group is gone; a user is locked for good, and the name is kept from others. Raises NotFoundException."""
    session = context.session
    provisioned.take_turns(session)
    row = _row(session, kind, id)
    _check_version(row, expected)
    row.deleted_at = now()
    row.body = {**row.body, "active": False}
    members = row.members
    if kind == USER:
        groups = provisioned.groups_of(session, row.id)
        _settle(context, row, groups)
        for group in groups:
            group.members = [member for member in group.members if member != str(row.id)]
    else:
        session.delete(row)
        session.flush()
        _settle_all(context, members)
    context.note(_subject(row))


def _row(session: Session, kind: str, id: str) -> ProvisionedRow:
    row = provisioned.get(session, kind, id)
    if row is None:
        raise NotFoundException(detail="there is no such resource")
    return row


def version_of(row: ProvisionedRow) -> str:
    """As ETag."""
    return f'W/"{row.version}"'


def _check_version(row: ProvisionedRow, expected: str | None) -> None:
    if expected is not None and expected.strip() not in ("*", version_of(row)):
        raise PreconditionFailedException(detail="it was changed in the meantime; read it again")


def _with_groups(session: Session, row: ProvisionedRow) -> ScimResource:
    return _shown(row, provisioned.memberships(session))


def _shown(row: ProvisionedRow, memberships: Mapping[str, Sequence[ProvisionedRow]]) -> ScimResource:
    """As it goes out, but for addresses, which `api` knows."""
    resource = KINDS[row.kind].model_validate(row.body, scim_policy=POLICY)
    resource.id = str(row.id)
    resource.meta = Meta(
        resource_type=row.kind, created=row.created_at, last_modified=row.changed_at, version=version_of(row)
    )
    if isinstance(resource, ScimUser):
        resource.groups = [
            GroupMembership(value=str(group.id), display=group.body["displayName"], type="direct")
            for group in memberships.get(str(row.id), ())
        ] or None
    return resource


def _new_user(context: Context, resource: ScimUser) -> ProvisionedRow:
    """An account that nobody signs in to yet. One that the directory deleted is taken up again where it has the same
    external id; anything else of this name is somebody else's.
    """
    session, name = context.session, _name(resource)
    row = provisioned.by_name(session, USER, name)
    if row is not None and row.deleted_at is not None and row.external_id and row.external_id == resource.external_id:
        row.deleted_at = None
        return row
    if row is not None or users.by_name(session, name) is not None:
        raise UniquenessException(detail="this userName is taken")
    try:
        user = provider_accounts.create(session, name, _nobody(uuid.uuid4()))
    except BadInput as error:
        raise InvalidValueException(detail=str(error)) from None
    users.disable(session, user.id)
    row = ProvisionedRow(id=user.id, kind=USER, name=name, body={}, locked=True, version=0)
    session.add(row)
    return row


def _new_group(context: Context, resource: ScimGroup) -> ProvisionedRow:
    name = _name(resource)
    if provisioned.by_name(context.session, GROUP, name) is not None:
        raise UniquenessException(detail="this displayName is taken")
    row = ProvisionedRow(kind=GROUP, name=name, body={}, version=0)
    context.session.add(row)
    return row


def _name(resource: ScimResource) -> str:
    name = (resource.user_name if isinstance(resource, ScimUser) else resource.display_name) or ""
    try:
        return users.clean_name(name) if isinstance(resource, ScimUser) else _group_name(name)
    except BadInput as error:
        raise InvalidValueException(detail=str(error)) from None


def _group_name(name: str) -> str:
    if not name.strip() or len(name) > 300 or not name.isprintable():
        raise InvalidValueException(detail="displayName is not 1 to 300 printable characters")
    return name.strip()


def _write(context: Context, row: ProvisionedRow, resource: ScimResource) -> None:
    """The row as the resource says, and what follows from it for accounts."""
    session, name = context.session, _name(resource)
    if name != row.name:
        _rename(session, row, name)
    if resource.external_id and not (len(resource.external_id) <= 255 and resource.external_id.isprintable()):
        raise InvalidValueException(detail="externalId is not at most 255 printable characters")
    before = set(row.members)
    row.external_id = resource.external_id
    row.members = _members(session, resource)
    row.body = resource.model_dump(exclude={"id", "meta", "groups", "members"}, mode="json")
    if isinstance(resource, ScimGroup) and row.members:
        shown = {member.value: _printable(member.display) for member in resource.members or ()}
        members = [{"value": member, "type": USER, "display": shown.get(member)} for member in row.members]
        row.body = {**row.body, "members": members}
    row.version, row.changed_at = row.version + 1, now()
    session.flush()
    if row.kind == USER:
        _settle(context, row, provisioned.groups_of(session, row.id))
    else:
        _settle_all(context, before | set(row.members))


def _printable(text: str | None) -> str | None:
    """What is shown alone: signs that a database does not keep are no reason to refuse a group."""
    return None if text is None else "".join(filter(str.isprintable, text))


def _rename(session: Session, row: ProvisionedRow, name: str) -> None:
    """Here the account keeps its name, by which the audit trail knows it."""
    user = users.by_name(session, name) if row.kind == USER else None
    if provisioned.by_name(session, row.kind, name) is not None or (user is not None and user.id != row.id):
        raise UniquenessException(detail="this name is taken")
    row.name = name


def _members(session: Session, resource: ScimResource) -> list[str]:
    if isinstance(resource, ScimUser):
        return []
    members = list(dict.fromkeys(member.value or "" for member in resource.members or ()))
    if len(members) > MOST_MEMBERS:
        raise InvalidValueException(detail="too many members")
    for member in members:
        if provisioned.get(session, USER, member) is None:
            raise InvalidValueException(detail="a member is no user here")
    return [str(uuid.UUID(member)) for member in members]


def _subject(row: ProvisionedRow) -> str:
    return f"user:{row.name}" if row.kind == USER else f"group:{row.name}"


def _settle_all(context: Context, ids: Iterable[str]) -> None:
    memberships = provisioned.memberships(context.session)
    for id in ids:
        if (row := provisioned.get(context.session, USER, id)) is not None:
            _settle(context, row, memberships.get(id, ()))


def _settle(context: Context, row: ProvisionedRow, groups: Sequence[ProvisionedRow]) -> None:
    """The account has the rights that the groups give, and is locked where they give none or it is not active. A lock
    that was put on here stays.
    """
    session = context.session
    user = users.get(session, row.id)
    reach = _reach(context, user, groups)
    is_open = row.body.get("active", True) is not False and reach is not None
    wanted = reach or _nobody(row.id)
    if (user.role, user.client, user.team, user.agent) != (wanted.role, wanted.client, wanted.team, wanted.agent):
        users.change(session, user.id, wanted, user.lang)
        if reach is not None:
            _note_user(context, "change user", user)
    if not is_open and user.disabled_at is None:
        users.disable(session, user.id)
        row.locked = True
        _note_user(context, "disable user", user)
    elif is_open and row.locked:
        users.enable(session, user.id)
        row.locked = False
        _note_user(context, "enable user", user)


def _note_user(context: Context, action: str, user: UserRow) -> None:
    """A line on whose rights changed: that of the use case names what the directory sent, a group say."""
    audit.note(context.session, context.caller.actor, action, user.name, user.client, role=user.role.value)


def _reach(context: Context, user: UserRow, groups: Sequence[ProvisionedRow]) -> Reach | None:
    """None: no group of the person means anything here. Which agent somebody is, single sign-on says."""
    sso = context.deps.single_sign_on
    rule = rule_for(provisioned.names_of(groups), sso.rules if sso is not None else ())
    if rule is None:
        return None
    return rule.reach(user.agent if user.role is Role.AGENT and user.agent else _nobody(user.id).agent)


def _nobody(id: uuid.UUID) -> Reach:
    """What reaches nothing: an agent of whom there is no interaction."""
    return Reach(Role.AGENT, agent=f"nobody-{id}")
