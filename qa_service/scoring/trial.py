"""A draft tried on interactions that are there: what would change if it were in force. The machine's answers only."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Harm, Rubric
from qa_service.domain.scorecard import Answer, Scorecard, Setting
from qa_service.domain.understanding import Understanding
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.scoring.total import score

MOST_MOVERS = 10


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


class _ScoredCase(NamedTuple):
    uuid: str
    id: str
    before: Scorecard
    after: Scorecard


def compare(before: UsableRubric, after: UsableRubric, cases: Iterable[TrialCase]) -> TrialResult:
    """Scores every case under both rubrics and says what differs."""
    pairs = [
        _ScoredCase(
            case.uuid,
            case.id,
            score(before.rubric, case.understanding, case.setting, learned=before.learned),
            score(after.rubric, case.understanding, case.setting, learned=after.learned),
        )
        for case in cases
    ]
    return TrialResult(
        before.rubric.name_at_version,
        after.rubric.name_at_version,
        len(pairs),
        tuple(_criterion(id, pairs) for id in _ids(after.rubric, before.rubric)),
        tuple(_section(id, pairs) for id in _sections(after.rubric, before.rubric)),
        tuple(_critical(harm, pairs) for harm in get_args(Harm)),
        _movers(pairs),
    )


def _ids(*rubrics: Rubric) -> list[str]:
    return list(dict.fromkeys(criterion.id for rubric in rubrics for criterion in rubric.criteria))


def _sections(*rubrics: Rubric) -> list[str]:
    return list(dict.fromkeys(section.id for rubric in rubrics for section in rubric.sections))


def _criterion(id: str, pairs: Sequence[_ScoredCase]) -> CriterionChange:
    answers = [(_answer(id, pair.before), _answer(id, pair.after)) for pair in pairs]
    changes = Counter(
        f"{before.verdict}->{after.verdict}"
        for before, after in answers
        if before and after and before.verdict != after.verdict
    )
    return CriterionChange(
        id,
        sum(changes.values()),
        dict(sorted(changes.items())),
        _verdicts(before for before, _ in answers),
        _verdicts(after for _, after in answers),
    )


def _answer(id: str, card: Scorecard) -> Answer | None:
    return next((answer for answer in card.answers if answer.criterion == id), None)


def _verdicts(answers: Iterable[Answer | None]) -> dict[str, int]:
    return dict(sorted(Counter(answer.verdict.value for answer in answers if answer).items()))


def _section(id: str, pairs: Sequence[_ScoredCase]) -> SectionChange:
    figures = [(pair.before.sections.get(id), pair.after.sections.get(id)) for pair in pairs]
    changed = sum(before != after for before, after in figures)
    return SectionChange(id, _mean(before for before, _ in figures), _mean(after for _, after in figures), changed)


def _mean(figures: Iterable[float | None]) -> CaseMean:
    values = [figure for figure in figures if figure is not None]
    return CaseMean(round(sum(values) / len(values), 1) if values else None, len(values))


def _critical(harm: str, pairs: Sequence[_ScoredCase]) -> CriticalChange:
    hurt = [(harm in pair.before.critical_by_harm, harm in pair.after.critical_by_harm) for pair in pairs]
    return CriticalChange(
        harm,
        sum(before for before, _ in hurt),
        sum(after for _, after in hurt),
        sum(after and not before for before, after in hurt),
        sum(before and not after for before, after in hurt),
    )


def _movers(pairs: Sequence[_ScoredCase]) -> tuple[Mover, ...]:
    """The largest differences first."""
    moved = []
    for pair in pairs:
        for section, after in pair.after.sections.items():
            before = pair.before.sections.get(section)
            if before is not None and after is not None and before != after:
                moved.append(Mover(pair.uuid, pair.id, section, before, after))
    moved.sort(key=lambda mover: (-abs(mover.after - mover.before), mover.id, mover.section))
    return tuple(moved[:MOST_MOVERS])
