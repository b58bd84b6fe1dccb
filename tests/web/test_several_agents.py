"""The page of a contact that several served: who speaks, when it was transferred, and nothing of it for colleagues."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from qa_service.domain.interaction import Transfer
from qa_service.domain.people import Role
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.pipeline import Pipeline
from qa_service.store import agent_segments, interactions, results
from tests.fakes import FakeEngines, ScriptedTranscriber
from tests.store.test_agent_segments import TRANSFERRED, CurtReader, chat, rubric
from tests.web.conftest import Site
from tests.web.figures import empty_site


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with empty_site(browser, tmp_path_factory.mktemp("several"), n=1) as site:
        yield site


def _served(site: Site, id: str, first: str, last: str) -> tuple[str, str]:
    """The addresses of a contact that `first` transferred to `last`, who was rude, and of the part of `first`."""
    names = {"a17": first, "b02": last}
    turns = tuple((party, names.get(name or ""), text) for party, name, text in TRANSFERRED)
    transfer = Transfer(start=61.0, from_agent=first, to_agent=last, to_queue="guasti")
    document = chat(id, turns, agent=first).model_copy(update={"transfers": (transfer,)})
    line = Pipeline(FakeEngines(ScriptedTranscriber(()), reader=CurtReader()), lambda _: UsableRubric(rubric()))
    with site.house.service.store.transaction() as session:
        row, _ = interactions.register(session, document, id)
        results.save_processed(session, row.id, row.run, line.process(document))
        (part,) = agent_segments.of(session, row.id)
        return f"/interactions/{row.id}", f"/interactions/{part.id}"


def test_quality_sees_who_served_and_an_agent_what_is_their_own(site: Site) -> None:
    contact, part = _served(site, "t-41", "a01", "b02")
    closed, others = _served(site, "t-42", "b02", "a01")
    with site.pages.visit(Role.QA, "en") as visit:
        visit.go(contact)
        page = visit.page
        expect(page.locator("#transfers")).to_have_text("Transferred at 1:01 from a01 to b02, guasti.")
        assert page.locator(".turn .agent").all_inner_texts() == ["a01", "a01", "b02"]
        assert page.locator(".turn .who").all_inner_texts()[1].startswith("Colleague")
        expect(page.locator("#segments")).to_contain_text("The outcome counts for b02")
        page.locator("#segments a").click()
        expect(page.locator("#segment a")).to_have_attribute("href", contact)
        expect(page.locator("ol.talk")).not_to_contain_text("idiota")
        visit.clean()
    with site.pages.visit(Role.AGENT, "en") as visit:  # a01
        assert [visit.page.request.get(path).status for path in (contact, others)] == [404, 404]
        visit.go(part)
        for words in ("b02", "idiota"):
            expect(visit.page.locator("main")).not_to_contain_text(words)
        expect(visit.page.locator("#segment")).to_contain_text("one agent's part")
        visit.go(closed)
        expect(visit.page.locator("main")).not_to_contain_text("b02")
        expect(visit.page.locator("#segments")).to_have_count(0)
        visit.go("/interactions")
        for name in ("t-41#2", "t-42"):
            expect(visit.page.locator("#list")).to_contain_text(name)
