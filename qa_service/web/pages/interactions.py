"""The list of interactions: narrowed by form or words, page by page, and the searches that somebody keeps."""

from dataclasses import dataclass, fields
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Channel, State
from qa_service.errors import BadInput, Withheld, one_of
from qa_service.services import interactions
from qa_service.services.interactions import FLAGS, Narrowing, Terms
from qa_service.web.page import moved, page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

LIMIT = 25
_Word = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class SearchForm:
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
        return tuple(field.name for field in fields(cls))

    @property
    def beyond_words(self) -> bool:
        """Whether anything but words is asked, so that the form opens with its details."""
        return any(getattr(self, name) for name in self.names() if name != "words")


@router.get("/interactions")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(interactions.find)],
    form: Annotated[SearchForm, Depends()],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """A page of the list, newest first; only the list where htmx asks for it."""
    try:
        hits = interactions.find(visitor.context, to_terms(form, visitor), cursor or None, LIMIT)
    except Withheld:
        return withheld(request, visitor)
    values: dict[str, Any] = {"asked": form, "rows": hits.rows, "held": hits.held, "flags": hits.flags}
    values |= {"next": hits.next, "cursor": cursor, "views": hits.kept}
    template = "parts/interactions.html" if request.headers.get("HX-Target") == "list" else "interactions.html"
    return page(request, visitor, template, choices=_choices(), **values)


def _choices() -> dict[str, tuple[str, ...]]:
    """What can be chosen, by field; their names are the template's."""
    return {
        "channel": tuple(Channel),
        "state": tuple(State),
        "flag": tuple(reason.value for reason in FLAGS),
        "sure_below": ("0.5", "0.7", "0.8", "0.9"),
    }


def to_terms(form: SearchForm, visitor: Visitor) -> Terms:
    """What the form means. Raises BadInput on what it never sends."""
    since, until = period(visitor.locale, form.since, form.until)
    return Terms(
        Narrowing(
            client=form.client or None,
            id=form.id or None,
            agent=form.agent or None,
            team=form.team or None,
            channel=Channel(_one_of("channel", form.channel, tuple(Channel))) if form.channel else None,
            state=State(_one_of("state", form.state, tuple(State))) if form.state else None,
            intent=form.intent or None,
            resolution=form.resolution or None,
            since=since,
            until=until,
        ),
        words=form.words,
        shows=form.shows or None,
        lacks=form.lacks or None,
        sentiment_end=form.ends or None,
        sure_below=_share(form.sure_below) if form.sure_below else None,
        flag=_one_of("flag", form.flag, (*FLAGS, "any")) if form.flag else None,
        disputed=bool(form.disputed),
    )


def _one_of(field: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadInput("{name!r} is none of the choices", name=value, where=field, hint=one_of(choices))
    return value


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadInput("is no number", where="sure_below", hint="use 0.7, for one") from None


@router.post("/interactions/views")
def keep(
    visitor: Annotated[Visitor, Opens(interactions.keep_search)],
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep the search under a name."""
    interactions.keep_search(visitor.context, name, query)
    return moved(f"/interactions?{query}", "view-saved")


@router.post("/interactions/views/{uuid}/remove")
def drop(visitor: Annotated[Visitor, Opens(interactions.drop_search)], uuid: UUID) -> Response:
    """Forget a kept search."""
    interactions.drop_search(visitor.context, uuid)
    return moved("/interactions", "view-removed")
