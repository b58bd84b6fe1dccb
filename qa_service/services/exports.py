"""Files for elsewhere: asked for, made by a worker or at once, fetched for a while."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import IO, Any, NamedTuple
from uuid import UUID

from qa_service.documents.exports import ExportView, Wanted, WantedFilters
from qa_service.domain.exports import MEDIA_TYPES, OF_A_GROUP, Kind, form_of
from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.domain.review import choices
from qa_service.domain.sites import NOT_STATED
from qa_service.errors import BadInput, Conflict, NotFound, say
from qa_service.exporting.figures import group_of, pack_of
from qa_service.exporting.sources import Progress
from qa_service.refusals import NotReady
from qa_service.services import access, groups
from qa_service.services import interactions as interaction_services
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import changes, reads
from qa_service.store import exports, interactions, packs
from qa_service.store.exports import Order, order_of
from qa_service.store.interactions import Filters
from qa_service.store.tables_exports import ExportRow

MOST_WAITING = 20
_LATEST_OF_PACK = 5
_NEEDS: Mapping[Kind, Permission] = {
    Kind.INTERACTIONS: Permission.READ,
    Kind.ANALYSES: Permission.READ,
    Kind.PACK: Permission.COACH,
    Kind.LABEL_STUDIO: Permission.ANNOTATE,
    Kind.OVERRULED: Permission.REVIEW,
    Kind.VCONS: Permission.READ,
    Kind.COMPLAINTS: Permission.SEE_COMPLAINTS,
    Kind.SURVEYS: Permission.READ,
}
_OF: Mapping[GroupKind, Permission] = {
    GroupKind.AGENT: Permission.AGENT_FIGURES,
    GroupKind.TEAM: Permission.AGENT_FIGURES,
    GroupKind.CLIENT: Permission.CLIENT_FIGURES,
}


class ListedExport(NamedTuple):
    """An export, what was ordered, and whether there is a file (still)."""

    row: ExportRow
    order: Order
    fetchable: bool

    @property
    def view(self) -> ExportView:
        """As it goes out."""
        return ExportView.of(self.row, fetchable=self.fetchable)


class ExportList(NamedTuple):
    """Newest first, with the cursor of the next page. `everybody`: not the caller's own alone."""

    rows: Sequence[ListedExport]
    next: str | None
    everybody: bool


class File(NamedTuple):
    """A file as it is saved: its name, what it is, how long it is in bytes, and its parts."""

    name: str
    media_type: str
    size: int
    parts: Iterator[bytes]


@changes(Permission.READ, "export", own_transactions=True)
def order(context: Context, request: Wanted) -> ExportView:
    """Write the order down; only what the caller may see goes into the file. Raises Forbidden, Withheld,
    BadInput, NotFound, and Conflict while too many orders of this caller wait.
    """
    order, maker = authorised(context.deps, context.caller, request), context.caller.actor
    with context.transaction() as session:
        if order.pack is not None:
            packs.get(session, order.pack)
        if exports.waiting_of(session, maker) >= MOST_WAITING:
            raise Conflict("{limit} exports of yours are being made; wait until some are done", limit=MOST_WAITING)
        order = replace(order, filters=interactions.known_as(session, order.filters))
        row = exports.place(session, order, maker)
        context.note(row.id, order.filters.client, **_detail(request, order))
    return _listed(context, row).view


def _detail(request: Wanted, order: Order) -> dict[str, Any]:
    """What the audit trail keeps of it: nobody's name as it was handed in."""
    detail = request.model_dump(mode="json", exclude_defaults=True)
    filters = detail.get("filters", {})
    filters.pop("customer", None)
    if "id" in filters:
        filters["id"] = order.filters.external_id
    return detail


@reads(Permission.READ)
def listed(context: Context, cursor: str | None = None, limit: int = 50) -> ExportList:
    """Those that the caller asked for; an administrator of all clients sees everybody's. Raises BadInput."""
    maker = _maker(context.caller)
    rows, more = exports.listed(context.session, maker, cursor=cursor, limit=limit)
    return ExportList([_listed(context, row) for row in rows], more, maker is None)


@reads(Permission.COACH)
def of_pack(context: Context, pack: UUID) -> Sequence[ListedExport]:
    """The latest files of a collected pack that the caller may have."""
    rows, _ = exports.listed(context.session, _maker(context.caller), limit=200)
    return [_listed(context, row) for row in rows if order_of(row).pack == pack][:_LATEST_OF_PACK]


@reads(Permission.READ)
def show(context: Context, id: UUID) -> ExportView:
    """How far it is, why it failed, how long its file can be fetched. Raises NotFound."""
    return _listed(context, exports.get(context.session, id, _maker(context.caller))).view


@changes(Permission.READ, "fetch export")
def fetch(context: Context, id: UUID) -> File:
    """Raises NotReady until it is made, NotFound once its time is up."""
    row, order, fetchable = _listed(context, exports.get(context.session, id, _maker(context.caller)))
    if row.state is State.FAILED:
        raise NotReady(say("it could not be made: {failure}", failure=row.failure), state=row.state.value)
    if row.state is not State.DONE:
        raise NotReady("a worker is at it; ask again in a moment", state=row.state.value, headers={"Retry-After": "2"})
    if not fetchable:
        raise NotFound("this file's time is up and it was removed; ask for it again")
    context.note(id, row.client or None)
    name = f"{order.kind.value}-{row.made_at:%Y%m%d-%H%M%S}.{order.format.value}"
    parts = context.deps.blobs.stream(exports.key_of(row.id))
    return File(name, MEDIA_TYPES[order.format], row.size or 0, parts)


