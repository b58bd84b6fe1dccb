"""The centre's e-mail addresses are set on a page."""

from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.store import centre_addresses
from tests.web.conftest import Site


def test_an_administrator_sets_a_clients_addresses_and_what_was_typed_is_not_lost(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin/addresses?client=acme")
        page.locator("#f-addresses").fill("help@acme.example\nnot an address")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("alert")).to_contain_text("not an address")
        expect(page.locator("#f-addresses")).to_have_value("help@acme.example\nnot an address")
        page.locator("#f-addresses").fill("Help@acme.example\n\nanna@acme.example=a17")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_text("Gli indirizzi sono impostati")).to_be_visible()
        kept = visit.go("/admin/addresses?client=acme").locator("#f-addresses")
        expect(kept).to_have_value("help@acme.example\nanna@acme.example=a17")
    with site.house.service.store.reading() as session:
        assert centre_addresses.addresses(session, "acme").addresses[1].agent == "a17"
