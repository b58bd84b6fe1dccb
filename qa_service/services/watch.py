"""The watch: alarms that it has raised, how often people overrule the machine, and a look of its own."""

from qa_service.documents.alarms import AlarmsView, AlarmView, RateView, ShareView, WatchView
from qa_service.figures import own_criteria, watching
from qa_service.figures.basis import rubric_finder
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import alarms


@reads(Permission.SEE_AGREEMENT, own_transactions=True)
def listed(context: Context, client: str | None = None, cursor: str | None = None, limit: int = 50) -> AlarmsView:
    """Newest first. Raises BadInput."""
    with context.deps.store.reading(context.caller.client_scope) as session:
        page = alarms.page(session, client or context.caller.client, cursor=cursor, limit=limit)
    return AlarmsView(items=[AlarmView.of(row) for row in page.rows], next=page.next)


@reads(Permission.SEE_AGREEMENT, own_transactions=True)
def rates(context: Context, client: str) -> WatchView:
    """How often people overruled the machine on random samples: over the last reviews, and in the baseline; and how
    often own criteria were met or could not be told.
    """
    deps, vigilance = context.deps, context.deps.vigilance
    with deps.store.reading(context.caller.client_scope) as session:
        rates = watching.rates(session, client, deps.rubrics, vigilance)
        rubric_of = rubric_finder(session, deps.rubrics)
        shares = own_criteria.shares(session, client, deps.clock(), rubric_of, vigilance)
    return WatchView(
        client=client,
        window=vigilance.window,
        baseline=vigilance.baseline,
        own_baseline=vigilance.own_baseline,
        rates=[RateView.of(rate) for rate in rates],
        shares=[ShareView.of(share) for share in shares],
    )


@changes(Permission.ADMINISTER, "raise alarm", own_transactions=True)
def run(context: Context) -> list[AlarmView]:
    """Look at every client; what is kept are new alarms."""
    deps = context.deps
    rows = watching.run(deps.store, deps.rubrics, deps.clock(), deps.vigilance, by=context.caller.actor)
    context.unchanged()  # each alarm has its line since it was kept
    return [AlarmView.of(row) for row in rows]
