"""A scored interaction under another version of the rubric. What it was scored under before stays beside it."""

from dataclasses import replace
from typing import Any

from qa_service.domain.processed import Processed
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Scorecard, Verdict
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.scoring import asking
from qa_service.scoring.total import score


def scored_under(processed: Processed, usable: UsableRubric) -> Processed:
    """The same words, judged by another rubric; no model is needed, since what models saw is kept. The scorecard that
    counted so far joins the earlier ones, and there is one a version: whoever goes back to a version takes its
    scorecard out of them.
    """
    understood, rubric = processed.understood, usable.rubric
    setting = understood.setting(processed.interaction)
    card = score(rubric, understood.understanding, setting, learned=usable.learned)
    replaced = {rubric.name_at_version, processed.scorecard.rubric}
    earlier = tuple(other for other in processed.earlier if other.rubric not in replaced)
    if processed.scorecard.rubric != rubric.name_at_version:
        earlier = (*earlier, processed.scorecard)
    engines = {name: version for name, version in processed.versions.items() if name != "ask"}
    asked = asking.versions(rubric, understood.asked)
    versions = {**engines, **understood.versions, **asked, "rubric": rubric.name_at_version}
    return replace(processed, scorecard=card, earlier=earlier, versions=versions)


def judges_alike(first: Scorecard, second: Scorecard) -> bool:
    """Whether two scorecards say the same of an interaction: the same answers and the same figures."""
    return all(said(first) == said(second) for said in (_verdicts, _figures))


def _verdicts(card: Scorecard) -> dict[str, Verdict]:
    return {answer.criterion: answer.verdict for answer in card.answers}


def _figures(card: Scorecard) -> dict[str, float | None]:
    return dict(card.sections)


def asks_alike(first: Rubric, second: Rubric, criterion: str) -> bool:
    """Whether two rubrics ask the same under one id, so that a person's answer to the one answers the other: in the
    same words, and of the same contacts. By which rule the machine answers, and with what weight, is no part of it.
    """
    asked = _asked(first, criterion)
    return asked is not None and asked == _asked(second, criterion)


def _asked(rubric: Rubric, id: str) -> Any:
    criterion = next((criterion for criterion in rubric.criteria if criterion.id == id), None)
    return None if criterion is None else (criterion.question, criterion.applies, criterion.only_if)
