"""Moments, packs and exports in the browser, with a real worker that makes the files."""

import csv
import io
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from qa_service.domain.people import Role
from qa_service.store import packs
from tests.web.conftest import Site
from tests.web.seed import AGENTS

COACHES = {Role.ADMIN, Role.QA, Role.COACH, Role.TEAM_LEADER}
SOON = 180_000
"""Milliseconds within which a worker has started and made a file, on however busy a machine."""
LOOKS = [("it", False, False), ("en", True, True)]


@pytest.fixture(scope="module")
def working(site: Site) -> Iterator[Site]:
    """With a worker at hand."""
    with site.house.worker():
        yield site


@pytest.mark.parametrize(("lang", "narrow", "dark"), LOOKS, ids=["wide-light-it", "narrow-dark-en"])
def test_the_pages_look_right(site: Site, lang: str, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.COACH, lang, narrow=narrow, dark=dark) as visit:
        for path in ("coaching", "coaching/packs", "exports"):
            expect(visit.go(f"/{path}").locator("h1")).to_have_count(1)
            visit.accessible()
            visit.fits()
            visit.shot(f"{path.replace('/', '-')}-{lang}-{'narrow-dark' if narrow else 'wide-light'}")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])  # who reads the audit trail alone
def test_each_role_sees_what_is_its_own(site: Site, role: Role) -> None:
    with site.pages.visit(role, "en") as visit:
        assert visit.page.request.get(f"{visit.url}/coaching").status == (200 if role in COACHES else 403)
        page = visit.go("/exports")
        assert page.get_by_role("link", name="Coaching").count() == (role in COACHES)
        kinds = set(page.locator("#f-what option").evaluate_all("all => all.map(one => one.value.split(':')[0])"))
        expected = {"interactions", "analyses", "scorecard", "vcons", "surveys"}
        expected |= {"pack"} if role in COACHES else set()
        expected |= {"labelstudio", "overruled"} if role in {Role.ADMIN, Role.QA} else set()
        expected |= {"report", "kpis", "complaints"} if role not in {Role.COACH, Role.AGENT} else set()
        expected -= {"scorecard"} if role is Role.COACH else set()
        assert kinds == expected
        assert (page.locator("#f-agent").count() == 1) is (role in COACHES)


def test_a_team_leader_finds_moments_of_the_team_alone(site: Site) -> None:
    with site.pages.visit(Role.TEAM_LEADER, "en") as visit:
        page = visit.go("/coaching?shows=positive")
        expect(page.locator(".moments > li").first).to_be_visible()
        expect(page.locator(".moments")).not_to_contain_text("sud")


def test_moments_are_collected_noted_used_and_downloaded_by_mouse(working: Site) -> None:
    with working.pages.visit(Role.COACH, "it") as visit:
        page = visit.go("/coaching")
        page.get_by_label("Che cosa ha mostrato l'operatore").select_option("rudeness")
        page.get_by_label("Committente").fill("acme")
        page.get_by_role("button", name="Mostra").click()
        expect(page.locator(".moments mark").first).to_contain_text("E allora")
        page.locator("#f-title").fill("Novembre")
        page.get_by_role("button", name="Raccogli").click()
        expect(page.get_by_role("alert")).to_contain_text("Scegli i momenti")
        expect(page.locator("#f-title")).to_have_value("Novembre")  # nothing is lost
        page.locator(".moments input").first.check()
        page.get_by_role("button", name="Raccogli").click()
        expect(page.get_by_role("status")).to_contain_text("Sono nella raccolta")
        expect(page.locator(".moments > li").first).to_contain_text("In: Novembre")
        page.get_by_role("link", name="Raccolte").click()
        page.get_by_role("link", name="Novembre").click()
        page.locator("#n-1").fill("Che cosa avresti detto tu?")
        page.get_by_role("button", name="Salva la nota").click()
        expect(page.locator("#n-1")).to_have_value("Che cosa avresti detto tu?")
        page.get_by_role("button", name="Segna come usato").click()
        expect(page.locator(".moments")).to_contain_text("usato il")
        page.get_by_role("button", name="Scarica lo ZIP").click()
        names = fetched(page, "Scarica ZIP").namelist()
        assert any(name.endswith(".html") for name in names)
        visit.accessible()
        visit.shot("pack")


