"""What the stages hand on: an understood, and at last a scored interaction. Masked from here on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa_service.domain.interaction import Interaction
from qa_service.domain.scorecard import Scorecard
from qa_service.domain.transcript import PiiSpan, Transcript
from qa_service.domain.understanding import Behaviour, Dynamics, Judgement, Sentiment, TurnSentiment, Understanding

AUTOMATIC = "This is automatic mail; nothing in it is judged."


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

    def without_unsure_roles(self) -> "Understood":
        """The same without a word on agent and customer, where it is not sure which of them is which: no behaviour, no
        sentiment (it would be read from an agent's words), no timing by party. Reason and outcome of the contact stay.
        """
        if not self.transcript.roles_unsure:
            return self
        understanding, share = self.understanding, self.transcript.confidence["roles"]
        reason = f"It is not sure who the agent is ({share:.2f}); a person is to confirm it."
        without_roles = replace(
            understanding,
            courtesy={label: Behaviour(None, 0.0, reason=reason) for label in understanding.courtesy},
            sentiment=Sentiment(
                tuple(TurnSentiment(t.turn, None, 0.0) for t in understanding.sentiment.turns), None, None
            ),
            dynamics=replace(understanding.dynamics, talk_share={}, response_time={}),
        )
        return replace(self, understanding=without_roles)

    def unjudged(self) -> "Understood":
        """The same without any judgement: nobody speaks in automatic mail."""
        understanding = self.understanding
        judgement = Judgement(None, 0.0, {}, reason=AUTOMATIC)
        courtesy = {label: Behaviour(None, 0.0, reason=AUTOMATIC) for label in understanding.courtesy}
        return replace(
            self, understanding=Understanding(judgement, judgement, Sentiment((), None, None), courtesy, Dynamics())
        )


@dataclass(frozen=True, slots=True)
class Processed:
    """All that is kept of an interaction. `interaction.turns` is empty: its words live masked in `understood`.

    `earlier` are its scorecards under other versions of the rubric, one a version, the one that was replaced last at
    the end.
    """

    interaction: Interaction
    understood: Understood
    scorecard: Scorecard
    versions: Mapping[str, str]
    earlier: tuple[Scorecard, ...] = ()

    def without_words(self) -> "Processed":
        """The same without what was said."""
        return replace(
            self,
            understood=self.understood.without_words(),
            scorecard=self.scorecard.without_passages(),
            earlier=tuple(card.without_passages() for card in self.earlier),
        )
