"""A rubric together with what its criteria have learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_service.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class UsableRubric:
    """`learned`: the bytes of each model that a criterion names, by that name (``sha256:...``)."""

    rubric: Rubric
    learned: Mapping[str, bytes] = field(default_factory=dict)
