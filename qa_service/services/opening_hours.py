"""When a client is open, and on which clocks its days are cut."""

from qa_service.documents.opening_hours import OpeningHoursView
from qa_service.domain.opening_hours import OpeningHours
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import opening_hours, queue_log, rollup_rebuild

_AT_ONCE = 500


@reads(Permission.CLIENT_FIGURES)
def show(context: Context, client: str) -> OpeningHoursView:
    """What a client has set; nothing: always open, on the clocks of the centre. Raises Forbidden."""
    access.check_client(context.caller, client)
    return _view(context, client, opening_hours.hours(context.session, client))


@changes(Permission.SET_POLICY, "set opening hours", own_transactions=True)
def put(context: Context, client: str, hours: OpeningHours) -> OpeningHoursView:
    """All that is known of the client is counted by them before this answers, its past as well. Raises Forbidden."""
    access.check_client(context.caller, client)
    with context.transaction(context.caller.client_scope) as session:
        before = opening_hours.hours(session, client)
        opening_hours.save(session, client, hours, context.caller.actor)
        was, is_now = (one.model_dump(mode="json", exclude_defaults=True) for one in (before, hours))
        context.note(client, client, before=was, after=is_now)
    _count_anew(context, client)
    return _view(context, client, hours)


@changes(Permission.SET_POLICY, "remove opening hours", own_transactions=True)
def remove(context: Context, client: str) -> None:
    """From now on the client is always open. Raises Forbidden."""
    access.check_client(context.caller, client)
    with context.transaction(context.caller.client_scope) as session:
        if not opening_hours.remove(session, client):
            context.unchanged()
            return
        context.note(client, client)
    _count_anew(context, client)


def _count_anew(context: Context, client: str) -> None:
    after: str | None = ""
    while after is not None:
        with context.deps.store.transaction() as session:
            after = queue_log.place_in_hours(session, client, after, _AT_ONCE)
    rollup_rebuild.recount_by_hours(context.deps.store, client)


def _view(context: Context, client: str, hours: OpeningHours) -> OpeningHoursView:
    return OpeningHoursView(client=client, in_zone=hours.zone or context.deps.timezone, hours=hours)
