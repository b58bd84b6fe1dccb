"""What the pages say of a score, of what a person is to confirm, and of an agent of whom nothing is said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.store import interactions, packs, results
from tests.web.conftest import Site
from tests.web.scripts import SCRIPTS
from tests.web.seed import put

BAD = replace(SCRIPTS[0], shows={**SCRIPTS[0].shows, "rudeness": 4, "impatience": 4})
NO_RUDENESS = "#q-criterion-no_rudeness"


def placed(site: Site, id: str, **changes: Any) -> str:
    """The address of one more interaction of agent a01."""
    at = site.house.service.clock() - timedelta(hours=5)
    return f"/interactions/{put(site.house.service, replace(BAD, **changes), id, 'acme', 'a01', at)}"


@pytest.fixture(scope="module")
def doubted(site: Site) -> str:
    return placed(site, "d-1", shown=0.59)


def test_a_score_says_what_holds_it_down(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(placed(site, "s-1"))
        why = page.locator(".why-score")
        expect(why).to_contain_text("Held at 30 by “Is the agent free of rudeness?” (machine, 93% sure); without it")
        expect(page.locator("#to-be-confirmed")).to_have_count(0)


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (True, True)])
def test_what_is_to_be_confirmed_is_told_and_holds_nothing_down(
    site: Site, doubted: str, narrow: bool, dark: bool
) -> None:
    with site.pages.visit(Role.QA, "it", narrow=narrow, dark=dark) as visit:
        page = visit.go(doubted)
        note = page.locator("#to-be-confirmed")
        expect(note).to_contain_text("Da confermare da una persona:")
        expect(note).to_contain_text("(59%)")
        expect(note).to_contain_text("non entra in nessuna cifra")
        expect(page.locator(".why-score")).to_have_count(0)
        question = page.locator(NO_RUDENESS)
        expect(question).to_contain_text("Da confermare: sospetto al 59%")
        expect(question.locator(".quotes a")).to_have_count(1)  # and where the machine saw it
        visit.shot(f"confirmation-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")
        visit.fits()
        visit.accessible()


def test_a_person_who_confirms_it_makes_it_count_as_theirs(site: Site) -> None:
    where = placed(site, "d-2", shown=0.59)
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(where)
        question = page.locator(NO_RUDENESS)
        question.locator("[data-key=n]").first.click()
        expect(question.locator(".sides")).to_contain_text("user:quinto")
        expect(question).not_to_contain_text("otherwise than the machine")  # which had left it to people


def test_the_list_shows_and_finds_what_waits(site: Site, doubted: str) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/interactions?flag=to_be_confirmed")
        row = page.locator("tbody tr", has_text="d-1")
        expect(row.locator(".flag")).to_contain_text(["To be confirmed"])
        expect(row).not_to_contain_text("Critical failure")
        page = visit.go("/coaching?shows=rudeness")
        expect(page.locator("main")).not_to_contain_text("d-1")


def test_figures_say_what_stands_in_none_of_them(site: Site, doubted: str) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/clients/acme/report")
        expect(page.locator("main")).to_contain_text("con meno del 70% di probabilità è da confermare")


def test_a_moment_that_was_collected_before_says_that_it_waits(site: Site, doubted: str) -> None:
    with site.house.service.store.transaction() as session:
        pack = packs.create(session, "acme", "Vecchi momenti", "user:carlo")
        packs.add(session, pack.id, UUID(doubted.rpartition("/")[2]), "user:carlo", turn=4, topic="courtesy:rudeness")
        address = f"/coaching/packs/{pack.id}"
    with site.pages.visit(Role.COACH, "it") as visit:
        expect(visit.go(address).locator(".moments .flag")).to_have_text(["Maleducazione", "Da confermare"])


def test_a_sheet_in_sight_leaves_it_to_the_person(site: Site, doubted: str) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/samples/new")
        expect(page.locator("[name=weight-to_be_confirmed]")).to_have_count(1)


def test_of_an_unsure_agent_nothing_is_said_until_a_person_confirms(site: Site) -> None:
    where = placed(site, "u-1", roles=0.62)
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(where)
        note = page.locator("#roles-unsure")
        expect(note).to_contain_text("Non è certo chi sia l'operatore (62%)")
        expect(page.locator(NO_RUDENESS)).to_contain_text("Non si può dire")
        visit.shot("unsure-roles")
        visit.accessible()
        note.get_by_role("button", name="Operatore e cliente sono giusti").click()
        page.wait_for_load_state()
    with site.house.service.store.reading() as session:
        row = interactions.get(session, UUID(where.rpartition("/")[2]))
        assert (row.run, row.state) == (2, State.RECEIVED)  # a worker does the rest
        assert results.understood(session, row.id).transcript.roles_unsure


def test_the_page_says_why_an_outcome_cannot_be_told(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        note = visit.go(placed(site, "w-1", resolution=None)).locator("#untold")
        expect(note).to_contain_text("Qual è l'esito del caso? Non si può dire. two labels are nearly as likely")
        visit.accessible()
        assert visit.go(placed(site, "w-2")).locator("#untold").count() == 0


def test_an_agent_and_a_client_read_the_same_words(site: Site, doubted: str) -> None:
    for role in (Role.AGENT, Role.CLIENT_VIEWER):
        with site.pages.visit(role, "en") as visit:
            expect(visit.go(doubted).locator("#to-be-confirmed")).to_contain_text("stands in no figure")
