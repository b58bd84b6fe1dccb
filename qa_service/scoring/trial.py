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
from qa_service.scoring.total import score

MOST_MOVERS = 10


class Case(NamedTuple):
    """One interaction; `uuid` is the service's name for it and `id` the centre's."""

    uuid: str
    id: str
    seen: Understanding
    setting: Setting

    @classmethod
    def of(cls, uuid: object, interaction: Interaction, understood: Understood) -> "Case":
        """An interaction as it was understood."""
        setting = Setting.of(interaction, understood.transcript)
        return cls(str(uuid), interaction.id, understood.understanding, setting)


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
class Mean:
    """The mean of the `n` cases that have a figure, None where none has."""

    mean: float | None
    n: int


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section over all cases; `changed` have another figure, or have one where they had none, or lose it."""

    section: str
    before: Mean
    after: Mean
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
class Trial:
    """Rubric `after` beside rubric `before`, on the same `n` cases. No sample was drawn: these are the last ones."""

    before: str
    after: str
    n: int
    criteria: tuple[CriterionChange, ...]
    sections: tuple[SectionChange, ...]
    critical: tuple[CriticalChange, ...]
    movers: tuple[Mover, ...]


class _Pair(NamedTuple):
    uuid: str
    id: str
    before: Scorecard
    after: Scorecard


def compare(before: Rubric, after: Rubric, cases: Iterable[Case]) -> Trial:
    """Scores every case under both rubrics and says what differs."""
    pairs = [
        _Pair(case.uuid, case.id, score(before, case.seen, case.setting), score(after, case.seen, case.setting))
        for case in cases
    ]
    return Trial(
        before.name_at_version,
        after.name_at_version,
        len(pairs),
        tuple(_criterion(id, pairs) for id in _ids(after, before)),
        tuple(_section(id, pairs) for id in _sections(after, before)),
        tuple(_critical(harm, pairs) for harm in get_args(Harm)),
        _movers(pairs),
    )


def _ids(*rubrics: Rubric) -> list[str]:
    return list(dict.fromkeys(criterion.id for rubric in rubrics for criterion in rubric.criteria))


def _sections(*rubrics: Rubric) -> list[str]:
    return list(dict.fromkeys(section.id for rubric in rubrics for section in rubric.sections))


def _criterion(id: str, pairs: Sequence[_Pair]) -> CriterionChange:
    answers = [(_answer(id, pair.before), _answer(id, pair.after)) for pair in pairs]
    changes = Counter(
        f"{one.verdict}->{other.verdict}" for one, other in answers if one and other and one.verdict != other.verdict
    )
    return CriterionChange(
        id,
        sum(changes.values()),
        dict(sorted(changes.items())),
        _verdicts(one for one, _ in answers),
        _verdicts(other for _, other in answers),
    )


def _answer(id: str, card: Scorecard) -> Answer | None:
    return next((answer for answer in card.answers if answer.criterion == id), None)


def _verdicts(answers: Iterable[Answer | None]) -> dict[str, int]:
    return dict(sorted(Counter(answer.verdict.value for answer in answers if answer).items()))


def _section(id: str, pairs: Sequence[_Pair]) -> SectionChange:
    figures = [(pair.before.sections.get(id), pair.after.sections.get(id)) for pair in pairs]
    changed = sum(one != other for one, other in figures)
    return SectionChange(id, _mean(one for one, _ in figures), _mean(other for _, other in figures), changed)


def _mean(figures: Iterable[float | None]) -> Mean:
    there = [figure for figure in figures if figure is not None]
    return Mean(round(sum(there) / len(there), 1) if there else None, len(there))


def _critical(harm: str, pairs: Sequence[_Pair]) -> CriticalChange:
    hurt = [(harm in pair.before.critical_by_harm, harm in pair.after.critical_by_harm) for pair in pairs]
    return CriticalChange(
        harm,
        sum(before for before, _ in hurt),
        sum(after for _, after in hurt),
        sum(after and not before for before, after in hurt),
        sum(before and not after for before, after in hurt),
    )


def _movers(pairs: Sequence[_Pair]) -> tuple[Mover, ...]:
    """The largest differences first."""
    moved = []
    for pair in pairs:
        for section, after in pair.after.sections.items():
            before = pair.before.sections.get(section)
            if before is not None and after is not None and before != after:
                moved.append(Mover(pair.uuid, pair.id, section, before, after))
    moved.sort(key=lambda mover: (-abs(mover.after - mover.before), mover.id, mover.section))
    return tuple(moved[:MOST_MOVERS])
