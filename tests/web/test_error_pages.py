"""What goes wrong is a page like the others: with the menu, in the visitor's language."""

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from tests.web.conftest import Site


@pytest.mark.parametrize("path", ["/nothing-here", "/interactions/not-an-id", "/sign-out"])
def test_an_address_that_is_none_is_a_page_with_the_menu(site: Site, path: str) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(path)
        expect(page.locator("h1")).to_have_text("Qui non c'è nulla")
        expect(page.locator(".menu a[href='/samples']")).to_be_visible()
        expect(page.locator(".me")).to_contain_text("quinto")
        visit.accessible()
        page.locator(".menu a[href='/interactions']").click()
        page.wait_for_url("**/interactions")
        assert page.request.get(path, headers={"Accept": "text/html"}).status == 404


def test_a_refusal_keeps_the_menu_and_names_role_and_right_in_words(site: Site) -> None:
    with site.pages.visit(Role.AGENT, "it") as visit:
        page = visit.go("/samples")
        expect(page.locator(".menu a[href='/interactions']")).to_be_visible()
        expect(page.locator("main")).to_contain_text("il ruolo operatore non può pianificare ed estrarre campioni")
        assert page.locator("main [lang=en]").count() == 0
        visit.accessible()
        visit.fits()
        visit.shot("refused-it-wide-light")
        page.get_by_role("button", name="Esci").click()  # the form of the page is the visitor's own
        page.wait_for_url("**/sign-in**")


def test_a_stranger_is_told_in_the_language_of_the_browser_and_machines_get_a_problem(site: Site) -> None:
    with site.pages.visit(None, "en") as visit:
        page = visit.go("/nothing-here")
        expect(page.locator("h1")).to_have_text("There is nothing here")
        assert page.locator(".menu").count() == 0
        plain = page.request.get("/nothing-here", headers={"Accept": "application/json"})
        assert (plain.status, plain.headers["content-type"]) == (404, "application/problem+json")
        api = page.request.get("/v1/nothing-here", headers={"Accept": "text/html"})
        assert (api.status, api.headers["content-type"]) == (404, "application/problem+json")
