"""From a rubric's text, or what was read from it, to a Rubric that may be used; or one clear refusal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qa_service.domain.clauses import IntentIs, ResolutionIs, Rule, SentimentIs, ShowsBehaviour
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric, Sentence, one_of, say
from qa_service.foreign import of_pydantic
from qa_service.scoring.load_wording import check_wording
from qa_service.scoring.text import read

_LONGEST_PATH = 300
"""Characters; a path may hold keys of the input, and those may be anything."""


def parse_text(text: str, vocabulary: Vocabulary) -> Rubric:
    """A validated rubric from YAML or JSON. Raises BadRubric."""
    return parse(read(text), vocabulary)


def parse(raw: Any, vocabulary: Vocabulary) -> Rubric:
    """A validated rubric. Raises BadRubric with the path of the first fault and what is allowed there."""
    try:
        rubric = Rubric.model_validate(raw)
    except ValidationError as error:
        raise refusal(error, raw) from error
    for path, criterion in rubric.placed():
        check_labels(criterion, f"{path}.", vocabulary)
        for place, clause in criterion.clauses(path):
            check_wording(clause, place)
    return rubric


def check_labels(criterion: Criterion, path: str, vocabulary: Vocabulary) -> None:
    """Raises BadRubric on a label that is none; `path` goes before the fields of the criterion."""
    for place, clause in criterion.clauses(path.removesuffix(".")):
        for where, label, family in _labels(clause, place):
            _check_label(label, family, vocabulary, where)
    for label in sorted(criterion.applies.intents):
        _check_label(label, "intent", vocabulary, f"{path}applies.intents")


def _labels(clause: Rule, place: str) -> Iterable[tuple[str, str, str]]:
    """The labels that a clause names: where, which, and of which family."""
    match clause:
        case ShowsBehaviour():
            return [(f"{place}.label", clause.label, "courtesy")]
        case IntentIs() | ResolutionIs() | SentimentIs():
            return [(f"{place}.labels[{n}]", label, clause.kind) for n, label in enumerate(clause.labels)]
        case _:
            return []


def _check_label(label: str, family: str, vocabulary: Vocabulary, where: str) -> None:
    allowed = tuple(getattr(vocabulary, family))
    if label not in allowed:
        raise BadRubric("{label!r} is no {family} label", label=label, family=family, where=where, hint=one_of(allowed))


def refusal(error: ValidationError, raw: Any) -> BadRubric:
    """The first fault, in a sentence."""
    return refusals(error, raw)[0]


def refusals(error: ValidationError, raw: Any) -> list[BadRubric]:
    """Every fault, each in a sentence."""
    return [_refusal(detail, raw) for detail in error.errors(include_url=False, include_input=False)]


def _refusal(detail: ErrorDetails, raw: Any) -> BadRubric:
    where = ".".join(_path(detail["loc"], raw)).replace(".[", "[")
    where = where[:_LONGEST_PATH]
    context = detail.get("ctx", {})
    if detail["type"] == "rubric":
        return BadRubric(of_pydantic(detail), where=context["where"])
    if detail["type"].startswith("recursion"):
        return BadRubric("its clauses are nested too deeply", hint="split them into criteria")
    if detail["type"] == "union_tag_invalid":
        kinds = context["expected_tags"].replace("'", "")
        return BadRubric(
            "{tag!r} is no kind of clause here",
            tag=context["tag"],
            where=f"{where}.kind",
            hint=say("use {kinds}", kinds=kinds),
        )
    sentence = of_pydantic(detail)
    inner = sentence.values.get("error") if detail["type"] == "value_error" else None
    return BadRubric(inner if isinstance(inner, Sentence) else sentence, where=where)


def _path(location: tuple[int | str, ...], raw: Any) -> Iterator[str]:
    """The parts of a path, without the kinds of clauses that pydantic puts between them."""
    node = raw
    for part in location:
        if isinstance(part, int):
            yield f"[{part}]"
            node = node[part] if isinstance(node, list | tuple) and part < len(node) else None
        elif not (isinstance(node, Mapping) and part not in node and part == node.get("kind")):
            yield part
            node = node.get(part) if isinstance(node, Mapping) else None
