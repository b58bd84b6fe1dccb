"""Answers to folded questions that came with the rest of a sheet, on real databases."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from qa_service.domain.sampling import Purpose
from qa_service.reviewing.suspicious import folded_answers
from qa_service.store import calibration, interactions
from qa_service.store.calibration import NewCalibration
from qa_service.store.repository import Store
from qa_service.store.tables_reviews import ReviewRow
from tests.store.test_samples import ANNA, BRUNO, contact, stored

MORNING = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
RUDE, GREETING = "courtesy:rudeness", "criterion:greeting"


def sent(
    store: Store,
    id: uuid.UUID,
    answers: dict[str, str],
    seconds: float = 0.0,
    by: str = ANNA,
    pick: uuid.UUID | None = None,
    session: uuid.UUID | None = None,
) -> None:
    """`answers` as a sheet sends them, a few milliseconds apart."""
    purpose = Purpose.RANDOM if pick else Purpose.CALIBRATION if session else None
    with store.transaction() as writing:
        client, run = (row := interactions.get(writing, id)).client, row.run
        for n, (question, answer) in enumerate(answers.items()):
            at = MORNING + timedelta(seconds=seconds, milliseconds=3 * n)
            occasion: dict[str, Any] = {"pick_id": pick, "session_id": session, "purpose": purpose}
            known: dict[str, Any] = {"interaction_id": id, "client": client, "run": run, "reviewer": by}
            writing.add(ReviewRow(question=question, answer=answer, at=at, **known, **occasion))


def suspects(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as session:
        return sorted((row.question, row.answer, row.reviewer) for row in folded_answers(session))


def test_folded_answers_that_came_with_visible_ones_are_listed_and_no_others(store: Store) -> None:
    first, second, third = stored(store, [contact(n) for n in range(3)])
    pick = uuid.uuid4()
    sent(store, first, {GREETING: "yes", RUDE: "yes", "label:intent": "billing"}, pick=pick)
    sent(store, second, {GREETING: "yes", "label:resolution": "resolved"}, pick=uuid.uuid4())  # nothing folded
    sent(store, second, {RUDE: "no"}, 60, BRUNO, pick=uuid.uuid4())  # nothing visible with it
    sent(store, third, {GREETING: "yes", RUDE: "yes"}, by=BRUNO)  # not on a sheet: the API, or question by question
    assert suspects(store) == [(RUDE, "yes", ANNA), ("label:intent", "billing", ANNA)]


def test_an_answer_that_was_given_anew_is_listed_no_more(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    pick = uuid.uuid4()
    sent(store, id, {GREETING: "yes", RUDE: "yes", "courtesy:blame": "yes"}, pick=pick)
    sent(store, id, {RUDE: "no"}, 3600)  # on the interaction's page, one question by itself
    assert suspects(store) == [("courtesy:blame", "yes", ANNA)]


def test_sheets_of_sessions_fold_only_where_the_session_names_no_questions(store: Store) -> None:
    (id,) = stored(store, [contact(0)])
    with store.transaction() as session:
        named = calibration.create(session, NewCalibration("named", [id], questions=[GREETING, RUDE]), ANNA).id
        free = calibration.create(session, NewCalibration("free", [id]), ANNA).id
    sent(store, id, {GREETING: "yes", RUDE: "yes"}, session=named)
    assert suspects(store) == []
    sent(store, id, {GREETING: "yes", RUDE: "yes"}, session=free, by=BRUNO)
    assert suspects(store) == [(RUDE, "yes", BRUNO)]
