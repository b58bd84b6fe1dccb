"""What a clause may look at, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa_service.domain.scorecard import Answer, SentenceHeard
from qa_service.domain.understanding import Evidence, Understanding
from qa_service.scoring.wording.tokens import NOTHING_SAID, SpokenWords


@dataclass(frozen=True, slots=True)
class Finding:
    """`holds` None means "cannot tell". `probability` is that of what was found, whichever way it went.

    `examined` are the turns in which an absence was looked for, where the clause itself says where; `sentences` those
    of a script.
    """

    holds: bool | None
    probability: float
    evidence: tuple[Evidence, ...] = ()
    examined: tuple[int, ...] = ()
    sentences: tuple[SentenceHeard, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseInput:
    """What a clause may look at: what was understood, the answers given so far, and the masked words."""

    understanding: Understanding
    answers: Mapping[str, Answer] = field(default_factory=dict)
    words: SpokenWords = NOTHING_SAID


CANNOT_TELL = Finding(None, 0.0)
