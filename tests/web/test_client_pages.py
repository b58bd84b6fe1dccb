"""The report to a client organisation and the key figures, as each role sees them."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from qa_service.domain.people import Role
from tests.web.browser import SHOTS
from tests.web.conftest import Site
from tests.web.figures import figures_site
from tests.web.pictures import png
from tests.web.seed import AGENTS

_SEES_ALL = {Role.ADMIN, Role.QA}
_AGENT = re.compile(r"\b(" + "|".join(AGENTS) + r")\b")


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with figures_site(browser, tmp_path_factory.mktemp("clients")) as site:
        yield site


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_own_or_is_refused(site: Site, role: Role) -> None:
    reached = {
        "/clients/acme/report": _SEES_ALL | {Role.CLIENT_VIEWER},
        "/clients/globex/report": _SEES_ALL,
        "/kpis?client=acme": _SEES_ALL | {Role.CLIENT_VIEWER, Role.TEAM_LEADER},
        "/kpis?client=globex": _SEES_ALL | {Role.TEAM_LEADER},
        "/downloads?kind=report&format=xlsx&of=acme": _SEES_ALL | {Role.CLIENT_VIEWER, Role.TEAM_LEADER},
        "/downloads?kind=report&format=xlsx&of=globex": _SEES_ALL | {Role.TEAM_LEADER},  # the own team's part of it
        "/downloads?kind=kpis&format=csv&of=acme": _SEES_ALL | {Role.CLIENT_VIEWER, Role.TEAM_LEADER},
        "/downloads?kind=kpis&format=xlsx&of=globex": _SEES_ALL | {Role.TEAM_LEADER},
        "/downloads?kind=scorecard&format=xlsx&agent=a01": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
    }
    with site.pages.visit(role, "en") as visit:
        for path, roles in reached.items():
            status = visit.page.request.get(path).status
            assert (status == 200) is (role in roles), f"{path}: {status}"
            assert status in {200, 403, 404}
        visit.go("/")
        shown = visit.page.get_by_role("link", name="Client reports").count()
        assert shown == (role in _SEES_ALL | {Role.CLIENT_VIEWER})


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_client_reads_its_report_by_keyboard_and_no_agent_is_named(site: Site, lang: str) -> None:
    with site.pages.visit(Role.CLIENT_VIEWER, lang) as visit:
        page = visit.go("/")
        page.get_by_role("link", name="Rapporti" if lang == "it" else "Client reports").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{visit.url}/clients/acme/report")
        expect(page.locator("#critical")).to_be_visible()
        assert _AGENT.search(page.content()) is None
        page.locator("#f-channel").focus()
        page.keyboard.type("chat")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**channel=chat**")
        assert _AGENT.search(page.content()) is None
        assert _AGENT.search(visit.go("/kpis").content()) is None


def test_the_files_of_a_client_open_elsewhere_and_name_no_agent(site: Site) -> None:
    with site.pages.visit(Role.CLIENT_VIEWER, "en") as visit:
        page = visit.go("/clients/acme/report")
        with page.expect_download() as download:
            page.get_by_role("button", name="PDF").click()
        pdf = pypdfium2.PdfDocument(download.value.path())
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        assert "acme" in text
        for title in ("Effective resolution", "Reasons for contact", "How far people and machine agree", "Extracts"):
            assert title in text
        assert "«E allora … Non lo so»" in text  # what was said in a critical error
        assert _AGENT.search(text) is None
        _pictured("client-report", pdf)
        raw = page.request.get("/downloads?kind=report&format=xlsx&of=acme").body()
        cells = [str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(raw)) for row in sheet for cell in row]
        assert any("acme" in cell for cell in cells)
        assert _AGENT.search(" ".join(cells)) is None


def test_key_figures_open_elsewhere_with_numbers_as_numbers(site: Site) -> None:
    with site.pages.visit(Role.CLIENT_VIEWER, "it") as visit:
        page = visit.go("/kpis")
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        table = Path(download.value.path()).read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(table)))
        resolved = next(row for row in rows if row["name"] == "Casi risolti")
        assert (resolved["unit"], resolved["not_measurable"]) == ("share", "")
        assert 0 <= float(resolved["low"]) <= float(resolved["value"]) <= float(resolved["high"]) <= 1
        assert any(row["not_measurable"] for row in rows)
        page.get_by_role("button", name="XLSX").focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
        cells = {row[0].value: row[1] for sheet in book for row in sheet.iter_rows(max_col=2)}
        assert cells["Casi risolti"].value == pytest.approx(float(resolved["value"]))
        assert cells["Casi risolti"].number_format == "0.0%"
        pdf = pypdfium2.PdfDocument(page.request.get("/downloads?kind=kpis&format=pdf&of=acme").body())
        _pictured("kpis", pdf)
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        assert _AGENT.search(text + str(rows) + " ".join(str(one) for one in cells)) is None


def _pictured(name: str, pdf: pypdfium2.PdfDocument) -> None:
    """To be looked at: what another reader makes of it."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pdf):
        pixels = page.render(scale=1.2, rev_byteorder=True).to_numpy()[:, :, :3]
        (SHOTS / f"{name}-pdf-{number + 1}.png").write_bytes(png(pixels))


