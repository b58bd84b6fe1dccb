"""What people answered: added, read, and which answer counts. The machine's answers stay as they are."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.masked_words import MaskingAct
from qa_service.domain.review import MachineAnswer, ReviewAnswer, tidy_note
from qa_service.domain.sampling import Purpose
from qa_service.errors import Conflict
from qa_service.store import agreement_rollups, outbox
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables import AnalysisRow, InteractionRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.store.tables_reviews import CalibrationRow, CorrectionRow, ReviewRow, SamplePickRow

_AT_ONCE = 1000
# Not through the ORM, whose filter would take sessions over several clients for revealed ones.
_SESSIONS = CalibrationRow.__table__.alias("sessions")  # type: ignore[attr-defined]  # SQLModel adds it


@dataclass(frozen=True, slots=True)
class Occasion:
    """On what occasion somebody answers: a pick of a sample, a calibration session, a dispute, or none of them."""

    purpose: Purpose | None = None
    pick: uuid.UUID | None = None
    session: uuid.UUID | None = None
    dispute: uuid.UUID | None = None
    blind: bool = False


def add(
    session: Session,
    interaction: InteractionRow,
    rubric: str | None,
    machine: Mapping[str, MachineAnswer],
    answers: Sequence[ReviewAnswer],
    by: str,
    occasion: Occasion,
) -> list[ReviewRow]:
    """Append answers beside the machine's (`machine`, by question) and return those of this person that now stand.

    The same answer again on the same occasion adds nothing, so a request may be sent twice.
    Raises Conflict on automatic mail.
    """
    if interaction.automatic is not None:
        raise Conflict("this is automatic mail, in which nobody is judged; there is nothing to answer")
    with agreement_rollups.kept_up(session, [interaction.client], [interaction.id]):
        return _added(session, interaction, rubric, machine, answers, by, occasion)


def _added(
    session: Session,
    interaction: InteractionRow,
    rubric: str | None,
    machine: Mapping[str, MachineAnswer],
    answers: Sequence[ReviewAnswer],
    by: str,
    occasion: Occasion,
) -> list[ReviewRow]:
    last = last_of(session, interaction, by, occasion)
    analysis = session.get(AnalysisRow, interaction.id)
    versions = None if analysis is None else dict(analysis.versions)
    rows: list[ReviewRow] = []
    new: list[ReviewRow] = []
    for answer in answers:
        why, before = tidy_note(answer.why), last.get(answer.question)
        if before is not None and _is_same(before, answer.answer, why, rubric):
            rows.append(before)
            continue
        machine_answer = machine.get(answer.question, MachineAnswer(None, None))
        row = ReviewRow(
            interaction_id=interaction.id,
            client=interaction.client,
            run=interaction.run,
            rubric=rubric,
            question=answer.question,
            answer=answer.answer,
            machine=machine_answer.answer,
            machine_confidence=machine_answer.confidence,
            versions=versions,
            reviewer=by,
            why=why,
            purpose=occasion.purpose,
            pick_id=occasion.pick,
            session_id=occasion.session,
            dispute_id=occasion.dispute,
            blind=occasion.blind,
        )
        session.add(row)
        rows.append(row)
        new.append(row)
    session.flush()
    outbox.findings_answered(session, new, analysis)
    return rows


def _is_same(before: ReviewRow, answer: str, why: str, rubric: str | None) -> bool:
    """Another version of a rubric may ask something else under the same name."""
    is_asked = not before.question.startswith(agreement_rollups.CRITERION) or before.rubric == rubric
    return is_asked and (before.answer, before.why) == (answer, why)


def answered_before(session: Session, id: uuid.UUID, by: str, occasion: Occasion) -> bool:
    """Whether this person has answered on another occasion, and has so been shown the machine's answers: sessions show
    them once they are revealed.
    """
    revealed = sa.select(_SESSIONS.c.id).where(_SESSIONS.c.revealed_at.is_not(None))
    another = sa.or_(
        col(ReviewRow.pick_id).is_distinct_from(occasion.pick),
        col(ReviewRow.session_id).is_distinct_from(occasion.session),
        col(ReviewRow.dispute_id).is_distinct_from(occasion.dispute),
    )
    query = select(ReviewRow.id).where(
        ReviewRow.interaction_id == id,
        ReviewRow.reviewer == by,
        another,
        sa.or_(col(ReviewRow.session_id).is_(None), col(ReviewRow.session_id).in_(revealed)),
    )
    return session.exec(query.limit(1)).first() is not None


def last_of(session: Session, interaction: InteractionRow, by: str, occasion: Occasion) -> Mapping[str, ReviewRow]:
    """This person's latest answers on this occasion to this run."""
    query = select(ReviewRow).where(
        ReviewRow.interaction_id == interaction.id,
        ReviewRow.run == interaction.run,
        ReviewRow.reviewer == by,
        _same(ReviewRow.pick_id, occasion.pick),
        _same(ReviewRow.session_id, occasion.session),
        _same(ReviewRow.dispute_id, occasion.dispute),
    )
    return {row.question: row for row in session.exec(query.order_by(col(ReviewRow.at), col(ReviewRow.id)))}


