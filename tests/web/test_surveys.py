"""Answers of customers are handed in on a page, and stand on the pages of figures and of their interaction."""

from pathlib import Path

from playwright.sync_api import expect

from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.store import interactions
from tests.web.conftest import Site


def test_a_table_is_handed_in_and_shown_beside_figures_and_with_its_contact(site: Site, tmp_path: Path) -> None:
    with site.house.service.store.reading() as session:
        filters = interactions.Filters(client="acme", state=State.DONE)
        row = interactions.page(session, filters, limit=1).rows[0]
    lines = [f"{row.external_id},5,sì,2026-01-10T10:00:00+01:00", "x-1,9,no,2026-01-10T10:00:00+01:00"]
    lines += [f"x-{n},4,sì,2026-01-10T10:00:00+01:00" for n in range(2, 8)]
    (tmp_path / "answers.csv").write_text("\n".join(("Id contatto,Soddisfazione,Risolto,Data", *lines)))
    with site.pages.visit(Role.QA, "it") as visit:
        for expected in ("Risposte accolte 15", "Risposte che c'erano già 15"):
            page = visit.go("/surveys")
            page.locator("#f-client").fill("acme")
            page.locator("#f-file").set_input_files(tmp_path / "answers.csv")
            page.get_by_role("button", name="Consegna").click()
            expect(page.get_by_role("row", name=expected)).to_be_visible()
            expect(page.get_by_text("Riga 3")).to_be_visible()
        page = visit.go("/kpis?client=acme&since=2026-01-01")
        expect(page.get_by_role("row", name="Risolto, a detta dei clienti")).to_contain_text("87,5")
        expect(page.get_by_text("non se ne fa mai la media")).to_be_visible()
        page = visit.go(f"/interactions/{row.id}")
        expect(page.locator("#survey-answers")).to_contain_text("5 su 5")
