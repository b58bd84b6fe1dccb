"""Words are masked by hand on the page of an interaction: selected with the mouse, chosen by keyboard, or without any
script; and a wrong mask is taken away.
"""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from qa_service.domain.people import Role
from qa_service.store import interactions, results
from tests.web.conftest import Site

EDGES = """([turn, word]) => {
  const said = document.querySelector(`#t-${turn} .said`);
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + word.length);
    const box = range.getBoundingClientRect();
    return [box.left, box.right, box.top + box.height / 2];
  }
}"""


def turns(site: Site, id: uuid.UUID) -> list[str]:
    with site.house.service.store.reading() as session:
        return [turn.text for turn in results.understood(session, id).transcript.turns]


def a_text(site: Site, place: int) -> uuid.UUID:
    """One of the seeded interactions without a recording: no worker has to silence anything."""
    seeded = [id for script in sorted(site.seeded.by_script) for id in site.seeded.by_script[script]]
    with site.house.service.store.reading() as session:
        return [id for id in seeded if interactions.get(session, id).redacted_key is None][place]


def a_word(text: str, but: str = "") -> str:
    """The longest that is not masked, and is not `but`."""
    words = [word.strip(".,;:!?") for word in text.split() if "[" not in word and "'" not in word]
    return max((word for word in words if word.isalpha() and word != but), key=len)


def select(page: Page, turn: int, word: str) -> None:
    """As people do: press at its beginning, draw to its end, let go."""
    page.locator(f"#t-{turn} .said").scroll_into_view_if_needed()
    left, right, height = page.evaluate(EDGES, [turn, word])
    page.mouse.move(left + 1, height)
    page.mouse.down()
    page.mouse.move((left + right) / 2, height)
    page.mouse.move(right - 1, height)
    page.mouse.up()


def fill_in(page: Page, kind: str) -> None:
    page.locator("#mask select[name=kind]").select_option(kind)
    page.locator("#mask button").click()


def test_words_that_are_selected_with_the_mouse_are_masked(site: Site) -> None:
    id = a_text(site, 0)
    word = a_word(turns(site, id)[0])
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go(f"/interactions/{id}")
        expect(page.locator(".mask-selection")).to_be_hidden()
        select(page, 0, word)
        page.get_by_role("button", name="Maschera le parole selezionate").click()
        expect(page.locator("#mask")).to_be_focused()
        chosen = page.locator("#mask select[name=start] option:checked")
        expect(chosen).to_contain_text(word)
        assert chosen.inner_text() == page.locator("#mask select[name=end] option:checked").inner_text()
        visit.accessible()
        visit.fits()
        visit.shot("masking")
        fill_in(page, "PERSON")
        expect(page.get_by_role("status")).to_contain_text("Mascherate")
        expect(page.locator("#t-0 .mask").first).to_be_visible()
        expect(page.locator("#maskings li")).to_contain_text("nome")
        assert word not in page.locator("main").inner_text()
    assert word not in " ".join(turns(site, id))


def test_a_selection_behind_a_mask_means_the_words_that_are_marked(site: Site) -> None:
    """A mask is shown as another text than it has: characters behind it are counted by what it has."""
    id, number = a_text(site, 1), 0
    with site.house.user(Role.QA) as quality:
        first = {"kind": "PERSON", "turn": number, "start": 0, "end": 1}
        quality.post(f"/v1/interactions/{id}/maskings", json=first).raise_for_status()
    text = turns(site, id)[number]
    assert text.startswith("[PERSON]")
    word = a_word(text)
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go(f"/interactions/{id}")
        select(page, number, word)
        expect(page.locator(".mask-selection")).to_be_visible()
        address = page.locator(".mask-selection a").get_attribute("href") or ""
        asked = {name: int(values[0]) for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["mask"] == number
        assert text[asked["from"] : asked["to"]].strip() == word


@pytest.mark.parametrize("scripts", [True, False], ids=["by keyboard", "without scripts"])
def test_words_are_chosen_from_a_list_without_a_mouse(site: Site, scripts: bool) -> None:
    id = a_text(site, 2 if scripts else 3)
    text = turns(site, id)[1]
    word = a_word(text)
    with site.pages.visit(Role.QA, "en", scripts=scripts) as visit:
        page = visit.go(f"/interactions/{id}")
        link = page.locator("#t-1 .mask-turn")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "mask=1" in url)
        place = [word in part for part in text.split()].index(True)
        for name in ("start", "end"):
            page.locator(f"#mask select[name={name}]").select_option(index=place)
        page.locator("#mask select[name=kind]").select_option("ADDRESS")
        page.locator("#mask button").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Masked")
        assert word not in page.locator("#t-1 .said").inner_text()
        if scripts:
            visit.accessible()
        take_away(page, f"dove {word}")
        expect(page.locator("#t-1 .said")).to_contain_text(f"dove {word}")


def take_away(page: Page, words: str) -> None:
    """The first mask of turn 1, twice: nobody knows the words, and then somebody does."""
    for written, answer in (("", "counts as a false one"), (words, "What you wrote stands there now")):
        page.locator("#t-1 a.mask", has_text="address").first.click()
        page.locator("#mask input[name=words]").fill(written)
        page.locator("#mask button").click()
        expect(page.get_by_role("status")).to_contain_text(answer)


@pytest.mark.parametrize("role", [Role.COACH, Role.TEAM_LEADER, Role.CLIENT_VIEWER, Role.AGENT])
def test_nobody_else_masks_or_releases(site: Site, role: Role) -> None:
    with site.pages.visit(role, "en") as visit:
        page = visit.go(f"/interactions/{site.seeded.call}?mask=0")
        expect(page.locator(".turn").first).to_be_visible()
        assert page.locator(".mask-turn, a.mask, #mask, .mask-selection").count() == 0