@pytest.mark.parametrize(
    ("lang", "counted", "tile"),
    [
        ("it", r"macchina [\d,]+\s?% \(\d+ su \d+\)", r"macchina \d+\s?% \(\d+ su \d+\) → corretto (da )?\d+\s?%"),
        ("en", r"machine [\d.]+% \(\d+ of \d+\)", r"machine \d+% \(\d+ of \d+\) → corrected \d+%"),
    ],
)
def test_the_machines_count_and_the_corrected_figure_are_two_things(
    site: Site, lang: str, counted: str, tile: str
) -> None:
    mean = {"it": r"macchina [\d,]+ \(media di \d+\)", "en": r"machine [\d.]+ \(mean of \d+\)"}[lang]
    with site.pages.visit(Role.CLIENT_VIEWER, lang) as visit:
        row = visit.go("/kpis").get_by_role("row", name=re.compile("Casi risolti|Cases resolved")).first
        expect(row).to_contain_text(re.compile(counted))
        expect(row).to_contain_text("corretto" if lang == "it" else "corrected")
        courtesy = visit.page.get_by_role("row", name=re.compile("Cortesia|Courtesy")).first
        expect(courtesy).to_contain_text(re.compile(mean))
        page = visit.go("/clients/acme/report")
        expect(page.locator(".tiles article").first).to_contain_text(re.compile(tile))
        visit.shot(f"machine-and-corrected-{lang}")


def test_what_cannot_be_measured_says_so(site: Site) -> None:
    with site.pages.visit(Role.CLIENT_VIEWER, "en") as visit:
        page = visit.go("/kpis")
        row = page.get_by_role("row", name="Contacts answered")
        expect(row).to_contain_text("Not measurable")
        expect(row).to_contain_text("needs a queue log")
        resolved = page.get_by_role("row", name="Cases resolved")
        expect(resolved).to_contain_text("95% interval")
        expect(resolved).to_contain_text(re.compile(r"machine [\d.]+% \(\d+ of \d+\)"))


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (False, True), (True, False), (True, True)])
def test_they_look_right_and_are_accessible(site: Site, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, "en" if dark else "it", narrow=narrow, dark=dark) as visit:
        for path, name in (
            ("/reports", "client-reports"),
            ("/clients/acme/report", "client-report"),
            ("/kpis?client=acme", "kpis"),
        ):
            page = visit.go(path)
            expect(page.locator("[data-later]")).to_have_count(0, timeout=20_000)
            visit.fits()
            visit.accessible()
            visit.shot(f"{name}-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")
