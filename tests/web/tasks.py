"""The main task of every page, to be done by mouse and by keyboard: which control, and what then stands there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol

from playwright.sync_api import Locator, Page, expect

Way = Literal["mouse", "keyboard"]


class Task(Protocol):
    """Something that somebody does on a page."""

    def do(self, page: Page, way: Way) -> None:
        """Raises AssertionError where it does not come about."""
        ...


def _press(page: Page, control: Locator, way: Way, key: str = "Enter") -> None:
    if way == "mouse":
        control.click()
        return
    control.focus()
    page.keyboard.press(key)


@dataclass(frozen=True)
class Follow:
    """A link that leads to another page."""

    link: str

    def do(self, page: Page, way: Way) -> None:
        """And that page has its heading."""
        before = page.url
        _press(page, page.locator(self.link).filter(visible=True).first, way)
        page.wait_for_url(lambda url: url != before)
        expect(page.locator("h1")).to_be_visible()


@dataclass(frozen=True)
class Narrow:
    """A form of filters; the address says what was asked."""

    name: str
    value: str

    def do(self, page: Page, way: Way) -> None:
        """Typed and sent: with Enter, or with the button."""
        box = page.locator(f"#f-{self.name}")
        box.fill(self.value)
        form = page.locator("form", has=box)
        _press(page, form.locator("[type=submit]").first, way)
        page.wait_for_url(lambda url: f"{self.name}={self.value}" in url)
        expect(page.locator("h1")).to_be_visible()


@dataclass(frozen=True)
class Send:
    """A form that changes something: `fields` by selector (True: ticked), then the button of `form`."""

    form: str
    fields: Mapping[str, str | bool] = field(default_factory=dict)
    then: str = ".note[role=status]"

    def do(self, page: Page, way: Way) -> None:
        """What was done is said on the next page."""
        form = page.locator(self.form).first
        for selector, value in self.fields.items():
            box = form.locator(selector).first
            if isinstance(value, str):
                box.fill(value)
            elif not box.is_checked():
                _press(page, box, way, "Space")
        _press(page, form.locator("button[type=submit]").first, way)
        expect(page.locator(self.then).first).to_be_visible()


@dataclass(frozen=True)
class Tick:
    """An answer that is chosen."""

    answer: str

    def do(self, page: Page, way: Way) -> None:
        """It stands chosen."""
        answer = page.locator(self.answer).first
        _press(page, answer, way, "Space")
        expect(answer).to_be_checked()


_BACK = Follow(".back a, main p a")
_SINCE = Narrow("since", (date.today() - timedelta(days=20)).isoformat())
_ANSWER = Tick(".ask input[type=radio]")
TASKS: Mapping[str, Task] = {
    "/account": Send("form[action='/account/preferences']"),
    "/account/second-factor": Follow("main a[href='/account']"),
    "/account/notices": Follow("main a[href='/account']"),
    "/": Follow(".menu a[href='/interactions']"),
    "/interactions": Narrow("words", "bolletta"),
    "/interactions/{uuid}": Follow(".back a, main a[href='/interactions']"),
    "/upload": Follow(".menu a[href='/interactions']"),
    "/queue-logs": Follow(".menu a[href='/interactions']"),
    "/surveys": Follow(".menu a[href='/interactions']"),
    "/scorecards": Follow("td a[href^='/agents/']"),
    "/bots": Follow("td a[href^='/bots/']"),
    "/bots/{id}": _SINCE,
    "/bots/{id}/criteria/{criterion}": _BACK,
    "/agents/{id}": _SINCE,
    "/teams/{id}": _SINCE,
    "/agents/{id}/criteria/{criterion}": _BACK,
    "/teams/{id}/criteria/{criterion}": _BACK,
    "/reports": Follow("main a[href$='/report']"),
    "/clients/{id}/report": _SINCE,
    "/kpis": _SINCE,
    "/samples": Follow("a[href='/samples/new']"),
    "/samples/new": Send("form[action='/samples']", {"#f-name": "A walk", "#f-client": "acme"}),
    "/samples/{uuid}": Send("main form[method=post]", then="h1"),
    "/samples/{uuid}/check": _BACK,
    "/picks/{uuid}": _ANSWER,
    "/calibrations": Follow("a[href='/calibrations/new']"),
    "/calibrations/new": Send("form[action='/calibrations']", {"#f-name": "A walk", "#f-ids": "c-1000 c-1004"}),
    "/calibrations/{uuid}": Follow("main a[href$='/next']"),
    "/calibrations/{uuid}/next": _ANSWER,
    "/promises": Follow("main a[href='/promises?standing=due_today']"),
    "/complaints": Follow("main a[href^='/complaints/']"),
    "/complaints/new": Send("form[action='/complaints']", {"#f-note": "He waited for six weeks."}),
    "/complaints/{uuid}": _BACK,
    "/disputes": Follow("main a[href^='/disputes/']"),
    "/disputes/new": Send("form[action='/disputes']", {"#f-why": "It was said at the end."}),
    "/disputes/{uuid}": _BACK,
    "/agreement": Narrow("client", "acme"),
    "/overruled": Send("form.sorting"),
    "/reference": Follow("main a[href='/reference/interactions']"),
    "/reference/events": Follow("main a[href='/reference']"),
    "/reference/{tag}": Follow("main a[href='/reference']"),
    "/reference/schemas/{name}": Follow("main a[href='/reference']"),
    "/admin/users": Follow("td a"),
    "/admin/users/{uuid}": Send("main form[action^='/admin/users/']"),
    "/admin/keys": Send("form[action='/admin/keys']", {"#f-label": "A walk"}, then="output.secret"),
    "/admin/webhooks": Send(
        "form[action='/admin/webhooks']",
        {"#f-label": "A walk", "#f-url": "https://crm.example.com/hook"},
        then="output.secret",
    ),
    "/admin/webhooks/{uuid}": Send("form[action$='/replay']", {"#f-since": "2026-11-01"}),
    "/admin/clients": Follow("main a[href^='/admin/clients?client=']"),
    "/admin/hours": Narrow("client", "acme"),
    "/admin/addresses": Narrow("client", "acme"),
    "/admin/sites": Narrow("client", "acme"),
    "/admin/agents": Follow("td a"),
    "/admin/erasures": Send(
        "form[action='/admin/erasures/customer']", {"#f-client": "globex", "#f-customer": "nobody"}, then="#done"
    ),
    "/admin/holds": Send("form[action='/admin/holds']", {"#f-client": "globex", "#f-reason": "a walk"}),
    "/admin/connectors": Follow("main a[href^='/admin/connectors/']"),
    "/admin/connectors/{uuid}": Send("form[action$='/switch']", {}, then="p.note[role=status]"),
    "/admin/schedules": Follow("main a[href^='/admin/schedules/']"),
    "/admin/schedules/{uuid}": Send("form[action$='/run']", {}, then="p.note[role=status]"),
    "/admin/retention": Send("form[action='/admin/retention'][method=post]", {"#f-export": "400"}),
    "/admin/opt-outs": Send("form[action='/admin/opt-outs']", {"#f-client": "globex", "#f-customer": "nobody"}),
    "/admin/audit": Send("form[action='/admin/audit/verify']", {}, then="p.note[role=status]"),
    "/admin/settings": Follow(".tabs a[href='/admin/agents'], main a[href='/admin/agents']"),
    "/rubrics": Follow("main a[href^='/rubrics/version']"),
    "/rubrics/version": Follow("main a[href^='/rubrics']"),
    "/rubrics/edit": Send("form[action^='/rubrics/draft']", then=".note, .fault"),
    "/rubrics/new": Send("form[action^='/rubrics/draft']", {"#f-client": "acme"}, then=".note, .fault"),
    "/rubrics/trial": Narrow("last", "20"),
    "/criteria": Follow("main a[href^='/criteria/new']"),
    "/criteria/new": Send("#making", {"#f-question_it": "Ringrazia?", "#f-phrases_it": "grazie|ringrazio"}),
    "/criteria/templates": Follow("main a[href^='/criteria/new?']"),
    "/criteria/{id}": Follow("main a[href$='/edit?client=acme']"),
    "/criteria/attempts/{uuid}": Follow(".crumbs a"),
    "/criteria/learned/{uuid}": Follow(".crumbs a"),
    "/criteria/{id}/edit": Send("#making", {"#f-weight": "12"}),
    "/coaching": Tick("input[name=moment]"),
    "/coaching/packs": Follow("main a[href^='/coaching/packs/']"),
    "/coaching/packs/{uuid}": Send("form[action$='/export']"),
    "/exports": Send("form[action='/exports']"),
}
"""By route. Longer work on a page (reviewing, calibrating, writing rubrics, uploading) has tests of its own."""
