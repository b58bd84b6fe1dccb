"""The questions whose shipped heads a client may adapt, as adaptations, reviews and stored models name them."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from qa_service.domain.shipped_answers import COURTESY
from qa_service.errors import BadInput, one_of

ASKED_AS = {"intent": "label:intent", "resolution": "label:resolution", "sentiment": "label:sentiment_end"}
"""How reviews ask for the families of one label. Of the sentiment it is that with which the customer leaves."""


class AdaptedQuestion(NamedTuple):
    """`family`: ``intent``, ``resolution``, ``sentiment``, ``courtesy``; `subject`: the courtesy label, else empty."""

    family: str
    subject: str = ""

    @classmethod
    def parse(cls, text: str, courtesy: Sequence[str]) -> Self:
        """``resolution``, ``courtesy:blame``; `courtesy` are the labels that there are. Raises BadInput."""
        family, _, subject = text.partition(":")
        if (family in ASKED_AS and not subject) or (text.startswith(COURTESY) and subject in courtesy):
            return cls(family, subject)
        raise BadInput(
            "{question!r} is no question that can be adapted",
            question=text,
            where="question",
            hint=one_of([*ASKED_AS, *(COURTESY + label for label in courtesy)]),
        )

    @property
    def name(self) -> str:
        """As adaptations name it."""
        return f"{self.family}:{self.subject}" if self.subject else self.family

    @property
    def asked_as(self) -> str:
        """As reviews name it."""
        return ASKED_AS.get(self.family, self.name)
