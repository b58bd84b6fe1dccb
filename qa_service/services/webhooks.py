"""Webhook endpoints: made, changed, switched off and on, tried; their secrets replaced; what was sent, sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from qa_service.documents.webhooks import (
    DeliveryLog,
    EndpointPage,
    EndpointView,
    NewEndpointView,
    ReplayView,
    TryView,
)
from qa_service.domain import names
from qa_service.domain.events import CHOOSABLE, EventType
from qa_service.domain.webhooks import EndpointState
from qa_service.errors import BadInput, Conflict, one_of, say
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import deliveries, endpoints, outbox
from qa_service.store.tables_events import WHOLE_INSTALLATION, EndpointRow

OVERLAP, _LONGEST_OVERLAP = timedelta(days=1), timedelta(days=30)
_LONGEST_URL, _LONGEST_LABEL, _MOST = 2000, 200, 100
_EVER = timedelta(days=36500)


@dataclass(frozen=True, slots=True)
class WantedEndpoint:
    """`client` None: the whole installation. `events` empty: every type."""

    url: str
    label: str
    client: str | None = None
    events: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class EndpointChanges:
    """What is to be otherwise; None: as it is."""

    url: str | None = None
    label: str | None = None
    events: Sequence[str] | None = None


@reads(Permission.SEND_EVENTS)
def listed(context: Context, cursor: str | None = None, limit: int = 50) -> EndpointPage:
    """Newest first, those within reach. Raises BadInput on a cursor of somebody else's."""
    page = endpoints.page(context.session, cursor, limit)
    waiting = deliveries.counts(context.session, [row.id for row in page.rows])
    return EndpointPage(items=[_view(row, waiting.get(row.id, 0)) for row in page.rows], next=page.next)


@reads(Permission.SEND_EVENTS)
def show(context: Context, id: UUID) -> EndpointView:
    """Raises NotFound."""
    return _document(context, endpoints.get(context.session, id))


@changes(Permission.SEND_EVENTS, "add webhook", own_transactions=True)
def add(context: Context, wanted: WantedEndpoint) -> NewEndpointView:
    """A new one; its secret is shown this once. Raises BadInput, Forbidden, Conflict where there are too many."""
    client = wanted.client or context.caller.client or WHOLE_INSTALLATION
    access.check_client(context.caller, client)
    seal = context.deps.open_seal()  # before a transaction is open: a new installation binds its keys by one of its own
    row = EndpointRow(
        client=client,
        url=_url(context, wanted.url),
        label=_label(wanted.label),
        events=_events(wanted.events),
        secret=b"",
        created_by=context.caller.actor,
    )
    with context.transaction() as session:
        if len(endpoints.page(session, limit=_MOST).rows) >= _MOST:
            raise Conflict("there are {most} webhook endpoints already; remove one first", most=_MOST)
        secret = endpoints.add(session, row, seal)
        context.note(row.id, client or None, host=_host(row.url), events=row.events)
    return _with_secret(row, secret)


@changes(Permission.SEND_EVENTS, "change webhook")
def change(context: Context, id: UUID, wanted: EndpointChanges) -> EndpointView:
    """Raises NotFound, BadInput."""
    row = endpoints.get(context.session, id, lock=True)
    if wanted.url is not None:
        row.url = _url(context, wanted.url)
    if wanted.label is not None:
        row.label = _label(wanted.label)
    if wanted.events is not None:
        row.events = _events(wanted.events)
    context.note(row.id, row.client or None, host=_host(row.url), events=row.events)
    return _document(context, row)


@changes(Permission.SEND_EVENTS, "rotate webhook secret", own_transactions=True)
def rotate(context: Context, id: UUID, overlap: timedelta = OVERLAP) -> NewEndpointView:
    """A new secret, shown this once; messages are signed by the old one as well for `overlap`. Raises NotFound,
    BadInput.
    """
    if not timedelta() <= overlap <= _LONGEST_OVERLAP:
        raise BadInput("is not 0 to {days} days", days=_LONGEST_OVERLAP.days, where="overlap", hint="choose fewer")
    seal = context.deps.open_seal()
    with context.transaction() as session:
        row = endpoints.get(session, id, lock=True)
        secret = endpoints.rotate(row, seal, context.deps.clock(), overlap)
        context.note(row.id, row.client or None)
    return _with_secret(row, secret)


@changes(Permission.SEND_EVENTS, "switch webhook")
def switch(context: Context, id: UUID, *, on: bool) -> EndpointView:
    """Told of events again, first of what waits; or of none for now, and what waits, waits. Raises NotFound."""
    row, at = endpoints.get(context.session, id, lock=True), context.deps.clock()
    if on and row.state is not EndpointState.ACTIVE:
        endpoints.switch_on(context.session, row, at)
    elif not on:
        endpoints.switch_off(row, at)
    context.note(row.id, row.client or None, on=on)
    return _document(context, row)


