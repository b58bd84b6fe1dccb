"""Answers of people that overrule the machine's, and why, as somebody has sorted them.

A case is a question of an interaction whose answer that counts (see `reviews.effective`) is another than the machine's
at that moment; where the machine could not tell, nothing was overruled. A sorting holds while the same answer counts,
whoever gives it. One that says that the reviewer was mistaken ends with the next answer: another one settles it, the
same one brings the case back to be sorted. Answers to content that was replaced since are no cases, nor are those of
calibration sessions, which never count; what is erased takes its cases along.

Of an interaction that somebody is still to answer blind nothing is a case, for nobody (see `held`).
"""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from qa_service.domain.overruled import Cause, SecondLook, Standing
from qa_service.domain.review import DisputeState, tidy_note
from qa_service.domain.sampling import Purpose
from qa_service.domain.scorecard import Verdict
from qa_service.store.cursor import Page, encode, first, older
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import (
    AssignmentRow,
    CalibrationRow,
    CorrectionRow,
    DisputeRow,
    ReviewRow,
    SamplePickRow,
    SampleRow,
    SortedAnswerRow,
)

_CRITERION = "criterion:"
_COUNTS, _CONTACT, _SORTED = ReviewRow, InteractionRow, SortedAnswerRow
_SORTED_OF = aliased(ReviewRow)
"""The answer that a sorting was said of."""


@dataclass(frozen=True, slots=True)
class OverruledFilters:
    """What the worklist is narrowed to; the period is that of the answers that count. `held` are the interactions that
    are still to be answered blind.
    """

    client: str | None = None
    question: str | None = None
    questions: Sequence[str] = ()
    standing: Standing | None = None
    since: datetime | None = None
    until: datetime | None = None
    held: Collection[uuid.UUID] = ()

    def conditions(self) -> list[Any]:
        """As SQL, but for `standing`."""
        row = _COUNTS
        conditions = [
            self.client is not None and col(row.client) == self.client,
            self.question is not None and col(row.question) == self.question,
            bool(self.questions) and col(row.question).in_(self.questions),
            self.since is not None and col(row.at) >= self.since,
            self.until is not None and col(row.at) < self.until,
            bool(self.held) and col(row.interaction_id).not_in(self.held),
        ]
        return [condition for condition in conditions if condition is not False]


class OverruledAnswer(NamedTuple):
    """A case. `answer` overruled the machine, `counts` counts now: the same one, unless a second look has changed it.

    `sorting` None: it waits to be sorted. `kept`: it was sorted as the reviewer's mistake before, and somebody else has
    answered the same since. `final`: an objection was decided, and nothing is answered any more.
    """

    answer: ReviewRow
    counts: ReviewRow
    sorting: SortedAnswerRow | None
    interaction: InteractionRow
    kept: bool
    final: bool

    @property
    def second_look(self) -> SecondLook | None:
        """What became of it, where somebody said that the reviewer was mistaken."""
        if self.sorting is None:
            return SecondLook.KEPT if self.kept else None
        if self.sorting.cause is not Cause.REVIEWER_WRONG:
            return None
        if self.counts.id != self.answer.id:
            return SecondLook.CHANGED
        return SecondLook.FINAL if self.final else SecondLook.WAITING


class CountCell(NamedTuple):
    """What was counted together: a question, the rubric that asked it (None: no rubric does), the place of a period
    among several.
    """

    question: str
    rubric: str | None
    period: int


def held(session: Session) -> frozenset[uuid.UUID]:
    """Answered interactions that a blind sample or a calibration session still asks about. The session reaches all
    clients: samples and calibrations may be over several.
    """
    return _of_samples(session) | _of_sessions(session)


def _of_samples(session: Session) -> frozenset[uuid.UUID]:
    pick, sample = SamplePickRow, SampleRow
    query = (
        select(pick.interaction_id)
        .join(AssignmentRow, col(AssignmentRow.pick_id) == col(pick.id))
        .join(sample, col(sample.id) == col(pick.sample_id))
        .where(
            col(AssignmentRow.done_at).is_(None),
            col(sample.blind).is_(True),
            col(sample.purpose) != Purpose.CALIBRATION,  # answered in a session
            sa.exists().where(
                col(ReviewRow.interaction_id) == col(pick.interaction_id), col(ReviewRow.session_id).is_(None)
            ),
            ~_decided(col(pick.interaction_id)),  # nobody answers that any more
        )
    )
    return frozenset(session.exec(query.distinct()))


