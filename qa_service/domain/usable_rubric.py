"""A rubric together with what its criteria have learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.rubric import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class UsableRubric:
    """`learned`: the bytes of each model that a criterion names, by that name (``sha256:...``)."""

    rubric: Rubric
    learned: Mapping[str, bytes] = field(default_factory=dict)

    def also(self, learned: Mapping[str, bytes]) -> "UsableRubric":
        """The same with more models, for a criterion that is looked at beside it."""
        return replace(self, learned={**self.learned, **learned})


def models_named(rubric: Rubric) -> Mapping[str, str]:
    """The learned models that a rubric rests on, each with the path of the clause that names it first."""
    named: dict[str, str] = {}
    for path, criterion in rubric.placed():
        for model, place in models_of(criterion, path).items():
            named.setdefault(model, place)
    return named


def models_of(criterion: Criterion, path: str = "") -> Mapping[str, str]:
    """Those on which a criterion rests, each with the path of the clause that names it."""
    clauses = criterion.clauses(path)
    return {clause.model: f"{place}.model" for place, clause in clauses if isinstance(clause, ResemblesExamples)}
