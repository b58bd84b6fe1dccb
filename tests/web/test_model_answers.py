"""On the page of an interaction: why a language model has no answer."""

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect

from qa_service.domain import ask_failures as failures
from qa_service.domain.people import Role
from qa_service.domain.scorecard import Verdict
from qa_service.store import results
from tests.web.conftest import Site
from tests.web.scripts import SCRIPTS
from tests.web.seed import put


def test_the_reason_stands_beside_cannot_tell_in_the_visitors_language(site: Site) -> None:
    service = site.house.service
    id = put(service, SCRIPTS[0], "ask-1", "acme", "a01", service.clock() - timedelta(hours=4))
    with service.store.transaction() as session:
        row, processed = results.finished(session, id), results.processed(session, id)
        assert row is not None
        first, *others = processed.scorecard.answers
        away = replace(first, verdict=Verdict.UNCLEAR, evidence=(), reason=failures.BUDGET_USED_UP)
        card = replace(processed.scorecard, answers=(away, *others))
        results.rewrite(session, row, replace(processed, scorecard=card))
    said = {
        "it": "Nessuna risposta dal modello: le richieste previste per oggi sono esaurite.",
        "en": "No answer from the model: today's budget is used up.",
    }
    for lang, sentence in said.items():
        with site.pages.visit(Role.QA, lang) as visit:
            page = visit.go(f"/interactions/{id}")
            expect(page.locator(f"#q-criterion-{first.criterion} .sides")).to_contain_text(sentence)
            visit.accessible()
