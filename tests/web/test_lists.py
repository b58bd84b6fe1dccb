"""The overview and the list of interactions, as each role sees them."""

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from tests.web.conftest import Site
from tests.web.seed import AGENTS


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])  # who reads no list
@pytest.mark.parametrize("lang", ["it", "en"])
def test_each_role_sees_its_own(site: Site, role: Role, lang: str) -> None:
    with site.pages.visit(role, lang) as visit:
        for path in ("/", "/interactions"):
            page = visit.go(path)
            expect(page.locator("h1")).to_have_count(1)
            visit.fits()
        text = page.locator("table").inner_text()
        assert ("a04" in text) is (role in {Role.ADMIN, Role.QA, Role.COACH})
        assert ("a01" in text) is (role is not Role.CLIENT_VIEWER)  # a client never sees who the agent was
        link = page.get_by_role("link", name="Carica" if lang == "it" else "Upload")
        assert link.count() == (role in {Role.ADMIN, Role.QA})


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (False, True), (True, False), (True, True)])
def test_they_look_right_and_are_accessible(site: Site, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, "en" if dark else "it", narrow=narrow, dark=dark) as visit:
        for path, name in (("/", "overview"), ("/interactions", "interactions")):
            visit.go(path)
            visit.fits()
            visit.accessible()
            visit.shot(f"{name}-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")


def test_the_list_is_narrowed_by_mouse_and_its_address_says_how(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/interactions")
        page.locator("#f-flag").select_option("critical")
        expect(page).to_have_url(f"{visit.url}/interactions?" + page.url.partition("?")[2])
        expect(page.locator("#list tbody tr").first).to_contain_text("Critical failure")
        assert "flag=critical" in page.url
        page.get_by_text("More filters").click()
        page.locator("#f-intent").select_option("technical_issue")
        page.wait_for_url("**intent=technical_issue**")
        rows = page.locator("#list tbody tr")
        expect(rows.filter(has_text="Fault or technical support")).to_have_count(rows.count())
        page.get_by_label("Keep this search as").fill("Critical faults")
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_role("status")).to_contain_text("kept")
        page.goto(visit.url + "/interactions")
        page.get_by_role("link", name="Critical faults").click()
        assert "flag=critical" in page.url
        page.get_by_role("button", name="Forget the search Critical faults").click()
        expect(page.get_by_role("link", name="Critical faults")).to_have_count(0)


def test_words_are_searched_by_keyboard(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/interactions")
        page.locator("#f-words").focus()
        page.keyboard.type("bolletta ottobre")
        page.keyboard.press("Enter")
        page.wait_for_url("**words=bolletta**")
        expect(page.locator("#list tbody tr")).to_have_count(6)  # one script in six speaks of it
        page.locator("#f-words").fill("unicorno")
        page.keyboard.press("Enter")
        expect(page.locator("#list")).to_contain_text("Nulla corrisponde")


def test_without_scripts_the_form_and_the_pages_work_as_well(site: Site) -> None:
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        page = visit.go("/interactions")
        expect(page.locator("#list tbody tr")).to_have_count(25)
        page.get_by_role("link", name="Older").click()
        expect(page.locator("#list tbody tr")).to_have_count(13)  # 36 analysed, one failed, one waiting
        page.get_by_role("link", name="To the newest").click()
        page.locator("#f-words").fill("roaming")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#list tbody tr")).to_have_count(6)


def test_a_team_leader_finds_nothing_of_another_team(site: Site) -> None:
    theirs = {agent for agent, team in AGENTS.items() if team == "sud"}
    with site.pages.visit(Role.TEAM_LEADER, "en") as visit:
        page = visit.go(f"/interactions?agent={theirs.pop()}")
        expect(page.locator("#list")).to_contain_text("Nothing fits")
