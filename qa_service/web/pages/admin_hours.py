"""When a client is open, and on which clocks its days are cut; for administrators."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.opening_hours import OpeningHours, Weekday, checked
from qa_service.errors import BadInput, QaError
from qa_service.services import opening_hours
from qa_service.web import notes
from qa_service.web.administration import typed_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin", route_class=WebRoute, include_in_schema=False)

SET = notes.add("hours-set", N_("The opening hours are set, and what is known of the client is counted by them."))
DAYS = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
}
_Spans = Annotated[Text, Form(max_length=200)]
_Days = Annotated[Text, Form(max_length=4000)]


@dataclass(frozen=True, slots=True)
class HoursForm:
    """Hours as they were typed: spans of a day and days apart by commas or blanks."""

    client: Annotated[Text, Form(max_length=200)]
    zone: Annotated[Text, Form(max_length=60)] = ""
    mon: _Spans = ""
    tue: _Spans = ""
    wed: _Spans = ""
    thu: _Spans = ""
    fri: _Spans = ""
    sat: _Spans = ""
    sun: _Spans = ""
    italian: Annotated[str, Form(max_length=1)] = ""
    yearly: _Days = ""
    closed: _Days = ""

    def hours(self, before: OpeningHours) -> OpeningHours:
        """What is meant; days with hours of their own stay as they were. Raises BadInput."""
        week = {day.value: spans for day in Weekday if (spans := _parts(getattr(self, day.value)))}
        return checked(
            {
                "zone": self.zone.strip() or None,
                "week": week,
                "holidays": "IT" if self.italian else None,
                "yearly": _parts(self.yearly),
                "closed": _parts(self.closed),
                "special": before.special,
            }
        )


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,;\s]+", text) if part]


def _typed(hours: OpeningHours) -> dict[str, str]:
    """As the form shows them."""
    week = {day.value: ", ".join(hours.week.get(day, ())) for day in Weekday}
    closed = ", ".join(day.isoformat() for day in hours.closed)
    about = {"zone": hours.zone or "", "italian": "1" if hours.holidays else "", "yearly": ", ".join(hours.yearly)}
    return {**week, **about, "closed": closed}


@router.get("/hours")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(opening_hours.put)],
    client: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Those of a client."""
    named = client.strip() or visitor.caller.client or ""
    typed = _typed(opening_hours.show(visitor.context, named).hours) if named else {}
    return _page(request, visitor, named, typed)


def _page(
    request: Request, visitor: Visitor, client: str, typed: dict[str, str], error: QaError | None = None
) -> Response:
    return typed_page(request, visitor, "admin_hours.html", client, typed, error, days=DAYS)


@router.post("/hours")
def put(
    request: Request, visitor: Annotated[Visitor, Opens(opening_hours.put)], form: Annotated[HoursForm, Depends()]
) -> Response:
    """What was typed is not lost where it cannot be."""
    client = form.client.strip()
    try:
        hours = form.hours(opening_hours.show(visitor.context, client).hours)
        opening_hours.put(visitor.context, client, hours)
    except BadInput as error:
        typed = {name: str(getattr(form, name)) for name in (*DAYS, "zone", "italian", "yearly", "closed")}
        return _page(request, visitor, client, typed, error)
    return moved("/admin/hours", SET)