def _same(column: uuid.UUID | None, value: uuid.UUID | None) -> sa.ColumnElement[bool]:
    return col(column).is_(None) if value is None else col(column) == value


@dataclass(frozen=True, slots=True)
class ReviewFilters:
    """What a list of answers is narrowed to. `viewer`: of calibration sessions that are not revealed yet, this person
    sees their own answers only.
    """

    interaction: uuid.UUID | None = None
    sample: uuid.UUID | None = None
    session: uuid.UUID | None = None
    client: str | None = None
    reviewer: str | None = None
    question: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    viewer: str | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """As SQL."""
        row = ReviewRow
        columns = {
            "interaction": row.interaction_id,
            "session": row.session_id,
            "client": row.client,
            "reviewer": row.reviewer,
            "question": row.question,
        }
        conditions = [col(column) == getattr(self, name) for name, column in columns.items() if getattr(self, name)]
        if self.sample is not None:
            picks = sa.select(col(SamplePickRow.id)).where(col(SamplePickRow.sample_id) == self.sample)
            conditions.append(col(row.pick_id).in_(picks))
        if self.since is not None:
            conditions.append(col(row.at) >= self.since)
        if self.until is not None:
            conditions.append(col(row.at) < self.until)
        if self.viewer is not None:
            closed = sa.select(_SESSIONS.c.id).where(_SESSIONS.c.revealed_at.is_(None))
            hidden = sa.and_(col(row.session_id).is_not(None), col(row.session_id).in_(closed))
            conditions.append(sa.or_(~hidden, col(row.reviewer) == self.viewer))
        return conditions


def page(session: Session, filters: ReviewFilters, *, cursor: str | None = None, limit: int = 50) -> Page[ReviewRow]:
    """A page of answers. Raises BadInput on a cursor that this service did not make."""
    query = select(ReviewRow).where(*filters.conditions())
    return newest_first(session, query, ReviewRow.at, ReviewRow.id, cursor, limit)


def effective(
    session: Session, interaction_ids: Sequence[uuid.UUID], holds: Callable[[ReviewRow], bool] = lambda _row: True
) -> dict[uuid.UUID, dict[str, ReviewRow]]:
    """By interaction and question, the answer of a person that counts; interactions without one are absent. `holds`
    says of which answers the question is still asked (see `reviewed_sample.AnswerHolds`).

    The decision of a dispute counts before all others, then the latest. Answers of calibration sessions never count,
    nor do answers to content that was replaced since; a correction of roles or words leaves answers standing.
    """
    by_interaction: dict[uuid.UUID, dict[str, ReviewRow]] = defaultdict(dict)
    for start in range(0, len(interaction_ids), _AT_ONCE):
        ids = interaction_ids[start : start + _AT_ONCE]
        since = first_runs(session, ids)
        for row in _answers(session, ids):
            if row.run >= since[row.interaction_id] and holds(row):
                by_interaction[row.interaction_id][row.question] = row
    return dict(by_interaction)


def _answers(session: Session, ids: Sequence[uuid.UUID]) -> Iterator[ReviewRow]:
    """Answers that may count, those that count more coming later."""
    decided = sa.case((col(ReviewRow.dispute_id).is_not(None), 1), else_=0)
    query = select(ReviewRow).where(col(ReviewRow.interaction_id).in_(ids), col(ReviewRow.session_id).is_(None))
    yield from session.exec(query.order_by(decided, col(ReviewRow.at), col(ReviewRow.id)))


def first_runs(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """By interaction, the run that brought its present content; later runs are corrections and maskings of it."""
    corrected: dict[uuid.UUID, set[int]] = defaultdict(set)
    query = select(CorrectionRow.interaction_id, CorrectionRow.run)
    for id, run in session.exec(query.where(col(CorrectionRow.interaction_id).in_(ids))):
        corrected[id].add(run)
    made_runs = (col(MaskingRow.interaction_id).in_(ids), col(MaskingRow.act) != MaskingAct.NOT_PERSONAL)
    for id, run in session.exec(select(MaskingRow.interaction_id, MaskingRow.run).where(*made_runs)):
        corrected[id].add(run)
    first = {}
    for id, run in session.exec(select(InteractionRow.id, InteractionRow.run).where(col(InteractionRow.id).in_(ids))):
        while run in corrected[id]:
            run -= 1
        first[id] = run
    return first