def test_a_team_leader_is_not_offered_what_changes_a_coachs_pack(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        pack = packs.create(session, "acme", "Della coach", "user:carlo").id
    with site.pages.visit(Role.TEAM_LEADER, "it") as visit:
        page = visit.go(f"/coaching/packs/{pack}")
        expect(page.get_by_text("La cambia chi l'ha raccolta")).to_be_visible()
        expect(page.get_by_role("button", name="Scarica lo ZIP")).to_be_visible()
        assert page.get_by_text("Togli la raccolta").count() == 0
        assert page.locator("main form[action$='/remove']").count() == 0
        visit.accessible()
        visit.shot("pack-of-another")
        page = visit.go("/coaching?shows=positive")
        assert "Della coach" not in page.locator("#f-pack").inner_text()


def fetched(page: Page, link: str) -> zipfile.ZipFile:
    """Waits until the polled list offers the file, and takes it."""
    expect(page.get_by_role("link", name=link)).to_be_visible(timeout=SOON)
    with page.expect_download() as found:
        page.get_by_role("link", name=link).click()
    return zipfile.ZipFile(io.BytesIO(found.value.path().read_bytes()))


def test_good_moments_are_collected_by_keyboard_into_a_pack_that_is_there(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        pack = packs.create(session, "acme", "Buoni esempi", "user:carlo").id
    with site.pages.visit(Role.COACH, "en") as visit:
        page = visit.go("/coaching?shows=empathy&client=acme")
        page.locator(".moments input").first.focus()
        page.keyboard.press("Space")
        page.locator("#f-pack").focus()
        page.keyboard.type("Buoni")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("They are in the pack")
    with site.house.service.store.reading() as session:
        (item,) = packs.items(session, pack)
        assert (item.topic, item.turn, item.added_by) == ("courtesy:empathy", 2, "user:carlo")


def test_moments_of_two_clients_do_not_go_into_one_pack(site: Site) -> None:
    with site.pages.visit(Role.COACH, "en") as visit:
        page = visit.go("/coaching?shows=greeting")
        for client in ("acme", "globex"):
            page.locator(".moments > li").filter(has_text=f"· {client}").first.locator("input").check()
        page.locator("#f-title").fill("Mixed")
        page.get_by_role("button", name="Collect").click()
        expect(page.get_by_role("alert")).to_contain_text("one client")
        expect(page.locator(".moments input:checked")).to_have_count(2)
        visit.accessible()
        visit.shot("coaching-fault")
    with site.house.service.store.reading() as session:
        assert "Mixed" not in {pack.title for pack in packs.listed(session)}


def test_a_file_is_asked_for_watched_and_fetched_by_keyboard(working: Site) -> None:
    with working.pages.visit(Role.CLIENT_VIEWER, "en") as visit:
        page = visit.go("/exports")
        page.locator("#f-what").select_option("interactions:csv")
        page.get_by_role("button", name="Make the file").focus()
        page.keyboard.press("Enter")
        link = page.get_by_role("link", name="Download CSV")
        expect(link).to_be_visible(timeout=SOON)
        with page.expect_download() as found:
            link.focus()
            page.keyboard.press("Enter")
        text = found.value.path().read_text(encoding="utf-8-sig")
        cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
        assert "acme" in cells
        assert "globex" not in cells
        assert not cells & set(AGENTS)  # a client never sees who the agent was
        visit.accessible()
        visit.shot("exports-done")


def test_what_does_not_fit_is_said_above_the_form_which_keeps_its_values(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/exports")
        page.locator("#f-what").select_option("scorecard:pdf")
        page.locator("#f-since").fill("2026-01-01")
        page.get_by_role("button", name="Crea il file").click()
        expect(page.get_by_role("alert")).to_contain_text("Di' di chi è")
        expect(page.locator("#f-since")).to_have_value("2026-01-01")
        expect(page.locator("#f-what")).to_have_value("scorecard:pdf")
