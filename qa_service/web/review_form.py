"""The sheet of a reviewer: an interaction's transcript beside its questions, blind or with the machine's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from starlette.datastructures import FormData

from qa_service.domain.review import MachineAnswer, ReviewAnswer, is_main
from qa_service.domain.scorecard import Verdict
from qa_service.domain.understanding import Evidence
from qa_service.errors import BadInput, say
from qa_service.services import reviews
from qa_service.services.interactions import Interaction
from qa_service.web.questions import Questions
from qa_service.web.transcript import Line, evidence_of, lines

ANSWER, WHY = "a:", "w:"
_MOST_WORDS = 4000


class Quote(NamedTuple):
    """A passage in the words of its turn."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question on the sheet. `machine` None: not shown. `chosen` is what stands ticked, `own` what was answered."""

    key: str
    number: int
    title: str
    group: str
    choices: Sequence[tuple[str, str, str]]
    chosen: str
    said: str
    machine: MachineAnswer | None
    machine_said: str
    quotes: Sequence[Quote]
    own: reviews.Review | None

    @property
    def differs(self) -> bool:
        """Whether person and machine both answered, and not the same; what waits for the person never differs."""
        if self.own is None or self.machine is None or self.machine.answer is None or self.machine.to_be_confirmed:
            return False
        return self.own.answer != self.machine.answer


@dataclass(frozen=True, slots=True)
class Sheet:
    """`main` has the questions by heading, `more` the ones that stay folded. `answered`: this person has answered."""

    interaction: Interaction
    lang: str | None
    lines: Sequence[Line]
    main: Sequence[tuple[str, Sequence[SheetQuestion]]]
    more: Sequence[SheetQuestion]
    blind: bool
    answered: bool
    rubric: str

    @property
    def asked(self) -> list[SheetQuestion]:
        """All questions, in their order."""
        return [question for _, group in self.main for question in group] + list(self.more)

    @property
    def apart(self) -> list[SheetQuestion]:
        """Where person and machine differ."""
        return [question for question in self.asked if question.differs]


def sheet(
    opened: reviews.Sheet, questions: Questions, *, all_main: bool = False, given: Mapping[str, str] | None = None
) -> Sheet:
    """`all_main`: nothing is folded. `given` are answers that were sent and could not be kept."""
    item = opened.item
    evidence = {} if item.blind else evidence_of(item.processed)
    keys = questions.ordered(item.questions)
    all_questions = [_question(key, n, opened, questions, evidence.get(key, ()), given) for n, key in enumerate(keys)]
    main = [question for question in all_questions if all_main or is_main(question.key)]
    more = [question for question in all_questions if question not in main]
    transcript = item.processed.understood.transcript
    return Sheet(
        interaction=item.interaction,
        lang=transcript.lang,
        lines=lines(transcript, evidence),
        main=[(name, list(group)) for name, group in groupby(main, key=lambda question: question.group)],
        more=more,
        blind=item.blind,
        answered=bool(item.own),
        rubric=item.processed.scorecard.rubric,
    )


def _question(
    key: str,
    n: int,
    opened: reviews.Sheet,
    questions: Questions,
    evidence: Sequence[Evidence],
    given: Mapping[str, str] | None,
) -> SheetQuestion:
    item = opened.item
    own, machine = item.own.get(key), None if item.blind else item.machine.get(key)
    turns = item.processed.understood.transcript.turns
    sent = (given or {}).get(ANSWER + key)
    return SheetQuestion(
        key=key,
        number=n,
        title=questions.title(key),
        group=questions.group(key),
        choices=questions.choices(key),
        chosen=sent or (own.answer if own else "") or _proposed(key, machine),
        said=questions.answer(key, own.answer) if own else "",
        machine=machine,
        machine_said=questions.machine(key, machine) if machine else "",
        quotes=[Quote(passage.turn, turns[passage.turn].text[passage.start : passage.end]) for passage in evidence],
        own=own,
    )


def _proposed(key: str, machine: MachineAnswer | None) -> str:
    """In sight of the machine's answers, what it knows stands ticked; what it cannot tell, or is not sure enough to
    accuse anybody of, waits for the person.
    """
    sure = machine is not None and machine.answer not in (None, Verdict.UNCLEAR.value) and not machine.to_be_confirmed
    return str(machine.answer) if machine is not None and sure and is_main(key) else ""


def read(form: FormData) -> list[ReviewAnswer]:
    """The answers in a form. Raises BadInput on words that cannot be kept."""
    answers = []
    for name, value in form.items():
        if name.startswith(ANSWER) and isinstance(value, str) and value:
            question = name.removeprefix(ANSWER)
            why = str(form.get(WHY + question, "")).strip()
            if len(why) > _MOST_WORDS or "\x00" in why:
                raise BadInput(
                    "is no text of at most {limit} characters",
                    limit=_MOST_WORDS,
                    where=say("note to {question}", question=question),
                )
            answers.append(ReviewAnswer(question, value, why))
    return answers


def sent(form: FormData) -> dict[str, str]:
    """The same as text, to show it again."""
    return {name: value for name, value in form.items() if isinstance(value, str)}
