"""Erasing in the browser: a customer, a list with a fault in it, a client named twice."""

import json

from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.services import deletions
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.store import erase_client
from tests.web.conftest import Site


def test_a_list_is_erased_and_its_proofs_are_shown_once(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/erasures")
        visit.accessible()
        visit.fits()
        visit.shot("admin-erasures")
        page.locator("#f-csv").fill("client,customer\nacme\n")
        page.get_by_role("button", name="Erase what it names").click()
        expect(page.get_by_role("alert")).to_contain_text("line 2")
        expect(page.locator("#f-csv")).to_have_value("client,customer\nacme\n")
        page.locator("#f-csv").fill("client,customer\nacme,nobody\nglobex,nobody\n")
        page.get_by_role("button", name="Erase what it names").click()
        expect(page.locator("#done + ul > li")).to_have_count(2)
        page.get_by_text("Signed proofs").click()
        proofs = [json.loads(line) for line in page.locator("pre").inner_text().split("\n") if line.strip()]
        visit.accessible()
    context = Context(Caller("ada", Role.ADMIN, None, kind=CallerKind.USER), site.house.service)
    assert [deletions.check(context, proof, "nobody") for proof in proofs] == [(True, True)] * 2


def test_a_client_goes_when_it_is_named_twice(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin/erasures")
        page.locator("#f-whole").fill("globex")
        page.locator("#f-confirm").fill("acme")
        page.get_by_role("button", name="Cancella il committente", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("non ripete il nome del committente")
        page.locator("#f-whole").fill("globex")
        page.locator("#f-confirm").fill("globex")
        page.get_by_role("button", name="Cancella il committente", exact=True).click()
        expect(page.locator("#done + ul")).to_contain_text("contatti cancellati")
    with site.house.service.store.reading() as session:
        assert erase_client.left(session, "globex") == {}
        assert erase_client.left(session, "acme")


def test_nobody_else_is_let_in(site: Site) -> None:
    for role in set(Role) - {Role.ADMIN}:
        with site.pages.visit(role, "en") as visit:
            assert visit.page.request.get(f"{visit.url}/admin/erasures").status == 403
