"""A script on the page of an interaction: which sentence is missing, and what was heard in its place."""

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.domain.scorecard import Scorecard, SentenceHeard
from qa_service.domain.understanding import Evidence
from qa_service.store import results
from qa_service.web.clauses import Reading
from qa_service.web.i18n import Locale
from qa_service.web.words import Words
from tests.unit.test_rubric import EXAMPLE, parse_text
from tests.unit.test_score import VOCABULARY
from tests.web.conftest import Site
from tests.web.scripts import SCRIPTS
from tests.web.seed import put


def test_the_missing_sentence_is_named_with_what_was_heard(site: Site) -> None:
    service = site.house.service
    id = put(service, SCRIPTS[0], "script-1", "acme", "a01", service.clock() - timedelta(hours=4))
    sentences = (
        SentenceHeard("Buongiorno e benvenuto.", "said", 1.0, (Evidence(0, 0, 10),)),
        SentenceHeard("La chiamata è registrata.", "missing", 0.0, (Evidence(0, 0, 10),)),
        SentenceHeard("Arrivederci.", "out_of_order", 1.0, ()),
    )
    with service.store.transaction() as session:
        row, processed = results.finished(session, id), results.processed(session, id)
        assert row is not None
        first, *others = processed.scorecard.answers
        card: Scorecard = replace(processed.scorecard, answers=(replace(first, sentences=sentences), *others))
        results.rewrite(session, row, replace(processed, scorecard=card))
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(f"/interactions/{id}")
        lines = page.locator(f"#q-criterion-{first.criterion} .quotes li")
        expect(lines.filter(has_text="Manca: La chiamata è registrata.")).to_contain_text("sentito: ")
        expect(lines.filter(has_text="Detto: Buongiorno e benvenuto.")).not_to_contain_text("sentito")
        expect(lines.filter(has_text="Fuori ordine: Arrivederci.")).to_have_count(1)
        lines.filter(has_text="Manca").locator("a").click()
        visit.accessible()


def test_phrases_and_scripts_are_read_out_in_both_languages() -> None:
    example = parse_text(EXAMPLE, VOCABULARY)
    rules = {criterion.id: criterion.rule for criterion in example.criteria}
    italian, english = (Reading(example, Words(VOCABULARY, Locale(lang))) for lang in ("it", "en"))
    said = english.rule(rules["purpose"])
    assert said.startswith("the agent says: “la chiamo per|perche|riguardo”, ")
    assert said.endswith("; not in a sentence with: “per sbaglio”, “by mistake”; not negated; in the first turns: 3")
    read = italian.rule(rules["notices"])
    assert read.startswith("l'operatore dice tutte queste frasi, in ordine: “La chiamata è registrata ")
    assert read.endswith("; 70% delle parole di ognuna")