def _of_sessions(session: Session) -> frozenset[uuid.UUID]:
    query = select(CalibrationRow.interactions).where(col(CalibrationRow.revealed_at).is_(None))
    return frozenset(uuid.UUID(name) for names in session.exec(query) for name in names)


def page(
    session: Session, filters: OverruledFilters, *, cursor: str | None = None, limit: int = 50
) -> Page[OverruledAnswer]:
    """Cases, the latest answer first. Raises BadInput on a cursor that this service did not make."""
    query = _cases(filters)
    if cursor is not None:
        query = query.where(older(_COUNTS.at, _COUNTS.id, cursor))
    rows, more = first(session, query.order_by(col(_COUNTS.at).desc(), col(_COUNTS.id).desc()), limit)
    cases = [_case(*row) for row in rows]
    return Page(cases, encode(cases[-1].counts.at, cases[-1].counts.id) if more else None)


def case(session: Session, id: uuid.UUID, held: Collection[uuid.UUID]) -> OverruledAnswer | None:
    """The case whose counting answer has this id; None where it is none (any more)."""
    row = session.execute(_cases(OverruledFilters(held=held)).where(col(_COUNTS.id) == id)).first()
    return None if row is None else _case(*row)


def counts(
    session: Session, filters: OverruledFilters, starts: Sequence[datetime]
) -> Mapping[CountCell, Mapping[Standing | None, int]]:
    """By question, rubric and period, how many answers stand where; None: those that agree with the machine. A period
    begins at each of `starts`, which are in order; what is before the second belongs to the first.
    """
    row, standing = _COUNTS, _standing()
    period: Any = sa.literal(0)
    if len(starts) > 1:
        places = [(col(row.at) < start, place) for place, start in enumerate(starts[1:])]
        period = sa.case(*places, else_=len(starts) - 1)
    rubric = sa.case((col(row.question).startswith(_CRITERION), col(row.rubric)), else_=None)
    by = {"case_question": col(row.question), "case_rubric": rubric, "case_period": period, "case_standing": standing}
    spoken = sa.or_(_spoken(row), standing.is_not(None))
    columns = (column.label(name) for name, column in by.items())
    # Grouped by name: PostgreSQL takes the same expression with parameters of its own for another one.
    query = _joined(sa.select(*columns, sa.func.count())).where(*filters.conditions(), spoken).group_by(*by)
    cells: dict[CountCell, Counter[Standing | None]] = {}
    for question, name, place, where, n in session.execute(query):
        cell = cells.setdefault(CountCell(question, name, place), Counter())
        cell[None if where is None else Standing(where)] += n
    return cells


def sort(session: Session, case: OverruledAnswer, cause: Cause | None, note: str, by: str) -> bool:
    """Say why the machine was overruled; None: it is to be sorted again. Whether that changes anything."""
    counts, row = case.counts, case.sorting
    if cause is None:
        if row is not None:
            session.delete(row)
        return row is not None
    note = tidy_note(note)
    if row is not None and (row.cause, row.note) == (cause, note):
        return False
    values: dict[str, Any] = {name: getattr(counts, name) for name in ("client", "interaction_id", "question")}
    session.merge(SortedAnswerRow(**values, review_id=counts.id, cause=cause, note=note, by=by, at=now()))
    session.flush()
    return True


def _cases(filters: OverruledFilters) -> Any:
    standing = _standing()
    stands = standing.is_not(None) if filters.standing is None else standing == filters.standing.value
    kept = sa.and_(
        col(_SORTED.cause) == Cause.REVIEWER_WRONG,
        col(_SORTED_OF.answer) == col(_COUNTS.answer),
        col(_SORTED_OF.id) != col(_COUNTS.id),
        _of_present_content(_SORTED_OF),
    )
    columns = (_COUNTS, _SORTED_OF, _SORTED, _CONTACT, standing, kept, _decided(col(_CONTACT.id)))
    # What `stands` implies, said once more without looking anything up: most answers agree with the machine.
    may_stand = sa.or_(_overrules(_COUNTS), col(_SORTED.review_id).is_not(None))
    return _joined(sa.select(*columns)).where(*filters.conditions(), may_stand, stands)


