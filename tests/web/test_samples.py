"""Samples and their queue, in the browser: planned with its precision in sight, drawn, worked through, made again."""

import math
import uuid

import pytest
from playwright.sync_api import expect
from sqlmodel import col, select

from qa_service.domain.people import Role
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.reviewing import draws
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import AssignmentRow, SamplePickRow
from tests.web.conftest import Site

MAY = {Role.ADMIN, Role.QA}


def drawn(site: Site, name: str, size: int = 3, *, blind: bool = True, purpose: Purpose = Purpose.RANDOM) -> uuid.UUID:
    """A sample of calls of acme that somebody else has drawn; its first pick is for two people."""
    frame = FrameSpec(client="acme")
    with site.house.service.store.transaction() as session:
        wish = SampleRequest(name, purpose, size, frame, seed=11, second=0.4, blind=blind)
        row = draws.save(session, wish, "user:ada")
        draws.make(session, row.id, "user:ada")
        return row.id


def in_hand(site: Site, sample: uuid.UUID) -> InteractionRow:
    """The interaction that somebody is looking at."""
    with site.house.service.store.reading() as session:
        held = (
            select(InteractionRow)
            .join(SamplePickRow, col(SamplePickRow.interaction_id) == col(InteractionRow.id))
            .join(AssignmentRow, col(AssignmentRow.pick_id) == col(SamplePickRow.id))
        )
        return session.exec(held.where(SamplePickRow.sample_id == sample, col(AssignmentRow.reviewer) != "")).one()


@pytest.mark.parametrize("role", Role)
def test_samples_are_open_to_those_who_draw_them(site: Site, role: Role) -> None:
    with site.pages.visit(role, "en") as visit:
        page = visit.go("/samples")
        expect(page.locator("h1")).to_have_text("Samples" if role in MAY else "This is not open to you")
        assert page.get_by_role("link", name="Samples", exact=True).count() == (role in MAY)


def test_a_plan_shows_its_precision_is_kept_drawn_and_made_again(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/samples/new")
        everything = sum(len(ids) for ids in site.seeded.by_script.values())
        expect(page.locator("#preview .big")).to_have_text(f"{min(50, everything)} of {everything}")
        page.locator("#f-size").fill("20")
        page.get_by_label("Team", exact=True).nth(1).check()
        # half a 95 % interval of one half: z * sqrt(0.25 / 20), less what the finite number of interactions saves
        points = 100 * 1.96 * math.sqrt(0.25 / 20 * (everything - 20) / (everything - 1))
        expect(page.locator("#preview")).to_contain_text(f"± {points:.1f} points".replace(".0 ", " "))
        expect(page.locator("#preview .big")).to_have_text(f"20 of {everything}")
        expect(page.locator("#preview tbody tr", has_text="nord")).to_contain_text("10")
        page.locator("#f-width").fill("5")
        needed = math.ceil(384.15 / (1 + 383.15 / everything))  # 1.96² * 0.25 / 0.05² = 384.15
        expect(page.locator("#preview .wished")).to_contain_text(str(needed))
        visit.accessible()
        visit.shot("sample-new-en-wide-light")
        page.get_by_role("button", name="Keep the plan").click()  # without a name: the browser asks for one
        page.locator("#f-name").fill("November")
        page.get_by_role("button", name="Keep the plan").click()
        expect(page.get_by_role("status")).to_contain_text("Nothing is drawn yet")
        visit.shot("sample-plan-en-wide-light")
        page.get_by_role("button", name="Draw it").click()
        expect(page.locator("#picks + .scroll tbody tr")).to_have_count(20)
        page.get_by_role("link", name="Make the draw again").click()
        expect(page.locator("#check")).to_contain_text("Identical")
        visit.accessible()
        visit.shot("sample-drawn-en-wide-light")


def test_what_does_not_fit_is_said_at_its_field(site: Site) -> None:
    with site.pages.visit(Role.QA, "it", scripts=False) as visit:
        page = visit.go("/samples/new")
        page.locator("#f-name").fill("Prova")
        page.locator("#f-second").fill("400")
        page.get_by_role("button", name="Mostra che cosa estrarrebbe").click()
        expect(page.locator("#h-second")).to_have_text("Un numero da 0 a 100.")
        page.locator("#f-second").fill("10")
        page.get_by_label("Per rischio").check()
        page.get_by_role("button", name="Mostra che cosa estrarrebbe").click()
        expect(page.locator("#preview")).to_contain_text("Non promette precisione")
        expect(page.locator("#preview")).to_contain_text("Cliente scontento")


def test_a_blind_queue_is_worked_through_by_keyboard(site: Site) -> None:
    sample = drawn(site, "Alla cieca")
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(f"/samples/{sample}")
        page.get_by_role("button", name="Verifica la prossima").click()
        expect(page.locator(".task .worked")).to_contain_text("0 di 4")  # three picks, one of them for two people
        assert page.locator(".says").count() == page.locator("mark").count() == 0  # nothing of the machine
        expect(page.locator(".ask.current")).to_have_count(1)
        visit.accessible()
        visit.shot("review-blind-it-wide-light")
        held = in_hand(site, sample)
        there = f"{visit.url}/interactions/{held.id}"
        assert page.request.get(there).status == 403  # its page shows what the machine says
        said = "A questa devi rispondere alla cieca"
        alone = f"{visit.url}/interactions?client=acme&id={held.external_id}"  # it may be on a later page of all
        assert said in page.request.get(alone).text()
        assert str(held.id) not in page.request.get(f"{alone}&ends={held.sentiment_end}").text()
        assert said not in page.request.get(f"{visit.url}/interactions?client=acme&ends=neutral").text()
        page.keyboard.press("1")  # resolved
        page.keyboard.press("s")
        page.keyboard.press("n")
        page.keyboard.press("k")
        page.keyboard.press("x")
        expect(page.locator("input:checked + span")).to_have_count(3)
        page.keyboard.press("Enter")
        expect(page.locator(".asking table tbody tr")).to_have_count(3)
        expect(page.locator(".talk mark").first).to_be_visible()
        assert page.request.get(there).status == 200
        visit.accessible()
        visit.shot("review-compared-it-wide-light")
        page.keyboard.press("Enter")  # the button of the next one has the focus
        expect(page.locator(".task .worked")).to_contain_text("1 di 4")
        page.get_by_role("button", name="Sì al resto").click()
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Invia e prosegui").click()
        page.get_by_role("button", name="La prossima").click()
        expect(page.locator(".task .worked")).to_contain_text("2 di 4")
        expect(page.locator(".ask.current")).to_have_count(1)  # the keys are listened to
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="La prossima").click()
        expect(page.get_by_role("status")).to_contain_text("non resta nulla per te")


