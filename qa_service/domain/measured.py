"""How often the machine is right, as its evaluation set showed: confusion counts, and what follows for one question.

The file `measured.json` lies beside the heads; `python -m eval.measured` makes it. It speaks for the model that it
names and for no other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from qa_service.domain.clauses import IntentIs, ResolutionIs, SentimentIs, ShowsBehaviour
from qa_service.domain.estimate import MachineError, ScoreError
from qa_service.domain.rubric import Criterion
from qa_service.errors import BadInput

SCHEMA = "qa-measured/1"
NO_OTHERS: frozenset[str] = frozenset()
Confusion = Mapping[str, Mapping[str, int]]
"""True label -> label that the machine gave -> count; what it could not tell is left out."""


@dataclass(frozen=True, slots=True)
class LabelQuestion:
    """A yes/no question put to a family of labels: yes is one of `labels`, `outside` are left out of the question."""

    family: str
    labels: frozenset[str]
    outside: frozenset[str] = NO_OTHERS
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredErrors:
    """`model` is the version of the measured heads, `on` names the set; confusions by family, errors by section."""

    model: str = ""
    on: str = ""
    families: Mapping[str, Confusion] = field(default_factory=dict)
    scores: Mapping[str, ScoreError] = field(default_factory=dict)

    def speaks_for(self, versions: Collection[str]) -> bool:
        """Whether these versions hold the measured model."""
        return bool(self.model) and self.model in versions

    def share(self, question: LabelQuestion) -> MachineError | None:
        """The error on a yes/no question; None where the set says nothing of it."""
        confusion = self.families.get(question.family)
        if confusion is None:
            return None
        cells = [
            (true in question.labels, machine_label in question.labels, count)
            for true, row in confusion.items()
            for machine_label, count in row.items()
            if true not in question.outside and machine_label not in question.outside
        ]
        yes = sum(count for true, _, count in cells if true)
        no = sum(count for true, _, count in cells if not true)
        if not yes or not no:
            return None
        right = [sum(count for true, answer, count in cells if true is answer is side) for side in (True, False)]
        error = MachineError(right[0], yes, right[1], no)
        return MachineError(error.no_right, no, error.yes_right, yes) if question.opposite else error


def label_question(criterion: Criterion) -> LabelQuestion | None:
    """The question to the labels behind a criterion; None where it is more than one label that decides."""
    opposite = not criterion.wanted
    match criterion.rule:
        case ShowsBehaviour(label=label):
            return LabelQuestion(f"courtesy:{label}", frozenset({"yes"}), opposite=opposite)
        case ResolutionIs(labels=labels):
            return LabelQuestion("label:resolution", frozenset(labels), opposite=opposite)
        case IntentIs(labels=labels):
            return LabelQuestion("label:intent", frozenset(labels), opposite=opposite)
        case SentimentIs(at=at, labels=labels):
            return LabelQuestion(f"label:sentiment_{at}", frozenset(labels), opposite=opposite)
        case _:
            return None


def parse(document: Mapping[str, Any], where: str) -> MeasuredErrors:
    """The content of `measured.json`. Raises BadInput with the place of the fault."""
    if document.get("schema") != SCHEMA:
        raise BadInput("is no {schema}", schema=SCHEMA, where=where, hint="make it with: python -m eval.measured")
    try:
        families = {
            str(name): {str(true): {str(label): _count(n) for label, n in row.items()} for true, row in table.items()}
            for name, table in document["families"].items()
        }
        scores = {
            str(name): ScoreError(float(error["bias"]), float(error["deviation"]), _count(error["n"]))
            for name, error in document["scores"].items()
        }
        return MeasuredErrors(str(document["model"]), str(document["on"]), families, scores)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(
            "holds a fault at {error}", error=error, where=where, hint="make it anew: python -m eval.measured"
        ) from error


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"a count is a whole number from 0, not {value!r}")
    return value
