"""What is done with a client's own criteria, and what can be learned of its answers."""

from enum import StrEnum


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
