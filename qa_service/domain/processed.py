"""What the stages hand on: an understood, and at last a scored interaction. Masked from here on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa_service.domain.interaction import Interaction
from qa_service.domain.scorecard import Scorecard
from qa_service.domain.transcript import PiiSpan, Transcript
from qa_service.domain.understanding import Understanding


class Silence(NamedTuple):
    """Seconds of a recording to be silenced, in one audio channel or of one diarised speaker (None: of all)."""

    start: float
    end: float
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A masked transcript, what was masked where (offsets in the unmasked turn), and what it means.

    `card_code`: the security code of a payment card was said, or may have been; no original of it may be kept.
    """

    transcript: Transcript
    pii: tuple[PiiSpan, ...]
    silences: tuple[Silence, ...]
    understanding: Understanding
    card_code: bool = False

    def without_words(self) -> "Understood":
        """The same without what was said: no turns, and judgements without the passages that show them."""
        return replace(
            self,
            transcript=replace(self.transcript, turns=()),
            pii=(),
            silences=(),
            understanding=self.understanding.without_passages(),
        )


@dataclass(frozen=True, slots=True)
class Processed:
    """All that is kept of an interaction. `interaction.turns` is empty: its words live masked in `understood`."""

    interaction: Interaction
    understood: Understood
    scorecard: Scorecard
    versions: Mapping[str, str]

    def without_words(self) -> "Processed":
        """The same without what was said."""
        answers = tuple(replace(answer, evidence=()) for answer in self.scorecard.answers)
        return replace(
            self, understood=self.understood.without_words(), scorecard=replace(self.scorecard, answers=answers)
        )
