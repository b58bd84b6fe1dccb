"""From what a caller asks to be exported to an order within what the caller may see."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from qa_service.api.deps import Moment, Name
from qa_service.api.groups import reached
from qa_service.domain.exports import OF_A_GROUP, Format, Kind, Language, form_of
from qa_service.domain.groups import GroupKind
from qa_service.domain.interaction import Channel, State
from qa_service.errors import BadInput, Conflict, Forbidden, one_of, word
from qa_service.exporting import figures
from qa_service.logs import event
from qa_service.services.access import Caller, Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, exports, interactions, packs
from qa_service.store.exports import Order
from qa_service.store.interactions import Filters
from qa_service.store.tables_exports import ExportRow

MOST_WAITING = 20
_NEEDS: Mapping[Kind, Permission] = {
    Kind.INTERACTIONS: Permission.READ,
    Kind.ANALYSES: Permission.READ,
    Kind.PACK: Permission.COACH,
    Kind.LABEL_STUDIO: Permission.ANNOTATE,
}
_OF: Mapping[GroupKind, Permission] = {
    GroupKind.AGENT: Permission.AGENT_FIGURES,
    GroupKind.TEAM: Permission.AGENT_FIGURES,
    GroupKind.CLIENT: Permission.CLIENT_FIGURES,
}
_EXAMPLE: dict[str, Any] = {
    "kind": "interactions",
    "format": "csv",
    "language": "it",
    "filters": {"client": "acme", "since": "2026-01-01T00:00:00+01:00"},
}


class WantedFilters(BaseModel):
    """What the export is narrowed to; an empty one takes everything that the caller may see."""

    model_config = ConfigDict(extra="forbid")

    client: Name | None = None
    id: Name | None = None
    agent: Name | None = None
    team: Name | None = None
    channel: Channel | None = None
    state: State | None = None
    intent: str | None = None
    resolution: str | None = None
    customer: Annotated[Name | None, Field(description="as it was handed in; needs `client`")] = None
    since: Moment | None = None
    until: Moment | None = None


class Wanted(BaseModel):
    """An export as it is asked for. A scorecard is of `filters.agent`, else `filters.team`, else `filters.client`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    kind: Kind
    format: Annotated[Format | None, Field(description="none: the usual one of its kind")] = None
    language: Language = "it"
    filters: WantedFilters = WantedFilters()
    pack: Annotated[UUID | None, Field(description="a collected coaching pack; none: what the filters find")] = None
    kpi_pack: Annotated[str, Field(max_length=200, description="a pack of key figures; empty: the first")] = ""
    topics: Annotated[
        list[Annotated[str, Field(max_length=120)]],
        Field(max_length=50, description="what a pack's moments show, such as `courtesy:rudeness`"),
    ] = []


def place(service: Dependencies, caller: Caller, wanted: Wanted) -> ExportRow:
    """Write the order down, in the audit trail too, and queue it. Raises Forbidden, Withheld, BadInput, NotFound, and
    Conflict while too many orders of this caller wait.
    """
    order = authorised(service, caller, wanted)
    with service.store.transaction(caller.scope) as session:
        if order.pack is not None:
            packs.get(session, order.pack)
        if exports.waiting_of(session, caller.actor) >= MOST_WAITING:
            raise Conflict("{limit} exports of yours are being made; wait until some are done", limit=MOST_WAITING)
        order = replace(order, filters=interactions.known_as(session, order.filters))
        row = exports.place(session, order, caller.actor)
        said = wanted.model_dump(mode="json", exclude_defaults=True)
        said_filters = said.get("filters", {})
        said_filters.pop("customer", None)  # as it was handed in: nobody's name stays in the trail
        if "id" in said_filters:
            said_filters["id"] = order.filters.external_id
        audit.note(session, caller.actor, "export", str(row.id), order.filters.client, **said)
    _queue(service, row.id)
    return row


def _queue(service: Dependencies, id: UUID) -> None:
    """It is written down by now: should the queue fail, a worker's sweep finds it."""
    try:
        service.jobs.export([id])
    except Exception as error:  # noqa: BLE001  (whatever ails the queue, what is written down stays)
        event("queueing failed", logging.WARNING, count=1, error=type(error).__name__)


def offered(caller: Caller) -> tuple[Kind, ...]:
    """What this caller may ask for at all; of a scorecard it depends on whose it is."""
    needed = {**_NEEDS, Kind.REPORT: _OF[GroupKind.CLIENT], Kind.KPIS: _OF[GroupKind.CLIENT]}
    somebodys = any(caller.may(permission) for permission in _OF.values())
    return tuple(kind for kind in Kind if (caller.may(needed[kind]) if kind in needed else somebodys))


def authorised(service: Dependencies, caller: Caller, wanted: Wanted) -> Order:
    """The order that this caller may have made. Raises Forbidden, Withheld, BadInput."""
    order = Order(
        kind=wanted.kind,
        format=form_of(wanted.kind, wanted.format, "format"),
        language=wanted.language,
        filters=_filters(service, caller, wanted.filters),
        topics=tuple(wanted.topics),
        pack=wanted.pack,
        kpi_pack=wanted.kpi_pack,
        scope=caller.scope,
        agents=caller.may(Permission.SEE_AGENTS),
        reviewer=caller.reviewer,
    )
    group = figures.group_of(order) if wanted.kind in OF_A_GROUP else None
    needed = _NEEDS[wanted.kind] if group is None else _OF[group.kind]
    if not caller.may(needed):
        raise Forbidden("a key of role {role} may not {right}", role=word(caller.role), right=word(needed))
    figures.check_basis(order, service.monitoring_basis)
    if group is None:
        return order
    if wanted.kind is Kind.KPIS:
        figures.pack_of(service.kpi_packs, wanted.kpi_pack)
    return replace(order, group=reached(service, caller, group))


def _filters(service: Dependencies, caller: Caller, wanted: WantedFilters) -> Filters:
    client = wanted.client or caller.client
    if client is not None:
        caller.owns(client)
    if (wanted.agent or wanted.team) and not caller.may(Permission.SEE_AGENTS):
        raise Forbidden(
            "a key of role {role} may not {right}", role=word(caller.role), right=word(Permission.SEE_AGENTS)
        )
    for name, labels in (("intent", service.vocabulary.intent), ("resolution", service.vocabulary.resolution)):
        if getattr(wanted, name) not in (None, *labels):
            raise BadInput("is no such label", where=f"filters.{name}", hint=one_of(labels))
    customer = wanted.customer
    if customer is not None:
        if client is None:
            raise BadInput("needs a client beside it", where="filters.customer", hint="name the client")
        customer = service.intake.pseudonyms.of(client, customer)
    values = wanted.model_dump(exclude={"id", "client", "customer"})
    return Filters(**values, client=client, customer=customer, **service.intake.metadata.named(wanted.id))
