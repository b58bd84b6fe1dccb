"""Automatic mail on pages, what packs say of contacts that leave the queue, and periods by the clocks of the centre."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from qa_service.domain.interaction import Automatic, Channel
from qa_service.domain.people import Role
from qa_service.domain.queue import Ending, QueueCall
from qa_service.store import queue_log, users
from qa_service.store.tables import InteractionRow
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.figures import contact, saved
from tests.web.browser import Pages
from tests.web.seed import PASSWORD, PEOPLE, WHO

MIDNIGHT = datetime(2026, 10, 31, 23, tzinfo=UTC)  # the first moment of 1 November in Rome


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("site")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


@pytest.fixture(scope="module")
def away(house: House) -> InteractionRow:
    """An automatic reply beside a letter; and calls at both sides of midnight, one of which left the queue."""
    with house.service.store.transaction() as session:
        users.create(session, WHO[Role.QA], PASSWORD, PEOPLE[WHO[Role.QA]])
        saved(session, contact("letter", channel=Channel.EMAIL))
        for minutes in (-1, 0, 1):
            at = MIDNIGHT + timedelta(minutes=minutes)
            answered = None if minutes == 1 else at + timedelta(seconds=9)
            queue_log.keep(session, "acme", QueueCall(call=f"c{minutes}", offered_at=at, answered_at=answered))
        left = QueueCall(call="c1", left_at=MIDNIGHT + timedelta(minutes=5), ending=Ending.TIMEOUT)
        queue_log.keep(session, "acme", left)
        return saved(session, contact("away", channel=Channel.EMAIL, automatic=Automatic.AUTO_REPLY), **NOTHING)


NOTHING: dict[str, Any] = {"intent": None, "resolution": None, "courtesy": None, "end": None}


@pytest.mark.parametrize("narrow", [False, True])
def test_automatic_mail_is_shown_as_what_it_is(
    browser: Browser, house: House, away: InteractionRow, narrow: bool
) -> None:
    with Pages(browser, house).visit(Role.QA, "it", narrow=narrow) as visit:
        page = visit.go("/interactions")
        row = page.locator("#list tbody tr").filter(has_text="away")
        expect(row).to_contain_text("Posta automatica")
        expect(row).to_contain_text("risposta automatica, non valutata e in nessuna cifra")
        visit.fits()
        visit.accessible()
        visit.shot(f"automatic-list-{'narrow' if narrow else 'wide'}")
        row.get_by_role("link").first.click()
        expect(page.locator("#automatic")).to_contain_text("Posta automatica (risposta automatica)")
        expect(page.locator(".question")).to_have_count(0)
        visit.fits()
        visit.accessible()
        visit.shot(f"automatic-interaction-{'narrow' if narrow else 'wide'}")


def test_a_day_on_the_page_is_the_centres_and_the_pack_says_how_it_treats_what_left_the_queue(
    browser: Browser, house: House, away: InteractionRow
) -> None:
    with Pages(browser, house).visit(Role.QA, "it") as visit:
        page = visit.go("/kpis?client=acme&pack=agcom-255-24&since=2026-11-01&until=2026-11-01")
        row = page.get_by_role("row").filter(has_text="entro 20 secondi")
        expect(row).to_contain_text("50,0")  # of the two calls of that day one was answered, one left the queue
        expect(row).to_contain_text("1 su 2")
        expect(page.get_by_text("Contano come non risposti anche i contatti usciti dalla coda")).to_be_visible()
        visit.fits()
        visit.accessible()
        visit.shot("kpis-endings")
        page = visit.go("/kpis?client=acme&pack=agcom-255-24&since=2026-10-31&until=2026-10-31")
        expect(page.get_by_role("row").filter(has_text="entro 20 secondi")).to_contain_text("1 su 1")
