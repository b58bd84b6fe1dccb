"""One criterion looked at while somebody writes it: where its rule holds, where it does not, and by which passages. The
machine's answers only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from qa_service.domain.rubric import Criterion
from qa_service.domain.scorecard import Answer, Verdict
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.scoring.total import answered
from qa_service.scoring.trial import TrialCase

Outcome = Literal["hit", "miss", "unclear", "not_applicable"]
"""Whether a rule holds; where nothing can be told, and where the criterion is not asked."""
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PreviewExample:
    """An interaction in which the rule holds, or does not, with the answer that shows where."""

    case: TrialCase
    answer: Answer


@dataclass(slots=True)
class Preview:
    """`counts` by outcome, apart by language; of hits and misses the first few, in the order in which they came."""

    by_lang: dict[str, Counter[Outcome]] = field(default_factory=dict)
    hits: list[PreviewExample] = field(default_factory=list)
    misses: list[PreviewExample] = field(default_factory=list)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """Over all languages."""
        return sum(self.by_lang.values(), Counter())

    def add(self, case: TrialCase, answer: Answer, outcome: Outcome) -> None:
        """One more interaction."""
        self.by_lang.setdefault(case.setting.transcript.lang or "", Counter())[outcome] += 1
        shown = {"hit": self.hits, "miss": self.misses}.get(outcome)
        if shown is not None and len(shown) < MOST_SHOWN:
            shown.append(PreviewExample(case, answer))


def preview(criterion: Criterion, usable: UsableRubric, cases: Iterable[TrialCase]) -> Preview:
    """Over the cases; what `criterion` asks of other criteria is answered as the rubric does. Raises BadRubric where it
    asks one that is not there.
    """
    asked, found = (*usable.rubric.asked_before(criterion), criterion), Preview()
    for case in cases:
        answers = answered(asked, case.understanding, case.setting, learned=usable.learned)
        found.add(case, answers[criterion.id], _outcome(criterion, answers[criterion.id]))
    return found


def _outcome(criterion: Criterion, answer: Answer) -> Outcome:
    if answer.verdict is Verdict.NOT_APPLICABLE:
        return "not_applicable"
    if answer.verdict is Verdict.UNCLEAR:
        return "unclear"
    return "hit" if (answer.verdict is Verdict.YES) is criterion.wanted else "miss"
