"""The second factor in the browser: set up, asked for, used up, reset, and owed by who must have one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from qa_service.domain.people import Reach, Role
from qa_service.services import sign_in as sign_in_service
from qa_service.store import users
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled, served
from tests.web.browser import Pages
from tests.web.conftest import Site
from tests.web.seed import PASSWORD, seed


@pytest.fixture
def strict(browser: Browser, tmp_path: Path) -> Iterator[Site]:
    """A service whose administrators have to have one."""
    floor = Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)
    service = replace(assembled(floor, BASIS, LIMITS), second_factor_roles=frozenset({Role.ADMIN}))
    with served(service) as url:
        house = House(floor, service, url)
        yield Site(Pages(browser, house), seed(service, n=2, recordings=0), house)
    floor.store.close()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.locator("#f-name").fill(name)
    page.locator("#f-secret").fill(password)
    page.get_by_role("button", name="Sign in").click()


def set_up(page: Page) -> tuple[pyotp.TOTP, list[str]]:
    """On the page of the second factor; returns the app and the recovery codes."""
    page.locator("#f-password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    app = pyotp.TOTP(page.locator("code").inner_text())
    page.locator("#f-code").fill(app.now())
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator(".codes code")).to_have_count(10)
    return app, page.locator(".codes code").all_inner_texts()


def test_a_person_sets_it_up_and_is_asked_for_a_code_from_then_on(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        users.create(session, "tina", PASSWORD, Reach(Role.QA))
    with site.pages.visit(None, "en") as visit:
        page = visit.go("/account/second-factor")
        sign_in(page, "tina")
        page.locator("#f-password").fill("not it")
        page.get_by_role("button", name="Set it up").click()
        expect(page.get_by_role("alert")).to_contain_text("not your present password")
        page.locator("#f-password").fill(PASSWORD)
        page.get_by_role("button", name="Set it up").click()
        expect(page.get_by_role("img", name="QR code")).to_be_visible()
        visit.accessible()
        visit.fits()
        visit.shot("second-factor-set-up")
        app = pyotp.TOTP(page.locator("code").inner_text())
        page.locator("#f-code").fill("000000")
        page.get_by_role("button", name="Switch it on").click()
        expect(page.get_by_role("alert")).to_contain_text("does not fit")
        page.locator("#f-code").fill(app.now())
        page.get_by_role("button", name="Switch it on").click()
        expect(page.locator(".codes code")).to_have_count(10)
        codes = page.locator(".codes code").all_inner_texts()
        assert len(codes) == 10
        visit.accessible()
        page.get_by_role("link", name="I have kept them").click()
        expect(page).to_have_url(f"{visit.url}/account")
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("#f-secret")).to_be_visible()

        page = visit.go("/samples")
        sign_in(page, "tina")
        expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
        visit.accessible()
        visit.go("/samples")
        expect(page).to_have_url(f"{visit.url}/sign-in?next=/samples")  # the password alone opens nothing
        sign_in(page, "tina")
        page.locator("#f-code").fill(codes[0])
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(f"{visit.url}/samples")
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("#f-secret")).to_be_visible()

        visit.go("/sign-in")
        sign_in(page, "tina")
        page.locator("#f-code").fill(codes[0])  # each is good once
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("good once")


def test_an_administrator_owes_one_before_anything_else_and_resets_that_of_others(strict: Site) -> None:
    with strict.pages.visit(None, "en") as visit:
        page = visit.go("/sign-in")
        sign_in(page, "ada")
        expect(page).to_have_url(f"{visit.url}/account/second-factor")
        visit.go("/admin/users")
        expect(page).to_have_url(f"{visit.url}/account/second-factor")
        _, codes = set_up(page)
        visit.go("/admin/users")
        expect(page.get_by_role("heading", level=1)).to_have_text("Users")
        visit.go("/account")
        expect(page.get_by_role("row").filter(has_text="this one")).to_contain_text("127.0.0.1")
    with strict.pages.visit(None, "en") as visit:
        page = visit.go("/account/second-factor")
        sign_in(page, "quinto")  # whose role need not
        set_up(page)
    with strict.pages.visit(None, "en") as visit:
        page = visit.go("/admin/users")
        sign_in(page, "ada")
        page.locator("#f-code").fill(codes[1])
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="quinto").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("quinto")
        visit.accessible()
        visit.shot("admin-user-second-factor")
        page.get_by_role("button", name="Reset the second factor").click()
        expect(page.get_by_role("status")).to_contain_text("signed out")
        expect(page.get_by_text("None is set up.")).to_be_visible()
        expect(page.get_by_text("signed in nowhere")).to_be_visible()


def test_a_session_on_another_device_is_ended(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        users.create(session, "zita", PASSWORD, Reach(Role.COACH))
    with site.pages.visit(None, "en") as other, site.pages.visit(None, "en") as visit:
        sign_in(other.go("/account"), "zita")
        page = visit.go("/account")
        sign_in(page, "zita")
        expect(page.get_by_role("button", name="End it")).to_have_count(1)
        visit.accessible()
        visit.shot("account-sessions")
        page.get_by_role("button", name="End it").click()
        expect(page.get_by_role("status")).to_contain_text("That session is over.")
        expect(page.get_by_role("button", name="End it")).to_have_count(0)
        other.go("/account")
        expect(other.page).to_have_url(f"{other.url}/sign-in?next=/account")


def test_guessing_the_code_costs_waiting_from_wherever(strict: Site) -> None:
    with strict.pages.visit(None, "en") as visit:
        page = visit.go("/account/second-factor")
        sign_in(page, "quinto")
        set_up(page)
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("#f-secret")).to_be_visible()
        visit.go("/sign-in")
        sign_in(page, "quinto")
        for guess in range(6):
            page.locator("#f-code").fill(f"{guess:06}")
            with page.expect_navigation():
                page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("Too many attempts")


def test_a_key_signs_in_without_one(strict: Site) -> None:
    answer = httpx.get(f"{strict.house.url}/v1/interactions", headers={"X-API-Key": strict.house.key(Role.ADMIN)})
    assert answer.status_code == 200


def opened(site: Site, name: str) -> str:
    entered = sign_in_service.enter(site.house.service, name, PASSWORD, "192.0.2.1")
    assert sign_in_service.of_session(site.house.service, entered.token, "192.0.2.1") is not None
    return entered.token


def test_a_new_second_factor_ends_the_other_sessions(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        users.create(session, "wilma", PASSWORD, Reach(Role.QA))
    other = opened(site, "wilma")
    with site.pages.visit(None, "en") as visit:
        page = visit.go("/account/second-factor")
        sign_in(page, "wilma")
        set_up(page)
        assert sign_in_service.of_session(site.house.service, other, "192.0.2.1") is None
        visit.go("/account")
        expect(page.get_by_role("row").filter(has_text="this one")).to_have_count(1)


def test_signing_in_anew_ends_the_session_that_the_browser_had(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        users.create(session, "xenia", PASSWORD, Reach(Role.QA))
    former = opened(site, "xenia")
    with site.pages.visit(None, "en") as visit:
        visit.page.context.add_cookies([{"name": "qa_session", "value": former, "url": visit.url}])
        page = visit.go("/sign-in")
        sign_in(page, "xenia")
        expect(page).to_have_url(f"{visit.url}/")
        assert sign_in_service.of_session(site.house.service, former, "192.0.2.1") is None