def test_in_sight_of_the_machine_one_click_sends_and_goes_on(site: Site) -> None:
    sample = drawn(site, "In sight", blind=False)
    with site.pages.visit(Role.QA, "en", narrow=True, dark=True) as visit:
        page = visit.go("/samples")
        page.get_by_role("button", name="Review In sight").click()
        expect(page.locator(".task .worked")).to_contain_text("0 of 4")
        expect(page.locator(".says").first).to_contain_text("Machine")
        visit.accessible()
        visit.fits()
        visit.shot("review-seen-en-narrow-dark")
        first = page.url
        page.get_by_role("button", name="Send and go on").click()
        expect(page.locator(".task .worked")).to_contain_text("1 of 4")
        assert page.url != first
        visit.go(f"/samples/{sample}")
        visit.accessible()
        visit.fits()
        visit.shot("sample-drawn-en-narrow-dark")


def test_a_second_reviewer_sees_no_answer_of_the_first_and_the_queue_works_without_scripts(site: Site) -> None:
    sample = drawn(site, "Two", size=1, blind=False)  # one pick; the share of seconds rounds to nobody
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        page = visit.go(f"/samples/{sample}")
        page.get_by_role("button", name="Review the next one").click()
        page.locator("details.why summary").nth(1).click()  # the second question: the greeting
        page.locator("textarea").nth(1).fill("call 3481234567 for more")
        page.get_by_role("button", name="Keep for later").click()
        expect(page.get_by_role("status")).to_contain_text("in your hands")
        page.get_by_role("button", name="Review the next one").click()
        expect(page.locator("textarea").nth(1)).to_have_value("call [NUMBER] for more")
        page.get_by_role("button", name="Send and go on").click()
        expect(page.get_by_role("status")).to_contain_text("Nothing is left")
        page.get_by_role("link", name="open").click()
        expect(page.locator(".asking h2")).to_have_text("You and the machine agree.")
        theirs = page.url
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go(theirs.removeprefix(visit.url))
        expect(page.locator("h1")).to_have_text("That is in the way")


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_list_looks_right_narrow_and_dark(site: Site, lang: str) -> None:
    with site.pages.visit(Role.QA, lang, narrow=lang == "it", dark=lang == "it") as visit:
        for path, name in (("/samples", "samples"), ("/samples/new", "sample-new")):
            visit.go(path)
            visit.accessible()
            visit.fits()
            visit.shot(f"{name}-{lang}-{'narrow-dark' if lang == 'it' else 'wide-light'}")
