"""Promises of the centre to customers: listed, followed, and what people say became of them. They judge no agent."""

from datetime import datetime
from uuid import UUID

from qa_service.documents.counted_shares import CountedShare
from qa_service.documents.promises import PromiseFiguresView, PromisePage, PromiseView
from qa_service.domain.followed_promises import PromiseFilters, PromiseOutcome, counted
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.promise_kinds import PromiseKind
from qa_service.errors import BadInput
from qa_service.services import groups
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import promises, rollups


@reads(Permission.FOLLOW_PROMISES)
def listed(
    context: Context, filters: PromiseFilters | None = None, cursor: str | None = None, limit: int = 50
) -> PromisePage:
    """The latest made first; a team leader sees those of the team's contacts. Raises BadInput."""
    moment = context.deps.clock()
    page = promises.page(context.session, filters or PromiseFilters(), moment, cursor=cursor, limit=limit)
    return PromisePage(items=[PromiseView.of(row, moment) for row in page.rows], next=page.next)


@changes(Permission.FOLLOW_PROMISES, "confirm promise")
def confirm(context: Context, id: UUID, outcome: PromiseOutcome, kept_at: datetime | None = None) -> PromiseView:
    """A person says what became of it; `kept_at`: when it was kept, None: in time. Raises NotFound, BadInput."""
    row, moment = promises.get(context.session, id), context.deps.clock()
    if kept_at is not None and outcome is not PromiseOutcome.KEPT:
        raise BadInput("is of promises that were kept", where="kept_at")
    if kept_at is not None and not row.at <= kept_at <= moment:
        raise BadInput("lies before the promise, or in the future", where="kept_at")
    promises.confirm(row, outcome, kept_at, context.caller.actor, moment)
    context.note(row.id, row.client, outcome=outcome.value)
    return PromiseView.of(row, moment)


@reads(Permission.CLIENT_FIGURES, own_transactions=True, noted="read figures")
def figures(
    context: Context,
    client: str,
    days: Days,
    *,
    team: str | None = None,
    channel: Channel | None = None,
    kind: PromiseKind | None = None,
) -> PromiseFiguresView:
    """A team leader sees those of the team. Raises Withheld, NotFound."""
    name, group_kind = (client, GroupKind.CLIENT) if team is None else (team, GroupKind.TEAM)
    group = groups.seen(Group(group_kind, name, None if team is None else client, channel), context)
    own_team = group.name if group.kind is GroupKind.TEAM else None
    with context.reading(context.caller.client_scope) as session:
        followed = promises.facts(session, PromiseFilters(client, kind), days, own_team, channel)
        contacts = sum(piece.counters.get("n", 0) for piece in rollups.slices(session, group, days))
    counts = counted(followed, context.deps.clock())
    return PromiseFiguresView(
        client=client,
        since=days.since,
        until=days.until,
        team=own_team,
        channel=channel,
        kind=kind,
        contacts=contacts,
        with_promise=_share(context, min(counts.contacts, contacts), contacts),
        on_time=_share(context, counts.on_time, counts.told),
        promises=counts.promises,
        late=counts.late,
        broken=counts.broken,
        unknown=counts.unknown,
        open=counts.open,
        overdue=counts.overdue,
        asked_again=counts.asked_again,
    )


def _share(context: Context, yes: int, n: int) -> CountedShare:
    basis = context.deps.basis
    return CountedShare.of(yes, n, minimum=basis.minimum, level=basis.level)
