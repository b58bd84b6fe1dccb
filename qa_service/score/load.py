"""From a mapping (a rubric file, already parsed) to a Rubric that may be used, or one clear refusal."""

from typing import Any

from pydantic import ValidationError

from qa_service.domain.rubric import Clause, ResolutionIs, Rubric, SentimentIs, ShowsBehaviour
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric


def parse(raw: Any, vocabulary: Vocabulary) -> Rubric:
    """A validated rubric. Raises BadRubric with the path of the first fault and what is allowed there."""
    try:
        rubric = Rubric.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadRubric(first["msg"], where=".".join(str(part) for part in first["loc"])) from error
    for section in rubric.sections:
        for criterion in section.criteria:
            where = f"{section.id}.{criterion.id}"
            for clause in (criterion.rule, criterion.only_if):
                _known(_labels(clause, vocabulary), where)
            _known((criterion.applies.intents, frozenset(vocabulary.intent)), f"{where}.applies.intents")
    return rubric


def _labels(clause: Clause | None, vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """The labels a clause names, and those it may name."""
    match clause:
        case ShowsBehaviour():
            return frozenset({clause.label}), frozenset(vocabulary.courtesy)
        case ResolutionIs():
            return frozenset(clause.labels), frozenset(vocabulary.resolution)
        case SentimentIs():
            return frozenset(clause.labels), frozenset(vocabulary.sentiment)
        case _:
            return frozenset(), frozenset()


def _known(labels: tuple[frozenset[str], frozenset[str]], where: str) -> None:
    named, allowed = labels
    if unknown := sorted(named - allowed):
        raise BadRubric(f"unknown label {unknown[0]!r}", where=where, hint=f"use one of {', '.join(sorted(allowed))}")
