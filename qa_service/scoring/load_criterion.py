"""All that is wrong with one criterion, for whoever is writing it."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from qa_service.domain.rubric import Criterion
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric
from qa_service.scoring.load import check_labels, refusals
from qa_service.scoring.load_wording import wording_faults


def criterion_faults(raw: Any, vocabulary: Vocabulary) -> Iterator[BadRubric]:
    """Every refusal, with its path inside the criterion; none where it may stand in a rubric."""
    try:
        criterion = Criterion.model_validate(raw)
    except ValidationError as error:
        yield from refusals(error, raw)
        return
    try:
        check_labels(criterion, "", vocabulary)
    except BadRubric as error:
        yield error
    for place, clause in criterion.clauses(""):
        yield from wording_faults(clause, place)
