"""What is kept and for how long, in the browser: for administrators, and for nobody else."""

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.services import holds
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from tests.contexts import ANNA
from tests.web.conftest import Site

PATHS = ("holds", "retention", "opt-outs")


@pytest.mark.parametrize(("lang", "narrow"), [("it", False), ("en", True)])
def test_an_administrator_sees_all_of_it(site: Site, lang: str, narrow: bool) -> None:
    holds.place(Context(ANNA, site.house.service), WantedHold(client="globex"), "pratica 12/26")
    with site.pages.visit(Role.ADMIN, lang, narrow=narrow) as visit:
        for path in PATHS:
            page = visit.go(f"/admin/{path}")
            expect(page.locator(".ways [aria-current]")).to_have_attribute("href", f"/admin/{path}")
            visit.accessible()
            visit.fits()
            visit.shot(f"admin-{path}-{lang}")


@pytest.mark.parametrize("role", [Role.QA, Role.AUDITOR, Role.CLIENT_VIEWER])
def test_nobody_else_is_let_in(site: Site, role: Role) -> None:
    with site.pages.visit(role, "en") as visit:
        for path in PATHS:
            assert visit.page.request.get(f"{visit.url}/admin/{path}").status == 403


def test_a_hold_is_set_and_lifted(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin/holds")
        page.locator("#f-reason").fill("pratica 7/26")
        page.locator("#f-interaction").fill("x")
        page.get_by_role("button", name="Poni il vincolo").click()
        expect(page.get_by_role("alert")).to_contain_text("non è il numero di un contatto")
        expect(page.locator("#f-reason")).to_have_value("pratica 7/26")  # and nothing typed is lost
        page.locator("#f-interaction").fill("")
        page.locator("#f-client").fill("acme")
        page.get_by_role("button", name="Poni il vincolo").click()
        expect(page.get_by_role("status")).to_contain_text("in vigore")
        row = page.get_by_role("row").filter(has_text="pratica 7/26")
        row.locator("summary").click()
        visit.accessible()
        row.get_by_role("button", name="Togli il vincolo").click()
        expect(page.get_by_role("status")).to_contain_text("è tolto")
        expect(page.get_by_role("row").filter(has_text="pratica 7/26")).to_have_count(0)


def test_clocks_that_do_not_fit_are_refused_and_those_that_do_show_what_goes_when(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin/retention?client=acme")
        clocks = page.locator("form[method=post][action='/admin/retention']")
        clocks.locator("#f-recording").fill("90")
        clocks.locator("#f-transcript").fill("30")
        clocks.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("alert")).to_contain_text("si conserverebbe più a lungo")
        expect(clocks.locator("#f-recording")).to_have_value("90")  # and nothing typed is lost
        clocks.locator("#f-transcript").fill("365")
        clocks.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("status")).to_contain_text("I termini sono impostati")
        page = visit.go("/admin/retention?client=acme")
        expect(page.locator("table")).to_contain_text("Registrazione per l'ascolto")
        visit.accessible()
        visit.fits()
        for box in ("#f-recording", "#f-transcript"):
            clocks.locator(box).fill("")
        clocks.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("status")).to_contain_text("I termini sono impostati")


def test_an_objection_is_kept_and_taken_back(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/opt-outs")
        page.locator("#f-client").fill("globex")
        page.locator("#f-customer").fill("somebody")
        page.get_by_role("button", name="Keep the objection").click()
        expect(page.get_by_role("status")).to_contain_text("The objection is kept")
        row = page.get_by_role("row").filter(has_text="globex")
        expect(row).not_to_contain_text("somebody")
        row.locator("summary").click()
        visit.accessible()
        row.get_by_role("button", name="Take the objection back").click()
        expect(page.get_by_role("status")).to_contain_text("is taken back")
