"""All answers of an interaction, and the figures they add up to."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, get_args

from qa_service.domain.rubric import Criterion, Harm, Rubric, Section
from qa_service.domain.scorecard import Answer, PersonsAnswer, Scorecard, Setting, Verdict
from qa_service.domain.understanding import Understanding
from qa_service.scoring.answer import answer
from qa_service.scoring.rules import ClauseInput

_DECIDED = {Verdict.YES, Verdict.NO}
NOBODY: Mapping[str, PersonsAnswer] = MappingProxyType({})


def score(
    rubric: Rubric, seen: Understanding, setting: Setting, people: Mapping[str, PersonsAnswer] = NOBODY
) -> Scorecard:
    """Answers every criterion of `rubric` and totals each section; what `people` answered goes before the machine."""
    answers: dict[str, Answer] = {}
    for criterion in rubric.in_order:
        said = people.get(criterion.id)
        answers[criterion.id] = (
            _persons(criterion, said) if said else answer(criterion, ClauseInput(seen, answers), setting)
        )
    return total(rubric, tuple(answers[criterion.id] for criterion in rubric.criteria))


def _persons(criterion: Criterion, said: PersonsAnswer) -> Answer:
    return Answer(criterion.id, said.verdict, 1.0, said.evidence, decided_by=said.by)


def total(rubric: Rubric, answers: tuple[Answer, ...]) -> Scorecard:
    """The scorecard of given answers, one to each criterion, whoever decided them.

    A section's figure is 100 * (weight met) / (weight decided): what is not applicable or unclear counts neither
    way. A failed critical criterion caps it, or fails the section: then it is 0. None where no weight was decided.
    """
    by_id = {given.criterion: given for given in answers}
    failures = [one for one in rubric.criteria if one.critical and by_id[one.id].verdict is Verdict.NO]
    return Scorecard(
        rubric.name_at_version,
        answers,
        {section.id: _figure(section, by_id) for section in rubric.sections},
        tuple(criterion.id for criterion in failures),
        _by_harm(failures),
        tuple(section.id for section in rubric.sections if _fails(section, by_id)),
    )


def _by_harm(failures: list[Criterion]) -> dict[str, tuple[str, ...]]:
    apart = {
        harm: tuple(one.id for one in failures if one.critical and one.critical.harms == harm)
        for harm in get_args(Harm)
    }
    return {harm: ids for harm, ids in apart.items() if ids}


class Cap(NamedTuple):
    """A critical failure that holds a section's figure down to at most `limit`."""

    answer: Answer
    limit: float


class Explained(NamedTuple):
    """A section's figure without any cap (None: nothing was decided), and what holds it lower, the lowest first."""

    plain: float | None
    caps: tuple[Cap, ...]


def explain(section: Section, answers: Iterable[Answer]) -> Explained:
    """Why a section has its figure; answers of other sections do not matter."""
    by_id = {answer.criterion: answer for answer in answers}
    plain = _plain(section, by_id)
    if plain is None:
        return Explained(None, ())
    caps = [cap for cap in _caps(section, by_id) if cap.limit < plain]
    return Explained(round(plain, 1), tuple(sorted(caps, key=lambda cap: cap.limit)))


def _figure(section: Section, answers: Mapping[str, Answer]) -> float | None:
    if _fails(section, answers):
        return 0.0
    plain = _plain(section, answers)
    return None if plain is None else round(min(plain, *(cap.limit for cap in _caps(section, answers)), 100.0), 1)


def _plain(section: Section, answers: Mapping[str, Answer]) -> float | None:
    """What is met of the weight that was decided, of 100, whatever failed besides."""
    decided = [criterion for criterion in section.criteria if answers[criterion.id].verdict in _DECIDED]
    weight = sum(criterion.weight for criterion in decided)
    if weight <= 0:
        return None
    return 100 * sum(one.weight for one in decided if answers[one.id].verdict is Verdict.YES) / weight


def _caps(section: Section, answers: Mapping[str, Answer]) -> list[Cap]:
    return [
        Cap(answers[one.id], one.critical.limit)
        for one in section.criteria
        if one.critical and answers[one.id].verdict is Verdict.NO
    ]


def _fails(section: Section, answers: Mapping[str, Answer]) -> bool:
    """Whether a critical failure fails the whole section."""
    return any(
        one.critical is not None and one.critical.fails and answers[one.id].verdict is Verdict.NO
        for one in section.criteria
    )
