"""Questions inside a closed fold: nobody reads them, so no key and no button answers them."""

from playwright.sync_api import Page, expect
from sqlmodel import select

from qa_service.domain.people import Role
from qa_service.store.tables_reviews import ReviewRow
from tests.web.browser import Visit
from tests.web.conftest import Site
from tests.web.test_samples import drawn

CHOSEN = "document.querySelectorAll('.more input:checked').length"


def opened(visit: Visit, site: Site, name: str) -> Page:
    """The first pick of a blind sample; its behaviours stand in a closed fold."""
    sample = drawn(site, name)
    page = visit.go(f"/samples/{sample}")
    page.get_by_role("button", name="Verifica la prossima").click()
    expect(page.locator("details.more")).not_to_have_attribute("open", "")
    assert page.locator(".more .ask").count() > 4
    return page


def test_yes_to_the_rest_stores_no_answer_to_a_folded_question(site: Site) -> None:
    with site.pages.visit(Role.QA) as visit:
        page = opened(visit, site, "Sì al resto")
        page.get_by_role("button", name="Sì al resto").click()
        assert page.evaluate(CHOSEN) == 0
        pick = page.url.rpartition("/")[2]
        page.get_by_role("button", name="Invia e prosegui").click()
        expect(page.locator(".asking table")).to_be_visible()
    with site.house.service.store.reading() as session:
        stored = [row for row in session.exec(select(ReviewRow)) if str(row.pick_id) == pick]
    assert stored
    assert [row.question for row in stored if row.question.startswith("courtesy:")] == []


def test_keys_walk_and_answer_among_what_is_seen(site: Site) -> None:
    with site.pages.visit(Role.QA) as visit:
        page = opened(visit, site, "Tasti")
        for _ in range(page.locator(".ask").count() + 2):
            page.keyboard.press("j")
        assert page.locator(".more .current").count() == 0
        page.keyboard.press("s")
        page.keyboard.press("s")
        assert page.evaluate(CHOSEN) == 0
        page.locator(".more > summary").click()  # now they are read
        page.locator(".more [data-ask^='courtesy:'] input").first.focus()
        page.keyboard.press("s")
        assert page.evaluate(CHOSEN) == 1
        page.keyboard.press("k")
        page.locator(".more > summary").click()  # folded again, with the current question inside
        page.keyboard.press("n")
        page.keyboard.press("Backspace")
        expect(page.locator(".more input:checked")).to_have_value("yes")


def test_the_rest_reaches_a_fold_that_stands_open(site: Site) -> None:
    with site.pages.visit(Role.QA) as visit:
        page = opened(visit, site, "Aperte")
        page.locator(".more > summary").click()
        page.get_by_role("button", name="Sì al resto").click()
        assert page.evaluate(CHOSEN) > 4
