"""Moments to train with, found by behaviour, and collected into packs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, Conflict, NotFound, Withheld
from qa_service.http.dependencies import ServiceDep
from qa_service.services import coaching
from qa_service.services.coaching import Moment
from qa_service.services.dependencies import Dependencies
from qa_service.services.interactions import Narrowing
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.moments import Quote, address_of, quote, topic_of
from qa_service.web.page import moved, page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

CoachPage = Annotated[Visitor, Opens(coaching.find)]
COLLECTED = notes.add("collected", N_("They are in the pack."))
NOTHING = N_("Tick the moments that you want to collect.")
NO_PACK = N_("Choose a pack, or give a new one a title of at most 200 characters.")
STRANGERS = N_("A pack holds moments of one client. Tick those of one client, or choose another pack.")
_Word = Annotated[Text, Query(max_length=200)]
_TURN = re.compile(r"-?[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class CoachingForm:
    """The form as it was sent. `shows` is a behaviour, or all bad (`negative`) or good (`positive`) ones."""

    shows: _Word = "negative"
    client: _Word = ""
    agent: _Word = ""
    team: _Word = ""
    since: _Word = ""
    until: _Word = ""

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return urlencode({field.name: value for field in fields(self) if (value := getattr(self, field.name))})

    def labels(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The behaviours that are meant. Raises BadInput."""
        groups = {"negative": vocabulary.courtesy_negative, "positive": vocabulary.courtesy_positive}
        if self.shows in groups:
            return tuple(groups[self.shows])
        if self.shows not in vocabulary.courtesy:
            raise BadInput("{label!r} is no behaviour", label=self.shows, where="shows")
        return (self.shows,)

    def narrowing(self, visitor: Visitor) -> Narrowing:
        """What else is meant. Raises BadInput on a day that is none."""
        since, until = period(visitor.locale, self.since, self.until)
        client = self.client or visitor.caller.client
        return Narrowing(client, agent=self.agent or None, team=self.team or None, since=since, until=until)


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A moment in the list; `key` names it in the form, `held` are the titles of the packs that hold it."""

    moment: Moment
    key: str
    quote: Quote | None
    good: bool
    address: str
    held: Sequence[str]


@router.get("/coaching")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: CoachPage,
    form: Annotated[CoachingForm, Depends()],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Moments by behaviour, newest first."""
    return _page(request, service, visitor, form, cursor=cursor or None)


def _page(request: Request, service: Dependencies, visitor: Visitor, form: CoachingForm, **values: Any) -> Response:
    values = {"cursor": None, "fault": "", "ticked": (), "chosen": "", "title": "", **values}
    labels, narrowing = form.labels(service.vocabulary), form.narrowing(visitor)
    try:
        moments, held, packs, more = coaching.find(visitor.context, narrowing, labels, values["cursor"])
    except Withheld:
        return withheld(request, visitor)
    rows = [_seen(service.vocabulary, moment, held) for moment in moments]
    choices = [(str(pack.id), pack.title if narrowing.client else f"{pack.title} · {pack.client}") for pack in packs]
    status = 422 if values["fault"] else 200
    return page(
        request, visitor, "coaching.html", status, asked=form, rows=rows, next=more, packs=choices,
        groups=_groups(service.vocabulary), **values,
    )  # fmt: skip


def _groups(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    return {"negative": tuple(vocabulary.courtesy_negative), "positive": tuple(vocabulary.courtesy_positive)}


def _seen(vocabulary: Vocabulary, moment: Moment, held: Mapping[tuple[UUID, int, str], Sequence[Any]]) -> MomentRow:
    topic, id = topic_of(moment.label), moment.interaction.id
    return MomentRow(
        moment,
        f"{id}/{moment.turn}/{moment.label}",
        quote(moment.understood, moment.turn, topic),
        moment.label in vocabulary.courtesy_positive,
        address_of(id, moment.turn),
        [pack.title for pack in held.get((id, moment.turn, topic), ())],
    )


@dataclass(frozen=True, slots=True)
class PickForm:
    """What was ticked, and the pack that it goes into: one that is there, or a new one of that title."""

    moment: Annotated[list[str], Form(default_factory=list, max_length=200)]
    pack: Annotated[str, Form(max_length=40)] = ""
    title: Annotated[Text, Form(max_length=400)] = ""
    cursor: Annotated[str, Form(max_length=200)] = ""


@router.post("/coaching/collect")
def collect(
    request: Request,
    service: ServiceDep,
    visitor: CoachPage,
    form: Annotated[CoachingForm, Depends()],
    picked: Annotated[PickForm, Depends()],
) -> Response:
    """Put what is ticked into a pack, and come back to the list. What is wrong is said, and nothing ticked is lost."""
    fault = _fault(picked)
    if not fault:
        ticked = [_parsed(key, service.vocabulary) for key in picked.moment]
        try:
            coaching.collect(visitor.context, ticked, _uuid(picked.pack) if picked.pack else None, picked.title)
        except Conflict:
            fault = STRANGERS
    if fault:
        again = {"fault": fault, "ticked": picked.moment, "chosen": picked.pack, "title": picked.title}
        return _page(request, service, visitor, form, cursor=picked.cursor or None, **again)
    where = urlencode({"cursor": picked.cursor}) if picked.cursor else ""
    return moved(f"/coaching?{form.query}{'&' if where else ''}{where}", COLLECTED)


def _fault(picked: PickForm) -> str:
    if not picked.moment:
        return NOTHING
    return "" if picked.pack or 1 <= len(" ".join(picked.title.split())) <= 200 else NO_PACK


def _parsed(key: str, vocabulary: Vocabulary) -> coaching.PickedMoment:
    """Raises BadInput, and NotFound, on what the page never sends."""
    id, turn, label = [*key.split("/"), "", ""][:3]
    if label not in vocabulary.courtesy or not _TURN.fullmatch(turn):
        raise BadInput("names no moment", where="moment")
    return coaching.PickedMoment(_uuid(id), int(turn), topic_of(label))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("there is no such thing") from None
