"""What the watch has found, on the page of agreement, in both languages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.store import alarms
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from tests.web.conftest import Site

MONDAY = datetime(2026, 11, 22, 23, tzinfo=UTC)  # midnight in Rome
SHARE = {"rubric": "acme@2", "before": 0.64, "share": 0.28, "answers": 170}
RATE = {"baseline_rate": 0.08, "rate": 0.19, "reviews": 84}


@pytest.fixture
def found(site: Site) -> Site:
    """An alarm of each kind; of one drift nobody has reviewed the week, of the other they have."""
    kept: list[tuple[AlarmKind, str, dict[str, Any]]] = [
        (AlarmKind.OVERRIDE, "criterion:farewell", RATE),
        (AlarmKind.LABELS, "label:resolution", {}),
        (AlarmKind.CONFIDENCE, "label:intent", {}),
        (AlarmKind.YES_SHARE, "criterion:greeting", {**SHARE, "agreement_fell": True}),
        (AlarmKind.UNCLEAR_SHARE, "criterion:greeting", SHARE),
        (AlarmKind.WEBHOOK, "5f3c0b54-ce5e-4b53-9d5f-0f0f5c8a9f11", {"state": "failed", "failures": 17}),
    ]
    with site.house.service.store.transaction() as session:
        for kind, subject, detail in kept:
            until = MONDAY + timedelta(days=7)
            row = AlarmRow(client="acme", kind=kind, subject=subject, since=MONDAY, until=until, detail=detail)
            alarms.keep(session, row)
    return site


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            [
                "in 19% of 84 answers, 8% before.",
                "is answered otherwise than in the weeks before.",
                "is met in 28% of 170 answers, in 64% before. People agree less with the machine",
                "cannot be told in 28% of 170 contacts, in 64% before. Nobody has reviewed contacts of that week",
                "acme@2",
                "a webhook endpoint was switched off, since nothing arrived there.",
            ],
        ),
        (
            "it",
            [
                "19% di 84 risposte, prima 8%.",
                "la macchina è sicura in misura diversa rispetto alle settimane precedenti.",
                "quota di sì: 28% di 170 risposte, prima 64%. Sui contatti di quella settimana le persone",
                "Dal 23 nov 2026 al 29 nov 2026",
            ],
        ),
    ],
)
def test_the_page_says_what_moved_and_what_people_say_of_it(found: Site, lang: str, sentences: list[str]) -> None:
    with found.pages.visit(Role.QA, lang, narrow=lang == "it", dark=lang == "it") as visit:
        section = visit.go("/agreement").locator("section[aria-labelledby=watch]")
        for sentence in sentences:
            expect(section).to_contain_text(sentence)
        visit.accessible()
        visit.fits()
