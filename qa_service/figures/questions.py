"""Yes/no questions and scores of a group: what the machine's counters say, and what people said of the checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qa_service.domain.estimate import Reviewed, ReviewedScore, ScoreGroup, ShareGroup
from qa_service.domain.groups import CheckedInteraction
from qa_service.domain.measured import LabelQuestion
from qa_service.domain.rollups import UNCLEAR, Counters, family, judged, labels
from qa_service.domain.rubric import Criterion, Rubric, Section
from qa_service.domain.scorecard import Answer, Verdict
from qa_service.figures.basis import RubricOf
from qa_service.scoring.total import total

ADAPTED, SHIPPED = "adapted", "shipped"
OUTSIDE = frozenset({"not_applicable"})
RESOLUTION = LabelQuestion("label:resolution", frozenset({"resolved"}), OUTSIDE)
ESCALATION = LabelQuestion("label:resolution", frozenset({"escalated"}), OUTSIDE)
OPEN_PROMISE = LabelQuestion("label:resolution", frozenset({"pending"}), OUTSIDE)


def versions(total: Counters) -> dict[str, str]:
    """What answered, by name; several versions in one period are all named, and beside adapted heads the shipped ones
    where these answered a part of it.
    """
    by_part: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for name, count in family(total, "version").items():
        part, _, value = name.partition(":")
        by_part.setdefault(part, []).append(value)
        counts[part] = counts.get(part, 0) + count
    if 0 < counts.get(ADAPTED, 0) < judged(total):
        by_part[ADAPTED].append(SHIPPED)
    return {part: ", ".join(sorted(values)) for part, values in sorted(by_part.items())}


def criterion_question(id: str) -> LabelQuestion:
    """Whether a criterion is met, where it applies."""
    return LabelQuestion(f"criterion:{id}", frozenset({"yes"}), OUTSIDE)


@dataclass(frozen=True, slots=True)
class Look:
    """A checked interaction, opened once: the machine's labels by family, and the rubric of its scorecard."""

    checked: CheckedInteraction
    machine: Mapping[str, str]
    rubric: Rubric | None
    scores: dict[str, ReviewedScore | None] = field(default_factory=dict)
    """By section, what was found before: a contact stands in its group, its week, and among its peers."""


def looks(checked: Sequence[CheckedInteraction], rubric_of: RubricOf) -> list[Look]:
    """All of them, opened."""
    opened = []
    for interaction in checked:
        machine = labels(interaction.counters)
        name = machine.get("version:rubric")
        opened.append(Look(interaction, machine, rubric_of(interaction.client, name) if name else None))
    return opened


def share_group(question: LabelQuestion, counters: Counters, seen: Sequence[Look]) -> ShareGroup:
    """The group's answers to a question. A person's "does not apply" leaves the interaction out of the checked."""
    counts = family(counters, question.family)
    yes = sum(count for label, count in counts.items() if label in question.labels)
    outside = sum(count for label, count in counts.items() if label in question.outside)
    unclear = counts.get(UNCLEAR, 0)
    reviewed = tuple(answer for look in seen if (answer := _reviewed(question, look)) is not None)
    return ShareGroup(yes, sum(counts.values()) - yes - outside - unclear, unclear, reviewed)


def _reviewed(question: LabelQuestion, look: Look) -> Reviewed | None:
    answer, machine = look.checked.answers.get(question.family), look.machine.get(question.family)
    if (
        answer is None
        or machine is None
        or answer == UNCLEAR
        or answer in question.outside
        or machine in question.outside
    ):
        return None
    decided = None if machine == UNCLEAR else machine in question.labels
    return Reviewed(decided, answer in question.labels, look.checked.chance)


def harm_question(harm: str, rubric: str) -> LabelQuestion:
    """Whether a critical criterion of this harm failed under this rubric, as the evaluation set counts it."""
    return LabelQuestion(f"harm:{harm}:{rubric}", frozenset({"yes"}))


def harm_group(harm: str, counters: Counters, seen: Sequence[Look]) -> ShareGroup:
    """Services with at least one critical failure of this harm, out of all that were scored."""
    scored = judged(counters)
    yes = counters.get(f"harm:{harm}:yes", 0)
    return ShareGroup(yes, scored - yes, 0, tuple(_reviewed_harms(harm, seen)))


def _reviewed_harms(harm: str, seen: Sequence[Look]) -> Iterator[Reviewed]:
    """A person has spoken on a harm when every critical criterion of it that applies was answered."""
    for look in seen:
        criteria = [criterion for criterion in _critical(look.rubric, harm) if _applies(criterion, look)]
        answers = [look.checked.answers.get(f"criterion:{criterion.id}") for criterion in criteria]
        if answers and None not in answers and UNCLEAR not in answers:
            yield Reviewed(f"harm:{harm}:yes" in look.checked.counters, "no" in answers, look.checked.chance)


def _critical(rubric: Rubric | None, harm: str) -> list[Criterion]:
    criteria = rubric.criteria if rubric is not None else ()
    return [criterion for criterion in criteria if criterion.critical is not None and criterion.critical.harms == harm]


def _applies(criterion: Criterion, look: Look) -> bool:
    return look.machine.get(f"criterion:{criterion.id}", "not_applicable") != "not_applicable"


def score_group(section: str, counters: Counters, seen: Sequence[Look]) -> ScoreGroup:
    """The scores 0..100 of a section."""
    for look in seen:
        if section not in look.scores:
            look.scores[section] = _reviewed_score(section, look)
    reviewed = tuple(score for look in seen if (score := look.scores[section]) is not None)
    return ScoreGroup(
        counters.get(f"section:{section}:n", 0),
        counters.get(f"section:{section}:tenths", 0) / 10,
        counters.get(f"section:{section}:square", 0) / 100,
        reviewed,
    )


def _reviewed_score(section: str, look: Look) -> ReviewedScore | None:
    """The score that follows from a person's answers, where the person answered all of the section that applies."""
    rubric, counters = look.rubric, look.checked.counters
    part = None if rubric is None else next((part for part in rubric.sections if part.id == section), None)
    if rubric is None or part is None or f"section:{section}:n" not in counters or not _complete(part, look):
        return None
    human = total(rubric, tuple(_answer(criterion, look) for criterion in rubric.criteria)).sections[section]
    machine = counters.get(f"section:{section}:tenths", 0) / 10
    return None if human is None else ReviewedScore(machine, human, look.checked.chance)


def _complete(section: Section, look: Look) -> bool:
    return all(
        look.checked.answers.get(f"criterion:{criterion.id}", UNCLEAR) != UNCLEAR
        for criterion in section.criteria
        if _applies(criterion, look)
    )


def _answer(criterion: Criterion, look: Look) -> Answer:
    question = f"criterion:{criterion.id}"
    answer = look.checked.answers.get(question) or look.machine.get(question, "not_applicable")
    return Answer(criterion.id, Verdict(answer), 1.0)
