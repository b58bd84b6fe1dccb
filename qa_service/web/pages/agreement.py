"""Agreement: how far people and the machine answer alike, which criteria go without a person, what the watch found."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from qa_service.domain.agreement import Coefficient
from qa_service.domain.sampling import Purpose
from qa_service.services import agreement as agreements
from qa_service.web.page import page
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

_Word = Annotated[str, Query(max_length=200)]


@router.get("/agreement")
def agreement(
    request: Request,
    visitor: Annotated[Visitor, Opens(agreements.overview)],
    client: _Word = "",
    since: _Word = "",
    until: _Word = "",
    purpose: Annotated[list[str] | None, Query(max_length=3)] = None,
    seen: bool = False,
) -> Response:
    """Blind answers of random samples and calibration sessions, unless more is asked for."""
    locale, context = visitor.locale, visitor.context
    named = [Purpose(name) for name in purpose or () if name in set(Purpose)]
    period = (locale.start_of(since), locale.end_of(until))
    document, rubric, purposes, alarms = agreements.overview(
        context, client.strip() or None, *period, named, seen_too=seen
    )
    wording = Questions(Words(context.deps.vocabulary, locale), rubric)
    order = {key: n for n, key in enumerate(wording.ordered(part.question for part in document.questions))}
    questions = sorted(document.questions, key=lambda part: order[part.question])
    form = {
        "client": client,
        "since": since,
        "until": until,
        "seen": seen,
        "purposes": set(map(str, purposes)),
    }
    rang = [(alarm, datetime.fromisoformat(alarm.since), datetime.fromisoformat(alarm.until)) for alarm in alarms]
    values: dict[str, Any] = {
        "questions": questions,
        "policy": document.policy,
        "asked": wording,
        "given": form,
        "alarms": rang,
    }
    return page(request, visitor, "agreement.html", purposes=tuple(Purpose), percent=Coefficient.PERCENT, **values)
