"""All answers of an interaction, and the figures they add up to."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, get_args

from qa_service.domain.interaction import Channel
from qa_service.domain.rubric import Criterion, Critical, Harm, Rubric, Section
from qa_service.domain.scorecard import Answer, PersonsAnswer, Scorecard, Setting, Verdict
from qa_service.domain.understanding import Understanding
from qa_service.scoring.answer import answer
from qa_service.scoring.finding import ClauseInput
from qa_service.scoring.wording.tokens import SpokenWords

_DECIDED = {Verdict.YES, Verdict.NO}
NOBODY: Mapping[str, PersonsAnswer] = MappingProxyType({})
NOTHING_KNOWN: Mapping[str, Answer] = MappingProxyType({})
NOTHING_LEARNED: Mapping[str, bytes] = MappingProxyType({})


def score(
    rubric: Rubric,
    understanding: Understanding,
    setting: Setting,
    people: Mapping[str, PersonsAnswer] = NOBODY,
    learned: Mapping[str, bytes] = NOTHING_LEARNED,
) -> Scorecard:
    """Answers every criterion of `rubric` and totals each section; what `people` answered goes before the machine.

    `setting` holds the masked words, which are what phrases and scripts are looked for in. `learned`: the models that
    criteria name, by name.
    """
    answers = answered(rubric.in_order, understanding, setting, people, learned)
    return total(rubric, tuple(answers[criterion.id] for criterion in rubric.criteria))


def answered(
    criteria: Iterable[Criterion],
    understanding: Understanding,
    setting: Setting,
    people: Mapping[str, PersonsAnswer] = NOBODY,
    learned: Mapping[str, bytes] = NOTHING_LEARNED,
    known: Mapping[str, Answer] = NOTHING_KNOWN,
) -> dict[str, Answer]:
    """By criterion; each comes after those on whose answers it depends. What is `known` is not looked for again."""
    answers: dict[str, Answer] = dict(known)
    words = SpokenWords(setting.transcript, setting.channel is Channel.CALL)
    inputs = ClauseInput(understanding, answers, words, setting.features, setting.asked, learned)
    for criterion in criteria:
        if criterion.id in known:
            continue
        person = people.get(criterion.id)
        answers[criterion.id] = _persons(criterion, person) if person else answer(criterion, inputs, setting)
    return answers


def _persons(criterion: Criterion, person: PersonsAnswer) -> Answer:
    return Answer(criterion.id, person.verdict, 1.0, person.evidence, decided_by=person.by)


def total(rubric: Rubric, answers: tuple[Answer, ...]) -> Scorecard:
    """The scorecard of given answers, one to each criterion, whoever decided them.

    A section's figure is 100 * (weight met) / (weight decided): what is not applicable or unclear counts neither
    way. A failed critical criterion caps it, or fails the section: then it is 0. None where no weight was decided.
    """
    by_id = {answer.criterion: answer for answer in answers}
    failures = _failures(rubric.criteria, by_id)
    return Scorecard(
        rubric.name_at_version,
        answers,
        {section.id: _figure(section, by_id) for section in rubric.sections},
        tuple(criterion.id for criterion, _ in failures),
        _by_harm(failures),
        tuple(section.id for section in rubric.sections if _fails(section, by_id)),
        tuple(criterion.id for criterion in rubric.criteria if criterion.critical),
    )


def _failures(criteria: Iterable[Criterion], answers: Mapping[str, Answer]) -> list[tuple[Criterion, Critical]]:
    """The critical criteria that failed, with what their failure does."""
    return [
        (criterion, criterion.critical)
        for criterion in criteria
        if criterion.critical and answers[criterion.id].verdict is Verdict.NO
    ]


def _by_harm(failures: list[tuple[Criterion, Critical]]) -> dict[str, tuple[str, ...]]:
    by_harm = {
        harm: tuple(criterion.id for criterion, critical in failures if critical.harms == harm)
        for harm in get_args(Harm)
    }
    return {harm: ids for harm, ids in by_harm.items() if ids}


class Cap(NamedTuple):
    """A critical failure that holds a section's figure down to at most `limit`."""

    answer: Answer
    limit: float


class ExplainedFigure(NamedTuple):
    """A section's figure without any cap (None: nothing was decided), and what holds it lower, the lowest first."""

    plain: float | None
    caps: tuple[Cap, ...]


def explain(section: Section, answers: Iterable[Answer]) -> ExplainedFigure:
    """Why a section has its figure; answers of other sections do not matter."""
    by_id = {answer.criterion: answer for answer in answers}
    plain = _plain(section, by_id)
    if plain is None:
        return ExplainedFigure(None, ())
    caps = [cap for cap in _caps(section, by_id) if cap.limit < plain]
    return ExplainedFigure(round(plain, 1), tuple(sorted(caps, key=lambda cap: cap.limit)))


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
    return 100 * sum(criterion.weight for criterion in decided if answers[criterion.id].verdict is Verdict.YES) / weight


def _caps(section: Section, answers: Mapping[str, Answer]) -> list[Cap]:
    return [Cap(answers[criterion.id], critical.limit) for criterion, critical in _failures(section.criteria, answers)]


def _fails(section: Section, answers: Mapping[str, Answer]) -> bool:
    """Whether a critical failure fails the whole section."""
    return any(critical.fails for _, critical in _failures(section.criteria, answers))
