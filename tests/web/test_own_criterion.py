"""One question of a centre's: tried on the history, learned from people's answers, used; ready ones taken."""

import pytest
from playwright.sync_api import expect

from eval.bench.centre_criteria import learned_greeting, tried
from qa_service.domain.interaction import State
from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.domain.people import Role
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.rubric import Rubric
from qa_service.errors import say
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.reviewing import answering
from qa_service.services.dependencies import Dependencies
from qa_service.store import criterion_jobs, interactions, learned_models, rubrics
from qa_service.store.criterion_jobs import JobFilters
from qa_service.store.interactions import Filters
from qa_service.store.learned_models import NewModel
from tests.web.conftest import Site

THANKS = {"kind": "phrase", "any": {"it": ["grazie per l'attesa"], "en": ["thank you for waiting"]}}
PAGE = "/criteria/thanks?client=acme"


@pytest.fixture(scope="module")
def draft(site: Site) -> Rubric:
    """A draft of acme's in which thanks are looked for by words."""
    service = site.house.service
    body = service.rubrics.default.model_dump(mode="json") | {"id": "acme", "version": 1}
    body["sections"][0]["criteria"][3]["rule"] = THANKS
    rubric = Rubric.model_validate(body)
    with service.store.transaction() as session:
        service.rubrics.draft(session, "acme", rubric, "user:quinto")
    return rubric


def answered(service: Dependencies, question: str, n: int) -> None:
    """So many interactions of acme's answered by a person, yes and no in turn."""
    with service.store.transaction() as session:
        rows = interactions.page(session, Filters(client="acme", state=State.DONE), limit=n).rows
        for number, row in enumerate(rows):
            answer = ReviewAnswer(question, "no" if number % 2 else "yes")
            answering.answer(session, service.vocabulary, row.id, answering.Answers([answer]), "user:rita")


@pytest.mark.parametrize(("lang", "narrow", "dark"), [("it", False, False), ("en", True, True)], ids=["it", "en"])
def test_the_pages_look_right(site: Site, draft: Rubric, lang: str, narrow: bool, dark: bool) -> None:
    service, name = site.house.service, f"{lang}-{'narrow-dark' if narrow else 'wide-light'}"
    with service.store.transaction() as session:
        rows = interactions.page(session, Filters(client="acme", state=State.DONE), limit=20).rows
        learned = learned_greeting(session, "acme", [row.id for row in rows])
    attempt = tried(service, "acme", draft)
    pages = {
        "criterion-own": PAGE,
        "criterion-attempt": f"/criteria/attempts/{attempt}",
        "criterion-report": f"/criteria/learned/{learned}",
        "criterion-templates": "/criteria/templates?client=acme",
    }
    with site.pages.visit(Role.QA, lang, narrow=narrow, dark=dark) as visit:
        for shot, path in pages.items():
            expect(visit.go(path).locator("h1")).to_have_count(1)
            visit.accessible()
            visit.fits()
            visit.shot(f"{shot}-{name}")


def test_a_draft_is_tried_on_the_whole_history_and_shows_examples_of_each_answer(site: Site, draft: Rubric) -> None:
    service = site.house.service
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(PAGE)
        page.locator("#f-last").select_option(label="the whole history")
        page.get_by_role("button", name="Try acme@1").click()
        expect(page.get_by_role("status")).to_contain_text("A worker tries the draft")
        expect(page.locator("#work")).to_contain_text("Waits for a worker")
        with service.store.reading() as session:
            rows, _ = criterion_jobs.listed(session, JobFilters("acme"), limit=1)
        assert rows[0].request["last"] is None
        CriterionJobs(service.store, service.rubrics).run(rows[0].id)
        page.locator("#work").get_by_role("link", name="What would change").first.click()  # it asks by itself
        expect(page.locator("main")).to_contain_text("acme@1 instead of default@1")
        expect(page.get_by_role("row", name="Does the agent thank the customer?")).to_be_visible()
        expect(page.locator(".both mark").first).to_have_text("Grazie per l'attesa")
        expect(page.locator(".both h3").filter(has_text="No").first).to_be_visible()


def test_answers_of_people_are_counted_and_a_worker_is_asked_to_learn_of_them(site: Site, draft: Rubric) -> None:
    service = site.house.service
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/criteria/empathy?client=acme")
        expect(page.get_by_role("button", name="Learn it")).to_have_count(0)
        answered(service, "criterion:empathy", 24)
        page = visit.go("/criteria/empathy?client=acme")
        expect(page.locator("section[aria-labelledby=learning]")).to_contain_text("12 yes, 12 no")
        page.get_by_role("button", name="Learn it").click()
        expect(page.get_by_role("status")).to_contain_text("Nothing changes until you use it")
        expect(page.locator("#work tbody tr").first).to_contain_text("Learn from people's answers")


