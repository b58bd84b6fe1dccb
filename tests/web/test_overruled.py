"""The worklist of overruled answers in the browser: sorted by keyboard, counted, and a second look by somebody else."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from qa_service.domain.people import Role
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.reviewing import draws
from qa_service.store import reviews
from qa_service.store.tables_reviews import SortedAnswerRow
from tests.web.conftest import Site
from tests.web.furnished import overrule

LOOKS = [("it", False, False), ("en", True, True)]
REVIEWER_WRONG = "button[name=cause][value=reviewer_wrong]"


@pytest.fixture(autouse=True)
def _cases(site: Site) -> None:
    """Six answers of somebody's, to sort; what an earlier test sorted is to be sorted again."""
    service = site.house.service
    with service.store.transaction() as session:
        for row in session.exec(select(SortedAnswerRow)).all():
            session.delete(row)
        overrule(session, service.vocabulary, [ids[0] for ids in list(site.seeded.by_script.values())[:6]])


@pytest.mark.parametrize(("lang", "narrow", "dark"), LOOKS, ids=["wide-light-it", "narrow-dark-en"])
def test_the_page_looks_right(site: Site, lang: str, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, lang, narrow=narrow, dark=dark) as visit:
        page = visit.go("/overruled")
        expect(page.locator("article.case")).to_have_count(6)
        for path in ("/overruled", "/overruled?standing=all"):
            visit.go(path)
            visit.accessible()
            visit.fits()
        visit.shot(f"overruled-{lang}-{'narrow-dark' if narrow else 'wide-light'}")
        visit.clean()


def test_a_case_shows_both_answers_and_the_way_to_the_interaction_and_names_no_agent(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/overruled")
        case = page.locator("article.case").first
        expect(case).to_contain_text("heard twice")
        expect(case).to_contain_text(re.compile(r"\d+%"))
        expect(case).to_contain_text("default@1")
        expect(case).to_contain_text("encoder interaction-encoder@3")
        expect(page.locator("main")).not_to_contain_text("rita")
        expect(page.locator("main")).not_to_contain_text(re.compile(r"\ba0\d\b"))
        case.locator("a[href^='/interactions/']").click()
        page.wait_for_url(re.compile("/interactions/"))


def test_cases_are_sorted_by_keyboard_alone_and_the_list_stays_narrowed(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/overruled?question=criterion:greeting")
        title = page.locator("article.case").first.locator("a[href^='/interactions/']").inner_text()
        page.locator("article.case textarea[name=note]").first.focus()
        page.keyboard.type("on the transfer?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the first of the three: guide unclear
        expect(page.locator(".note[role=status]")).to_have_text("It is sorted. No answer has changed.")
        assert "question=criterion%3Agreeting" in page.url
        expect(page.locator("article.case")).to_have_count(5)
        page.keyboard.press("Tab")  # the next case stands where the keyboard goes on
        assert page.evaluate("document.activeElement.closest('article.case') !== null")
        page.locator(".tabs a", has_text="Guide unclear").click()
        case = page.locator("article.case")
        expect(case).to_have_count(1)
        expect(case).to_contain_text("on the transfer?")
        expect(case).to_contain_text(title)
        row = page.locator("section[aria-labelledby=by-question] tbody tr").first
        expect(row.locator("td[data-l='Guide unclear']")).to_have_text("1")
        expect(row.locator("td[data-l='To sort']")).to_have_text("5")
        visit.clean()


def test_enter_in_the_note_sorts_nothing_by_accident(site: Site) -> None:
    """A form's first button answers Enter in a line of text: a note must not choose a cause."""
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/overruled")
        page.locator("article.case textarea[name=note]").first.focus()
        page.keyboard.type("perhaps")
        page.keyboard.press("Enter")
        page.keyboard.type("not")
        expect(page.locator("article.case textarea[name=note]").first).to_have_value("perhaps\nnot")
        expect(page.locator("article.case")).to_have_count(6)


def test_a_reviewers_mistake_waits_for_somebody_elses_second_look(site: Site) -> None:
    store = site.house.service.store
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/overruled")
        page.locator("article.case").first.locator(REVIEWER_WRONG).click()
        case = _wrong(page)
        expect(case).to_contain_text("Aspetta un riesame")
        expect(case).to_contain_text("il riesame tocca a un'altra persona")
        expect(case.locator("form.look")).to_have_count(0)
        with store.reading() as session:
            sorted_row = session.exec(select(SortedAnswerRow)).one()
            counting = reviews.effective(session, [sorted_row.interaction_id])
            assert counting[sorted_row.interaction_id]["criterion:greeting"].id == sorted_row.review_id
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/")
        case = _wrong(page)
        visit.accessible()
        case.locator("form.look button").click()  # nothing is chosen: the browser asks for it
        expect(case.locator("form.look input:invalid").first).to_be_attached()
        case.locator("form.look input[value=not_applicable]").focus()
        page.keyboard.press("Space")
        case.locator("form.look button").press("Enter")
        expect(page.locator(".note[role=status]")).to_contain_text("vale da adesso")
        visit.clean()
    with store.reading() as session:
        counts = reviews.effective(session, [sorted_row.interaction_id])[sorted_row.interaction_id]
        second = counts["criterion:greeting"]
    assert (second.answer, second.reviewer) == ("not_applicable", "user:ada")


def _wrong(page: Page) -> Locator:
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/overruled?standing=reviewer_wrong", page.url))
    case = page.locator("article.case")
    expect(case).to_have_count(1)
    return case


def test_nothing_shows_while_a_blind_sample_asks_about_it(site: Site) -> None:
    service = site.house.service
    with service.store.transaction() as session:
        wish = SampleRequest("blind", Purpose.RANDOM, 36, FrameSpec(), seed=3)
        draws.make(session, draws.save(session, wish, "user:ada").id, "user:ada")
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/overruled?standing=all")
        expect(page.locator("article.case")).to_have_count(0)
        expect(page.locator("main")).to_contain_text("Nothing stands here.")
        expect(page.locator("section[aria-labelledby=by-question]")).to_have_count(0)
