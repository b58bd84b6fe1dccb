"""Documents that API, command line and pages share, made from rows."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from qa_service.domain.agreement import QuestionAgreement
from qa_service.report.calibration import calibration_document
from qa_service.report.review import answer_document, correction_document, dispute_document, machine_document
from qa_service.report.sample import pick_document, preview_document, progress_document, sample_document
from qa_service.reviewing import agreements, blindness, draws
from qa_service.reviewing.answering import Answered
from qa_service.store import assignments, calibration, corrections, disputes, reviews, samples
from qa_service.store.answers import Which
from qa_service.store.reviews import ReviewFilters
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import CalibrationRow, DisputeRow, ReviewRow, SampleRow

_MOST_ANSWERS = 1000
_NOT_SHOWN = {"machine": None, "machine_confidence": None}


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
    return [
        answer_document(row) | (_NOT_SHOWN if row.interaction_id in held else {})
        for row in rows
        if row.interaction_id not in held or row.reviewer == viewer
    ]


def told(answers: Sequence[dict[str, Any]], viewer: str) -> set[uuid.UUID]:
    """The interactions of which these answers tell `viewer` what others said."""
    return {uuid.UUID(answer["interaction"]) for answer in answers if answer["reviewer"] != viewer}


def kept(answered: Answered) -> dict[str, Any]:
    """What became of answers that were sent, with the machine's where they may be shown from now on."""
    if answered.machine is None:
        return {"answers": [answer_document(row) | _NOT_SHOWN for row in answered.rows], "machine": None}
    machine = {name: machine_document(said) for name, said in answered.machine.items()}
    return {"answers": [answer_document(row) for row in answered.rows], "machine": machine}


def picks(session: Session, row: SampleRow, reviewer: str | None) -> list[dict[str, Any]]:
    """The picks of a drawn sample, without what spoke for those that this person is still to answer blind."""
    hidden = blindness.unanswered(session, row, reviewer)
    return [pick_document(pick, row.plan["by"], told=pick.id not in hidden) for pick in samples.picks(session, row.id)]


def dispute(row: DisputeRow, *, named: bool) -> dict[str, Any]:
    """An objection as it stands now."""
    return dispute_document(row, disputes.state(row, now()).value, people=named)


def session_of_calibration(session: Session, row: CalibrationRow) -> dict[str, Any]:
    """A calibration session; its agreement once it is revealed."""
    found: list[QuestionAgreement] = []
    if row.revealed_at is not None:
        found = agreements.agreement(session, Which(session=row.id))
    return calibration_document(row, calibration.answers(session, row.id), found)
