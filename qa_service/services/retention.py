"""For how long what is kept: clocks, what goes when, and the run that carries it out."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from qa_service.documents.retention import (
    ClocksView,
    RetentionDone,
    RetentionForecast,
    RetentionLine,
    RetentionMonth,
    WentLine,
)
from qa_service.domain.retention import LONGEST_DAYS, KeptKind
from qa_service.errors import BadInput, Forbidden, say, word
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import retention
from qa_service.store.retention import INSTALLATION, AllClocks, Due
from qa_service.store.retention_run import RetentionRun
from qa_service.store.scope import EVERYTHING

_MONTH = timedelta(days=30)
_MONTHS = 12


@reads(Permission.RETAIN, own_transactions=True)
def clocks(context: Context, client: str | None = None) -> ClocksView:
    """A client's, or the installation's. Raises Forbidden."""
    if client is not None:
        access.check_client(context.caller, client)
    with context.reading(EVERYTHING) as session:
        return _view(retention.clocks(session), client)


def _view(known: AllClocks, client: str | None) -> ClocksView:
    own, holds = known.by_client.get(client or INSTALLATION, {}), known.of(client or INSTALLATION)
    return ClocksView(client=client, own=dict(own), days={kind: holds.of(kind) for kind in KeptKind})


@changes(Permission.RETAIN, "set retention", own_transactions=True)
def set_clocks(
    context: Context,
    client: str | None,
    days: Mapping[KeptKind, int | None],
    inherited: frozenset[KeptKind] = frozenset(),
) -> ClocksView:
    """Change what is named and keep the rest. None: it does not go by itself; `inherited`: the client goes by the
    installation's again. Nothing goes before the next night. Raises BadInput where the clocks do not fit together, for
    this client or another one, and Forbidden.
    """
    _check(context, client, days)
    name = client or INSTALLATION
    with context.transaction(EVERYTHING) as session:
        before = _view(retention.clocks(session), client)
        for kind, count in days.items():
            retention.put(session, name, kind, count, context.caller.actor)
        for kind in inherited:
            retention.remove(session, name, kind)
        session.flush()
        known = retention.clocks(session)
        for other in {name, *known.by_client}:
            _check_order(known, other)
        after = _view(known, client)
        was, is_now = (view.model_dump(mode="json")["own"] for view in (before, after))
        context.note(name or "installation", client, before=was, after=is_now)
    return after


def _check(context: Context, client: str | None, days: Mapping[KeptKind, int | None]) -> None:
    if client is None and context.caller.client is not None:
        raise Forbidden("only an administrator of all clients sets for how long things are kept everywhere")
    if client is not None:
        access.check_client(context.caller, client)
        if KeptKind.AUDIT in days:
            raise BadInput("the audit trail is one for all clients", where="audit", hint=say("set it without a client"))
    for kind, count in days.items():
        if count is not None and not 1 <= count <= LONGEST_DAYS:
            raise BadInput("is not 1 to {most} days", most=LONGEST_DAYS, where=kind.value)


def _check_order(known: AllClocks, client: str) -> None:
    if fault := known.of(client).fault():
        raise BadInput(
            "{kind} would be kept longer than {bound}, without which it makes no sense (client {client})",
            kind=word(fault[0]),
            bound=word(fault[1]),
            client=client or "-",
            where=fault[0].value,
            hint=say("give it as many days or fewer"),
        )


@reads(Permission.RETAIN, own_transactions=True)
def forecast(context: Context, client: str | None = None) -> RetentionForecast:
    """What is due now, what a hold keeps back, and what follows in twelve months of thirty days, by client and kind.
    What is handed in meanwhile is not foreseen. Raises Forbidden.
    """
    if client is not None:
        access.check_client(context.caller, client)
    moment, only = context.deps.clock(), client or context.caller.client
    with context.reading(EVERYTHING) as session:
        wanted = retention.due(session, moment, None if only is None else [only])
        by_client = {(due.client, due.kind): due for due in wanted}
        lines = [_line(session, due, moment, by_client.get((due.client, KeptKind.ANALYSIS))) for due in wanted]
        if only is None:
            lines += _audit_line(session, moment)
    return RetentionForecast(at=moment, lines=lines)


def _line(session: Session, due: Due, moment: datetime, whole: Due | None) -> RetentionLine:
    ends = [due.before + n * _MONTH for n in range(_MONTHS + 1)]
    reached = list(retention.counts(session, due.kind, due.client, ends))
    going_whole = (
        0 if whole is None else retention.whole_and_due(session, due.client, due.kind, due.before, whole.before)
    )
    held = retention.counts(session, due.kind, due.client, [due.before], held=True)[0]
    months = [
        RetentionMonth(until=moment + (n + 1) * _MONTH, count=reached[n + 1] - reached[n]) for n in range(_MONTHS)
    ]
    days = (moment - due.before).days
    first = reached[0] - going_whole
    return RetentionLine(client=due.client, kind=due.kind, days=days, now=first, held=held, months=months)


def _audit_line(session: Session, moment: datetime) -> list[RetentionLine]:
    days = retention.clocks(session).of(INSTALLATION).of(KeptKind.AUDIT)
    if days is None:
        return []
    ends = [moment + n * _MONTH for n in range(_MONTHS + 1)]
    reached = [sum(segment.lines for segment in retention.old_segments(session, end)) for end in ends]
    months = [
        RetentionMonth(until=end, count=after - before)
        for end, before, after in zip(ends[1:], reached, reached[1:], strict=False)
    ]
    return [RetentionLine(client="", kind=KeptKind.AUDIT, days=days, now=reached[0], held=0, months=months)]


@changes(Permission.RETAIN, "carry out retention", own_transactions=True)
def run(context: Context, *, dry_run: bool = False) -> RetentionDone:
    """What the worker does each night, now; an administrator of one client has it done there. `dry_run`: only say what
    would go.
    """
    if dry_run:
        context.unchanged()
        lines = forecast(context).lines
        went = [WentLine(client=line.client, kind=line.kind, count=line.now) for line in lines if line.now]
        return RetentionDone(dry_run=True, went=went)
    deps, client = context.deps, context.caller.client
    job = RetentionRun(deps.store, deps.blobs, deps.staging, deps.audit_key)
    counts = job.run(deps.clock(), context.caller.actor, None if client is None else [client])
    with context.transaction(EVERYTHING):
        context.note(client or "installation", client, things=counts.total())
    went = [WentLine(client=name, kind=kind, count=count) for (name, kind), count in sorted(counts.items())]
    return RetentionDone(dry_run=False, went=went)
