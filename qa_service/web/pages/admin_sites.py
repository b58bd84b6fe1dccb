"""At which sites and by which vendors a client's contacts are handled; for administrators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.site_rules import SiteRules, checked
from qa_service.errors import BadInput, QaError, say
from qa_service.services import sites
from qa_service.web import notes
from qa_service.web.administration import typed_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin", route_class=WebRoute, include_in_schema=False)

SET = notes.add("sites-set", N_("Sites and vendors are set, and what is known of the client is counted by them."))
_TOLD = ("site", "vendor", "sourcing", "since", "until")


@dataclass(frozen=True, slots=True)
class SitesForm:
    """Rules as they were typed, one a line: `team nord: site=Torino; vendor=Alfa; since=2026-01-01`."""

    client: Annotated[Text, Form(max_length=200)]
    rules: Annotated[Text, Form(max_length=200_000)] = ""

    def read(self) -> SiteRules:
        """What is meant. Raises BadInput with the line of the fault."""
        return checked({"rules": list(_rules(self.rules))})


def _rules(text: str) -> Iterator[dict[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            head, colon, told = line.partition(":")
            of, _, name = head.strip().partition(" ")
            parts = [part.partition("=") for part in re.split(r";", told) if part.strip()]
            if not colon or not name.strip() or any(key.strip() not in _TOLD for key, _, _ in parts):
                hint = say("write it as `team nord: site=Torino; vendor=Alfa; since=2026-01-01`")
                raise BadInput("is no rule", where=say("line {line}", line=number), hint=hint)
            yield {"of": of, "name": name.strip(), **{key.strip(): value.strip() for key, _, value in parts}}


def _typed(rules: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{rule['of']} {rule['name']}: " + "; ".join(f"{key}={rule[key]}" for key in _TOLD if key in rule)
        for rule in rules
    )


@router.get("/sites")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(sites.put)],
    client: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Those of a client."""
    named = client.strip() or visitor.caller.client or ""
    typed = _typed(sites.show(visitor.context, named).rules) if named else ""
    return _page(request, visitor, named, typed)


def _page(request: Request, visitor: Visitor, client: str, typed: str, error: QaError | None = None) -> Response:
    return typed_page(request, visitor, "admin_sites.html", client, typed, error)


@router.post("/sites")
def put(
    request: Request, visitor: Annotated[Visitor, Opens(sites.put)], form: Annotated[SitesForm, Depends()]
) -> Response:
    """What was typed is not lost where it cannot be."""
    try:
        sites.put(visitor.context, form.client.strip(), form.read())
    except BadInput as error:
        return _page(request, visitor, form.client.strip(), form.rules, error)
    return moved("/admin/sites", SET)
