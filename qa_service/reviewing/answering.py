"""A person in front of an interaction: what they are shown, and what becomes of their answers."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlmodel import Session

from qa_service.domain.interaction import State
from qa_service.domain.processed import Processed
from qa_service.domain.review import MachineAnswer, ReviewAnswer, check_answer, machine_answers
from qa_service.domain.sampling import Purpose
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, Conflict
from qa_service.reviewing import blindness
from qa_service.store import assignments, audit, calibration, disputes, interactions, results, reviews, samples
from qa_service.store.agreement_rollups import CRITERION
from qa_service.store.reviews import Occasion
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import CalibrationRow, DisputeRow, ReviewRow, SamplePickRow


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One interaction as a reviewer gets it.

    `blind`: the machine's answers (in `machine`) are not to be shown yet. `own` are this person's answers so far.
    """

    interaction: InteractionRow
    processed: Processed
    machine: Mapping[str, MachineAnswer]
    questions: tuple[str, ...]
    own: Mapping[str, ReviewRow]
    blind: bool
    pick: SamplePickRow | None = None
    session: CalibrationRow | None = None


class KeptAnswers(NamedTuple):
    """What was kept, and the machine's answers, which may be shown from now on (None: not before the reveal, or before
    the pick is finished).
    """

    rows: Sequence[ReviewRow]
    machine: Mapping[str, MachineAnswer] | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person sends: answers, and the pick or the calibration session that asked for them.

    `finish`: the pick is done with this; False keeps it in hand. `rubric` is the version whose questions the person
    saw, where that is known.
    """

    review_answers: Sequence[ReviewAnswer]
    pick: uuid.UUID | None = None
    session: uuid.UUID | None = None
    finish: bool = True
    rubric: str | None = None


def next_of_sample(session: Session, sample: uuid.UUID, reviewer: str) -> ReviewItem | None:
    """The next pick for this person, kept for them for a while; None when nothing is left for them.

    Raises NotFound, and Conflict on a sample that is not drawn yet or is meant for a calibration session.
    """
    row = samples.get(session, sample)
    if row.drawn_at is None:
        raise Conflict("sample {sample} is not drawn yet", sample=sample)
    if row.purpose is Purpose.CALIBRATION:
        raise Conflict("a calibration sample is worked on in a calibration session; open one with it")
    assignment = assignments.take_next(session, sample, reviewer)
    if assignment is None:
        return None
    pick = assignments.pick(session, assignment.pick_id)
    return _item(session, pick.interaction_id, reviewer, Occasion(pick=pick.id, blind=row.blind), pick=pick)


def of_pick(session: Session, id: uuid.UUID, reviewer: str) -> ReviewItem:
    """A pick that this person has in hand or has answered; once answered it is not blind any more.

    Raises NotFound, and Conflict when it is not theirs.
    """
    pick = assignments.pick(session, id)
    sample = samples.get(session, pick.sample_id)
    mine = next(
        (assignment for assignment in assignments.of_pick(session, id) if assignment.reviewer == reviewer), None
    )
    if mine is None:
        raise Conflict("this pick is not in your hands; take the next one of the sample")
    blind = sample.blind and mine.done_at is None
    return _item(session, pick.interaction_id, reviewer, Occasion(pick=id, blind=blind), pick=pick)


def next_of_session(session: Session, id: uuid.UUID, reviewer: str) -> ReviewItem | None:
    """The next interaction of a calibration session that this person has not finished; None when all are.

    Raises NotFound, Conflict when it was revealed, Forbidden for people it does not ask.
    """
    row = calibration.get(session, id)
    for interaction, _missing in open_for(session, row, reviewer):
        calibration.admit(row, interaction, (), reviewer)
        return _item(session, interaction, reviewer, Occasion(session=id, blind=True), calibration_row=row)
    return None


def open_for(session: Session, row: CalibrationRow, reviewer: str) -> Iterator[tuple[uuid.UUID, int]]:
    """What this person still has to answer in a session, with the number of questions left; erased ones drop out."""
    done: dict[uuid.UUID, set[str]] = {}
    for answer in calibration.answers(session, row.id):
        if answer.reviewer == reviewer:
            done.setdefault(answer.interaction_id, set()).add(answer.question)
    for name in row.interactions:
        id = uuid.UUID(name)
        interaction = session.get(InteractionRow, id)
        if interaction is None or interaction.state is not State.DONE:
            continue
        # Where the session names no questions, a person decides which of them to answer.
        missing = len(set(row.questions) - done.get(id, set())) if row.questions else int(id not in done)
        if missing:
            yield id, missing


def show(session: Session, interaction: uuid.UUID, reviewer: str) -> ReviewItem:
    """Any analysed interaction, outside samples and sessions. Raises NotFound, Conflict."""
    return _item(session, interaction, reviewer, Occasion())


def _item(
    session: Session,
    id: uuid.UUID,
    reviewer: str,
    occasion: Occasion,
    *,
    pick: SamplePickRow | None = None,
    calibration_row: CalibrationRow | None = None,
) -> ReviewItem:
    row = _analysed(session, id)
    processed = results.processed(session, id)
    machine = machine_answers(processed)
    questions = tuple(calibration_row.questions) if calibration_row and calibration_row.questions else tuple(machine)
    given = reviews.last_of(session, row, reviewer, occasion)
    rubric = processed.scorecard.rubric
    own = {name: answer for name, answer in given.items() if not name.startswith(CRITERION) or answer.rubric == rubric}
    return ReviewItem(row, processed, machine, questions, own, occasion.blind, pick, calibration_row)


def _analysed(session: Session, id: uuid.UUID) -> InteractionRow:
    row = interactions.get(session, id)
    if row.state is not State.DONE:
        raise Conflict("it has no result to review yet")
    return row


def answer(session: Session, vocabulary: Vocabulary, id: uuid.UUID, answers: Answers, by: str) -> KeptAnswers:
    """Append a person's answers. Raises NotFound, BadInput, Forbidden, Withheld where a blind review of it is to be
    answered first, and Conflict when the interaction has no result yet, its answers are final, somebody else has the
    pick, or it is scored under another version than the person saw.
    """
    row = _analysed(session, id)
    processed = results.processed(session, id)
    machine = machine_answers(processed)
    _check(answers.review_answers, machine, vocabulary)
    occasion = _occasion(session, id, answers, by)
    rubric = processed.scorecard.rubric
    if answers.rubric not in (None, "", rubric):
        raise Conflict("it is scored under {rubric} by now, which may ask something else; open it again", rubric=rubric)
    rows = reviews.add(session, row, rubric, machine, answers.review_answers, by, occasion)
    if answers.pick is not None and answers.finish:
        assignments.finish(assignments.held(session, answers.pick, by))
    audit.note(session, by, "review", str(id), row.client, answers=len(rows))
    hidden = occasion.session is not None or blindness.held_back(session, [id], by)
    return KeptAnswers(rows, None if hidden else machine)


def _check(answers: Sequence[ReviewAnswer], machine: Mapping[str, MachineAnswer], vocabulary: Vocabulary) -> None:
    if not answers:
        raise BadInput("no answer is given", where="answers")
    if len({answer.question for answer in answers}) < len(answers):
        raise BadInput("a question is answered twice", where="answers")
    for answer in answers:
        check_answer(answer.question, answer.answer, machine, vocabulary)


def _occasion(session: Session, id: uuid.UUID, answers: Answers, by: str) -> Occasion:
    if answers.pick is not None and answers.session is not None:
        raise BadInput("belong to a pick or to a session, not to both", where="answers")
    if answers.session is not None:
        row = calibration.get(session, answers.session, lock=True)
        calibration.admit(row, id, [answer.question for answer in answers.review_answers], by)
        return _judged_blind(session, id, by, Occasion(Purpose.CALIBRATION, session=row.id, blind=True))
    disputes.refuse_if_final(session, id)
    if answers.pick is None:
        blindness.refuse(session, id, by)  # the answer shows the machine's
        return Occasion()
    pick = assignments.pick(session, answers.pick)
    if pick.interaction_id != id:
        raise BadInput("is a pick of another interaction", where="pick")
    sample = samples.get(session, pick.sample_id)
    if sample.purpose is Purpose.CALIBRATION:
        raise Conflict("a calibration sample is worked on in a calibration session; open one with it")
    assignment = assignments.held(session, pick.id, by)
    # Once it was finished the machine's answers were shown: what comes after is not blind.
    blind = sample.blind and assignment.done_at is None
    return _judged_blind(session, id, by, Occasion(sample.purpose, pick=pick.id, blind=blind))


def _judged_blind(session: Session, id: uuid.UUID, by: str, occasion: Occasion) -> Occasion:
    """The occasion, which is blind only where this person did not know the machine's answers before either."""
    return replace(occasion, blind=occasion.blind and blindness.is_blind(session, id, by, occasion))


def decide(
    session: Session,
    vocabulary: Vocabulary,
    id: uuid.UUID,
    uphold: bool,
    why: str,
    answers: Sequence[ReviewAnswer],
    by: str,
) -> DisputeRow:
    """Close a dispute; answers given with it count before all others. Raises as `disputes.decide`, and BadInput for an
    answer that the interaction does not ask for, or for changes in an objection that is rejected.
    """
    row = disputes.get(session, id)
    interaction = _analysed(session, row.interaction_id)
    if answers and not uphold:
        raise BadInput("an objection that is rejected changes no answer", where="answers", hint="leave them out")
    processed = results.processed(session, interaction.id)
    machine = machine_answers(processed)
    if answers:
        _check(answers, machine, vocabulary)
    disputes.decide(session, row, uphold, why, by)
    reviews.add(session, interaction, processed.scorecard.rubric, machine, answers, by, Occasion(dispute=row.id))
    return row
