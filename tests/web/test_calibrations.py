"""Calibration sessions, disputes and agreement, in the browser."""

import re

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.domain.review import ReviewAnswer
from qa_service.reviewing import answering
from qa_service.reviewing.answering import Answers
from qa_service.store import calibration
from tests.web.conftest import Site
from tests.web.test_samples import drawn

STAFF = {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.COACH}
OPEN = {
    "/calibrations": {Role.ADMIN, Role.QA},
    "/disputes": STAFF | {Role.AGENT},
    "/agreement": STAFF,
}
LOOKS = {Role.QA: ("it", True, True), Role.ADMIN: ("en", False, False)}


@pytest.mark.parametrize("role", Role)
def test_each_page_is_open_to_those_whom_it_concerns(site: Site, role: Role) -> None:
    lang, narrow, dark = LOOKS.get(role, ("en", False, True))
    with site.pages.visit(role, lang, narrow=narrow, dark=dark) as visit:
        for path, roles in OPEN.items():
            page = visit.go(path)
            refused = page.get_by_role("link", name="To the overview").count() == 1
            assert refused is (role not in roles), path
            assert page.locator(f".menu a[href='{path}']").count() == (role in roles and not refused)
            if role in LOOKS:
                visit.accessible()
                visit.fits()


def test_a_session_is_opened_answered_by_two_revealed_and_compared(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/calibrations/new")
        page.locator("#f-name").fill("Novembre")
        page.locator("#f-ids").fill("c-1000\nc-9999")
        page.get_by_label("L'agente apre con un saluto?").check()
        page.get_by_label("Qual è l'esito del caso?").check()
        page.get_by_role("button", name="Apri la sessione").click()
        expect(page.get_by_role("alert")).to_have_text("Riga 2: nessuna interazione ha l'identificativo “c-9999”.")
        expect(page.get_by_label("L'agente apre con un saluto?")).to_be_checked()
        visit.accessible()
        visit.shot("calibration-new-it-wide-light")
        page.locator("#f-ids").fill("c-1000\nc-1001")
        page.get_by_role("button", name="Apri la sessione").click()
        expect(page.locator("#who")).to_be_visible()
        session = page.url.partition("?")[0].removeprefix(visit.url)
        page.get_by_role("button", name="Rispondi alle 2 che restano").click()
        expect(page.locator(".ask")).to_have_count(2)
        assert page.locator(".says, mark").count() == 0
        for left in ("te ne restano 2", "ti resta 1"):
            expect(page.locator(".task")).to_contain_text(left)
            expect(page.locator(".ask.current")).to_have_count(1)  # the keys are listened to
            for key in ("1", "s", "Enter"):
                page.keyboard.press(key)
        expect(page.get_by_role("status")).to_contain_text("risposto a tutto")
        assert page.get_by_role("button", name="Svela").count() == 0
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go(session)
        page.get_by_role("button", name="Answer the 2 that are left").click()
        visit.accessible()
        visit.shot("calibration-sheet-en-wide-light")
        for left in ("2 left for you", "1 left for you"):
            expect(page.locator(".task")).to_contain_text(left)
            page.get_by_role("radio", name="Resolved", exact=True).check()
            page.locator("[data-ask='criterion:greeting']").get_by_role("radio", name="No", exact=True).check()
            page.get_by_role("button", name="Send and go on").click()
        page.get_by_role("button", name="Reveal").click()
        expect(page.locator(".gap")).to_have_count(1)
        expect(page.locator(".gap")).to_contain_text("all agree on 0 of 2")
        expect(page.locator(".gap tbody tr").first).to_contain_text("quinto: Yes")
        visit.accessible()
        visit.shot("calibration-revealed-en-wide-light")
    with site.pages.visit(Role.QA, "it", narrow=True, dark=True) as visit:
        visit.go(session)
        visit.accessible()
        visit.fits()
        visit.shot("calibration-revealed-it-narrow-dark")


def test_an_agent_objects_and_quality_decides(site: Site) -> None:
    with site.pages.visit(Role.AGENT, "it") as visit:
        page = visit.go("/disputes")
        page.get_by_role("link", name="Contesta", exact=True).first.focus()
        visit.accessible()
        visit.shot("disputes-agent-it-wide-light")
        page.keyboard.press("Enter")
        page.get_by_label("L'agente apre con un saluto?").check()
        page.locator("#f-why").fill("L'ho salutata al passaggio")
        page.get_by_role("button", name="Contesta").focus()
        visit.accessible()
        visit.shot("dispute-new-it-wide-light")
        page.keyboard.press("Enter")
        expect(page.locator("#objection + blockquote")).to_have_text("L'ho salutata al passaggio")
        assert page.get_by_role("button", name="Decidi").count() == 0
        assert "user:" not in page.content()
        dispute = page.url.partition("?")[0].removeprefix(visit.url)
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/")
        page.get_by_role("link", name="objection waits for a decision").click()
        page.get_by_role("link", name="c-1").first.click()
        assert dispute in page.url
        visit.accessible()
        visit.shot("dispute-open-en-wide-light")
        page.get_by_role("radio", name="Uphold").check()
        page.get_by_label("If upheld: Does the agent open with a greeting?").select_option("yes")
        page.locator("#f-why").fill("She greeted")
        page.get_by_role("button", name="Decide").click()
        expect(page.locator("h1 .flag")).to_have_text("Upheld")
        expect(page.locator("tbody tr").first).to_contain_text("by a person")
    with site.pages.visit(Role.QA, "it", narrow=True, dark=True) as visit:
        visit.go(dispute)
        visit.accessible()
        visit.fits()
        visit.shot("dispute-decided-it-narrow-dark")


def test_agreement_says_which_criteria_go_without_a_person_and_why(site: Site) -> None:
    sample = drawn(site, "Agreement", size=12)
    service = site.house.service
    for who in ("user:ada", "user:quinto"):
        for n in range(12):
            with service.store.transaction() as session:
                item = answering.next_of_sample(session, sample, who)
                if item is None or item.pick is None:
                    break
                said = {key: item.machine[key].answer or "unclear" for key in item.questions if "criterion" in key}
                said["criterion:greeting"] = "yes" if n % 2 else "no"
                given = [ReviewAnswer(key, answer) for key, answer in said.items()]
                answers = Answers(given, pick=item.pick.id)
                answering.answer(session, service.vocabulary, item.interaction.id, answers, who)
    with site.pages.visit(Role.TEAM_LEADER, "it") as visit:
        page = visit.go("/agreement")
        expect(page.locator("#auto")).to_be_visible()
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/agreement")
        row = page.locator("section[aria-labelledby=auto] tbody tr", has_text="open with a greeting")
        expect(row).to_contain_text(re.compile(r"Not yet: 1\d of the 30 double answers"))  # sessions count too
        page.get_by_label("By risk").check()
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".note")).to_contain_text("leans to it")
        visit.accessible()
        visit.shot("agreement-en-wide-light")
    with site.pages.visit(Role.QA, "it", narrow=True, dark=True) as visit:
        visit.go("/agreement")
        visit.accessible()
        visit.fits()
        visit.shot("agreement-it-narrow-dark")


def test_agreement_of_three_people_has_no_kappa_of_two_and_is_shown_all_the_same(site: Site) -> None:
    service, question = site.house.service, "criterion:greeting"
    people = ("user:ada", "user:quinto", "user:rita")
    ids = [id for ids in site.seeded.by_script.values() for id in ids][:4]
    with service.store.transaction() as session:
        held = calibration.create(
            session, calibration.NewCalibration("Three", ids, questions=[question]), "user:ada"
        ).id
    for n, id in enumerate(ids):
        for who in people:
            with service.store.transaction() as session:
                given = [ReviewAnswer(question, "yes" if n % 2 else "no")]
                answering.answer(session, service.vocabulary, id, Answers(given, session=held), who)
    with service.store.transaction() as session:
        calibration.reveal(session, held, "user:ada")
    with site.pages.visit(Role.QA, "en") as visit:
        for path in ("/agreement", f"/calibrations/{held}"):
            page = visit.go(path)
            cell = page.locator("td[data-l='Cohen\\'s kappa']").last
            expect(cell).to_be_visible()