@changes(Permission.SEND_EVENTS, "remove webhook")
def remove(context: Context, id: UUID) -> None:
    """It is gone, with what waited for it and its log. Raises NotFound."""
    row = endpoints.get(context.session, id, lock=True)
    context.session.delete(row)
    context.note(row.id, row.client or None, host=_host(row.url))


@changes(Permission.SEND_EVENTS, "test webhook")
def test(context: Context, id: UUID) -> EndpointView:
    """Sends an event of no meaning; the log tells what came of it. Raises NotFound, Conflict where it is off."""
    row = endpoints.get(context.session, id)
    if row.state is not EndpointState.ACTIVE:
        raise Conflict("this webhook endpoint is off; switch it on first")
    outbox.test(context.session, row.client, row.id)
    context.note(row.id, row.client or None)
    return _document(context, row)


@changes(Permission.SEND_EVENTS, "replay webhooks")
def replay(
    context: Context,
    id: UUID,
    *,
    event: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> ReplayView:
    """Sends one event again, or those of a period, with the ids that they had: an end that is left open is now, or as
    far back as events are kept. Raises NotFound, BadInput.
    """
    row, at = endpoints.get(context.session, id, lock=True), context.deps.clock()
    if (event is None) == (since is None and until is None):
        raise BadInput("say one event or a period", where="replay", hint=say("give event, or since and until"))
    if event is not None:
        deliveries.one_again(context.session, row, event, at)
        count = 1
    else:
        begin, end = _in_utc(since, at - _EVER), _in_utc(until, at)
        count = deliveries.again(context.session, row, begin, end, at)
    context.note(row.id, row.client or None, events=count)
    return ReplayView(events=count)


def _in_utc(moment: datetime | None, otherwise: datetime) -> datetime:
    """What is left open, or lies beyond the ends of the calendar, is `otherwise`."""
    try:
        return otherwise if moment is None else moment.astimezone(UTC)
    except OverflowError:
        return otherwise


@reads(Permission.SEND_EVENTS)
def log(context: Context, id: UUID, cursor: str | None = None, limit: int = 50) -> DeliveryLog:
    """What was sent and what came of it, newest first. Raises NotFound, BadInput."""
    row = endpoints.get(context.session, id)
    lines, following = deliveries.log(context.session, row.id, cursor, limit)
    return DeliveryLog(items=[_line(line) for line in lines], next=following)


def _line(line: deliveries.LoggedTry) -> TryView:
    attempt = line.attempt
    return TryView(
        at=attempt.at,
        event=line.event.id,
        type=line.event.type,
        object=line.event.object,
        number=attempt.number,
        status=attempt.status,
        fault=attempt.fault,
        milliseconds=attempt.milliseconds,
        state=line.delivery.state,
    )


def _url(context: Context, url: str) -> str:
    """Held against its form here, and against where it leads with each message. Raises BadInput."""
    url = url.strip()
    hint = say("write it like https://crm.example.com/hooks/qa")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadInput("is no address", where="url", hint=hint) from None
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST_URL
    if not (plain and parts.scheme in ("http", "https") and parts.hostname and port != 0):
        raise BadInput("is no address", where="url", hint=hint)
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadInput("holds a user, a password or a fragment", where="url", hint=hint)
    if parts.scheme == "http" and parts.hostname.lower() not in context.deps.webhook_hosts:
        raise BadInput(
            "is not encrypted", where="url", hint=say("use https, or have the host listed in QA_WEBHOOK_HOSTS")
        )
    return url


def _host(url: str) -> str:
    """What the audit trail keeps of an address: paths and parameters may hold a password of the other side."""
    return urlsplit(url).netloc


def _label(label: str) -> str:
    return names.tidied(label, _LONGEST_LABEL, where="label", hint=say("say what the endpoint is for"))


def _events(types: Sequence[str]) -> list[str]:
    known = [type.value for type in CHOOSABLE]
    if unknown := [type for type in types if type not in known]:
        raise BadInput("{type!r} is no event", type=unknown[0][:60], where="events", hint=one_of(known))
    return [type for type in known if type in types]


def _document(context: Context, row: EndpointRow) -> EndpointView:
    return _view(row, deliveries.counts(context.session, [row.id]).get(row.id, 0))


def _with_secret(row: EndpointRow, secret: str) -> NewEndpointView:
    return NewEndpointView(**_view(row, 0).model_dump(), secret=secret)


def _view(row: EndpointRow, waiting: int) -> EndpointView:
    return EndpointView(
        id=row.id,
        client=row.client or None,
        url=row.url,
        label=row.label,
        events=[EventType(type) for type in row.events],
        state=row.state,
        state_at=row.state_at,
        failures=row.failures,
        failing_since=row.failing_since,
        waiting=waiting,
        former_secret_until=row.former_until,
        created_at=row.created_at,
        created_by=row.created_by,
    )
