"""The register of complaints in the browser: proposed, registered, acknowledged, answered, reopened, dismissed."""

from playwright.sync_api import expect

from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.store import interactions
from qa_service.store.interactions import Filters
from tests.web.conftest import Site


def test_a_proposed_complaint_is_registered_and_goes_its_way(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        rows = interactions.page(session, Filters(client="acme", state=State.DONE), limit=60).rows
        for row in rows[-2:]:
            row.intent = "complaint"
        first, second = (row.external_id for row in rows[-2:])
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/complaints?client=acme&since=")
        visit.accessible()
        visit.fits()
        proposed = page.locator("section[aria-labelledby=proposed]")
        expect(proposed).to_contain_text(first)
        proposed.get_by_role("button", name=f"{second} is no complaint").click()
        expect(page.locator(".note[role=status]")).to_contain_text("not proposed")
        expect(page.get_by_role("button", name=f"{second} is no complaint")).to_have_count(0)
        line = page.locator("tr").filter(has=page.get_by_role("button", name=f"{first} is no complaint"))
        line.get_by_role("button", name="Register it").click()
        form = page.locator("form[action='/complaints']")
        form.locator("#f-reference").fill("REC-2026-1")
        form.locator("#f-received_on").fill("2036-01-01")
        form.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("lies in the future")
        assert form.locator("#f-reference").input_value() == "REC-2026-1", "what was typed is not lost"
        form.locator("#f-received_on").fill("2026-01-07")
        form.get_by_role("button").click()
        expect(page.locator("h1")).to_contain_text("REC-2026-1")
        visit.accessible()
        page.get_by_role("button", name="Acknowledge receipt").click()
        page.locator("#f-outcome").select_option("partly")
        page.get_by_role("button", name="Register the answer").click()
        expect(page.locator("h1")).to_contain_text("is answered")
        page.get_by_role("button", name="Reopen").click()
        expect(page.locator("main")).to_contain_text("reopened")
        page.get_by_role("link", name="the contact that it came with").click()
        expect(page.locator("main")).to_contain_text("REC-2026-1")


def test_an_administrator_sets_deadline_and_matters_of_a_client(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/complaints?client=acme&since=")
        page.get_by_text("Termine e motivi di acme").click()
        page.locator("#f-days").fill("20")
        page.locator("#f-matters").fill("billing\nconsegna")
        page.locator("form[action='/complaints/rules'] button").click()
        expect(page.locator(".note[role=status]")).to_be_visible()
        page.get_by_text("Termine e motivi di acme").click()
        assert page.locator("#f-days").input_value() == "20"
        expect(page.locator("#f-matter option")).to_have_count(3)


def test_a_client_reads_its_own_register_and_writes_nothing_into_it(site: Site) -> None:
    with site.pages.visit(Role.CLIENT_VIEWER, "it") as visit:
        page = visit.go("/complaints")
        expect(page.locator("h1")).to_have_text("Reclami")
        expect(page.locator("main form[method=post]")).to_have_count(0)
        assert visit.go("/complaints/new").locator("form[action='/complaints']").count() == 0
