"""The worklist of answers that overrule the machine's: sorted one after the other, counted, looked at once more."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.overruled import Cause, Standing
from qa_service.errors import BadInput, one_of
from qa_service.services import overruled
from qa_service.services.overruled import Narrowing, Worklist
from qa_service.web import notes, overruled_counts
from qa_service.web.i18n import N_, Locale
from qa_service.web.page import moved, page
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(prefix="/overruled", route_class=WebRoute, include_in_schema=False)

SORTED = notes.add("overruled-sorted", N_("It is sorted. No answer has changed."))
BACK = notes.add("overruled-back", N_("It is to be sorted again."))
LOOKED = notes.add("overruled-looked", N_("Your answer is kept and counts from now on."))
NO_ANSWER = N_("Choose an answer.")
ALL = "all"
_AT_ONCE = 20
_Word = Annotated[str, Query(max_length=200)]
_Note = Annotated[Text, Form(max_length=4000)]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list is narrowed to, as it stands in its address; without `standing` what is to be sorted."""

    client: _Word = ""
    question: _Word = ""
    standing: _Word = ""
    since: _Word = ""
    until: _Word = ""

    def narrowing(self, locale: Locale) -> Narrowing:
        """Raises BadInput on what no form sends."""
        standing = self.standing.strip() or Standing.TO_SORT.value
        if standing not in {ALL, *Standing}:
            raise BadInput("is no standing", where="standing", hint=one_of((*Standing, ALL)))
        since, until = period(locale, self.since, self.until)
        return Narrowing(
            self.client.strip() or None,
            self.question.strip() or None,
            standing=None if standing == ALL else Standing(standing),
            since=since,
            until=until,
        )

    @property
    def query(self) -> str:
        """As forms send it back, so that the list stays narrowed."""
        return self.address().removeprefix("/overruled")

    def address(self, **changed: str) -> str:
        """The page with this and what is `changed`."""
        query = urlencode({name: value for name, value in {**asdict(self), **changed}.items() if value.strip()})
        return f"/overruled?{query}" if query else "/overruled"


ShownDep = Annotated[Shown, Depends()]


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(overruled.overview)],
    shown: ShownDep,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Cases, the latest answer first, and how many there are of what kind."""
    return _page(request, visitor, shown, cursor=cursor or None)


def _page(request: Request, visitor: Visitor, shown: Shown, cursor: str | None = None, fault: str = "") -> Response:
    worklist: Worklist = overruled.overview(visitor.context, shown.narrowing(visitor.locale), cursor, _AT_ONCE)
    asked = Questions(Words(visitor.context.deps.vocabulary, visitor.locale), worklist.rubric)
    counted = overruled_counts.counted(worklist.counts, asked)
    values: dict[str, Any] = {
        "cases": worklist.cases,
        "barred": worklist.barred,
        "asked": asked,
        "counted": counted,
        "questions": [(key, asked.title(key)) for key in asked.ordered({*counted.questions, shown.question} - {""})],
        "causes": tuple(Cause),
        "standings": (*Standing, ALL),
        "shown": shown,
        "cursor": cursor,
        "fault": fault,
    }
    return page(request, visitor, "overruled.html", 422 if fault else 200, **values)


@router.post("/{uuid}")
def sort(
    visitor: Annotated[Visitor, Opens(overruled.sort)],
    uuid: UUID,
    shown: ShownDep,
    cause: Annotated[str, Form(max_length=32)] = "",
    note: _Note = "",
) -> Response:
    """Say why the machine was overruled, or that it is to be sorted again; on with the same list."""
    overruled.sort(visitor.context, uuid, Cause(cause) if cause in set(Cause) else None, note)
    return _back(shown, SORTED if cause else BACK)


@router.post("/{uuid}/second-look")
def look_again(
    request: Request,
    visitor: Annotated[Visitor, Opens(overruled.look_again)],
    uuid: UUID,
    shown: ShownDep,
    answer: Annotated[str, Form(max_length=64)] = "",
    why: _Note = "",
) -> Response:
    """Answer once more what was sorted as the reviewer's mistake."""
    if not answer:
        return _page(request, visitor, shown, fault=NO_ANSWER)
    overruled.look_again(visitor.context, uuid, answer, why)
    return _back(shown, LOOKED)


def _back(shown: Shown, note: str) -> Response:
    """To the list, where the next case stands first: the keyboard goes on from there."""
    return moved(f"{shown.address(note=note)}#cases")
