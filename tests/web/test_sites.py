"""Where contacts are handled is set on a page, and key figures stand side by side by it."""

from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.store import sites
from tests.web.conftest import Site


def test_an_administrator_says_where_contacts_are_handled_and_what_was_typed_is_not_lost(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin/sites?client=acme")
        page.locator("#f-rules").fill("team nord: site=Torino\nvendor Alfa sourcing=outsourced")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("alert")).to_contain_text("riga 2")
        expect(page.locator("#f-rules")).to_contain_text("team nord: site=Torino")
        page.locator("#f-rules").fill("team nord: site=Torino; since=2020-01-01\nsite Torino: vendor=Alfa")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_text("Sedi e fornitori sono impostati")).to_be_visible()
        kept = visit.go("/admin/sites?client=acme").locator("#f-rules")
        expect(kept).to_have_value("team nord: site=Torino; since=2020-01-01\nsite Torino: vendor=Alfa")
        page = visit.go("/kpis?client=acme&since=2020-01-01&by=vendor")
        expect(page.get_by_role("columnheader", name="Alfa").first).to_be_visible()
        expect(page.get_by_role("columnheader", name="Non dichiarato").first).to_be_visible()
    with site.house.service.store.reading() as session:
        assert [rule.name for rule in sites.rules(session, "acme").rules] == ["nord", "Torino"]
