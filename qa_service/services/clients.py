"""Client organisations with what is set for them, agents by their pseudonyms, and the settings of this installation."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qa_service.domain.review import Policy
from qa_service.errors import BadInput
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, policies
from qa_service.store.directory import Agent, Client


class Clients(NamedTuple):
    """Those within reach, by name; `rubric` is what counts for those without their own."""

    rows: Sequence[Client]
    rubric: str


class Agents(NamedTuple):
    """A page of pseudonyms, and the last of them where more follow. `withheld`: how much each one did is not shown,
    since watching workers has no legal basis.
    """

    rows: Sequence[Agent]
    next: str | None
    withheld: bool


class Installation(NamedTuple):
    """What is in force here, without secrets. `missing` are weights that a worker here would not find."""

    settings: Mapping[str, str]
    monitoring_basis: str
    version: str
    missing: Sequence[str]
    rubric: str


@reads(Permission.ADMINISTER)
def listed(context: Context) -> Clients:
    """All clients that have anything here."""
    return Clients(directory.clients(context.session), context.deps.rubrics.default.name_at_version)


@changes(Permission.ADMINISTER, "review.policy")
def set_policy(context: Context, client: str, policy: Policy) -> None:
    """The threshold below which a criterion asks for a person, and the times for objections. Raises Forbidden, and
    BadInput on a client that has nothing here.
    """
    access.check_client(context.caller, client)
    if client not in {row.name for row in directory.clients(context.session)}:
        raise BadInput("is no client that has anything here", where="client")
    policies.save(context.session, client, policy, context.caller.actor)
    context.unchanged()  # what it was and is, `save` has noted


@reads(Permission.ADMINISTER)
def agents(context: Context, after: str | None = None) -> Agents:
    """Those whose name comes after `after`."""
    rows, more = directory.agents(context.session, after=after)
    return Agents(rows, more, not context.deps.monitoring_basis.strip())


@reads(Permission.MANAGE_ACCESS, own_transactions=True)
def installation(context: Context) -> Installation:
    """For administrators to look at; it is changed where the service is started."""
    deps = context.deps
    default = deps.rubrics.default.name_at_version
    return Installation(deps.settings, deps.monitoring_basis.strip(), deps.version, deps.missing_models(), default)
