"""Signing in and out, in the browser: by mouse, by keyboard, without scripts, in both languages."""

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from tests.web.conftest import Site
from tests.web.seed import PASSWORD


@pytest.mark.parametrize(("lang", "title"), [("it", "Accedi"), ("en", "Sign in")])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_stranger_signs_in_by_keyboard_and_comes_to_the_page_asked_for(
    site: Site, lang: str, title: str, scripts: bool
) -> None:
    with site.pages.visit(None, lang, scripts=scripts) as visit:
        page = visit.go("/account")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.keyboard.press("Tab")  # to the skip link
        expect(page.locator(".skip")).to_be_focused()
        page.locator("#f-name").focus()
        page.keyboard.type("Quinto ")  # neither case nor a space at the end matter
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{visit.url}/account")
        page.get_by_role("button", name="Esci" if lang == "it" else "Sign out").click()
        expect(page.get_by_role("status")).to_be_visible()
        assert page.goto(visit.url + "/account")
        expect(page).to_have_url(f"{visit.url}/sign-in?next=/account")


def test_a_wrong_password_is_refused_in_the_visitors_language(site: Site) -> None:
    with site.pages.visit(None, "it") as visit:
        page = visit.go("/sign-in")
        page.locator("#f-name").fill("nessuno")
        page.locator("#f-secret").fill("una parola qualsiasi")
        page.get_by_role("button", name="Accedi").click()
        expect(page.get_by_role("alert")).to_contain_text("non corrispondono")
        visit.accessible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_form_and_the_account_look_right(site: Site, narrow: bool, dark: bool) -> None:
    name = f"{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}"
    with site.pages.visit(None, narrow=narrow, dark=dark) as visit:
        visit.go("/sign-in")
        visit.accessible()
        visit.fits()
        visit.shot(f"sign-in-{name}")
    with site.pages.visit(Role.QA, narrow=narrow, dark=dark) as visit:
        visit.go("/account")
        visit.accessible()
        visit.fits()
        visit.shot(f"account-{name}")


def test_language_and_look_are_chosen_and_kept(site: Site) -> None:
    with site.pages.visit(Role.COACH, "it") as visit:
        page = visit.go("/account")
        page.locator("#f-lang").select_option("en")
        page.locator("#f-theme").select_option("dark")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("status")).to_have_text("Saved.")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.locator("#f-lang").select_option("")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_have_text("Salvato.")
