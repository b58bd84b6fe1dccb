"""One interaction: heard, read, answered, corrected and objected to, by mouse and by keyboard, as each role may."""

import re

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.store.tables import TranscriptRow
from tests.web.conftest import Site

HEAR = "document.querySelector('#player audio')"


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (False, True), (True, False), (True, True)])
def test_it_looks_right_and_is_accessible(site: Site, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, "en" if dark else "it", narrow=narrow, dark=dark) as visit:
        page = visit.go(f"/interactions/{site.seeded.call}")
        expect(page.locator(".loudness .loud")).to_have_count(2)
        visit.shot(f"interaction-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")
        visit.fits()
        visit.accessible()


def test_the_text_and_the_recording_lead_to_each_other(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(f"/interactions/{site.seeded.call}")
        page.locator("#t-4 .when").click()
        expect(page.locator("#t-4")).to_have_class(re.compile("now"))
        assert page.evaluate(f"{HEAR}.currentTime") > 10
        assert float(page.locator(".loudness .head").get_attribute("x1") or 0) > 100
        page.keyboard.press("p")
        assert page.evaluate(f"{HEAR}.paused") is True
        page.locator(".loudness").click(position={"x": 2, "y": 20})
        expect(page.locator("#t-0")).to_have_class(re.compile("now"))
        expect(page.locator(".rest")).to_contain_text("silence, 15 s")  # 14.5: halves go up
        expect(page.locator(".over")).to_contain_text("both speak")
        expect(page.locator("#t-3 .mask").first).to_have_text("customer code")


def test_evidence_leads_there_and_back(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(f"/interactions/{site.seeded.call}")
        greeting = page.locator("#q-criterion-greeting")
        greeting.hover()
        expect(page.locator("mark.lit")).to_contain_text("Buongiorno")
        greeting.locator(".quotes a").click()
        assert page.evaluate(f"{HEAR}.currentTime") < 3
        page.locator("#t-2 mark").first.click()
        assert page.evaluate("document.activeElement.classList.contains('q')")


def test_questions_are_answered_by_keyboard_and_by_mouse(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(f"/interactions/{site.seeded.by_script[1][0]}")
        place = [q.get_attribute("id") for q in page.locator(".q").all()].index("q-criterion-no_rudeness")
        for _ in range(place + 1):
            page.keyboard.press("j")
        question = page.locator("#q-criterion-no_rudeness")
        expect(question).to_be_focused()
        page.keyboard.press("y")
        expect(question).to_contain_text("otherwise than the machine")
        expect(question).to_be_focused()
        expect(question.locator(".sides")).to_contain_text("user:quinto")
        question.get_by_role("button", name="No n").or_(question.locator("[data-key=n]")).first.click()
        expect(question).not_to_contain_text("otherwise than the machine")
        resolution = page.locator("#q-label-resolution")
        resolution.locator("[data-key]", has_text="Pending").click()
        expect(resolution.locator(".sides")).to_contain_text("Pending")
        page.reload()
        expect(page.locator("#q-label-resolution .sides")).to_contain_text("otherwise than the machine")


def test_an_agent_objects_and_another_person_decides(site: Site) -> None:
    where = f"/interactions/{site.seeded.by_script[2][0]}"
    with site.pages.visit(Role.AGENT, "it") as visit:
        page = visit.go(where)
        assert page.locator("[data-key]").count() == 0  # an agent answers nothing
        page.get_by_text("Contesta ciò che").click()
        page.get_by_role("textbox", name="Perché").fill("Avevo salutato in privato, al 3331234567")
        page.get_by_role("button", name="Contesta", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("salvata")
        expect(page.get_by_text("Avevo salutato")).to_contain_text("[NUMBER]")
        visit.accessible()
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/")
        expect(page.get_by_role("link", name="1 objection waits for a decision.")).to_be_visible()
        page = visit.go(where)
        page.get_by_role("textbox", name="Reason of the decision").fill("It is not in the recording")
        page.get_by_role("button", name="Reject").click()
        expect(page.get_by_text("Final", exact=True)).to_be_visible()


def test_a_correction_sends_it_back_to_the_workers(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(f"/interactions/{site.seeded.by_script[3][1]}")
        page.get_by_text("Agent and customer are mixed up").click()
        page.get_by_role("button", name="Swap them").click()
        expect(page.get_by_role("status")).to_contain_text("Corrected")
        expect(page.locator(".state.received")).to_be_visible()
        expect(page.get_by_text("Who speaks, 9 turns")).to_be_hidden()
        assert page.locator("[data-key]").count() == 0  # nothing is answered meanwhile
        visit.shot("interaction-corrected")


@pytest.mark.parametrize("role", [Role.COACH, Role.TEAM_LEADER, Role.CLIENT_VIEWER, Role.AGENT])
def test_others_read_what_is_theirs_and_change_nothing(site: Site, role: Role) -> None:
    with site.pages.visit(role, "it") as visit:
        page = visit.go(f"/interactions/{site.seeded.call}")
        expect(page.locator(".turn")).to_have_count(10)
        assert page.locator("[data-key]").count() == 0
        assert (page.get_by_text("operatore a01").count() > 0) is (role is not Role.CLIENT_VIEWER)
        assert (page.get_by_text("Contestazioni").count() > 0) is (role is not Role.CLIENT_VIEWER)
        if role in {Role.TEAM_LEADER, Role.AGENT}:
            page = visit.go(f"/interactions/{site.seeded.by_script[0][-1]}")  # of agent a06, team sud
            expect(page.locator("h1")).to_have_text("Qui non c'è nulla")


def test_what_failed_says_why_and_can_be_tried_again(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(f"/interactions/{site.seeded.failed}")
        expect(page.get_by_text("it holds no sound track")).to_be_visible()
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("status")).to_contain_text("waits for a worker")
        page = visit.go(f"/interactions/{site.seeded.waiting}")
        expect(page.locator(".state.received")).to_be_visible()


def test_it_can_be_read_and_answered_without_scripts(site: Site) -> None:
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        page = visit.go(f"/interactions/{site.seeded.by_script[4][0]}")
        page.locator("#q-label-resolution [data-key]", has_text="Resolved").first.click()
        assert page.locator("[role=status]").inner_text().startswith("Your answer is kept")
        assert "user:quinto" in page.locator("#q-label-resolution").inner_text()


def test_where_the_recording_was_paused_is_said_and_drawn(site: Site) -> None:
    call = site.seeded.by_script[1][0]
    with site.house.service.store.transaction() as session:
        kept = session.get(TranscriptRow, call)
        assert kept is not None
        kept.body = {**kept.body, "transcript": {**kept.body["transcript"], "pauses": [[4.0, 9.0, "silence"]]}}
        kept.body["pii"] = [{"turn": 0, "start": 0, "end": 16, "type": "CREDIT_CARD"}]
    for role, lang, sentence, card in (
        (Role.QA, "it", "La registrazione è stata sospesa da 0:04 a 0:09.", "qualcosa di una carta"),
        (Role.CLIENT_VIEWER, "en", "The recording was paused from 0:04 to 0:09.", "Something of a card"),
    ):
        with site.pages.visit(role, lang) as visit:
            page = visit.go(f"/interactions/{call}")
            expect(page.locator("#pauses")).to_contain_text(sentence)
            expect(page.locator("#pauses")).to_contain_text(card)
            mark, whole = page.locator(".loudness .paused"), page.locator(".loudness")
            seconds = float(whole.get_attribute("data-seconds") or 0)
            assert float(mark.get_attribute("x") or 0) == pytest.approx(800 * 4 / seconds, abs=0.1)
            assert float(mark.get_attribute("width") or 0) == pytest.approx(800 * 5 / seconds, abs=0.1)
            visit.accessible()
