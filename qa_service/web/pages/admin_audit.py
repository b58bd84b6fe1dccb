"""The audit trail, for administrators and auditors: searched, and held against its chains."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from qa_service.documents.audit import AuditVerdict
from qa_service.services import audit
from qa_service.services.audit import AuditFilters
from qa_service.web.administration import admin_page
from qa_service.web.i18n import Locale
from qa_service.web.route import WebRoute
from qa_service.web.span import period
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words_audit import AUDIT_ACTIONS

router = APIRouter(prefix="/admin/audit", route_class=WebRoute, include_in_schema=False)
_AT_ONCE = 50
_Word = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the lines are narrowed to, as it stands in the address."""

    actor: _Word = ""
    action: _Word = ""
    subject: _Word = ""
    client: _Word = ""
    since: _Word = ""
    until: _Word = ""

    def filters(self, locale: Locale) -> AuditFilters:
        """Raises BadInput on a day that is none."""
        since, until = period(locale, self.since, self.until)
        named = (self.subject, self.actor, self.action, self.client)
        subject, actor, action, client = (word.strip() or None for word in named)
        return AuditFilters(subject, actor, action, client, since, until)

    @property
    def address(self) -> str:
        """The page with this."""
        query = urlencode({name: value for name, value in asdict(self).items() if value.strip()})
        return f"/admin/audit?{query}" if query else "/admin/audit"


ShownDep = Annotated[Shown, Depends()]


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(audit.listed)],
    shown: ShownDep,
    cursor: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Lines, newest first."""
    return _page(request, visitor, shown, cursor)


@router.post("/verify")
def verify(request: Request, visitor: Annotated[Visitor, Opens(audit.verify)]) -> Response:
    """Whether all of it is as it was written."""
    return _page(request, visitor, Shown(), None, audit.verify(visitor.context))


def _page(
    request: Request, visitor: Visitor, shown: Shown, cursor: int | None, verdict: AuditVerdict | None = None
) -> Response:
    lines = audit.listed(visitor.context, shown.filters(visitor.locale), cursor, _AT_ONCE)
    unnamed = {shown.action, *(line.action for line in lines.items)} - {"", *AUDIT_ACTIONS}
    values: dict[str, Any] = {"lines": lines, "shown": shown, "cursor": cursor, "verdict": verdict}
    values["actions"] = [*AUDIT_ACTIONS, *sorted(unnamed)]
    return admin_page(request, visitor, "admin_audit.html", **values)
