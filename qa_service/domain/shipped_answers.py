"""What the models that come with the service answered of an interaction, before anything that a client has learned.

Kept beside the answers that count, so that both can be compared, and so that a client's model always starts from the
shipped one, never from an earlier model of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from qa_service.domain.understanding import Understanding

COURTESY = "courtesy:"


@dataclass(frozen=True, slots=True)
class ShippedAnswers:
    """By question: ``intent``, ``resolution``, ``sentiment`` (that of the end), and ``courtesy:<label>`` (yes or no).

    `labels`: the answer; a question that was not answered is absent. `chances`: by ``<question>:<label>`` of intent and
    resolution, and by ``courtesy:<label>``, 0..1. `reasons`: why an answer was withheld, where it was. `by_others`: the
    questions that a model from elsewhere answered in the place of the shipped head; nobody adapts these.
    """

    labels: Mapping[str, str]
    chances: Mapping[str, float]
    reasons: Mapping[str, str]
    by_others: tuple[str, ...] = ()

    @classmethod
    def of(cls, understanding: Understanding, by_others: tuple[str, ...] = ()) -> Self:
        """Of what a reader said, nothing of a client's own in it."""
        families = {"intent": understanding.intent, "resolution": understanding.resolution}
        labels = {family: judgement.label for family, judgement in families.items()}
        labels["sentiment"] = understanding.sentiment.end
        chances = {
            f"{family}:{label}": chance
            for family, judgement in families.items()
            for label, chance in judgement.distribution.items()
        }
        for label, behaviour in understanding.courtesy.items():
            known = behaviour.present is not None or behaviour.to_be_confirmed
            labels[COURTESY + label] = ("yes" if behaviour.detected else "no") if known else None
            chances[COURTESY + label] = behaviour.probability
        reasons = {family: judgement.reason for family, judgement in families.items() if judgement.reason is not None}
        answered = {question: label for question, label in labels.items() if label is not None}
        return cls(answered, {name: _rounded(chance) for name, chance in chances.items()}, reasons, by_others)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        document: dict[str, Any] = {name: dict(getattr(self, name)) for name in ("labels", "chances", "reasons")}
        return document | ({"by_others": self.by_others} if self.by_others else {})

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`."""
        by_others = tuple(document.get("by_others", ()))
        return cls(document["labels"], document["chances"], document["reasons"], by_others)


def _rounded(chance: float) -> float:
    """Six digits: what is lost is far below what any model knows."""
    return float(f"{chance:.6g}")
