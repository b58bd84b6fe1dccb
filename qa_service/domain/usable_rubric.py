"""A rubric together with what its criteria have learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class UsableRubric:
    """`learned`: the bytes of each model that a criterion names, by that name (``sha256:...``)."""

    rubric: Rubric
    learned: Mapping[str, bytes] = field(default_factory=dict)


def models_named(rubric: Rubric) -> Mapping[str, str]:
    """The learned models that a rubric rests on, each with the path of the clause that names it first."""
    named: dict[str, str] = {}
    for path, criterion in rubric.placed():
        for place, clause in criterion.clauses(path):
            if isinstance(clause, ResemblesExamples):
                named.setdefault(clause.model, f"{place}.model")
    return named
