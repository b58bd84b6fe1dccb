"""Webhook endpoints and notices by e-mail in the browser: added, tried, looked at; chosen."""

import pytest
from playwright.sync_api import expect

from qa_service.delivering.deliverer import Deliverer
from qa_service.delivering.webhooks import WebhookSender
from qa_service.domain.people import Role
from tests.web.conftest import Site


def test_an_endpoint_is_added_tried_and_its_log_says_what_came_of_it(site: Site) -> None:
    service = site.house.service
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/webhooks")
        visit.accessible()
        form = page.locator("form[action='/admin/webhooks']")
        form.locator("#f-label").fill("The CRM")
        form.locator("#f-url").fill("http://crm.example.com/hook")
        form.get_by_label("interaction analysed").check()
        form.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("is not encrypted")
        assert form.locator("#f-label").input_value() == "The CRM", "what was typed is not lost"
        form.locator("#f-url").fill("https://localhost:1/hook")
        form.get_by_role("button").click()
        expect(page.locator("output.secret")).to_contain_text("whsec_")
        page.get_by_role("link", name="I have it").click()
        expect(page.locator("h1")).to_have_text("The CRM")
        page.get_by_role("button", name="Send a test").click()
        expect(page.locator(".note[role=status]")).to_contain_text("on its way")
        Deliverer(service.store, WebhookSender(service.store, service.open_seal)).run_once()
        page.reload()
        expect(page.locator("table")).to_contain_text("the address is private and not listed")
        expect(page.locator("table")).to_contain_text("is tried again")
        visit.accessible()
        page.get_by_role("button", name="Switch it off").click()
        expect(page.get_by_role("button", name="Switch it on")).to_be_visible()
        page.get_by_text("Replace the secret").click()
        page.get_by_role("button", name="Replace it").click()
        expect(page.locator("output.secret")).to_contain_text("whsec_")


@pytest.mark.parametrize(
    ("lang", "sample"), [("it", "C'è un campione da rivedere"), ("en", "A sample is to be reviewed")]
)
def test_a_person_chooses_notices_in_their_language(site: Site, lang: str, sample: str) -> None:
    with site.pages.visit(Role.QA, lang) as visit:
        page = visit.go("/account")
        page.locator("main a[href='/account/notices']").click()
        visit.accessible()
        visit.fits()
        page.get_by_label(sample).check()
        page.locator("form[action='/account/notices'] button").click()
        expect(page.locator(".note[role=status]")).to_be_visible()
        expect(page.get_by_label(sample)).to_be_checked()