@changes(Permission.READ, "download", own_transactions=True)
def download(context: Context, request: Wanted) -> File:
    """A scorecard, report or key figures, made at once. Raises Forbidden, Withheld, BadInput, NotFound."""
    if request.kind not in OF_A_GROUP:
        raise BadInput("takes longer than a page may", where="kind", hint="ask for it among the exports")
    order, content = authorised(context.deps, context.caller, request), BytesIO()
    context.deps.exporter.make(order, content, lambda done, total: None)
    with context.transaction():
        detail = request.model_dump(mode="json", exclude_defaults=True)
        context.note(order.kind.value, order.filters.client, **detail)
    data, name = content.getvalue(), f"{order.kind.value}-{context.deps.clock():%Y%m%d}.{order.format.value}"
    return File(name, MEDIA_TYPES[order.format], len(data), iter((data,)))


@changes(Permission.READ, "export", own_transactions=True)
def write(context: Context, request: Wanted, sink: IO[bytes], place: str, progress: Progress) -> None:
    """Any of them, made at once and written where the caller says, which the audit trail calls `place`. Raises
    Forbidden, Withheld, BadInput, NotFound.
    """
    order = authorised(context.deps, context.caller, request)
    context.deps.exporter.make(order, sink, progress)
    with context.transaction():
        detail = {"kind": order.kind.value, "format": order.format.value}
        context.note(place[:200], order.filters.client, **detail)


def offered(caller: Caller) -> tuple[Kind, ...]:
    """What this caller may ask for at all; of a scorecard it depends on whose it is."""
    needed = {**_NEEDS, Kind.REPORT: _OF[GroupKind.CLIENT], Kind.KPIS: _OF[GroupKind.CLIENT]}
    of_somebody = any(caller.may(permission) for permission in _OF.values())
    return tuple(kind for kind in Kind if (caller.may(needed[kind]) if kind in needed else of_somebody))


def _listed(context: Context, row: ExportRow) -> ListedExport:
    done = row.state is State.DONE and row.size is not None
    return ListedExport(row, order_of(row), done and (row.expires_at or row.made_at) > context.deps.clock())


def _maker(caller: Caller) -> str | None:
    """Whose exports a caller may see: their own; everybody's (None) as administrator of all clients."""
    return None if caller.role is Role.ADMIN and caller.scope.whole else caller.actor


def authorised(deps: Dependencies, caller: Caller, request: Wanted) -> Order:
    """The order that this caller may have made. Raises Forbidden, Withheld, BadInput, NotFound."""
    if request.kind is Kind.OVERRULED:
        _check_overruled(deps, caller, request)
    order = Order(
        kind=request.kind,
        format=form_of(request.kind, request.format, "format"),
        language=request.language,
        filters=_filters(deps, caller, request.filters),
        topics=tuple(request.topics),
        pack=request.pack,
        kpi_pack=request.kpi_pack,
        by=None if request.by is None else GroupKind(request.by),
        scope=caller.scope,
        agents=caller.may(Permission.SEE_AGENTS),
        reviewer=caller.reviewer,
    )
    group = group_of(order) if request.kind in OF_A_GROUP else None
    access.check_role(caller, _NEEDS[request.kind] if group is None else _OF[group.kind])
    if group is None:
        access.check_list(order.filters.agent, order.filters.team, order.scope, deps.monitoring_basis)
        return order
    return replace(order, group=_reached(deps, caller, group, request))


def _check_overruled(deps: Dependencies, caller: Caller, request: Wanted) -> None:
    """Raises BadInput on what overruled answers are not narrowed by: passed over in silence, it would seem to hold."""
    own = {"agent": caller.agent, "team": caller.team}
    for name, value in request.filters.model_dump(exclude={"client", "since", "until"}).items():
        if value not in (None, own.get(name)):
            hint = say("narrow them by client, period and questions")
            raise BadInput("does not narrow overruled answers", where=f"filters.{name}", hint=hint)
    for question in request.topics:
        choices(question, deps.vocabulary)


def _reached(deps: Dependencies, caller: Caller, group: Group, request: Wanted) -> Group:
    if request.kind is Kind.KPIS:
        pack_of(deps.kpi_packs, request.kpi_pack)
        if request.by is not None:
            groups.reached(deps, caller, Group(GroupKind(request.by), NOT_STATED, group.name, group.channel))
    return groups.reached(deps, caller, group)


def _filters(deps: Dependencies, caller: Caller, request: WantedFilters) -> Filters:
    client = request.client or caller.client
    if client is not None:
        access.check_client(caller, client)
    if request.agent or request.team:
        access.check_role(caller, Permission.SEE_AGENTS)
    interaction_services.check_labels(deps, request.intent, request.resolution, "filters")
    customer = interaction_services.pseudonym_of(
        deps, client, request.customer, where="filters.customer", hint=say("name the client")
    )
    values = request.model_dump(exclude={"id", "client", "customer"})
    by_id = {} if request.id is None else deps.intake.metadata.named(request.id)
    return Filters(**values, client=client, customer=customer, **by_id)
