"""The labels that may be given, read from annotation_guides/schema.yaml: the one source of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_service.errors import BadInput

Names = Mapping[str, Mapping[str, str]]  # label -> language -> name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Label families with their names in Italian and English, in the order of the schema."""

    intent: Names
    sentiment: Names
    resolution: Names
    courtesy_positive: Names
    courtesy_negative: Names

    @property
    def courtesy(self) -> tuple[str, ...]:
        """All courtesy labels, positive ones first."""
        return (*self.courtesy_positive, *self.courtesy_negative)

    def name(self, family: str, label: str, lang: str) -> str:
        """The name of a label for people; courtesy labels of either kind are found under ``courtesy``."""
        names: Names = (
            {**self.courtesy_positive, **self.courtesy_negative} if family == "courtesy" else getattr(self, family)
        )
        return names[label][lang]


def parse(schema: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary in a loaded schema.yaml. Raises BadInput that names the missing family."""
    try:
        return Vocabulary(
            intent=schema["intent"],
            sentiment=schema["sentiment"],
            resolution=schema["resolution"],
            courtesy_positive=schema["courtesy"]["positive"],
            courtesy_negative=schema["courtesy"]["negative"],
        )
    except (KeyError, TypeError) as error:
        raise BadInput("label family {error} is missing", error=error, where="schema.yaml") from error
