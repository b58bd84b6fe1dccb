"""A centre's questions in the browser: written in a form beside what they find, kept in a draft, published."""

import pytest
from playwright.sync_api import Page, expect

from qa_service.domain.people import Role
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.services.dependencies import Dependencies
from qa_service.store import rubrics
from tests.web.conftest import Site

LIST, NEW = "/criteria?client={}", "/criteria/new?client={}"
NESTED = {"kind": "any", "of": [{"kind": "behaviour", "label": "apology"}, {"kind": "behaviour", "label": "empathy"}]}


def in_force(service: Dependencies, client: str) -> Rubric:
    with service.store.reading() as session:
        return service.rubrics.current(session, client)


def criterion(rubric: Rubric, id: str) -> Criterion:
    return next(one for one in rubric.criteria if one.id == id)


def counted(page: Page, words: str) -> None:
    expect(page.locator("#counted")).to_contain_text(words)


@pytest.mark.parametrize(("lang", "narrow", "dark"), [("it", False, False), ("en", True, True)], ids=["it", "en"])
def test_the_pages_look_right(site: Site, lang: str, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, lang, narrow=narrow, dark=dark) as visit:
        name = f"{lang}-{'narrow-dark' if narrow else 'wide-light'}"
        visit.go(LIST.format("acme"))
        visit.accessible()
        visit.fits()
        visit.shot(f"criteria-{name}")
        page = visit.go(NEW.format("acme"))
        page.locator("#f-phrases_it").fill("grazie")
        expect(page.locator("#preview mark").first).to_be_visible()
        visit.accessible()
        visit.fits()
        visit.shot(f"criterion-{name}")


def test_who_does_not_write_rubrics_does_not_find_it(site: Site) -> None:
    for role in (Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT):
        with site.pages.visit(role, "en") as visit:
            assert visit.page.request.get(visit.url + LIST.format("acme")).status == 403
            expect(visit.go("/rubrics?client=acme").locator(".tabs")).to_have_count(0)


def test_nothing_is_written_for_a_client_without_a_name(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        assert visit.page.request.get(visit.url + "/criteria/greeting/edit").status == 422
        assert visit.go("/criteria/new").url.endswith("/criteria")


def test_a_question_is_made_from_nothing_seen_tried_and_published_by_mouse(site: Site) -> None:
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/rubrics?client=acme")
        page.locator(".tabs").get_by_role("link", name="Criteria").click()
        page.get_by_role("button", name="Write a question").click()
        page.get_by_label("In Italian", exact=True).first.fill("L'operatore ringrazia per l'attesa?")
        expect(page.locator("#preview")).to_contain_text("Write a phrase, and here stand ten")
        phrases = page.get_by_label("Phrases in Italian, one a line")
        phrases.press_sequentially("grazie per l'attesa")
        expect(page.locator("#preview mark").first).to_have_text("Grazie per l'attesa")
        few = page.locator("#with").inner_text()
        phrases.press_sequentially("\nbuongiorno")
        expect(page.locator("#with")).not_to_have_text(few)  # more are found while typing
        many = page.locator("#with").inner_text()
        assert int(many.split()[-1]) > int(few.split()[-1])
        expect(page.locator("section[aria-labelledby=without] li").first).to_contain_text("Looked at")
        page.get_by_role("checkbox", name="Customer").check()
        page.get_by_role("checkbox", name="Agent").uncheck()
        expect(page.locator("#with")).not_to_have_text(many)  # the customer greets less often
        page.get_by_role("checkbox", name="Agent").check()
        page.get_by_role("checkbox", name="Customer").uncheck()
        page.get_by_label("Weight in its section").fill("4")
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.get_by_role("status")).to_contain_text("The question stands in the draft")
        row = page.get_by_role("row", name="L'operatore ringrazia per l'attesa?")
        expect(row).to_contain_text("draft, new")
        expect(row).to_contain_text("words that are said")
        assert len(in_force(site.house.service, "acme").sections) == 2  # nothing is in force yet
        page.get_by_role("button", name="Publish the draft…").click()
        visit.accessible()
        page.get_by_role("button", name="Publish acme@1").click()
        expect(page.get_by_role("status")).to_contain_text("It is in force")
    after, before = in_force(site.house.service, "acme"), site.house.service.rubrics.default
    assert after.sections[:2] == before.sections  # the rest is as it was
    assert after.sections[2].name.it == "Domande del centro"
    (own,) = after.sections[2].criteria
    assert own.model_dump(mode="json", exclude_defaults=True) == {
        "id": "l_operatore_ringrazia_per_l_attesa",
        "question": dict.fromkeys(("it", "en"), "L'operatore ringrazia per l'attesa?"),
        "rule": {"kind": "phrase", "any": {"it": ["grazie per l'attesa", "buongiorno"]}},
        "weight": 4.0,
    }