def test_why_a_job_failed_is_said_in_the_language_of_the_page(site: Site, draft: Rubric) -> None:
    service = site.house.service
    too_few = say(
        "{yes} yes and {no} no answers can be learned from, and {least} of each are needed", yes=3, no=2, least=10
    )
    request = {"family": "criterion", "subject": "thanks", "question": {}, "name": "acme@1", "source": "reviews"}
    with service.store.transaction() as session:
        job = criterion_jobs.place(session, "acme", JobKind.LEARN, request, "user:quinto")
        criterion_jobs.fail(session, job.id, too_few)
    with site.pages.visit(Role.QA, "it") as visit:
        work = visit.go(PAGE).locator("#work")
        expect(work).to_contain_text("si può imparare da 3 risposte sì e 2 no, e ne servono 10 per tipo")
        expect(work.locator("small[lang=en]")).to_have_count(0)
    with site.pages.visit(Role.QA, "en") as visit:
        expect(visit.go(PAGE).locator("#work")).to_contain_text("3 yes and 2 no answers can be learned from")


def test_what_was_learned_is_read_and_used_in_the_draft(site: Site, draft: Rubric) -> None:
    service = site.house.service
    with service.store.transaction() as session:
        rows = interactions.page(session, Filters(client="acme", state=State.DONE), limit=20).rows
        learned = learned_greeting(session, "acme", [row.id for row in rows])
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(f"/criteria/learned/{learned}")
        expect(page.locator(".tile").first).to_contain_text("0,83")
        expect(page.locator("section[aria-labelledby=doubted] tbody tr")).to_have_count(10)
        link = page.locator("section[aria-labelledby=doubted] a").first
        assert link.get_attribute("href") == f"/interactions/{rows[0].id}"
        page.get_by_role("button", name="Usalo in una bozza…").click()
        page.get_by_role("button", name="Usalo in una bozza", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("risponde ciò che è stato imparato")
        expect(page.locator("main")).to_contain_text("imparata dalle risposte delle persone")
    with service.store.reading() as session:
        kept = rubrics.to_rubric(rubrics.get(session, "acme", "acme", 1))
    assert next(one for one in kept.criteria if one.id == "greeting").rule.kind == "examples"


def test_what_learned_nothing_says_so_and_is_not_offered_for_use(site: Site, draft: Rubric) -> None:
    service = site.house.service
    nothing = {"value": None, "low": None, "high": None, "level": 0.95, "units": 0}
    figures = {"n_yes": 12, "n_no": 41, "withheld": 1.0, "calibration_error": 0.04, "says_nothing": True}
    worst = [{"kind": "channel", "name": "chat", "n": 10, "decided": 0, "agreed": 0}]
    report = {**figures, "languages": ["it"], "parties": "agent", "worst": worst}
    report |= dict.fromkeys(("share", "kappa", "ac1"), nothing)
    question = {"it": "L'agente ringrazia il cliente?", "en": "Does the agent thank the customer?"}
    model = NewModel(LearnedFamily.CRITERION, "thanks", question, b"{ }", report, "encoder@3", [], {})
    with service.store.transaction() as session:
        learned = learned_models.keep(session, "acme", model, "user:ada").id
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(f"/criteria/learned/{learned}")
        expect(page.locator("main")).to_contain_text("non si riesce a imparare come rispondono le persone")
        expect(page.get_by_role("button", name="Usalo in una bozza…")).to_have_count(0)
        expect(page.get_by_role("heading", name="Dove concorda meno")).to_have_count(0)
        visit.accessible()


def test_a_ready_question_is_found_by_sector_and_taken_into_the_form(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/criteria/templates?client=globex")
        every = page.locator("tbody tr").count()
        sectors = page.locator("tbody td:nth-child(2)").all_inner_texts()
        offered = page.get_by_label("Settore").locator("option").all_inner_texts()
        assert list(dict.fromkeys(sectors)) == offered[1:]  # in one order, which is no language's alphabet
        page.get_by_label("Settore").select_option("energy")
        page.get_by_role("button", name="Mostra").click()
        assert 0 < page.locator("tbody tr").count() < every
        name = page.locator("tbody tr strong").first.inner_text()
        page.get_by_role("link", name=f"Prendila {name}").click()
        assert page.locator("#f-question_it").input_value()
        page.get_by_role("button", name="Salva come bozza").click()
        expect(page.get_by_role("status")).to_contain_text("La domanda è nella bozza")


def test_every_ready_question_fits_into_the_form(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/criteria/templates?client=globex")
        links = [link.get_attribute("href") for link in page.get_by_role("link", name="Take it").all()]
        assert len(links) >= 25
        assert {visit.page.request.get(visit.url + link).status for link in links if link} == {200}
