"""Every page as each role that may open it, in both languages: it opens, its main task is done by mouse (in Italian)
and by keyboard (in English), it is accessible and fits at both widths, light and dark. A page that is missing from the
table fails.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import Browser, expect

from eval.pages import FILES, PAGES, SENT_ON, Page
from qa_service.domain.people import Role
from qa_service.web import site as pages_of
from tests.web.browser import NARROW, WIDE, Visit
from tests.web.conftest import Site
from tests.web.figures import figures_site
from tests.web.furnished import bot_served, furnish, overruled
from tests.web.tasks import TASKS, Way

Scheme = Literal["light", "dark"]
_NAME = re.compile(r"\{(\w+)\}")
_SCHEMES: tuple[tuple[Scheme, Scheme], ...] = (("light", "dark"), ("dark", "light"))
_WAYS: Mapping[str, Way] = {"it": "mouse", "en": "keyboard"}


@dataclass
class Walk:
    """A full site, and what stands in addresses; each call of a page takes the next of what there is."""

    site: Site
    things: Mapping[str, Iterator[str]]

    def filled(self, address: str, role: Role) -> str:
        """The address with its placeholders filled, with what this role has where it has something of its own."""

        def fill(found: re.Match[str]) -> str:
            own = f"{found[1]}@{role.value}"
            return next(self.things[own if own in self.things else found[1]])

        return _NAME.sub(fill, address)


@pytest.fixture(scope="module")
def walk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    with figures_site(browser, tmp_path_factory.mktemp("every")) as site:
        things = {name: itertools.cycle(many) for name, many in furnish(site).items()}
        bot_served(site)
        overruled(site)
        yield Walk(site, things)


def test_every_page_is_in_the_table_and_has_its_main_task() -> None:
    routes = [route for page in pages_of.PAGES for route in page.router.routes if isinstance(route, APIRoute)]
    known = {route.path for route in routes if "GET" in (route.methods or ())}
    assert known == {page.route for page in PAGES} | FILES | SENT_ON
    assert {page.route for page in PAGES if not page.part and page.roles} == set(TASKS)


@pytest.mark.parametrize("role", Role)
def test_pages_are_open_to_the_roles_of_the_table_alone(walk: Walk, role: Role) -> None:
    with walk.site.pages.visit(role) as visit:
        for page in PAGES:
            for address in page.addresses()[:1] if page.roles else ():
                path = walk.filled(address, role)
                status = visit.page.request.get(path, max_redirects=0).status
                assert status == 200 if role in page.roles else status in {303, 403, 404}, f"{path}: {status}"


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("role", Role)
def test_each_page_opens_is_accessible_and_does_its_task(walk: Walk, role: Role, lang: str) -> None:
    with walk.site.pages.visit(role, lang) as visit:
        for number, page in enumerate(one for one in PAGES if role in one.roles):
            _look(visit, page, walk.filled(page.addresses()[0], role), lang, number)
            if page.route in TASKS:
                TASKS[page.route].do(visit.page, _WAYS[lang])
            visit.clean()


def _look(visit: Visit, page: Page, path: str, lang: str, number: int) -> None:
    """Wide and narrow; one of them light and the other dark, the other way round on every second page. What is
    accessible is looked at wide in Italian and narrow in English. A part of a page has no style sheet of its own:
    whether it fits shows on the page that it is a part of.
    """
    wide, narrow = _SCHEMES[number % 2]
    visit.page.set_viewport_size(WIDE)
    visit.page.emulate_media(color_scheme=wide)
    visit.go(path)
    if not page.part:
        assert visit.page.locator("html").get_attribute("lang") == lang
        assert visit.page.locator("h1").count() == 1, visit.page.url
    _settled(visit)
    fits = (lambda: None) if page.part else visit.fits
    fits()
    if lang == "it":
        visit.accessible(whole=not page.part)
    visit.page.set_viewport_size(NARROW)
    visit.page.emulate_media(color_scheme=narrow)
    fits()
    if lang == "en":
        visit.accessible(whole=not page.part)
    visit.page.set_viewport_size(WIDE)


def _settled(visit: Visit) -> None:
    """What the page asks for afterwards is there."""
    expect(visit.page.locator("[data-later]")).to_have_count(0)


def test_a_stranger_finds_the_form_and_no_more(walk: Walk) -> None:
    for lang in ("it", "en"):
        with walk.site.pages.visit(None, lang) as visit:
            for page in PAGES:
                if page.route != "/sign-in" and "{" not in page.route and not page.part:
                    visit.page.request.get(page.route)
            visit.go("/interactions")
            assert "/sign-in" in visit.page.url
            visit.accessible()


def test_the_folded_menu_leads_everywhere(walk: Walk) -> None:
    with walk.site.pages.visit(Role.ADMIN, "it", narrow=True) as visit:
        page = visit.go("/")
        menu = page.locator(".folded summary")
        height = page.locator(".top").bounding_box()
        assert height is not None
        assert height["height"] <= 64  # one calm line
        menu.click()
        visit.accessible()
        visit.shot("menu-narrow")
        page.keyboard.press("Escape")
        assert page.locator(".folded[open]").count() == 0
        menu.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/interactions")
    with walk.site.pages.visit(Role.ADMIN, "it", narrow=True, scripts=False) as visit:
        page = visit.go("/")
        page.locator(".folded summary").click()
        page.locator(".folded nav a[href='/samples']").click()
        page.wait_for_url("**/samples")
