"""Scores with people's answers in the machine's place."""

from collections.abc import Mapping

from qa_service.domain.processed import Processed
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import PersonsAnswer, Scorecard, Setting
from qa_service.scoring.total import score


def with_answers(rubric: Rubric, processed: Processed, answers: Mapping[str, PersonsAnswer]) -> Scorecard:
    """The scorecard of an interaction when people answered some of its criteria (by criterion id).

    `rubric` is the one of the version that is wanted: usually the one that ``processed.scorecard.rubric`` names, so
    that old interactions keep theirs. A person's answer stands as it is, whatever the machine found and whether or not
    the criterion applied: confidence 1, `decided_by` the person. Everything else is worked out anew from the stored
    understanding: conditions that look at an overridden answer, the figures of the sections, critical failures. Answers
    to criteria that the rubric does not have (those of another version) change nothing. With no answers at all this is
    the machine's own scorecard under `rubric`. Pure; raises nothing.
    """
    understood = processed.understood
    setting = Setting.of(processed.interaction, understood.transcript)
    return score(rubric, understood.understanding, setting, answers)
