"""One interaction as its page shows it: questions with everybody's answers, pauses and interruptions, what happened."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.domain.interaction import Party, State
from qa_service.domain.processed import Processed
from qa_service.domain.review import MachineAnswer, machine_answers
from qa_service.domain.transcript import Transcript
from qa_service.errors import NotFound
from qa_service.reviewing import blindness
from qa_service.scoring.total import Explained, explain
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, corrections, disputes, interactions, results, reviews
from qa_service.store.reviews import ReviewFilters
from qa_service.store.tables import AuditRow, InteractionRow
from qa_service.store.tables_reviews import CorrectionRow, DisputeRow, DisputeState, ReviewRow
from qa_service.web import questions as asking
from qa_service.web.questions import Questions
from qa_service.web.transcript import Line, evidence_of, lines
from qa_service.web.visitor import Visitor
from qa_service.web.words import Words

SILENT = 3.0
"""Seconds from which on a pause is shown."""
_TALKED_OVER = 0.3
_TALKING = frozenset({Party.AGENT, Party.CUSTOMER})


class Rest(NamedTuple):
    """What lies before a turn: seconds of silence, or of both speaking."""

    silence: float = 0.0
    overlap: float = 0.0


class Quote(NamedTuple):
    """A passage as it stands in the transcript, with its turn and, in a recording, its second."""

    turn: int
    text: str
    start: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question under its heading (`section` of the rubric), with the machine's answer, the person's that counts,
    and all answers of people, newest first.
    """

    name: str
    title: str
    group: str
    section: str
    machine: MachineAnswer
    quotes: tuple[Quote, ...]
    person: ReviewRow | None
    given: tuple[ReviewRow, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return "q-" + re.sub(r"\W", "-", self.name)

    @property
    def differs(self) -> bool:
        """Whether a person answered otherwise than the machine, which had not left it to people."""
        left = self.machine.to_be_confirmed
        return self.person is not None and not left and self.person.answer != self.machine.answer


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the page needs. `processed` None: there is no result yet."""

    row: InteractionRow
    processed: Processed | None = None
    asked: Questions | None = None
    lines: Sequence[Line] = ()
    rests: Mapping[int, Rest] | None = None
    questions: Sequence[Question] = ()
    corrections: Sequence[CorrectionRow] = ()
    disputes: Sequence[tuple[DisputeRow, DisputeState]] = ()
    judged: str = ""
    trail: Sequence[AuditRow] = ()

    @property
    def explained(self) -> Mapping[str, Explained]:
        """Why each section has its figure, by id; empty where its rubric is gone."""
        rubric = self.asked.rubric if self.asked else None
        if self.processed is None or rubric is None:
            return {}
        answers = self.processed.scorecard.answers
        return {section.id: explain(section, answers) for section in rubric.sections}

    @property
    def suspected(self) -> Sequence[tuple[str, float]]:
        """Labels of courtesy that a person is to confirm, with their probability."""
        if self.processed is None:
            return ()
        courtesy = self.processed.understood.understanding.courtesy
        return [(label, shown.probability) for label, shown in courtesy.items() if shown.to_be_confirmed]

    @property
    def roles_unsure(self) -> float | None:
        """How sure it is who the agent is, where that is not enough to say anything of the agent."""
        if self.processed is None or not self.processed.understood.transcript.roles_unsure:
            return None
        return self.processed.understood.transcript.confidence["roles"]

    @property
    def open_dispute(self) -> DisputeRow | None:
        """The objection that waits for a decision."""
        return next((row for row, state in self.disputes if state is DisputeState.OPEN), None)


def shown(session: Session, service: Dependencies, visitor: Visitor, id: UUID) -> Shown:
    """Raises NotFound for what the visitor does not reach, and Withheld for what the visitor is to answer blind."""
    row = interactions.get(session, id)
    blindness.refuse(session, id, visitor.caller.reviewer)
    try:
        processed = results.processed(session, id)
    except NotFound:
        return Shown(row)
    words = Words(service.vocabulary, visitor.tongue)
    asked = asking.of_rubric(words, service.rubrics, session, row.client, processed.scorecard.rubric)
    evidence = evidence_of(processed)
    sees = visitor.may(Permission.SEE_REVIEWS)
    moment = service.clock()
    return Shown(
        row,
        processed,
        asked,
        lines(processed.understood.transcript, evidence),
        rests(processed.understood.transcript),
        questions(session, row, processed, asked, visitor),
        corrections.of_interaction(session, id) if sees else (),
        [(one, disputes.state(one, moment)) for one in disputes.of_interaction(session, id)] if sees else (),
        disputes.judgements(session, [row])[id].value if row.state is State.DONE and row.automatic is None else "",
        audit.trail(session, subject=str(id), limit=30) if visitor.may(Permission.REVIEW) else (),
    )


def questions(
    session: Session, row: InteractionRow, processed: Processed, asked: Questions, visitor: Visitor
) -> list[Question]:
    """All that is asked of it, but for the behaviours that criteria ask for already."""
    machine = machine_answers(processed)
    counts, given = _people(session, row, visitor)
    evidence, turns = evidence_of(processed), processed.understood.transcript.turns
    found = []
    for name in asked.ordered(name for name in machine if not name.startswith("courtesy:")):
        quotes = tuple(
            Quote(one.turn, turns[one.turn].text[one.start : one.end], turns[one.turn].start)
            for one in evidence.get(name, ())
        )
        people = tuple(one for one in given if one.question == name)
        heading = (asked.title(name), asked.group(name), _section(asked, name))
        found.append(Question(name, *heading, machine[name], quotes, counts.get(name), people))
    return found


def _section(asked: Questions, name: str) -> str:
    """The section of the rubric to which a question belongs; empty for what is no criterion."""
    family, _, id = name.partition(":")
    sections = asked.rubric.sections if asked.rubric and family == "criterion" else ()
    return next((one.id for one in sections if any(criterion.id == id for criterion in one.criteria)), "")


def _people(session: Session, row: InteractionRow, visitor: Visitor) -> tuple[Mapping[str, ReviewRow], list[ReviewRow]]:
    """The answers that count, and all of them; those of calibration sessions that are not revealed stay hidden."""
    if not visitor.may(Permission.SEE_REVIEWS):
        return {}, []
    wanted = ReviewFilters(interaction=row.id, viewer=visitor.caller.actor)
    given = list(reviews.page(session, wanted, limit=500).rows)
    return reviews.effective(session, [row.id]).get(row.id, {}), given


def rests(transcript: Transcript) -> dict[int, Rest]:
    """By turn, the silence before it or the time in which it is talked over; turns with neither are absent."""
    found: dict[int, Rest] = {}
    clock, last = 0.0, None
    for number, turn in enumerate(transcript.turns):
        if turn.start is None or turn.end is None:
            continue
        if turn.start - clock >= SILENT:
            found[number] = Rest(silence=turn.start - clock)
        elif clock - turn.start >= _TALKED_OVER and turn.party is not last and _TALKING.issuperset((turn.party, last)):
            found[number] = Rest(overlap=min(clock, turn.end) - turn.start)
        clock, last = max(clock, turn.end), turn.party
    return found
