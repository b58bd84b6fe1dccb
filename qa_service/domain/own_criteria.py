"""What is done with a client's own criteria, and what can be learned of its answers."""

from enum import StrEnum
from typing import Any

from qa_service.domain.rubric import Rubric


class LearnedFamily(StrEnum):
    """What a learned model answers: a criterion of the client's own, or what a built-in head answers for others."""

    CRITERION = "criterion"
    INTENT = "intent"
    RESOLUTION = "resolution"
    SENTIMENT = "sentiment"
    COURTESY = "courtesy"


class JobKind(StrEnum):
    """What a criterion job does."""

    LEARN = "learn"
    TRY = "try"


def trial_request(after: Rubric, before: str, last: int | None = None) -> dict[str, Any]:
    """What a job that tries `after` is told: the rubric as it is now, what was in force when it was asked for (a draft
    may be published while its trial waits), and how many interactions (None: all).
    """
    return {"name": after.name_at_version, "rubric": after.model_dump(mode="json"), "before": before, "last": last}