def test_a_text_is_written_by_keyboard_alone_in_italian(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(NEW.format("globex"))
        keys = page.keyboard
        page.get_by_label("In italiano", exact=True).first.focus()
        keys.type("Saluta e si presenta?")
        keys.press("Tab")
        keys.type("Is there a greeting with a name?")
        keys.press("Tab")
        keys.press("ArrowDown")  # from words that are said to a text that is read out
        keys.press("Tab")
        keys.type("Buongiorno, sono Luca.")
        counted(page, "in ")
        for _ in range(2):
            keys.press("Tab")
        keys.press("Control+a")
        keys.type("100")
        expect(page.locator("#preview .flag").first).to_contain_text("manca")
        page.get_by_role("button", name="Salva come bozza").focus()
        keys.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("La domanda è nella bozza")
    with site.house.service.store.reading() as session:
        draft = rubrics.to_rubric(rubrics.get(session, "globex", "globex", 1))
    rule = criterion(draft, "is_there_a_greeting_with_a_name").rule
    assert rule.model_dump(mode="json", exclude_defaults=True) == {
        "kind": "script",
        "sentences": {"it": [{"text": "Buongiorno, sono Luca."}]},
        "share": 1.0,
    }


def test_what_is_masked_is_looked_for_and_shown_as_masked(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(NEW.format("acme"))
        page.get_by_role("checkbox", name="Cliente").check()
        page.locator("#f-phrases_it").fill("intestato a [PERSON]")
        expect(page.locator("#preview mark .mask").first).to_be_visible()
        assert "[PERSON]" not in page.locator("#preview").inner_text()


def test_without_scripts_a_button_does_what_typing_does(site: Site) -> None:
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        page = visit.go(NEW.format("acme"))
        page.locator("#f-phrases_it").fill("buongiorno")
        page.get_by_role("button", name="Try").click()
        assert page.locator("#preview mark").count() > 0
        assert "interactions looked at in" in page.locator("#counted").inner_text()
        assert page.locator("#f-phrases_it").input_value() == "buongiorno"


def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(site: Site) -> None:
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(NEW.format("globex"))
        page.locator("#f-phrases_it").fill("pronto\n\n[VIA] di casa")
        expect(page.locator("#preview")).to_contain_text("Frasi in italiano, riga 3")
        page.locator("#f-weight").fill("dieci")
        page.get_by_role("button", name="Salva come bozza").click()
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("3 campi non vanno bene; non si è perso nulla.")
        expect(page.locator("#e-weight")).to_have_text("Scrivi qui un numero.")
        expect(page.locator("#e-question_it")).to_have_text("Scrivi la domanda.")
        assert page.locator("#f-weight").input_value() == "dieci"
        visit.accessible()
        visit.shot("criterion-fault")
        alert.get_by_role("link", name="Peso").click()
        expect(page.locator("#f-weight")).to_be_focused()
        page.locator("#f-weight").fill("2,5")
        page.locator("#f-question_it").fill("Dice pronto?")
        page.get_by_role("button", name="Salva come bozza").click()
        expect(page.locator("#e-phrases_it")).to_contain_text("Riga 3: [VIA] non è un dato mascherato")
        assert page.locator("#f-phrases_it").input_value() == "pronto\n\n[VIA] di casa"
        expect(page.locator("[lang=en].fault, .fault [lang=en]")).to_have_count(0)  # all of it is Italian


def test_what_a_form_cannot_change_is_kept_as_it_is_or_left_to_the_text(site: Site) -> None:
    service = site.house.service
    body = service.rubrics.default.model_dump(mode="json") | {"id": "nested", "version": 1}
    criteria = body["sections"][0]["criteria"]
    criteria[0]["rule"] = NESTED
    criteria[1]["rule"] = {"kind": "phrase", "any": {"en": ["two\nlines"]}}
    with service.store.transaction() as session:
        service.rubrics.draft(session, "umbra", Rubric.model_validate(body), "user:quinto")
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/criteria/greeting/edit?client=umbra")
        expect(page.locator(".of-kept.note")).to_contain_text("the agent shows: Apology or the agent shows: Empathy")
        visit.accessible()
        page.locator("#f-weight").fill("7")
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.get_by_role("row", name="Does the agent open")).to_contain_text("draft, changed")
        page = visit.go("/criteria/self_identification/edit?client=umbra")
        expect(page.locator("main")).to_contain_text("a form cannot hold without changing them")
        page.get_by_role("button", name="Edit the rubric as text").click()
        assert "kind: any" in page.locator("#f-text").input_value()
    with service.store.reading() as session:
        draft = rubrics.to_rubric(rubrics.get(session, "umbra", "nested", 1))
    assert criterion(draft, "greeting").rule.model_dump(mode="json", exclude_defaults=True) == NESTED
    assert criterion(draft, "greeting").weight == 7
