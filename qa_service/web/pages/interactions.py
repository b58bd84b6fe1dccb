"""The list of interactions: narrowed by form or words, page by page, and the searches that somebody keeps."""

from dataclasses import dataclass, fields
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from sqlmodel import Session

from qa_service.api.deps import ServiceDep
from qa_service.domain.interaction import Channel, State
from qa_service.errors import BadInput, Withheld, one_of
from qa_service.figures import monitoring
from qa_service.reviewing import blindness
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import interactions, saved_views, search
from qa_service.store.identity import Metadata
from qa_service.store.interactions import Filters
from qa_service.store.search import FLAGS, Search
from qa_service.web.page import moved, page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import ReaderPage, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

LIMIT = 25
_Word = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was sent: all of it text, empty where nothing is asked."""

    words: _Word = ""
    client: _Word = ""
    agent: _Word = ""
    team: _Word = ""
    channel: _Word = ""
    state: _Word = ""
    intent: _Word = ""
    resolution: _Word = ""
    shows: _Word = ""
    lacks: _Word = ""
    ends: _Word = ""
    sure_below: _Word = ""
    flag: _Word = ""
    since: _Word = ""
    until: _Word = ""
    disputed: _Word = ""
    id: _Word = ""

    @property
    def query(self) -> str:
        """As it stands in an address, without what is empty."""
        return urlencode({name: value for name in self.names() if (value := getattr(self, name))})

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Of the fields."""
        return tuple(one.name for one in fields(cls))

    @property
    def beyond_words(self) -> bool:
        """Whether anything but words is asked, so that the form opens with its details."""
        return any(getattr(self, name) for name in self.names() if name != "words")


@router.get("/interactions")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: ReaderPage,
    asked: Annotated[Asked, Depends()],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """A page of the list, newest first; only the list where htmx asks for it."""
    wanted = to_search(asked, visitor, service.intake.metadata)
    try:
        monitoring.check_list(wanted.filters.agent, wanted.filters.team, visitor.caller.scope, service.monitoring_basis)
    except Withheld:
        return withheld(request, visitor)
    with service.store.reading(visitor.caller.scope) as session:
        found = search.page(session, wanted, cursor=cursor or None, limit=LIMIT)
        held = blindness.held_back(session, [row.id for row in found.rows], visitor.caller.reviewer)
        rows = [row for row in found.rows if not (wanted.tells_findings and row.id in held)]
        flags = search.flags_of(session, rows)
        views = saved_views.listed(session, visitor.caller.actor)
    values: dict[str, Any] = {"asked": asked, "rows": rows, "held": held, "flags": flags}
    values |= {"next": found.next, "cursor": cursor}
    template = "parts/interactions.html" if request.headers.get("HX-Target") == "list" else "interactions.html"
    return page(request, visitor, template, views=views, choices=_choices(), **values)


def _choices() -> dict[str, tuple[str, ...]]:
    """What can be chosen, by field; their names are the template's."""
    return {
        "channel": tuple(Channel),
        "state": tuple(State),
        "flag": tuple(reason.value for reason in FLAGS),
        "sure_below": ("0.5", "0.7", "0.8", "0.9"),
    }


def to_search(asked: Asked, visitor: Visitor, metadata: Metadata) -> Search:
    """What the form means. Raises BadInput on what it never sends, Forbidden for who may not see agents."""
    sees = visitor.may(Permission.SEE_AGENTS)
    since, until = period(visitor.tongue, asked.since, asked.until)
    return Search(
        Filters(
            client=asked.client or visitor.caller.client,
            **metadata.named(asked.id or None),
            agent=(asked.agent or None) if sees else None,
            team=(asked.team or None) if sees else None,
            channel=Channel(_one_of("channel", asked.channel, tuple(Channel))) if asked.channel else None,
            state=State(_one_of("state", asked.state, tuple(State))) if asked.state else None,
            intent=asked.intent or None,
            resolution=asked.resolution or None,
            since=since,
            until=until,
        ),
        words=asked.words,
        shows=asked.shows or None,
        lacks=asked.lacks or None,
        sentiment_end=asked.ends or None,
        sure_below=_share(asked.sure_below) if asked.sure_below else None,
        flag=_one_of("flag", asked.flag, (*FLAGS, "any")) if asked.flag else None,
        disputed=bool(asked.disputed),
    )


def _one_of(field: str, given: str, known: tuple[str, ...]) -> str:
    if given not in known:
        raise BadInput("{name!r} is none of the choices", name=given, where=field, hint=one_of(known))
    return given


def _share(given: str) -> float:
    try:
        return float(given)
    except ValueError:
        raise BadInput("is no number", where="sure_below", hint="use 0.7, for one") from None


@router.post("/interactions/views")
def keep(
    service: ServiceDep,
    visitor: ReaderPage,
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep the search under a name; an interaction that it names, by the id that may be written down."""
    with service.store.transaction() as session:
        saved_views.save(session, visitor.caller.actor, name, _without_given_ids(session, service, query))
    return moved(f"/interactions?{query}", "view-saved")


def _without_given_ids(session: Session, service: Dependencies, query: str) -> str:
    fields = dict(parse_qsl(query))
    if "id" not in fields:
        return query
    named = Filters(client=fields.get("client"), **service.intake.metadata.named(fields["id"]))
    return urlencode({**fields, "id": interactions.known_as(session, named).external_id})


@router.post("/interactions/views/{uuid}/remove")
def drop(service: ServiceDep, visitor: ReaderPage, uuid: UUID) -> Response:
    """Forget a kept search."""
    with service.store.transaction() as session:
        saved_views.remove(session, visitor.caller.actor, uuid)
    return moved("/interactions", "view-removed")
