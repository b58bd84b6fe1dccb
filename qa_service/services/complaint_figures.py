"""What the register of complaints tells of a period, for a client or a team."""

from qa_service.documents.complaints import ComplaintFiguresView
from qa_service.documents.counted_shares import CountedShare
from qa_service.domain.complaints import ComplaintFilters, ComplaintState, counted
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.services import groups
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads
from qa_service.store import complaints, rollups


@reads(Permission.SEE_COMPLAINTS, own_transactions=True, noted="read figures")
def show(
    context: Context,
    client: str,
    days: Days,
    *,
    team: str | None = None,
    channel: Channel | None = None,
    matter: str | None = None,
) -> ComplaintFiguresView:
    """A team leader sees those of the team. Raises Withheld, NotFound."""
    today = context.deps.calendar.day(context.deps.clock())
    kind, name = (GroupKind.CLIENT, client) if team is None else (GroupKind.TEAM, team)
    group = groups.seen(Group(kind, name, None if team is None else client, channel), context)
    filters = ComplaintFilters(client, channel=channel, matter=matter, team=_team(group))
    with context.reading(context.caller.client_scope) as session:
        facts = complaints.facts(session, filters, days)
        pieces = rollups.slices(session, group, days)
        late = complaints.count(session, _late(filters), today)
    counts = counted(facts, sum(piece.counters.get("n", 0) for piece in pieces), today)
    return ComplaintFiguresView(
        client=client,
        since=days.since,
        until=days.until,
        team=filters.team,
        channel=channel,
        matter=matter,
        late_now=late,
        in_time=_share(context, counts.answers.n, counts.answers.in_time),
        reopened=_share(context, counts.answered, counts.reopened),
        **ComplaintFiguresView.counts(counts),
    )


def _team(group: Group) -> str | None:
    return group.name if group.kind is GroupKind.TEAM else None


def _late(filters: ComplaintFilters) -> ComplaintFilters:
    return ComplaintFilters(
        filters.client,
        state=ComplaintState.LATE,
        matter=filters.matter,
        channel=filters.channel,
        team=filters.team,
    )


def _share(context: Context, n: int, yes: int) -> CountedShare:
    basis = context.deps.basis
    return CountedShare.of(yes, n, minimum=basis.minimum, level=basis.level)
