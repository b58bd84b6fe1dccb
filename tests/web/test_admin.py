"""Users, keys, clients, agents and settings, in the browser: for administrators, and for nobody else."""

import re

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Reach, Role
from qa_service.store import users
from tests.web.conftest import Site
from tests.web.seed import AGENTS

PATHS = ("users", "keys", "clients", "agents", "settings")
LOOKS = [("it", False, False), ("en", True, True)]


@pytest.mark.parametrize(("lang", "narrow", "dark"), LOOKS, ids=["wide-light-it", "narrow-dark-en"])
def test_an_administrator_sees_all_of_it(site: Site, lang: str, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.ADMIN, lang, narrow=narrow, dark=dark) as visit:
        for path in PATHS:
            page = visit.go(f"/admin/{path}")
            expect(page.locator(".ways [aria-current]")).to_have_attribute("href", f"/admin/{path}")
            visit.accessible()
            visit.fits()
            visit.shot(f"admin-{path}-{lang}-{'narrow-dark' if narrow else 'wide-light'}")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_is_let_in_or_offered_it(site: Site, role: Role) -> None:
    with site.pages.visit(role, "en") as visit:
        expect(visit.go("/").get_by_role("link", name="Administration")).to_have_count(0)
        for path in PATHS:
            answer = visit.page.request.get(f"{visit.url}/admin/{path}")
            assert answer.status == 403


def test_a_person_is_added_by_mouse_with_a_password_shown_once_and_signs_in_with_it(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin")
        page.locator("#f-name").fill("Nina")
        page.locator("#f-role").select_option("team_leader")
        page.get_by_role("button", name="Aggiungi la persona").click()
        expect(page.locator("#h-team")).to_contain_text("ha bisogno di una squadra")  # and nothing typed is lost
        expect(page.locator("#f-name")).to_have_value("Nina")
        page.locator("#f-team").fill("nord")
        page.get_by_role("button", name="Aggiungi la persona").click()
        password = page.locator("output.secret").inner_text()
        visit.accessible()
        visit.shot("admin-secret")
        page.get_by_role("link", name="L'ho copiata").click()
        expect(page.get_by_role("row").filter(has_text="nina")).to_contain_text("squadra nord")
        assert password not in page.content()
    with site.house.service.store.reading() as session:
        assert users.verified(session, "nina", password) is not None


def test_a_person_is_changed_and_disabled_by_keyboard(site: Site) -> None:
    with site.house.service.store.transaction() as session:
        users.create(session, "olga", "una frase lunga e facile", Reach(Role.QA))
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/users")
        page.get_by_role("link", name="olga").focus()
        page.keyboard.press("Enter")
        page.locator("#f-client").focus()
        page.keyboard.type("acme")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("has to sign in again")
        page.get_by_role("link", name="olga").focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("olga")
        visit.accessible()
        visit.shot("admin-user")
        page.get_by_role("button", name="Disable").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("row").filter(has_text="olga")).to_contain_text("disabled on")
    with site.house.service.store.reading() as session:
        row = users.by_name(session, "olga")
        assert row is not None
        assert row.client == "acme"
        assert users.verified(session, "olga", "una frase lunga e facile") is None


def test_nobody_disables_themselves(site: Site) -> None:
    with site.house.service.store.reading() as session:
        ada = users.by_name(session, "ada")
    assert ada is not None
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go(f"/admin/users/{ada.id}")
        expect(page.get_by_role("button", name="Disable")).to_have_count(0)
        token = re.search(r'name="csrf" value="(\w+)"', page.content())
        assert token
        sent = page.request.post(f"{visit.url}/admin/users/{ada.id}/disable", form={"csrf": token[1]})
        assert sent.status == 403


def test_a_key_is_made_shown_once_works_and_is_revoked(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/keys")
        page.locator("#f-label").fill("nightly upload")
        page.get_by_role("button", name="Make the key").click()
        plain = page.locator("output.secret").inner_text()
        headers = {"Authorization": f"Bearer {plain}"}
        assert page.request.get(f"{visit.url}/v1/interactions", headers=headers).status == 200
        page.get_by_role("link", name="I have it").click()
        row = page.get_by_role("row").filter(has_text="nightly upload")
        row.get_by_text("Revoke", exact=False).first.click()
        visit.accessible()
        visit.shot("admin-keys-revoke")
        row.get_by_role("button", name="Revoke for good").click()
        expect(page.get_by_role("row").filter(has_text="nightly upload")).to_contain_text("revoked on")
        assert page.request.get(f"{visit.url}/v1/interactions", headers=headers).status == 401


def test_what_a_client_asks_of_its_reviews_is_changed(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "it") as visit:
        page = visit.go("/admin/clients")
        page.get_by_role("link", name="Cambia globex").click()
        page.locator("#f-dispute_days").fill("21")
        visit.accessible()
        visit.shot("admin-clients-policy")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("row").filter(has_text="globex")).to_contain_text("21")
        expect(page.get_by_role("row").filter(has_text="acme")).to_contain_text("predefinito")


def test_agents_stand_with_their_team_and_what_is_analysed_of_them(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/agents")
        for agent, team in AGENTS.items():
            row = page.get_by_role("row").filter(has_text=agent)
            expect(row.get_by_role("cell").nth(1)).to_have_text(team)
            expect(row.get_by_role("cell").nth(2)).to_have_text(re.compile(r"^[1-9]\d*$"))
        settings = visit.go("/admin/settings")
        expect(settings.locator("main")).to_contain_text("agreement with the works council")