def _joined(query: Any) -> Any:
    """Answers that count, with what was sorted of their question."""
    same = (col(_SORTED.interaction_id) == col(_COUNTS.interaction_id), col(_SORTED.question) == col(_COUNTS.question))
    return (
        query.select_from(_COUNTS)
        .join(_CONTACT, col(_CONTACT.id) == col(_COUNTS.interaction_id))
        .outerjoin(_SORTED, sa.and_(*same))
        .outerjoin(_SORTED_OF, col(_SORTED_OF.id) == col(_SORTED.review_id))
        .where(col(_COUNTS.session_id).is_(None), _of_present_content(_COUNTS), ~_outranked())
    )


def _case(
    counts: ReviewRow,
    sorted_of: ReviewRow | None,
    sorting: SortedAnswerRow | None,
    interaction: InteractionRow,
    standing: str,
    kept: bool | None,
    final: bool,
) -> OverruledAnswer:
    if standing == Standing.TO_SORT:
        return OverruledAnswer(counts, counts, None, interaction, bool(kept), final)
    same = sorted_of is None or sorted_of.answer == counts.answer
    overruling = counts if same or sorted_of is None else sorted_of
    return OverruledAnswer(overruling, counts, sorting, interaction, False, final)


def _standing() -> Any:
    """Where the answer that counts stands; NULL: it is no case."""
    cause = sa.type_coerce(col(_SORTED.cause), sa.String)
    mistaken = cause == Cause.REVIEWER_WRONG.value
    same_answer = col(_SORTED_OF.answer) == col(_COUNTS.answer)
    present = _of_present_content(_SORTED_OF)
    overrules = _overrules(_COUNTS)
    return sa.case(
        (sa.and_(overrules, ~mistaken, same_answer, present), cause),
        (sa.and_(overrules, mistaken, col(_SORTED_OF.id) == col(_COUNTS.id)), cause),
        (overrules, sa.literal(Standing.TO_SORT.value)),
        (sa.and_(mistaken, ~same_answer, present), cause),  # settled by a second look
        else_=sa.null(),
    )


def _spoken(row: Any) -> Any:
    return sa.and_(col(row.machine).is_not(None), col(row.machine) != Verdict.UNCLEAR.value)


def _overrules(row: Any) -> Any:
    return sa.and_(_spoken(row), col(row.answer) != col(row.machine))


def _outranked() -> Any:
    """That another answer counts before it, by the order of `reviews.effective`."""
    row, other = _COUNTS, aliased(ReviewRow)
    decided, other_decided = (sa.case((col(each.dispute_id).is_not(None), 1), else_=0) for each in (row, other))
    later = sa.tuple_(col(other.at), col(other.id)) > sa.tuple_(col(row.at), col(row.id))
    return sa.exists().where(
        col(other.interaction_id) == col(row.interaction_id),
        col(other.question) == col(row.question),
        col(other.session_id).is_(None),
        sa.or_(other_decided > decided, sa.and_(other_decided == decided, later)),
        _of_present_content(other),
    )


def _of_present_content(row: Any) -> Any:
    """That only corrections came after the run that was answered (see `reviews.first_runs`)."""
    corrections = (
        sa.select(sa.func.count())
        .select_from(CorrectionRow)
        .where(
            col(CorrectionRow.interaction_id) == col(_CONTACT.id),
            col(CorrectionRow.run) > col(row.run),
            col(CorrectionRow.run) <= col(_CONTACT.run),
        )
        .correlate(_CONTACT, row)
        .scalar_subquery()
    )
    return col(_CONTACT.run) - col(row.run) == corrections


def _decided(interaction_id: Any) -> Any:
    states = (DisputeState.UPHELD, DisputeState.REJECTED)
    return sa.exists().where(col(DisputeRow.interaction_id) == interaction_id, col(DisputeRow.state).in_(states))
