"""A draft tried on interactions that are there: what would change if it were in force. The machine's answers only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Criterion, Harm, Rubric
from qa_service.domain.scorecard import Answer, Scorecard, Setting, Verdict
from qa_service.domain.understanding import Understanding
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.scoring.total import answered, total

MOST_MOVERS = 10
MOST_EXAMPLES = 10
"""Of each answer."""


class TrialCase(NamedTuple):
    """One interaction; `uuid` is the service's name for it and `id` the centre's."""

    uuid: str
    id: str
    understanding: Understanding
    setting: Setting

    @classmethod
    def of(cls, uuid: object, interaction: Interaction, understood: Understood) -> "TrialCase":
        """An interaction as it was understood."""
        return cls(str(uuid), interaction.id, understood.understanding, understood.setting(interaction))


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion over all cases.

    `changes` counts those whose answer differs, as ``yes->no``. `before` and `after` count the answers; one of them is
    empty where the criterion is new or dropped.
    """

    criterion: str
    changed: int
    changes: Mapping[str, int]
    before: Mapping[str, int]
    after: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CaseMean:
    """The mean of the `n` cases that have a figure, None where none has."""

    mean: float | None
    n: int


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section over all cases; `changed` have another figure, or have one where they had none, or lose it."""

    section: str
    before: CaseMean
    after: CaseMean
    changed: int


@dataclass(frozen=True, slots=True)
class Mover:
    """A case whose figure in a section moves far."""

    uuid: str
    id: str
    section: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class CriticalChange:
    """Cases with a critical failure that harms whom `harm` says; `new` had none before, `gone` have none after."""

    harm: str
    before: int
    after: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class TrialResult:
    """Rubric `after` beside rubric `before`, on the same `n` cases. No sample was drawn: these are the last ones."""

    before: str
    after: str
    n: int
    criteria: tuple[CriterionChange, ...]
    sections: tuple[SectionChange, ...]
    critical: tuple[CriticalChange, ...]
    movers: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class TrialExample:
    """A case with its answer to a criterion that is new or answered otherwise; `before`: the answer so far."""

    uuid: str
    answer: Answer
    before: Verdict | None


def compare(before: UsableRubric, after: UsableRubric, cases: Iterable[TrialCase]) -> TrialResult:
    """Scores every case under both rubrics and says what differs."""
    trial = Trial(before, after)
    for case in cases:
        trial.add(case)
    return trial.result()


class Trial:
    """Counts case after case and keeps none of them, so that a whole history may be looked at."""

    def __init__(self, before: UsableRubric, after: UsableRubric) -> None:
        self._before, self._after, self._n = before, after, 0
        rubrics = (after.rubric, before.rubric)
        self._orders = before.rubric.in_order, after.rubric.in_order
        self._same = _same(after.rubric, set(_anew(*rubrics)))
        self._criteria = {id: _CriterionCount() for id in _unique(c.id for rubric in rubrics for c in rubric.criteria)}
        self._sections = {id: _SectionCount() for id in _unique(s.id for rubric in rubrics for s in rubric.sections)}
        self._critical = {harm: Counter[str]() for harm in get_args(Harm)}
        self._movers: list[Mover] = []
        self._examples = {(id, verdict): list[TrialExample]() for id in _anew(*rubrics) for verdict in Verdict}

    def add(self, case: TrialCase) -> None:
        """Score one more case under both rubrics."""
        before, after = self._cards(case)
        self._n += 1
        self._count_answers(case, before, after)
        for section, count in self._sections.items():
            count.add(before.sections.get(section), after.sections.get(section))
        for harm, counts in self._critical.items():
            counts.update(_hurt(harm in before.critical_by_harm, harm in after.critical_by_harm))
        self._movers = _largest([*self._movers, *_moved(case, before, after)])

    def _cards(self, case: TrialCase) -> tuple[Scorecard, Scorecard]:
        """What both rubrics ask alike is answered once."""
        (first, second), looked_at = self._orders, (case.understanding, case.setting)
        before = answered(first, *looked_at, learned=self._before.learned)
        known = {id: before[id] for id in self._same}
        after = answered(second, *looked_at, learned=self._after.learned, known=known)
        return _card(self._before.rubric, before), _card(self._after.rubric, after)

    def _count_answers(self, case: TrialCase, before: Scorecard, after: Scorecard) -> None:
        first, second = ({answer.criterion: answer for answer in card.answers} for card in (before, after))
        for id, count in self._criteria.items():
            count.add(first.get(id), second.get(id))
        for id, answer in second.items():
            examples = self._examples.get((id, answer.verdict))
            if examples is not None and len(examples) < MOST_EXAMPLES:
                was = first[id].verdict if id in first else None
                examples.append(TrialExample(case.uuid, answer, was))

    @property
    def examples(self) -> tuple[TrialExample, ...]:
        """Of each answer to each criterion that is new or asked otherwise, the first few cases."""
        return tuple(example for examples in self._examples.values() for example in examples)

    def result(self) -> TrialResult:
        """What differs so far."""
        return TrialResult(
            self._before.rubric.name_at_version,
            self._after.rubric.name_at_version,
            self._n,
            tuple(count.change(id) for id, count in self._criteria.items()),
            tuple(count.change(id) for id, count in self._sections.items()),
            tuple(
                CriticalChange(harm, *(counts[name] for name in ("before", "after", "new", "gone")))
                for harm, counts in self._critical.items()
            ),
            tuple(self._movers),
        )


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _anew(after: Rubric, before: Rubric) -> list[str]:
    """The criteria that are new, or asked or answered otherwise."""
    known = {criterion.id: _question(criterion) for criterion in before.criteria}
    return [criterion.id for criterion in after.criteria if known.get(criterion.id) != _question(criterion)]


def _same(after: Rubric, anew: set[str]) -> list[str]:
    """The criteria that are neither new nor rest on the answer to one that is."""
    return [
        criterion.id
        for criterion in after.criteria
        if criterion.id not in anew and anew.isdisjoint(other.id for other in after.asked_before(criterion))
    ]


def _card(rubric: Rubric, answers: Mapping[str, Answer]) -> Scorecard:
    return total(rubric, tuple(answers[criterion.id] for criterion in rubric.criteria))


def _question(criterion: Criterion) -> Criterion:
    """What its answer depends on: all but what it counts."""
    return criterion.model_copy(update={"weight": 1.0, "critical": None, "reference": ""})


@dataclass(slots=True)
class _CriterionCount:
    changes: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)

    def add(self, before: Answer | None, after: Answer | None) -> None:
        if before is not None:
            self.before[before.verdict.value] += 1
        if after is not None:
            self.after[after.verdict.value] += 1
        if before is not None and after is not None and before.verdict != after.verdict:
            self.changes[f"{before.verdict}->{after.verdict}"] += 1

    def change(self, id: str) -> CriterionChange:
        before, after, changes = (dict(sorted(counts.items())) for counts in (self.before, self.after, self.changes))
        return CriterionChange(id, sum(changes.values()), changes, before, after)


@dataclass(slots=True)
class _MeanCount:
    sum: float = 0.0
    n: int = 0

    def add(self, figure: float | None) -> None:
        if figure is not None:
            self.sum, self.n = self.sum + figure, self.n + 1

    @property
    def mean(self) -> CaseMean:
        return CaseMean(round(self.sum / self.n, 1) if self.n else None, self.n)


@dataclass(slots=True)
class _SectionCount:
    before: _MeanCount = field(default_factory=_MeanCount)
    after: _MeanCount = field(default_factory=_MeanCount)
    changed: int = 0

    def add(self, before: float | None, after: float | None) -> None:
        self.before.add(before)
        self.after.add(after)
        self.changed += before != after

    def change(self, id: str) -> SectionChange:
        return SectionChange(id, self.before.mean, self.after.mean, self.changed)


def _hurt(before: bool, after: bool) -> dict[str, int]:
    return {"before": before, "after": after, "new": after and not before, "gone": before and not after}


def _moved(case: TrialCase, before: Scorecard, after: Scorecard) -> Iterable[Mover]:
    for section, figure in after.sections.items():
        was = before.sections.get(section)
        if was is not None and figure is not None and was != figure:
            yield Mover(case.uuid, case.id, section, was, figure)


def _largest(movers: list[Mover]) -> list[Mover]:
    """The largest differences first."""
    movers.sort(key=lambda mover: (-abs(mover.after - mover.before), mover.id, mover.section))
    return movers[:MOST_MOVERS]
