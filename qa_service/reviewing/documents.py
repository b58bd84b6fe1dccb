"""Documents that API, command line and pages share, made from rows."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from qa_service.domain.agreement import QuestionAgreement
from qa_service.report.calibration import calibration_document
from qa_service.report.review import answer_document, correction_document, dispute_document
from qa_service.report.sample import preview_document, progress_document, sample_document
from qa_service.reviewing import agreements, blindness, draws
from qa_service.store import assignments, calibration, corrections, disputes, reviews
from qa_service.store.answers import Which
from qa_service.store.reviews import ReviewFilters
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import CalibrationRow, DisputeRow, ReviewRow, SampleRow

_MOST_ANSWERS = 1000


def sample(session: Session, row: SampleRow, *, preview: bool = False) -> dict[str, Any]:
    """A sample with what goes with its state: what it would draw (if asked for), or how far the work is."""
    if row.drawn_at is not None:
        return sample_document(row, progress=progress_document(assignments.progress(session, row.id)))
    found = preview_document(draws.preview(session, row), row.plan["by"]) if preview else None
    return sample_document(row, preview=found)


def judged(session: Session, row: InteractionRow, viewer: str, *, named: bool) -> dict[str, Any]:
    """Everything that people said of an interaction, as `viewer` may see it; `named`: with the names of people."""
    given = reviews.page(session, ReviewFilters(interaction=row.id, viewer=viewer), limit=_MOST_ANSWERS).rows
    counts = reviews.effective(session, [row.id]).get(row.id, {})
    return {
        "interaction": str(row.id),
        "judgement": disputes.judgements(session, [row])[row.id].value,
        "counts": {question: answer_document(one, reviewer=named) for question, one in counts.items()},
        "answers": [answer_document(one, reviewer=named) for one in given],
        "disputes": [dispute(one, named=named) for one in disputes.of_interaction(session, row.id)],
        "corrections": [correction_document(one, people=named) for one in corrections.of_interaction(session, row.id)],
    }


def answers(session: Session, rows: Sequence[ReviewRow], viewer: str) -> list[dict[str, Any]]:
    """Answers as a reviewer may see them: of interactions that are to be answered blind only the own ones, without the
    machine's.
    """
    held = blindness.held_back(session, {row.interaction_id for row in rows}, viewer)
    nothing = {"machine": None, "machine_confidence": None}
    return [
        answer_document(row) | (nothing if row.interaction_id in held else {})
        for row in rows
        if row.interaction_id not in held or row.reviewer == viewer
    ]


def dispute(row: DisputeRow, *, named: bool) -> dict[str, Any]:
    """An objection as it stands now."""
    return dispute_document(row, disputes.state(row, now()).value, people=named)


def session_of_calibration(session: Session, row: CalibrationRow) -> dict[str, Any]:
    """A calibration session; its agreement once it is revealed."""
    found: list[QuestionAgreement] = []
    if row.revealed_at is not None:
        found = agreements.agreement(session, Which(session=row.id))
    return calibration_document(row, calibration.answers(session, row.id), found)
