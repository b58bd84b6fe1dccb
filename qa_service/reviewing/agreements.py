"""Agreement out of stored answers: who is compared with whom, and what follows for scoring without a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np
from sqlmodel import Session

from qa_service.domain.agreement import Agreement, AutoScore, Coefficient, Grounds, Pairing, QuestionAgreement
from qa_service.domain.review import Policy
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.scorecard import Verdict
from qa_service.domain.usable_rubric import models_of
from qa_service.scoring.own import answers_by, is_answered_by_own_means
from qa_service.statistics.agreement import measure_all
from qa_service.store import agreement_rollups, policies, rubrics
from qa_service.store.agreement_rollups import CRITERION, Pair
from qa_service.store.answers import AgreementFilters, HumanAnswer, latest_answers
from qa_service.store.scope import calendar_of
from qa_service.store.tables import now

_SEED = 20_260_101  # the same answers give the same interval, whoever asks
_NO_ANSWER = (None, Verdict.UNCLEAR.value)
_ORDER: Mapping[str, Sequence[str]] = {"label:sentiment_end": ("negative", "neutral", "positive")}


class AutoScores(dict[str, AutoScore]):
    """By criterion; one that nobody has checked here is scored by the machine, and says so."""

    def __missing__(self, criterion: str) -> AutoScore:
        return AutoScore(True, Grounds.NOT_CHECKED)


def auto_scored(session: Session, client: str) -> AutoScores:
    """Which criteria the machine may answer alone for this client, by the answers of this month and the twelve before.

    A criterion of the client's own counts the answers since it is answered as it is now: what another rule, or another
    model, was worth tells nothing of this one. Reads stored totals; equal answers cost their arithmetic once.
    """
    policy, today = policies.policy(session, client), calendar_of(session).day(now())
    since = date(today.year - 1, today.month, 1)
    answers = {**agreement_rollups.pairs(session, client, since), **_of_own_criteria(session, client, since)}
    by_criterion = {}
    for question, pairs in answers.items():
        units = sum(pair.n for pair in pairs if _is_spoken(pair.machine or None))
        reached = units >= policy.least
        low = _low(question, pairs, policy.coefficient) if reached else None
        by_criterion[question.removeprefix(CRITERION)] = _decided(units, low, policy)
    return AutoScores(by_criterion)


def _of_own_criteria(session: Session, client: str, since: date) -> dict[str, tuple[Pair, ...]]:
    """By question, of the criteria of the client's rubric in force that are answered by words, examples or a language
    model.
    """
    row = rubrics.in_force(session, client)
    current = None if row is None else rubrics.to_rubric(row)
    own = {} if current is None else {c.id: c for c in current.criteria if is_answered_by_own_means(c)}
    if not own or current is None:
        return {}
    versions = rubrics.published_of(session, client)
    by_question = {}
    for id, criterion in own.items():
        alike = [version.name_at_version for version in versions if _answers_alike(version, criterion)]
        question, models = f"{CRITERION}{id}", list(models_of(criterion))
        by_question[question] = agreement_rollups.pairs_under(session, client, question, since, alike, models)
    return by_question


def _answers_alike(version: Rubric, criterion: Criterion) -> bool:
    return any(answers_by(other) == answers_by(criterion) for other in version.criteria if other.id == criterion.id)


@lru_cache(maxsize=4096)
def _low(question: str, pairs: tuple[Pair, ...], coefficient: Coefficient) -> float | None:
    """The lower bound of a coefficient between machine and people."""
    spoken = [pair for pair in pairs if _is_spoken(pair.machine or None)]
    sides = ([pair.machine for pair in spoken], [pair.answer for pair in spoken])
    ratings: list[list[str | None]] = [
        [answer for answer, pair in zip(side, spoken, strict=True) for _ in range(pair.n)] for side in sides
    ]
    agreement = _resampled(question, ratings, coefficient).coefficients.get(coefficient)
    return None if agreement is None else agreement.low


def _is_spoken(machine: str | None) -> bool:
    return machine not in _NO_ANSWER


def agreement(session: Session, filters: AgreementFilters) -> list[QuestionAgreement]:
    """By question, in alphabetical order: people with each other, and the machine with people."""
    policy = policies.policy(session, filters.client)
    return of_answers(latest_answers(session, filters), policy)


def of_answers(answers: Sequence[HumanAnswer], policy: Policy) -> list[QuestionAgreement]:
    """The same over given answers."""
    by_question: dict[str, list[HumanAnswer]] = defaultdict(list)
    for answer in answers:
        by_question[answer.question].append(answer)
    return [_question(question, of_question, policy) for question, of_question in sorted(by_question.items())]


def _question(question: str, answers: Sequence[HumanAnswer], policy: Policy) -> QuestionAgreement:
    machine, people = _with_machine(question, answers), _among_people(question, answers)
    auto = _auto(machine, policy) if question.startswith(CRITERION) else None
    return QuestionAgreement(question, machine, people, auto)


def _auto(machine: Pairing, policy: Policy) -> AutoScore:
    agreement: Agreement | None = machine.coefficients.get(policy.coefficient)
    return _decided(machine.units, agreement.low if agreement is not None else None, policy)


def _decided(units: int, low: float | None, policy: Policy) -> AutoScore:
    """Nobody has checked: the machine goes on. An interval that cannot be had holds nothing."""
    if units < policy.least:
        grounds = Grounds.TOO_FEW if units else Grounds.NOT_CHECKED
        return AutoScore(not units, grounds, None, policy.threshold, units, policy.least)
    holds = low is not None and low >= policy.threshold
    grounds = Grounds.HOLDS if holds else Grounds.BELOW
    return AutoScore(holds, grounds, low, policy.threshold, units, policy.least)


def _with_machine(question: str, answers: Sequence[HumanAnswer]) -> Pairing:
    """The machine beside the first person who answered each interaction; without those it could not answer."""
    first: dict[object, HumanAnswer] = {}
    for answer in answers:
        first.setdefault(answer.interaction, answer)
    spoken = [answer for answer in first.values() if _is_spoken(answer.machine)]
    ratings: list[list[str | None]] = [[answer.machine for answer in spoken], [answer.answer for answer in spoken]]
    return replace(_measured(question, ratings), silent=len(first) - len(spoken))


def _among_people(question: str, human_answers: Sequence[HumanAnswer]) -> Pairing:
    """Everybody who answered something that somebody else answered too."""
    by_unit: dict[object, dict[str, str]] = defaultdict(dict)
    for answer in human_answers:
        by_unit[answer.interaction][answer.reviewer] = answer.answer
    shared = [answers for answers in by_unit.values() if len(answers) > 1]
    people = sorted({reviewer for answers in shared for reviewer in answers})
    return _measured(question, [[answers.get(person) for answers in shared] for person in people])


def _measured(question: str, ratings: Sequence[Sequence[str | None]]) -> Pairing:
    return _remembered(question, tuple(tuple(row) for row in ratings))


@lru_cache(maxsize=256)
def _remembered(question: str, ratings: tuple[tuple[str | None, ...], ...]) -> Pairing:
    """By the answers themselves: whoever looks at the same ones sees the same, and only the first waits."""
    return _resampled(question, ratings)


def _resampled(question: str, ratings: Sequence[Sequence[str | None]], only: Coefficient | None = None) -> Pairing:
    answers = sorted({answer for row in ratings for answer in row if answer is not None})
    order = _ORDER.get(question)
    scale = list(order) if order else answers
    if not answers:
        return Pairing(0, len(ratings))
    code = {answer: float(place) for place, answer in enumerate(scale)}
    table = np.array([[np.nan if answer is None else code[answer] for answer in row] for row in ratings])
    rng = np.random.default_rng(_SEED)
    coefficients = measure_all(table, len(scale), rng, ordered=order is not None, only=only)
    return Pairing(next(iter(coefficients.values())).units, len(ratings), coefficients)
