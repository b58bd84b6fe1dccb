"""What a language model answered to a question of a centre's own, after its quotes were held against the words."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from qa_service.domain.ask_failures import UNBELIEVED
from qa_service.domain.understanding import Evidence


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """`quotes` are passages that stand in the masked words like that; `reason` is the model's own sentence, and
    `failure` why there is no answer. `model`: which one, with the version of what it was asked by.
    """

    verdict: Literal["yes", "no", "unclear"]
    quotes: tuple[Evidence, ...] = ()
    reason: str = ""
    failure: str | None = None
    model: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the model has answered, so that it need not be asked again."""
        return self.failure is None or self.failure in UNBELIEVED


def ask_key(question: str) -> str:
    """The key under which the answer to a question is kept."""
    return hashlib.sha256(question.encode()).hexdigest()
