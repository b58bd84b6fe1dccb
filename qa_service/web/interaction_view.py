"""One interaction as its page shows it: questions with everybody's answers, pauses and interruptions, what happened."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from qa_service.domain.interaction import Party, Transfer
from qa_service.domain.masked_words import DatumKind
from qa_service.domain.review import DisputeState, MachineAnswer
from qa_service.domain.scorecard import Scorecard, SentenceStatus, Verdict
from qa_service.domain.transcript import Transcript, seconds_paused
from qa_service.domain.understanding import Evidence
from qa_service.domain.vocabulary import Vocabulary
from qa_service.scoring.total import ExplainedFigure, explain
from qa_service.services.disputes import Dispute
from qa_service.services.interactions import OpenedInteraction
from qa_service.services.reviews import Review
from qa_service.web.i18n import Locale
from qa_service.web.questions import Questions
from qa_service.web.transcript import Line, evidence_of, lines
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


class SentenceShown(NamedTuple):
    """A sentence of a script, and the passages that were heard of it or in its place."""

    text: str
    status: SentenceStatus
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question under its heading (`section` of the rubric), with the machine's answer or the reason why there is
    none, the person's that counts, and all answers of people, newest first.
    """

    name: str
    title: str
    group: str
    section: str
    machine: MachineAnswer
    quotes: tuple[Quote, ...]
    person: Review | None
    given: tuple[Review, ...]
    sentences: tuple[SentenceShown, ...] = ()
    reason: str | None = None

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return "q-" + re.sub(r"\W", "-", self.name)

    @property
    def differs(self) -> bool:
        """Whether a person answered otherwise than the machine, which had not left it to people."""
        left_to_people = self.machine.to_be_confirmed
        return self.person is not None and not left_to_people and self.person.answer != self.machine.answer


class EarlierCard(NamedTuple):
    """A scorecard under another version (`rubric`) beside the one that counts: the figures of each section then and
    now, and the answers that differ, as a person reads them.
    """

    rubric: str
    sections: Sequence[tuple[str, float | None, float | None]]
    answers: Sequence[tuple[str, str, str]]


class TransferShown(NamedTuple):
    """A transfer, and between whom it was."""

    transfer: Transfer

    def named(self, sees_agent: Callable[[str], bool], onwards: bool) -> str:
        """From whom it came, or to whom it went `onwards`: an agent, as far as the reader may see who that is, and a
        queue.
        """
        one = self.transfer
        agent, queue = (one.to_agent, one.to_queue) if onwards else (one.from_agent, one.from_queue)
        return ", ".join(name for name in (agent if agent and sees_agent(agent) else None, queue) if name)


@dataclass(frozen=True, slots=True)
class InteractionPage(OpenedInteraction):
    """The same with everything that the page needs beside it."""

    asked: Questions | None = None
    lines: Sequence[Line] = ()
    rests: Mapping[int, Rest] | None = None
    questions: Sequence[Question] = ()
    earlier: Sequence[EarlierCard] = ()

    @property
    def explained(self) -> Mapping[str, ExplainedFigure]:
        """Why each section has its figure, by id; empty where its rubric is gone."""
        if self.processed is None or self.rubric is None:
            return {}
        answers = self.processed.scorecard.answers
        return {section.id: explain(section, answers) for section in self.rubric.sections}

    @property
    def transfers(self) -> Sequence[TransferShown]:
        """When the contact went on to another agent or queue."""
        return [TransferShown(Transfer.model_validate(transfer)) for transfer in self.row.transfers or ()]

    @property
    def suspected(self) -> Sequence[tuple[str, float]]:
        """Labels of courtesy that a person is to confirm, with their probability."""
        if self.processed is None:
            return ()
        courtesy = self.processed.understood.understanding.courtesy
        return [(label, behaviour.probability) for label, behaviour in courtesy.items() if behaviour.to_be_confirmed]

    @property
    def untold(self) -> Sequence[tuple[str, str]]:
        """What the machine could not tell of the whole, `intent` or `resolution`, and why not."""
        if self.processed is None:
            return ()
        said = self.processed.understood.understanding
        judged = (("intent", said.intent), ("resolution", said.resolution))
        return [(family, judgement.reason) for family, judgement in judged if not judgement.label and judgement.reason]

    @property
    def roles_unsure(self) -> float | None:
        """How sure it is who the agent is, where that is not enough to say anything of the agent."""
        if self.processed is None or not self.processed.understood.transcript.roles_unsure:
            return None
        return self.processed.understood.transcript.confidence["roles"]

    @property
    def card_beside_pause(self) -> bool:
        """Whether the recording was paused, and something of a card was said in what was recorded all the same."""
        if self.processed is None:
            return False
        understood = self.processed.understood
        is_card = any(span.type == DatumKind.CREDIT_CARD for span in understood.pii)
        return is_card and bool(understood.transcript.pauses)

    @property
    def open_dispute(self) -> Dispute | None:
        """The objection that waits for a decision."""
        return next((row for row, state in self.disputes if state is DisputeState.OPEN), None)


