"""Signing in at a real provider in a real browser: in, out, by groups, after a change of its keys, ended from there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from qa_service.domain.people import Reach, Role
from qa_service.store import users
from tests.acceptance.house import House
from tests.oidc.place import lines, listening, set_for, signing_in_at
from tests.oidc.provider import OidcProvider, signing_key

PASSWORD = "quattro scale verdi e un cactus"


@dataclass
class Place:
    house: House
    provider: OidcProvider


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    listener, home = listening()
    provider = OidcProvider(tmp_path, home)
    provider.put({"quinta": ["canteen", "qa-team"], "lea": ["leaders-north"], "ugo": ["canteen"]})
    settings = set_for(provider.issuer, home, local_passwords_for=["ada"])
    with signing_in_at(settings, tmp_path, listener) as house:
        yield Place(house, provider)


def window(browser: Browser, place: Place, lang: str = "en-GB") -> Page:
    context = browser.new_context(base_url=place.house.url, locale=lang)
    context.set_default_timeout(60_000)
    return context.new_page()


def sign_in(page: Page, name: str, path: str = "/account", button: str = "Sign in with your organisation") -> None:
    """By way of the provider, whose own pages ask for a name, any password, and consent at the first time."""
    page.goto(path)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/interaction/**")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def test_a_person_signs_in_by_group_and_is_signed_out_here_and_there(browser: Browser, place: Place) -> None:
    with place.provider.running():
        page = window(browser, place)
        sign_in(page, "quinta", "/interactions?channel=chat")
        expect(page).to_have_url(f"{place.house.url}/interactions?channel=chat")
        expect(page.locator(".me")).to_contain_text("quinta")
        cookie = next(c for c in page.context.cookies() if c["name"] == "qa_session")
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
        assert "qa_begun" not in {c["name"] for c in page.context.cookies()}
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Yes, sign me out").click()  # the provider asks
        expect(page).to_have_url(f"{place.house.url}/sign-in")
        sign_in(page, "quinta")  # and knows nobody any more
        expect(page).to_have_url(f"{place.house.url}/account")
    assert [(line["subject"], line["detail"]) for line in lines(place.house, "sign in")] == [
        ("user:quinta", {"by": "provider"})
    ] * 2
    assert [line["actor"] for line in lines(place.house, "create user")] == ["provider"]
    with place.house.service.store.reading() as session:
        user = users.by_name(session, "quinta")
        assert user is not None
        assert (user.role, user.client) == (Role.QA, None)


def test_who_is_in_no_group_is_told_so_and_has_no_account(browser: Browser, place: Place) -> None:
    with place.provider.running():
        page = window(browser, place, "it-IT")
        sign_in(page, "ugo", button="Accedi con l'account")
        expect(page.get_by_role("alert")).to_contain_text("Nessuno dei tuoi gruppi apre questo servizio")
    with place.house.service.store.reading() as session:
        assert users.by_name(session, "ugo") is None
    assert [line["detail"]["reason"] for line in lines(place.house, "sign-in refused")] == ["no group"]


def test_rights_that_have_ended_are_over_at_the_next_sign_in_and_others_count(browser: Browser, place: Place) -> None:
    with place.provider.running():
        first = window(browser, place)
        sign_in(first, "lea")
        place.provider.put({"lea": ["qa-team"]})
        second = window(browser, place)
        sign_in(second, "lea")
        expect(second.locator(".me")).to_contain_text("Quality team")
        first.goto("/account")
        expect(first).to_have_url(f"{place.house.url}/sign-in?next=/account")
        place.provider.put({"lea": []})
        third = window(browser, place)
        sign_in(third, "lea")
        expect(third.get_by_role("alert")).to_be_visible()
        second.goto("/account")
        expect(second).to_have_url(f"{place.house.url}/sign-in?next=/account")
    assert [line["subject"] for line in lines(place.house, "change user")] == ["lea"]


def test_new_keys_of_the_provider_are_fetched_when_they_are_needed(browser: Browser, place: Place) -> None:
    with place.provider.running():
        sign_in(page := window(browser, place), "quinta")
        expect(page.locator(".me")).to_contain_text("quinta")
    place.provider.key = signing_key("second")
    with place.provider.running():
        sign_in(page := window(browser, place), "quinta")
        expect(page.locator(".me")).to_contain_text("quinta")


def test_the_provider_ends_a_session_at_once_and_no_other(browser: Browser, place: Place) -> None:
    with place.provider.running():
        ended, other = window(browser, place), window(browser, place)
        sign_in(ended, "quinta")
        sign_in(other, "quinta")
        expect(other.locator(".me")).to_contain_text("quinta")
        # At the provider itself, as from a portal of the organisation; it then calls the service.
        ended.goto(f"{place.provider.issuer}/session/end")
        ended.get_by_role("button", name="Yes, sign me out").click()
        ended.wait_for_url("**/session/end/success*")
        ended.goto(f"{place.house.url}/account")
        expect(ended).to_have_url(f"{place.house.url}/sign-in?next=/account")
        other.goto("/account")
        expect(other.locator(".me")).to_contain_text("quinta")
    told = lines(place.house, "sign out by provider")
    assert [(line["actor"], line["subject"]) for line in told] == [("provider", "user:quinta")]


def test_a_local_administrator_gets_in_while_the_provider_is_away_and_other_passwords_do_not_count(
    browser: Browser, place: Place
) -> None:
    with place.house.service.store.transaction() as session:
        users.create(session, "ada", PASSWORD, Reach(Role.ADMIN))
        users.create(session, "carlo", PASSWORD, Reach(Role.COACH))
    page = window(browser, place)
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with your organisation").click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    for name, is_in in (("carlo", False), ("ada", True)):
        page.locator("#f-name").fill(name)
        page.locator("#f-secret").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        if is_in:
            expect(page.locator(".me")).to_contain_text(name)
        else:
            expect(page.get_by_role("alert")).to_contain_text("do not fit")


def test_what_a_stranger_sends_as_the_provider_is_refused(place: Place) -> None:
    with place.provider.running():
        url = f"{place.house.url}/sign-in/provider/logout"
        for content in ({"logout_token": "x.y.z"}, {}, {"logout_token": ["a", "b"]}):
            answer = httpx.post(url, data=content)
            assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
            assert answer.headers["cache-control"] == "no-store"
        assert httpx.post(url, content=json.dumps({"logout_token": "x"})).status_code == 400
        assert httpx.post(url, content=b"logout_token=" + b"x" * 200_000).status_code == 413
    assert len(lines(place.house, "sign-out by provider refused")) == 1  # a line a minute for each network
