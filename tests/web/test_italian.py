"""No English sentence stands on an Italian page, PDF or XLSX of a furnished centre, but what people said and wrote."""

import itertools
import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

from eval.pages import PAGES
from qa_service.domain.people import Role
from tests.acceptance.house import BASIS
from tests.web import leaks
from tests.web.conftest import Site
from tests.web.figures import figures_site
from tests.web.furnished import bot_served, furnish
from tests.web.scripts import SCRIPTS
from tests.web.seed import PEOPLE

CONTENT = (BASIS, "It was resolved.", *(text for script in SCRIPTS for _, text in script.turns), *PEOPLE)
REFERENCE = "/reference"
"""Pages that show the description of the interface, which is in English and says so."""
_NAME = re.compile(r"\{(\w+)\}")
_FILES = (
    *(f"/downloads?kind=scorecard&format={form}&agent=a01" for form in ("pdf", "xlsx")),
    *(f"/downloads?kind=scorecard&format={form}&agent=a01&channel=call" for form in ("pdf", "xlsx")),
    *(f"/downloads?kind=scorecard&format={form}&team=nord" for form in ("pdf", "xlsx")),
    *(f"/downloads?kind=report&format={form}&of=acme" for form in ("pdf", "xlsx")),
    *(
        f"/downloads?kind=kpis&format={form}&of=acme&pack={pack}"
        for form in ("pdf", "xlsx")
        for pack in ("iso18295", "agcom-255-24", "arera-tiqv-2026")
    ),
)
RUBRIC = """id: own
version: 1
name: {it: Mia, en: Mine}
sections:
  - id: courtesy
    name: {it: Cortesia, en: Courtesy}
    criteria:
      - id: greeting
        question: {it: Saluta?, en: Greets?}
        rule: {kind: behaviour, label: greeting}
        weight: 10
"""
_BROKEN = {
    "a colon too many": ("weight: 10", "weight: 10: 3"),
    "an unknown kind": ("kind: behaviour", "kind: feeling"),
    "an unknown label": ("label: greeting", "label: smile"),
    "a weight in words": ("weight: 10", "weight: much"),
    "a weight below nothing": ("weight: 10", "weight: -1"),
    "no question": ("        question: {it: Saluta?, en: Greets?}\n", ""),
    "a field that nobody knows": ("weight: 10", "weight: 10\n        colour: red"),
    "no weight at all": ("weight: 10", "weight: 0"),
    "no courtesy": ("id: courtesy", "id: manners"),
    "no criteria": ("criteria:\n      - id: greeting", "criteria: []\n    others:\n      - id: greeting"),
    "a quote that stays open": ("{it: Mia, en: Mine}", '{it: "Mia, en: Mine}'),
}


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with figures_site(browser, tmp_path_factory.mktemp("italian")) as site:
        yield site


@pytest.fixture(scope="module")
def things(site: Site) -> Mapping[str, Iterator[str]]:
    furnished = {name: itertools.cycle(many) for name, many in furnish(site).items()}
    bot_served(site)
    return furnished


def _addresses(things: Mapping[str, Iterator[str]], role: Role) -> Iterator[str]:
    def fill(found: re.Match[str]) -> str:
        own = f"{found[1]}@{role.value}"
        return next(things[own if own in things else found[1]])

    for page in PAGES:
        if role in page.roles and not page.route.startswith(REFERENCE):
            every = page.addresses() if role is Role.ADMIN else page.addresses()[:1]
            yield from (_NAME.sub(fill, address) for address in every)


@pytest.mark.parametrize("role", Role)
def test_no_page_holds_english(site: Site, things: Mapping[str, Iterator[str]], role: Role) -> None:
    found = {}
    with site.pages.visit(role, "it") as visit:
        for address in _addresses(things, role):
            text = visit.page.request.get(address).text()
            assert text, address
            if english := leaks.of_page(text, CONTENT):
                found[address] = english
        for address in ("/nothing-here", "/interactions/none", "/admin/users", "/kpis?since=never&client=acme"):
            if english := leaks.of_page(visit.page.request.get(address, headers={"Accept": "text/html"}).text()):
                found[address] = english
    assert found == {}


def test_no_file_holds_english(site: Site, things: Mapping[str, Iterator[str]]) -> None:
    assert things  # the centre is furnished
    found = {}
    with site.pages.visit(Role.ADMIN, "it") as visit:
        for address in _FILES:
            answer = visit.page.request.get(address)
            assert answer.status == 200, address
            look = leaks.of_pdf if "format=pdf" in address else leaks.of_xlsx
            if english := look(answer.body(), CONTENT):
                found[address] = english
    assert found == {}


@pytest.mark.parametrize("name", _BROKEN)
def test_what_is_wrong_with_a_rubric_is_said_in_italian(site: Site, name: str) -> None:
    before, after = _BROKEN[name]
    assert before in RUBRIC
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/rubrics/new?client=acme")
        page.locator("#f-text").fill(RUBRIC.replace(before, after, 1))
        page.locator("button[value=check]").click()
        fault = page.locator("#fault p").last
        assert page.locator("#fault [lang=en]").count() == 0, fault.inner_text()
        assert not leaks.is_english(fault.inner_text()), fault.inner_text()


def test_on_english_pages_and_in_english_files_much_is_found(site: Site, things: Mapping[str, Iterator[str]]) -> None:
    assert things
    english = {"Accept-Language": "en"}
    with site.pages.visit(Role.ADMIN, "en") as visit:
        for address in ("/", "/samples/new", "/kpis?client=acme", "/teams/nord", "/rubrics/new?client=acme"):
            assert len(leaks.of_page(visit.page.request.get(address, headers=english).text(), CONTENT)) > 10, address
        for address in _FILES:
            look = leaks.of_pdf if "format=pdf" in address else leaks.of_xlsx
            assert len(look(visit.page.request.get(address, headers=english).body(), CONTENT)) > 5, address


def test_planted_english_is_found() -> None:
    page = '<main><p>Le cifre</p><p lang="en">the recording is empty</p><q lang="en">What is this for?</q></main>'
    assert leaks.of_page(page) == ["the recording is empty"]
    assert leaks.of_page('<table><tr><th title="Which is it, and where">Canale</th><td>Interactions</td></tr>') == [
        "Which is it, and where",
        "Interactions",
    ]
    assert leaks.is_english("Checked: 12 of 30 by people") or leaks.is_english("the role qa may not edit rubrics")
    assert not leaks.is_english("Non è di nessuno: e-mail, chat e file PDF")
