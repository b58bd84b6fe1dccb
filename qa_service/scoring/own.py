"""Criteria that a centre answers by means of its own, and what an answer to one depends on."""

from typing import Any

from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.rubric import Criterion
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript


def is_answered_by_own_means(criterion: Criterion) -> bool:
    """Whether words, examples or a language model answer it, or a part of it."""
    kinds = SaysPhrase | SaysScript | ResemblesExamples | AsksModel
    return any(isinstance(clause, kinds) for _, clause in criterion.clauses(""))


def answers_by(criterion: Criterion) -> Any:
    """Equal for two criteria that are asked of the same contacts and answered alike."""
    return criterion.question, criterion.rule, criterion.wanted, criterion.applies, criterion.only_if
