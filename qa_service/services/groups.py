"""Which group a caller may see figures of."""

from dataclasses import replace
from datetime import datetime

from qa_service.domain.groups import PLACES, Days, Group, GroupKind
from qa_service.errors import BadInput, NotFound, say, word
from qa_service.services import access
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.store import rollups


def reached(deps: Dependencies, caller: Caller, group: Group) -> Group:
    """The group as this caller may see it. Raises Withheld where figures of it need a legal basis that is not recorded,
    and NotFound for what is out of reach.

    A team leader sees a client as far as their team works for it, which is a figure of that team (so it needs one
    too), and agents that have worked in the team. Bots are in no team, and sites and vendors are of all teams.
    """
    access.check_group(group.kind, deps.monitoring_basis)
    if group.kind in PLACES and group.client is None:
        hint = say("a site, a vendor and a sourcing are those of a client")
        raise BadInput("is missing", where="query.client", hint=hint)
    hidden = NotFound(
        "no finished interaction of {kind} {name!r} is visible here", kind=word(group.kind), name=group.name
    )
    if caller.agent is not None and (group.kind, group.name) != (GroupKind.AGENT, caller.agent):
        raise hidden
    if group.kind in PLACES and not (caller.team is None and caller.scope.reaches(group.client or "")):
        raise hidden
    if caller.team is None:
        return group
    if group.kind is GroupKind.CLIENT:
        access.legal_basis(deps.monitoring_basis)
        return replace(group, kind=GroupKind.TEAM, name=caller.team, client=group.name)
    if group.kind is GroupKind.BOT or (group.kind is GroupKind.TEAM and group.name != caller.team):
        raise hidden
    if group.kind is GroupKind.AGENT:
        with deps.store.reading(caller.scope) as session:
            if not rollups.has_worked(session, group.name):
                raise hidden
    return group


def seen(group: Group, context: Context) -> Group:
    """The same for a use case that shows figures: those of workers are read, and that is kept."""
    whole = reached(context.deps, context.caller, group)
    if whole.kind in (GroupKind.CLIENT, GroupKind.BOT):
        context.unchanged()
    else:
        context.note_read(f"{whole.kind}:{whole.name}", whole.client)
    return whole


def ends(deps: Dependencies, days: Days) -> dict[str, datetime | None]:
    """Figures are kept by day of the centre's calendar; `since` and `until` are the moments at its ends."""
    since, until = deps.calendar.ends(days)
    return {"since": since, "until": until}
