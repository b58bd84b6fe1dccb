"""Rubrics in the browser: read by everybody, drafted, tried and published by who may."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qa_service.domain.groups import Days
from qa_service.domain.people import Role
from qa_service.domain.rubric import Rubric
from qa_service.reviewing.applying import Rescorer
from qa_service.store import rescorings, rubrics
from tests.acceptance.house import DEFAULT
from tests.web.conftest import Site

OURS = "/rubrics/version?client=acme&id=default&version=1"
EDIT = "/rubrics/edit?client=acme&id=default&version=1"
LOOKS = [("it", False, False), ("en", True, True)]


@pytest.mark.parametrize(("lang", "narrow", "dark"), LOOKS, ids=["wide-light-it", "narrow-dark-en"])
def test_the_pages_look_right(site: Site, lang: str, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, lang, narrow=narrow, dark=dark) as visit:
        for path, name in (("/rubrics", "rubrics"), (OURS, "rubric"), (EDIT, "rubric-edit")):
            expect(visit.go(path).locator("h1")).to_have_count(1)
            visit.accessible()
            visit.fits()
            visit.shot(f"{name}-{lang}-{'narrow-dark' if narrow else 'wide-light'}")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])  # who reads the audit trail alone
def test_everybody_reads_and_only_some_write(site: Site, role: Role) -> None:
    writes = role in {Role.ADMIN, Role.QA}
    with site.pages.visit(role, "en") as visit:
        page = visit.go(OURS)
        expect(page.get_by_text("Does the agent open with a greeting?")).to_be_visible()
        assert page.get_by_role("button", name="New draft from it").count() == writes
        for path in (EDIT, "/rubrics/new", OURS.replace("version?", "trial?")):
            assert page.request.get(visit.url + path).status == (200 if writes else 403)


def text_of(page: Page) -> str:
    return page.locator("#f-text").input_value()


def test_a_draft_is_written_corrected_tried_and_published_by_mouse(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(EDIT)
        wrong = text_of(page).replace("label: greeting", "label: gretting", 1).replace("id: acme", "id: acme-own", 1)
        page.locator("#f-text").fill(wrong)
        page.get_by_role("button", name="Keep as a draft").click()
        alert = page.get_by_role("alert")
        line = wrong[: wrong.index("label: gretting")].count("\n") + 1
        expect(alert).to_contain_text(f"Line {line} does not fit")
        expect(alert).to_contain_text("sections[0].criteria[0].rule.label")
        expect(alert.locator(".excerpt")).to_contain_text("gretting")
        assert text_of(page) == wrong  # nothing is lost
        visit.accessible()
        visit.shot("rubric-fault")
        heavier = wrong.replace("label: gretting", "label: greeting").replace("weight: 10", "weight: 90", 1)
        page.locator("#f-text").fill(heavier)
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.get_by_role("status")).to_contain_text("The draft is kept")
        page.get_by_role("button", name="Try it on the last interactions").click()
        expect(page.locator("main")).to_contain_text("acme-own@1 instead of default@1")
        expect(page.get_by_role("heading", name="What moves most")).to_be_visible()
        expect(page.locator("section[aria-labelledby=sections] tbody td").first).to_have_text("Courtesy")
        visit.accessible()
        visit.shot("rubric-trial")
        page.get_by_role("link", name="acme-own@1").click()
        page.get_by_role("button", name="Publish…").click()
        visit.accessible()
        visit.shot("rubric-publish")
        page.get_by_role("button", name="Publish acme-own@1").click()
        expect(page.get_by_role("status")).to_contain_text("in force")
        expect(page.get_by_role("button", name="Publish…")).to_have_count(0)
    with site.house.service.store.reading() as session:
        row = rubrics.in_force(session, "acme")
        assert row is not None
        assert (row.rubric, row.version, row.published_by) == ("acme-own", 1, "user:quinto")


def test_the_next_version_begins_from_the_published_one_by_keyboard(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        visit.go("/rubrics/edit?client=globex&id=default&version=1")
        visit.page.get_by_role("button", name="Salva come bozza").focus()
        visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("status")).to_contain_text("La bozza è salvata")
        summary = visit.page.get_by_role("button", name="Pubblica…")
        summary.focus()
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("status")).to_contain_text("È in vigore")
        page = visit.go("/rubrics/edit?client=globex&id=globex&version=1")
        assert re.search(r"^version: 2$", text_of(page), re.MULTILINE)
        page.locator("#f-text").fill(
            text_of(page).replace("version: 2", "version: 1").replace("weight: 10", "weight: 11", 1)
        )
        page.get_by_role("button", name="Salva come bozza").click()
        expect(page.get_by_role("status")).to_contain_text("un numero più alto")


def test_a_file_takes_the_place_of_the_text_without_scripts(site: Site, tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "docs" / "rubric-example.yaml"
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        page = visit.go("/rubrics/new?client=acme")
        page.locator("#f-file").set_input_files(example)
        page.get_by_role("button", name="Only check it").click()
        assert "It is sound" in page.get_by_role("status").inner_text()
        assert text_of(page) == example.read_text()
        broken = tmp_path / "broken.yaml"
        broken.write_text("id: x\nversion: [1\n")
        page.locator("#f-file").set_input_files(broken)
        page.get_by_role("button", name="Keep as a draft").click()
        assert "cannot be read as YAML" in page.get_by_role("alert").inner_text()
        assert text_of(page) == broken.read_text()


def test_a_client_sees_published_versions_of_its_own_alone(site: Site) -> None:
    with site.pages.visit(Role.CLIENT_VIEWER, "en") as visit:
        for path in ("/rubrics?client=globex", OURS.replace("acme", "globex")):
            assert visit.page.request.get(visit.url + path).status == 403
        page = visit.go("/rubrics")
        expect(page.get_by_text("globex")).to_have_count(0)


def published(site: Site, name: str, client: str = "acme") -> None:
    """The default with a heavier greeting, under another name."""
    body = DEFAULT.model_dump(mode="json") | {"id": name}
    body["sections"][0]["criteria"][0] |= {"weight": 200.0, "rule": {"kind": "behaviour", "label": "farewell"}}
    store = site.house.service.store
    with store.transaction() as session:
        site.house.service.rubrics.draft(session, client, Rubric.model_validate(body), "user:quinto")
        rubrics.publish(session, client, name, 1, "user:quinto")


def test_a_version_is_applied_to_a_past_period_and_pages_say_which_one_counts(site: Site) -> None:
    published(site, "again")
    service, here = site.house.service, "/rubrics/version?client=acme&id=again&version=1"
    today = service.calendar.day(service.clock())
    since, until = ((today - timedelta(days=days)).isoformat() for days in (20, 0))
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(here)
        expect(page.locator("#applied")).to_have_text("")
        page.get_by_role("button", name="Apply it to a past period…").click()
        page.get_by_label("From day").fill(since)
        page.get_by_label("To day").fill(until)
        visit.accessible()
        visit.shot("rubric-rescore")
        page.get_by_role("button", name="Score the period under again@1").click()
        expect(page.get_by_role("status")).to_contain_text("The scorecards so far stay beside it")
        expect(page.locator("#applied")).to_contain_text("Waits for a worker")
        with service.store.reading() as session:
            (row,) = rescorings.of_version(session, "acme", "again@1", 9)
            ids = rescorings.meant(session, "acme", Days(row.since, row.until))
        assert row.since.isoformat() == since
        assert row.until == today + timedelta(days=1)  # the last day is one of them
        page.get_by_role("button", name="Apply it to a past period…").click()
        page.get_by_label("From day").fill(since)
        page.get_by_label("To day").fill(until)
        page.get_by_role("button", name="Score the period under again@1").click()
        expect(page.get_by_role("alert")).to_contain_text("are being scored again; wait until that is done")
        assert page.get_by_label("From day").input_value() == since  # nothing typed is lost
        Rescorer(service.store, service.rubrics).run(row.id)
        expect(page.locator("#applied")).to_contain_text(f"{len(ids)} interactions")  # it asks by itself
        expect(page.locator("#applied")).to_contain_text("judged otherwise than before")
        visit.accessible()
        visit.shot("rubric-rescored")
        page = visit.go(f"/interactions/{ids[-1]}")
        page.get_by_text("Also scored under default@1").click()
        expect(page.get_by_text("Figures count again@1.")).to_be_visible()
        visit.accessible()
        visit.shot("interaction-two-scorecards")
        page = visit.go(f"/clients/acme/report?since={today - timedelta(days=80)}")
        expect(page.locator("#mixed")).to_contain_text(f"again@1 ({len(ids)})")
        page = visit.go(f"/clients/acme/report?since={since}")
        expect(page.locator("#mixed")).to_have_count(0)


def test_who_may_not_apply_a_version_is_not_offered_it(site: Site) -> None:
    for role in (Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT):
        with site.pages.visit(role, "it") as visit:
            page = visit.go(OURS)
            expect(page.get_by_role("heading", name="Applicata al passato")).to_have_count(0)
            assert page.request.get(visit.url + OURS.replace("version?", "rescorings?")).status == 403
