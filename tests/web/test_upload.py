"""Handing files in: dropped and chosen, with a table and by their names, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from tests.figures import contact, saved
from tests.web.conftest import Site

CHAT = '{"id": "chat-7", "channel": "chat", "turns": [{"speaker": "agent", "text": "Buongiorno"}]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "globex_a05_20261101_0910_k1.wav").write_text("buongiorno come va\nbene grazie\n")
    (tmp_path / "broken.json").write_text('{"id": ')
    (tmp_path / "chat.json").write_text(CHAT)
    (tmp_path / "note.docx").write_text("no")
    (tmp_path / "m-1.wav").write_text("buongiorno\n")
    (tmp_path / "calls.csv").write_text("file,agent,customer\nm-1.wav,a03,rossi\n")
    return tmp_path


def test_many_files_are_sent_processed_and_explained(site: Site, folder: Path) -> None:
    names = ["globex_a05_20261101_0910_k1.wav", "broken.json", "note.docx"]
    with site.pages.visit(Role.QA, "it") as visit, site.house.worker():
        page = visit.go("/upload")
        page.get_by_text("Diverso per ogni file").click()
        page.locator("#f-pattern").fill("{client}_{agent}_{day}_{time}_{id}")
        page.locator("#f-files").set_input_files([folder / name for name in names])
        page.get_by_role("button", name="Carica").click()
        expect(page.locator("#sum")).to_have_text("file inviati: 3 / 3")
        rows = page.locator("#taken tr")
        expect(rows.filter(has_text="broken.json")).to_contain_text("non va")
        expect(rows.filter(has_text="note.docx")).to_contain_text("Non si può usare")
        done = rows.filter(has_text="globex_a05")
        expect(done).to_contain_text("Accolta.")
        expect(done.locator(".state.done")).to_be_visible(timeout=60_000)  # by itself, as a worker finishes it
        done.get_by_role("link", name="k1").click()
        expect(page.get_by_text("operatore a05")).to_be_visible()
        expect(page.get_by_text("globex").first).to_be_visible()


def test_the_same_again_and_another_under_its_id_are_told_in_plain_words(site: Site, folder: Path) -> None:
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        for words, expected in (
            (CHAT, "Taken in."),
            (CHAT, "It was here already"),
            (CHAT.replace("Buongiorno", "Salve"), "Something else is here"),
        ):
            (folder / "chat.json").write_text(words)
            page = visit.go("/upload")
            page.locator("#f-client").fill("acme")
            page.locator("#f-files").set_input_files(folder / "chat.json")
            page.get_by_role("button", name="Upload").click()
            assert expected in page.locator("#taken").inner_text()


def test_a_table_says_what_each_file_is(site: Site, folder: Path) -> None:
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/upload")
        page.locator("#f-client").fill("acme")
        page.get_by_text("Different for each file").click()
        page.locator("#f-table").set_input_files(folder / "calls.csv")
        page.locator("#f-files").set_input_files(folder / "m-1.wav")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Upload").focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="m-1").click()
        expect(page.get_by_text("agent a03")).to_be_visible()


def test_files_can_be_dropped(site: Site) -> None:
    drop = """(zone, text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "d.json"));
      for (const name of ["dragover", "drop"])
        zone.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    with site.pages.visit(Role.QA, "en") as visit:
        page = visit.go("/upload")
        page.locator("#drop").evaluate(drop, CHAT.replace("chat-7", "dropped"))
        page.locator("#f-client").fill("acme")
        page.get_by_role("button", name="Upload").click()
        expect(page.locator("#taken tr").first).to_contain_text("Taken in.")


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (True, True)])
def test_it_looks_right_and_is_accessible(site: Site, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, "en" if dark else "it", narrow=narrow, dark=dark) as visit:
        page = visit.go("/upload")
        page.locator("main summary").click()
        visit.shot(f"upload-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")
        visit.fits()
        visit.accessible()


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT])
def test_others_hand_nothing_in(site: Site, role: Role) -> None:
    with site.pages.visit(role, "en") as visit:
        page = visit.go("/upload")
        expect(page.locator("h1")).to_have_text("This is not open to you")


def test_bad_files_are_a_sentence_each_and_the_good_ones_are_taken(site: Site, folder: Path) -> None:
    bad = {
        "deep.vcon": b"[" * 100_000,
        "parties.vcon": b'{"parties": 5, "dialog": [{"type": "text", "parties": 0, "body": "salve"}]}',
        "from.eml": b"From: anna@example.org\nSubject: x\n\n",
        "box.mbox": "From andré Mon Nov  2 10:20:00 2026\nsalve\n".encode("latin-1"),
        "pair.json": CHAT.replace("Buongiorno", "\\ud800").encode(),
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    with site.pages.visit(Role.QA, "en", scripts=False) as visit:
        page = visit.go("/upload")
        page.locator("#f-client").fill("bad-files")
        page.locator("#f-files").set_input_files([folder / name for name in (*bad, "chat.json")])
        page.get_by_role("button", name="Upload").click()
        rows = page.locator("#taken tr")
        for name in bad:
            expect(rows.filter(has_text=name)).to_have_count(1)
            expect(rows.filter(has_text=name).locator("a")).to_have_count(0)
        expect(rows.filter(has_text="chat.json")).to_contain_text("Taken in.")


def test_who_forgets_the_team_of_an_agent_is_told(site: Site, folder: Path) -> None:
    with site.house.service.store.transaction() as session:
        saved(session, contact("of-verde", agent="a91", team="verde"))
    (folder / "chat.json").write_text(
        CHAT.replace('"chat-7"', '"chat-91"').replace('"channel"', '"agent": "a91", "channel"')
    )
    with site.pages.visit(Role.QA, "it", scripts=False) as visit:
        page = visit.go("/upload")
        page.locator("#f-client").fill("acme")
        page.locator("#f-files").set_input_files(folder / "chat.json")
        page.get_by_role("button", name="Carica").click()
        row = page.locator("#taken tr")
        expect(row).to_contain_text("Accolta.")
        expect(row.locator(".warning")).to_contain_text("l'operatore a91 è nella squadra verde")
        visit.shot("upload-without-team")
