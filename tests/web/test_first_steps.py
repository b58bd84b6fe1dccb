"""An installation without data leads its first user by the hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from qa_service.domain.people import Role
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.reviewing import draws
from qa_service.store import users
from tests.acceptance.chaos import Floor
from tests.acceptance.house import built
from tests.web.browser import Pages
from tests.web.conftest import Site
from tests.web.scripts import SCRIPTS
from tests.web.seed import PASSWORD, PEOPLE, Seeded, put


@pytest.fixture(scope="module")
def empty(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("empty")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        with house.service.store.transaction() as session:
            for name, reach in PEOPLE.items():
                users.create(session, name, PASSWORD, reach)
        yield Site(Pages(browser, house), Seeded(), house)


def test_the_next_steps_stand_on_the_first_page_until_they_are_done(empty: Site) -> None:
    service = empty.house.service
    with empty.pages.visit(Role.ADMIN) as visit:
        page = visit.go("/")
        steps = page.locator(".steps")
        for address in ("/rubrics", "/upload", "/interactions", "/samples/new"):
            assert steps.locator(f"a[href='{address}']").count() == 1, address
        assert page.locator("#centre").count() == 0  # no figures of nothing
        visit.accessible()
        visit.fits()
        visit.shot("first-steps-it-wide-light")
        steps.locator("a[href='/upload']").click()
        expect(page.locator("h1")).to_be_visible()
        put(service, SCRIPTS[0], "c-1", "acme", "a01", service.clock())
        visit.go("/")
        assert steps.locator("a[href='/upload']").count() == 0
        expect(steps.locator(".flag")).to_have_count(2)
        steps.locator("a[href='/samples/new']").click()
        expect(page.locator("h1")).to_be_visible()
        with service.store.transaction() as session:
            wish = SampleRequest("First", Purpose.RANDOM, 1, FrameSpec(client="acme"))
            draws.make(session, draws.save(session, wish, "user:ada").id, "user:ada")
        visit.go("/")
        expect(page.locator("#centre")).to_be_visible()
        assert steps.count() == 0


def test_who_uploads_nothing_is_told_that_nothing_came_in(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        with house.service.store.transaction() as session:
            users.create(session, "vera", PASSWORD, PEOPLE["vera"])
        with Pages(browser, house).visit(Role.CLIENT_VIEWER, "en", narrow=True, dark=True) as visit:
            page = visit.go("/")
            expect(page.locator("main")).to_contain_text("Nothing has come in yet")
            assert page.locator(".steps").count() == 0
            visit.accessible()
            visit.fits()