def page_of(opened: OpenedInteraction, vocabulary: Vocabulary, locale: Locale) -> InteractionPage:
    """In the visitor's words."""
    values = {field.name: getattr(opened, field.name) for field in fields(opened)}
    if opened.processed is None:
        return InteractionPage(**values)
    wording = Questions(Words(vocabulary, locale), opened.rubric)
    evidence, transcript = evidence_of(opened.processed), opened.processed.understood.transcript
    return InteractionPage(
        **values,
        asked=wording,
        lines=lines(transcript, evidence),
        rests=rests(transcript),
        questions=questions(opened, wording, evidence, transcript),
        earlier=[_beside(card, opened.processed.scorecard, wording) for card in reversed(opened.processed.earlier)],
    )


def _beside(then: Scorecard, now: Scorecard, wording: Questions) -> EarlierCard:
    """A criterion that one of the two does not ask has no answer there."""
    verdicts = [{answer.criterion: answer.verdict for answer in card.answers} for card in (then, now)]
    names = [f"criterion:{id}" for id in dict.fromkeys((*verdicts[0], *verdicts[1]))]
    answers = [
        (wording.title(name), _verdict(wording, name, verdicts[0]), _verdict(wording, name, verdicts[1]))
        for name in names
    ]
    sections = [
        (wording.section(id), then.sections.get(id), now.sections.get(id))
        for id in dict.fromkeys((*then.sections, *now.sections))
    ]
    return EarlierCard(then.rubric, sections, [answer for answer in answers if answer[1] != answer[2]])


def _verdict(wording: Questions, name: str, verdicts: Mapping[str, Verdict]) -> str:
    verdict = verdicts.get(name.partition(":")[2])
    return "–" if verdict is None else wording.answer(name, verdict.value)


def questions(
    opened: OpenedInteraction, wording: Questions, evidence: Mapping[str, Sequence[Evidence]], transcript: Transcript
) -> list[Question]:
    """All that is asked of it, but for the behaviours that criteria ask for already."""
    rows, scripts, reasons = [], _scripts(opened, transcript), _reasons(opened)
    for name in wording.ordered(name for name in opened.machine if not name.startswith("courtesy:")):
        quotes = tuple(_quote(passage, transcript) for passage in evidence.get(name, ()))
        people = tuple(answer for answer in opened.answers if answer.question == name)
        heading = (wording.title(name), wording.group(name), _section(wording, name))
        machine, counts = opened.machine[name], opened.counts.get(name)
        more = (scripts.get(name, ()), reasons.get(name))
        rows.append(Question(name, *heading, machine, quotes, counts, people, *more))
    return rows


def _reasons(opened: OpenedInteraction) -> dict[str, str]:
    """By question, why the machine cannot tell, where that is known."""
    answers = opened.processed.scorecard.answers if opened.processed is not None else ()
    return {f"criterion:{answer.criterion}": answer.reason for answer in answers if answer.reason}


def _scripts(opened: OpenedInteraction, transcript: Transcript) -> dict[str, tuple[SentenceShown, ...]]:
    """By question, the sentences of its script."""
    answers = opened.processed.scorecard.answers if opened.processed is not None else ()
    return {
        f"criterion:{answer.criterion}": tuple(
            SentenceShown(sentence.text, sentence.status, tuple(_quote(p, transcript) for p in sentence.evidence))
            for sentence in answer.sentences
        )
        for answer in answers
        if answer.sentences
    }


def _quote(passage: Evidence, transcript: Transcript) -> Quote:
    turn = transcript.turns[passage.turn]
    return Quote(passage.turn, turn.text[passage.start : passage.end], turn.start)


def _section(wording: Questions, name: str) -> str:
    """The section of the rubric to which a question belongs; empty for what is no criterion."""
    family, _, id = name.partition(":")
    sections = wording.rubric.sections if wording.rubric and family == "criterion" else ()
    return next((section.id for section in sections if any(criterion.id == id for criterion in section.criteria)), "")


def rests(transcript: Transcript) -> dict[int, Rest]:
    """By turn, the silence before it or the time in which it is talked over; turns with neither are absent."""
    by_turn: dict[int, Rest] = {}
    clock, last = 0.0, None
    for number, turn in enumerate(transcript.turns):
        if turn.start is None or turn.end is None:
            continue
        silence = turn.start - clock - seconds_paused(transcript.pauses, clock, turn.start)
        if silence >= SILENT:
            by_turn[number] = Rest(silence=silence)
        elif clock - turn.start >= _TALKED_OVER and turn.party is not last and _TALKING.issuperset((turn.party, last)):
            by_turn[number] = Rest(overlap=min(clock, turn.end) - turn.start)
        clock, last = max(clock, turn.end), turn.party
    return by_turn
