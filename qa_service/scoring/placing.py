"""One criterion put into a rubric: the rest stays as it is."""

from typing import Any, NamedTuple

from qa_service.domain.rubric import Criterion, Rubric, Wording
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric
from qa_service.scoring.load import parse


class SectionChoice(NamedTuple):
    """The section that a criterion is to stand in; `name` makes one of this id where there is none."""

    id: str
    name: Wording | None = None


class Placed(NamedTuple):
    """A rubric as it comes from outside, not validated yet, and where the criterion stands in it."""

    body: dict[str, Any]
    path: str

    def parsed(self, vocabulary: Vocabulary) -> Rubric:
        """Raises BadRubric; where it is about the criterion, the path is one inside it."""
        try:
            return parse(self.body, vocabulary)
        except BadRubric as error:
            if not error.where.startswith(self.path):
                raise
            within = error.where.removeprefix(self.path).removeprefix(".")
            raise BadRubric(error.what, where=within, hint=error.hint) from error


def with_criterion(rubric: Rubric, criterion: Criterion, section: SectionChoice) -> Placed:
    """The rubric with this criterion in the place of the one of its id, or at the end of a section.

    A section that loses its last criterion goes, unless it is `courtesy`: then the parser refuses the rubric.
    """
    sections = [_without(part, criterion.id, section.id) for part in rubric.model_dump(mode="json")["sections"]]
    body = criterion.model_dump(mode="json")
    place = next((number for number, part in enumerate(sections) if part["id"] == section.id), None)
    if place is None:
        name = section.name or Wording(it=section.id, en=section.id)
        sections.append({"id": section.id, "name": name.model_dump(), "criteria": []})
        place = len(sections) - 1
    index = _put(sections[place]["criteria"], body)
    lost = [number for number, part in enumerate(sections) if not part["criteria"] and part["id"] != "courtesy"]
    before = sum(number < place for number in lost)
    kept = [part for number, part in enumerate(sections) if number not in lost]
    whole = {**rubric.model_dump(mode="json"), "sections": kept}
    return Placed(whole, f"sections[{place - before}].criteria[{index}]")


def _without(part: dict[str, Any], id: str, chosen: str) -> dict[str, Any]:
    """A section without the criterion of this id, unless it is the one where it stands and stays."""
    if part["id"] == chosen:
        return part
    return {**part, "criteria": [body for body in part["criteria"] if body["id"] != id]}


def _put(criteria: list[dict[str, Any]], body: dict[str, Any]) -> int:
    for index, other in enumerate(criteria):
        if other["id"] == body["id"]:
            criteria[index] = body
            return index
    criteria.append(body)
    return len(criteria) - 1
