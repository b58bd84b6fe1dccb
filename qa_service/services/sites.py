"""Where a client's contacts are handled: what it says of it, and key figures by site, by vendor, in-house or
outsourced.
"""

from qa_service.documents.sites import SiteRulesView, SplitView, plain
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.site_rules import Belonging, SiteRules
from qa_service.domain.sites import NOT_STATED
from qa_service.figures import places
from qa_service.services import access, groups, key_figures
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import opening_hours, queue_log, rollup_rebuild, sites

_AT_ONCE = 500


@reads(Permission.SET_POLICY)
def show(context: Context, client: str) -> SiteRulesView:
    """What a client has said, agents among it; nothing: what documents say is all there is. Raises Forbidden."""
    access.check_client(context.caller, client)
    return SiteRulesView.of(client, sites.rules(context.session, client))


@changes(Permission.SET_POLICY, "set sites", own_transactions=True)
def put(context: Context, client: str, rules: SiteRules) -> SiteRulesView:
    """All that is known of the client is counted by them before this answers, its past as well. Raises Forbidden."""
    access.check_client(context.caller, client)
    kept = SiteRules(rules=tuple(_masked(context, rule) for rule in rules.rules))
    with context.transaction(context.caller.client_scope) as session:
        before = sites.rules(session, client)
        sites.save(session, client, kept, context.caller.actor)
        context.note(client, client, before=plain(before), after=plain(kept))
    _count_anew(context, client)
    return SiteRulesView.of(client, kept)


def _masked(context: Context, rule: Belonging) -> Belonging:
    """A queue is called as it is kept of contacts."""
    if rule.of != "queue":
        return rule
    return rule.model_copy(update={"name": context.deps.intake.metadata.text(rule.name)})


@changes(Permission.SET_POLICY, "remove sites", own_transactions=True)
def remove(context: Context, client: str) -> None:
    """From now on only documents say where contacts were handled. Raises Forbidden."""
    access.check_client(context.caller, client)
    with context.transaction(context.caller.client_scope) as session:
        if not sites.remove(session, client):
            context.unchanged()
            return
        context.note(client, client)
    _count_anew(context, client)


def _count_anew(context: Context, client: str) -> None:
    after: str | None = ""
    while after is not None:
        with context.deps.store.transaction() as session:
            after = queue_log.place_at_sites(session, client, after, _AT_ONCE)
    rollup_rebuild.recount_by_sites(context.deps.store, client)


@reads(Permission.CLIENT_FIGURES, own_transactions=True, noted="read figures")
def split(
    context: Context, client: str | None, pack: str, by: GroupKind, days: Days, channel: Channel | None = None
) -> SplitView:
    """The figures of a pack by site, vendor or sourcing, beside each other. Raises BadInput, Withheld, NotFound."""
    deps, client = context.deps, key_figures.whose(context.caller, client)
    kpi_pack = key_figures.pack_of(context.deps.kpi_packs, pack)
    groups.seen(Group(by, NOT_STATED, client, channel), context)
    whole = Group(GroupKind.CLIENT, client, None, channel)
    with context.reading(context.caller.client_scope) as session:
        split = places.split(session, kpi_pack, whole, by, days, deps.basis, deps.rubrics, deps.clock())
        since, until = opening_hours.calendar(session, client).ends(days)
    ends = {"since": since and since.isoformat(), "until": until and until.isoformat()}
    return SplitView.of(kpi_pack, by, split.places, client=client, left_out=split.left_out, **ends)
