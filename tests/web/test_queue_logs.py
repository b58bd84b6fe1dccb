"""What telephone systems write is handed in on a page, with a mapping or without; hours are set by administrators."""

from pathlib import Path

from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.store import opening_hours
from tests.web.conftest import Site

LOG = """1743411600|c1|sales|NONE|ENTERQUEUE||0612345678|1
1743411615|c1|sales|Agent/8|CONNECT|15|c1.2|4
1743411700|c1|sales|Agent/8|SHIFTNOTE|late
1743411700|c2|sales|NONE|FULL|
nothing of the kind
"""
MAPPING = "fields: {call: Id, offered_at: Da, ending: Esito}\nendings: {Persa: abandoned}\n"


def test_a_queue_log_is_recognised_counted_and_its_unknown_events_are_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "queue_log").write_text(LOG)
    with site.pages.visit(Role.QA, "it") as visit:
        page = visit.go("/queue-logs")
        page.locator("#f-client").fill("acme")
        page.locator("#f-file").set_input_files(tmp_path / "queue_log")
        page.get_by_role("button", name="Consegna").click()
        expect(page.get_by_text("Riconosciuto come: Registro delle code di Asterisk.")).to_be_visible()
        expect(page.get_by_role("row", name="Contatti accolti 2")).to_be_visible()
        expect(page.get_by_text("SHIFTNOTE")).to_be_visible()
        expect(page.get_by_text("Riga 5")).to_be_visible()


def test_a_table_is_read_by_a_mapping_that_is_saved_with_it(site: Site, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("Id;Da;Esito\n7;2025-03-31 09:00:00;Persa\n")
    (tmp_path / "mapping.yaml").write_text(MAPPING)
    with site.pages.visit(Role.QA, "en") as visit:
        for mapping, expected in (("mapping.yaml", "Contacts taken in 1"), ("", "Contacts that were here already 1")):
            page = visit.go("/queue-logs")
            page.get_by_text("A table of another system").click()
            page.locator("#f-client").fill("acme")
            page.locator("#f-file").set_input_files(tmp_path / "calls.csv")
            page.locator("#f-mapping").fill("ours")
            if mapping:
                page.locator("#f-mapping_file").set_input_files(tmp_path / mapping)
            page.get_by_role("button", name="Hand in").click()
            expect(page.get_by_role("row", name=expected)).to_be_visible()
        page = visit.go("/queue-logs")
        page.locator("#f-client").fill("acme")
        page.locator("#f-file").set_input_files(tmp_path / "mapping.yaml")
        page.get_by_role("button", name="Hand in").click()
        expect(page.get_by_role("alert")).to_contain_text("other columns than a queue log")


def test_an_administrator_sets_hours_and_what_was_typed_is_not_lost(site: Site) -> None:
    with site.pages.visit(Role.ADMIN, "en") as visit:
        page = visit.go("/admin/hours?client=acme")
        page.locator("#f-mon").fill("08:30-13:00 14:00-18:00")
        page.locator("#f-tue").fill("8-13")
        page.get_by_label("Closed on Italian public holidays").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("08:30-13:00")
        page.locator("#f-tue").fill("")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("The opening hours are set")).to_be_visible()
        expect(visit.go("/admin/hours?client=acme").locator("#f-mon")).to_have_value("08:30-13:00, 14:00-18:00")
    with site.house.service.store.reading() as session:
        kept = opening_hours.hours(session, "acme")
    assert kept.model_dump(mode="json", exclude_defaults=True) == {
        "week": {"mon": ["08:30-13:00", "14:00-18:00"]},
        "holidays": "IT",
    }
