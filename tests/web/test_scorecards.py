"""Scorecards of agents and teams, as each role sees them."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from qa_service.domain.groups import Days
from qa_service.domain.people import Role
from qa_service.domain.rubric import Rubric
from qa_service.reviewing.applying import Rescorer
from qa_service.store import rescorings, rubrics
from tests.acceptance.house import DEFAULT
from tests.web.conftest import Site
from tests.web.figures import empty_site, figures_site

_SEES_ALL = {Role.ADMIN, Role.QA}


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with figures_site(browser, tmp_path_factory.mktemp("scorecards")) as site:
        yield site


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_own_or_is_refused(site: Site, role: Role) -> None:
    reached = {
        "/agents/a01": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
        "/agents/a04": _SEES_ALL,
        "/teams/nord": _SEES_ALL | {Role.TEAM_LEADER},
        "/teams/sud": _SEES_ALL,
        "/agents/a01/criteria/greeting": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
        "/agents/a04/criteria/greeting": _SEES_ALL,
        "/downloads?kind=scorecard&format=xlsx&agent=a01": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
        "/downloads?kind=scorecard&format=xlsx&agent=a04": _SEES_ALL,
    }
    with site.pages.visit(role, "en") as visit:
        for path, roles in reached.items():
            status = visit.page.request.get(path).status
            assert (status == 200) is (role in roles), f"{path}: {status}"
            assert status in {200, 403, 404}
        visit.go("/")
        link = visit.page.get_by_role("link", name="Scorecards")
        assert link.count() == (role in _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT})


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (False, True), (True, False), (True, True)])
def test_they_look_right_and_are_accessible(site: Site, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, "en" if dark else "it", narrow=narrow, dark=dark) as visit:
        for path, name in (
            ("/scorecards", "scorecards"),
            ("/agents/a01", "agent"),
            ("/teams/nord", "team"),
            ("/agents/a01/criteria/no_rudeness", "criterion"),
        ):
            page = visit.go(path)
            expect(page.locator("[data-later]")).to_have_count(0, timeout=20_000)
            visit.fits()
            visit.accessible()
            visit.shot(f"{name}-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")


@pytest.mark.parametrize(("lang", "words"), [("it", ("Schede", "Mostra")), ("en", ("Scorecards", "Show"))])
def test_a_leader_compares_two_periods_by_mouse_and_by_keyboard(site: Site, lang: str, words: tuple[str, str]) -> None:
    with site.pages.visit(Role.TEAM_LEADER, lang) as visit:
        page = visit.go("/")
        page.get_by_role("link", name=words[0]).click()
        expect(page).to_have_url(f"{visit.url}/teams/nord")
        places = page.locator("section:has(#agents) tbody tr")
        expect(places).to_have_count(3)
        expect(places.nth(2).get_by_role("cell").nth(3)).to_have_text(re.compile("[–0-9]"))
        held = [row.get_by_role("cell").nth(3).inner_text().strip() for row in places.all()]
        checked = sum(place != "–" for place in held)
        # Whom the draw left out has no place; the others share places, or are told apart, as the draw has it.
        assert held[checked:] == ["–"] * (3 - checked)
        bounds = [[int(end) for end in place.split("–")] for place in held[:checked]]
        assert bounds == sorted(bounds)
        assert all(1 <= ends[0] <= ends[-1] <= checked for ends in bounds)
        assert not bounds or bounds[0][0] == 1
        page.get_by_role("link", name="a01", exact=True).click()
        ten_days_ago = (site.house.service.clock() - timedelta(days=10)).date().isoformat()
        page.locator("#f-since").fill(ten_days_ago)
        page.get_by_role("button", name=words[1]).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**since={ten_days_ago}**")
        rows = page.locator("section:has(#changes) tbody tr")
        expect(rows.first).to_be_visible()
        expect(page.locator("section:has(#beside) article")).to_have_count(2)
        expect(page.locator("#moments")).to_be_visible()
        visit.shot(f"agent-changes-{lang}")


def test_without_scripts_the_parts_are_pages_of_their_own(site: Site) -> None:
    with site.pages.visit(Role.TEAM_LEADER, "en", scripts=False) as visit:
        page = visit.go("/agents/a01")
        page.locator("[data-later]", has_text="Moments").get_by_role("link").click()
        expect(page.get_by_role("heading", name="Where it was hard")).to_be_visible()
        page.get_by_role("link", name="Scorecard of agent a01").click()
        expect(page.locator("h1")).to_have_text("Scorecard of agent a01")


def test_files_open_elsewhere(site: Site) -> None:
    with site.pages.visit(Role.TEAM_LEADER, "it") as visit:
        page = visit.go("/teams/nord")
        with page.expect_download() as download:
            page.get_by_role("button", name="XLSX").click()
        book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
        assert "nord" in " ".join(str(cell.value) for row in book.worksheets[0] for cell in row)


def test_nothing_is_shown_without_a_legal_basis(browser: Browser, tmp_path: Path) -> None:
    with empty_site(browser, tmp_path, basis="", n=12) as site:
        for role, paths in {
            Role.TEAM_LEADER: (
                "/teams/nord", "/agents/a01", "/agents/a01/criteria/greeting", "/kpis?client=acme",
                "/interactions?agent=a01", "/coaching?agent=a01",
            ),
            Role.QA: (
                "/scorecards", "/downloads?kind=scorecard&format=pdf&agent=a01", "/agents/a01/moments",
                "/interactions?agent=a01", "/interactions?team=nord", "/coaching?team=nord",
            ),
            Role.AGENT: ("/agents/a01",),
        }.items():  # fmt: skip
            with site.pages.visit(role, "en") as visit:
                for path in paths:
                    answer = visit.page.request.get(path)
                    assert answer.status == 403, path
                    assert re.search("base giuridica|no legal basis", answer.text()), path
        with site.pages.visit(Role.TEAM_LEADER, "it") as visit:
            page = visit.go("/scorecards")
            expect(page.get_by_role("alert")).to_contain_text("base giuridica")
            visit.accessible()
            visit.shot("withheld")


def test_figures_say_that_they_mix_versions_of_the_rubric(browser: Browser, tmp_path: Path) -> None:
    with figures_site(browser, tmp_path) as site:
        service = site.house.service
        today = service.calendar.day(service.clock())
        with site.pages.visit(Role.QA, "en") as visit:
            page = visit.go("/agents/a01")
            expect(page.locator("#mixed")).to_have_count(0)
            expect(page.locator(".mixes")).to_have_count(0)
        heavier = DEFAULT.model_dump(mode="json") | {"id": "heavier"}
        heavier["sections"][0]["criteria"][0]["weight"] = 200.0
        with service.store.transaction() as session:
            for client in ("acme", "globex"):
                service.rubrics.draft(session, client, Rubric.model_validate(heavier), "user:quinto")
                rubrics.publish(session, client, "heavier", 1, "user:quinto")
            days = Days(today - timedelta(days=8), today + timedelta(days=1))
            jobs = [rescorings.place(session, name, "heavier@1", days, "user:quinto").id for name in ("acme", "globex")]
        for job in jobs:
            Rescorer(service.store, service.rubrics).run(job)
        with site.pages.visit(Role.QA, "en") as visit:
            page = visit.go(f"/agents/a01?since={today - timedelta(days=60)}")
            expect(page.locator("#mixed")).to_contain_text("heavier@1 (")
            expect(page.locator("#mixed")).to_contain_text("default@1 (")
            expect(page.locator(".mixes")).to_have_count(1)  # of courtesy; how cases stand depends on no rubric
            expect(page.get_by_role("columnheader", name="Rubric", include_hidden=True)).to_have_count(1)
            expect(page.locator("[data-later]")).to_have_count(0, timeout=20_000)
            visit.accessible()
            visit.shot("agent-mixed")
            page = visit.go(f"/agents/a01/changes?since={today - timedelta(days=8)}")
            expect(page.get_by_text("default@1 before, heavier@1 now")).to_be_visible()
            asked = f"kind=scorecard&format=xlsx&agent=a01&since={today - timedelta(days=60)}"
            book = openpyxl.load_workbook(io.BytesIO(page.request.get(f"/downloads?{asked}").body()))
        texts = [str(cell.value) for sheet in book for row in sheet for cell in row]
        assert any("default@1, heavier@1" in text for text in texts)
