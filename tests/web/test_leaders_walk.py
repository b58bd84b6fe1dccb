"""A team leader's morning: from a scorecard to the passage behind it, to an objection, to another figure."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from qa_service.domain.people import Role
from qa_service.services.dependencies import Dependencies
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import ReviewRow
from tests.web.conftest import Site
from tests.web.figures import check, empty_site
from tests.web.scripts import SCRIPTS
from tests.web.seed import PASSWORD, put

POLITE = SCRIPTS[0]
RUDE = replace(
    POLITE,
    turns=(*POLITE.turns[:6], ("customer", "Va bene, e poi?"), ("agent", "Gliel'ho detto, basta."), *POLITE.turns[8:]),
    shows={**POLITE.shows, "rudeness": 7, "offer_of_help": 5},
)
"""Everything is as it should be, but for one rude turn: so one criterion is the lowest, and a passage shows it."""


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with empty_site(browser, tmp_path_factory.mktemp("walk")) as site:
        moment = site.house.service.clock()
        for k in range(14):
            script = RUDE if k % 7 else POLITE
            put(site.house.service, script, f"w-{k}", "acme", "a02", moment - timedelta(days=1 + k), sound=k < 8)
        check(site.house.service, 8)
        yield site


def _checked(service: Dependencies) -> InteractionRow:
    """A rude one with sound that the random sample drew and a person has answered."""
    with service.store.reading() as session:
        ids: set[uuid.UUID] = set(session.exec(select(ReviewRow.interaction_id)))
        rows = session.exec(select(InteractionRow).where(InteractionRow.agent == "a02")).all()
    return next(row for row in rows if row.id in ids and row.redacted_key and row.external_id not in {"w-0", "w-7"})


def _lowest(page: Page) -> tuple[str, str]:
    row = page.locator("table.criteria tbody tr").first.locator("td")
    return row.nth(0).inner_text(), row.nth(1).inner_text()


def test_a_leader_walks_from_a_figure_to_a_passage_and_back_to_another_figure(site: Site) -> None:
    wanted = _checked(site.house.service)
    with site.pages.visit(None, "en") as visit:
        page = visit.go("/sign-in")
        page.locator("#f-name").fill("lea")
        page.locator("#f-secret").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()

        page.get_by_role("link", name="Scorecards").click()
        page.get_by_role("link", name="a02", exact=True).click()
        expect(page.locator("h1")).to_have_text("Scorecard of agent a02")
        scorecard = page.url
        question, before = _lowest(page)
        assert question == "Is the agent free of rudeness?"

        page.locator("table.criteria tbody tr").first.get_by_role("link").click()
        expect(page.locator("h1")).to_have_text(question)
        page.get_by_role("link", name=wanted.external_id, exact=True).click()
        expect(page).to_have_url(f"{visit.url}/interactions/{wanted.id}#t-7")

        _play_evidence(page)
        _object(page, question)
        _uphold(site, wanted.id)

        page.goto(scorecard)
        question_after, after = _lowest(page)
        assert question_after == question
        assert after != before, "a person's other answer moves the estimate"
        with page.expect_download() as download:
            page.get_by_role("button", name="PDF").click()
        paper = pypdfium2.PdfDocument(download.value.path())
        text = " ".join("".join(page.get_textpage().get_text_range() for page in paper).split())
        assert "a02" in text
        assert question in text


def _play_evidence(page: Page) -> None:
    """The passage behind the answer leads the player to its second."""
    asked = page.locator('[data-q="criterion:no_rudeness"]')
    quote = asked.locator("[data-seek]").first
    start = float(quote.get_attribute("data-seek") or 0)
    assert start > 5
    player = page.locator("#player audio")
    _until(page, lambda: player.evaluate("audio => audio.readyState") >= 1)
    quote.click()
    _until(page, lambda: start <= player.evaluate("audio => audio.currentTime") <= start + 4)


def _until(page: Page, true: Callable[[], bool]) -> None:
    """Waits as `wait_for_function` does, which the pages' policy does not let ask twice."""
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not come within half a minute")


def _object(page: Page, question: str) -> None:
    page.get_by_text("Object to what was found").click()
    page.get_by_label("To what").select_option(label=question)
    page.get_by_label("Why").last.fill("It was said in a friendly way, as the customer took it.")
    page.get_by_role("button", name="Object").click()
    expect(page.get_by_role("status")).to_contain_text("Your objection is kept")


def _uphold(site: Site, id: uuid.UUID) -> None:
    """Somebody who had no part in it agrees with the leader: the objection is upheld, with another answer."""
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go(f"/interactions/{id}")
        page.get_by_label("If upheld, the answer from now on").select_option(label="Yes")
        page.get_by_label("Reason of the decision").fill("The leader is right.")
        page.get_by_role("button", name="Uphold").click()
        expect(page.get_by_role("status")).to_contain_text("decided")
        expect(page.locator('[data-q="criterion:no_rudeness"]')).to_contain_text("otherwise than the machine")
