"""What people are asked about an interaction, what the machine said to it, and how the judgement stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from qa_service.domain.agreement import Coefficient
from qa_service.domain.processed import Processed
from qa_service.domain.scorecard import Verdict
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, one_of, say

LABELS = {"intent": "intent", "resolution": "resolution", "sentiment_end": "sentiment"}
"""Labels that a person may answer, with their family in the vocabulary."""
YES_NO = ("yes", "no")
_ALWAYS = "label:resolution"
_EMAIL = re.compile(r"[^\s@]{1,256}@[^\s@]{1,255}\.\w+")  # bounded: a note without an at sign is read once
_NUMBER = re.compile(r"\+?\d(?:[ .\-/]?\d){4,}")


class DisputeState(StrEnum):
    """What became of an objection. One that nobody decides in time is `EXPIRED`, which is never written: time says."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"
    EXPIRED = "expired"


class CorrectionKind(StrEnum):
    """What a person put right in a transcript."""

    ROLES = "roles"
    TURNS = "turns"


class MachineAnswer(NamedTuple):
    """What the machine answered and how probable it held it; None where it could not tell.

    `to_be_confirmed`: the answer counts until a person has looked, since a finding against the agent might turn it.
    """

    answer: str | None
    confidence: float | None
    to_be_confirmed: bool = False


class ReviewAnswer(NamedTuple):
    """One answer as a person gives it."""

    question: str
    answer: str
    why: str = ""


class Judged(StrEnum):
    """How the judgement of an interaction stands.

    FINAL: a dispute was decided, or a person reviewed it and the time to object has passed.
    """

    MACHINE = "machine"
    REVIEWED = "reviewed"
    DISPUTED = "disputed"
    FINAL = "final"


LARGEST_LEAST = 100_000
MOST_DAYS = 3650
"""Of a policy: numbers beyond are slips of the keyboard."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a client asks of its reviews.

    A criterion is scored without a person while the lower bound of `coefficient` between machine and people is at
    least `threshold`, once `least` interactions have both answers. `dispute_days` after the latest judgement an agent
    may still object; an objection that nobody decides within `decision_days` expires.
    """

    threshold: float = 0.6
    coefficient: Coefficient = Coefficient.AC1
    least: int = 30
    dispute_days: int = 14
    decision_days: int = 30

    def __post_init__(self) -> None:
        if not -1 <= self.threshold <= 1:
            raise BadInput(
                "a coefficient of agreement is at most 1, not {threshold}", threshold=self.threshold, where="threshold"
            )
        days = (self.dispute_days, self.decision_days)
        if not (1 <= self.least <= LARGEST_LEAST and all(1 <= count <= MOST_DAYS for count in days)):
            raise BadInput(
                "the least number is 1 to {largest}, and the days are 1 to {days}",
                largest=LARGEST_LEAST,
                days=MOST_DAYS,
                where="policy",
            )

    def closes(self, judged_at: datetime) -> datetime:
        """The moment from which nobody may object to a judgement of `judged_at`."""
        return judged_at + timedelta(days=self.dispute_days)


def machine_answers(processed: Processed) -> dict[str, MachineAnswer]:
    """The machine's answer to every question that a person may be asked about this interaction, in a fixed order."""
    understanding = processed.understood.understanding
    answers = {
        f"criterion:{answer.criterion}": MachineAnswer(answer.verdict.value, answer.confidence, answer.to_be_confirmed)
        for answer in processed.scorecard.answers
    }
    answers["label:resolution"] = _label(understanding.resolution.label, understanding.resolution.probability)
    answers["label:intent"] = _label(understanding.intent.label, understanding.intent.probability)
    end = understanding.sentiment.end
    sure = max((turn.probability for turn in understanding.sentiment.turns if turn.label == end), default=None)
    answers["label:sentiment_end"] = MachineAnswer(end, sure if end else None)
    for label, behaviour in understanding.courtesy.items():
        label_answer = None if behaviour.present is None else YES_NO[not behaviour.present]
        sure = (
            None if label_answer is None else behaviour.probability if behaviour.present else 1 - behaviour.probability
        )
        answers[f"courtesy:{label}"] = MachineAnswer(label_answer, sure, behaviour.to_be_confirmed)
    return answers


def _label(label: str | None, probability: float) -> MachineAnswer:
    return MachineAnswer(label, probability if label else None)


def choices(question: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The answers that a question allows. Raises BadInput for what is no question."""
    family, _, name = question.partition(":")
    if family == "criterion" and name:
        return tuple(verdict.value for verdict in Verdict)
    if family == "label" and name in LABELS:
        names: Mapping[str, object] = getattr(vocabulary, LABELS[name])
        return tuple(names)
    if family == "courtesy" and name in vocabulary.courtesy:
        return YES_NO
    raise BadInput(
        "{question!r} is no question",
        question=question,
        where="question",
        hint="use criterion:<id>, label:intent, label:resolution, label:sentiment_end or courtesy:<label>",
    )


def is_main(question: str) -> bool:
    """What every review asks: how the case stands, and the rubric. A sheet folds the other questions."""
    return question == _ALWAYS or question.startswith("criterion:")


def check_answer(question: str, answer: str, questions: Mapping[str, MachineAnswer], vocabulary: Vocabulary) -> None:
    """Raises BadInput when the interaction does not ask `question`, or when `answer` is none of its answers."""
    allowed = choices(question, vocabulary)
    if question not in questions and not question.startswith(("label:", "courtesy:")):
        criteria = ", ".join(name.removeprefix("criterion:") for name in questions if name.startswith("criterion:"))
        raise BadInput(
            "its rubric has no {question!r}",
            question=question,
            where="question",
            hint=say("it asks {known}", known=criteria),
        )
    if answer not in allowed:
        raise BadInput(
            "{answer!r} is no answer to {question!r}",
            answer=answer,
            question=question,
            where="answer",
            hint=one_of(allowed),
        )


class JudgementStatus(NamedTuple):
    """What the state of a judgement depends on."""

    reviewed: bool
    open_dispute: bool
    decided: bool
    closes: datetime | None
    """When the time to object ends; None where there is no judgement yet."""


def judged(standing: JudgementStatus, moment: datetime) -> Judged:
    """How the judgement stands at `moment`."""
    if standing.open_dispute:
        return Judged.DISPUTED
    if standing.decided:
        return Judged.FINAL
    if not standing.reviewed:
        return Judged.MACHINE
    over = standing.closes is not None and moment >= standing.closes
    return Judged.FINAL if over else Judged.REVIEWED


def tidy_note(text: str) -> str:
    """What people write beside an answer, without what looks like an e-mail address or a number of five digits or
    more: their notes are kept, and no model that masks runs where they come in. A NUL, which no database keeps, goes.
    """
    text = text.replace("\x00", "")
    return _NUMBER.sub("[NUMBER]", _EMAIL.sub("[EMAIL]", text)).strip()
