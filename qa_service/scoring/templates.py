"""From a file of criterion templates to templates that may be used; or one clear refusal."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.templates import CriterionTemplate
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric
from qa_service.scoring.load import parse, refusal
from qa_service.scoring.text import read

_PLACE = "sections[0].criteria[0]"
_TEMPLATES = ("id", "reference")
"""What the template says of its criterion."""


def parse_templates(text: str, vocabulary: Vocabulary, place: str) -> tuple[CriterionTemplate, ...]:
    """The templates of a YAML list. Raises BadRubric with `place`, the number of the template and the first fault."""
    try:
        raw = read(text)
        if not isinstance(raw, list):
            raise BadRubric("is no list of templates")
        return tuple(_template(item, vocabulary, _ids(raw[:number]), f"[{number}]") for number, item in enumerate(raw))
    except BadRubric as error:
        raise BadRubric(
            error.what, where=f"{place}: {error.where}" if error.where else place, hint=error.hint
        ) from error


def alone(criterion: Criterion) -> Rubric:
    """A rubric of this criterion and no other."""
    return Rubric.model_validate(_rubric(criterion))


def _template(raw: Any, vocabulary: Vocabulary, earlier: set[Any], where: str) -> CriterionTemplate:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("criterion"), Mapping):
        raise BadRubric("is no template: it has no criterion", where=where)
    if raw.get("id") in earlier:
        raise BadRubric("{id!r} is the id of an earlier template", id=raw["id"], where=f"{where}.id")
    criterion = _criterion(raw, vocabulary, where)
    try:
        return CriterionTemplate.model_validate({**raw, "criterion": criterion})
    except ValidationError as error:
        fault = refusal(error, raw)
        raise BadRubric(fault.what, where=f"{where}.{fault.where}", hint=fault.hint) from error


def _ids(raw: list[Any]) -> set[Any]:
    return {item["id"] for item in raw if isinstance(item, Mapping) and isinstance(item.get("id"), str)}


def _criterion(raw: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> Criterion:
    """Read as in a rubric that has no other: it may look at no other criterion's answer."""
    body = raw["criterion"]
    if twice := next((name for name in _TEMPLATES if name in body), None):
        raise BadRubric("{name!r} is said of the template, once", name=twice, where=f"{where}.criterion.{twice}")
    reference = raw.get("reference")
    cited = {"reference": reference["it"]} if isinstance(reference, Mapping) and "it" in reference else {}
    try:
        return parse(_rubric({**body, **cited, "id": raw.get("id")}), vocabulary).criteria[0]
    except BadRubric as error:
        at = error.where.replace(_PLACE, f"{where}.criterion").replace(f"{where}.criterion.id", f"{where}.id")
        raise BadRubric(error.what, where=at, hint=error.hint) from error


def _rubric(criterion: Criterion | Mapping[str, Any]) -> dict[str, Any]:
    name = {"it": "Modello", "en": "Template"}
    section = {"id": "courtesy", "name": name, "criteria": [criterion]}
    return {"id": "template", "version": 1, "name": name, "sections": [section]}
