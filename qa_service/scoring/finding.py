"""What a clause may look at, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.scorecard import Answer, SentenceHeard
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import Evidence, Understanding
from qa_service.scoring.wording.tokens import NOTHING_SAID, SpokenWords


@dataclass(frozen=True, slots=True)
class Finding:
    """`holds` None means "cannot tell". `probability` is that of what was found, whichever way it went.

    `examined` are the turns in which an absence was looked for, where the clause itself says where; `sentences` those
    of a script; `reason` says why it cannot be told, where that is known.
    """

    holds: bool | None
    probability: float
    evidence: tuple[Evidence, ...] = ()
    examined: tuple[int, ...] = ()
    sentences: tuple[SentenceHeard, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseInput:
    """What a clause may look at: what was understood, the answers given so far, the masked words, what was kept of the
    turns, what a language model answered (by `ask_key`), and what criteria have learned (by the name of each model).
    """

    understanding: Understanding
    answers: Mapping[str, Answer] = field(default_factory=dict)
    words: SpokenWords = NOTHING_SAID
    features: TurnFeatures | None = None
    asked: Mapping[str, ModelAnswer] = field(default_factory=dict)
    learned: Mapping[str, bytes] = field(default_factory=dict)


CANNOT_TELL = Finding(None, 0.0)
