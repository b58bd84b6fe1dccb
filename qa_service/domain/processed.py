"""What the stages hand on: an understood, and at last a scored interaction. Masked from here on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, NamedTuple

from pydantic import Field

from qa_service.domain.agent_segments import AgentSegment
from qa_service.domain.interaction import Interaction
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.scorecard import Scorecard, Setting
from qa_service.domain.transcript import PiiSpan, Transcript
from qa_service.domain.turn_features import TurnFeatures
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
    `features` and `asked` are what a centre's own criteria look at; they are kept in tables of their own, and are there
    only where whoever reads the interaction is going to score it.
    """

    transcript: Transcript
    pii: tuple[PiiSpan, ...]
    silences: tuple[Silence, ...]
    understanding: Understanding
    card_code: bool = False
    features: Annotated[TurnFeatures | None, Field(exclude=True)] = None
    asked: Annotated[Mapping[str, ModelAnswer], Field(exclude=True)] = field(default_factory=dict)

    @property
    def versions(self) -> dict[str, str]:
        """What answered besides the models that come with the service: the client's own adaptations of shipped heads.
        Empty where none did.
        """
        adapted = self.understanding.adapted
        return {"adapted": ", ".join(adapted)} if adapted else {}

    def setting(self, interaction: Interaction) -> Setting:
        """What a rubric may look at."""
        return Setting.of(interaction, self.transcript, self.features, self.asked)

    def without_words(self) -> "Understood":
        """The same without what was said: no turns, and judgements without the passages that show them."""
        return replace(
            self,
            transcript=replace(self.transcript, turns=()),
            pii=(),
            silences=(),
            understanding=self.understanding.without_passages(),
            features=None,
            asked={},
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
            adapted=tuple(name for name in understanding.adapted if name.startswith(("intent@", "resolution@"))),
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
    the end. `segments` are the parts of colleagues and bots; they are kept as interactions of their own.
    """

    interaction: Interaction
    understood: Understood
    scorecard: Scorecard
    versions: Mapping[str, str]
    earlier: tuple[Scorecard, ...] = ()
    segments: Annotated[tuple["ProcessedSegment", ...], Field(exclude=True)] = ()

    def without_words(self) -> "Processed":
        """The same without what was said."""
        return replace(
            self,
            understood=self.understood.without_words(),
            scorecard=self.scorecard.without_passages(),
            earlier=tuple(card.without_passages() for card in self.earlier),
        )


@dataclass(frozen=True, slots=True)
class ProcessedSegment:
    """What a colleague or a bot did in their part of a contact."""

    segment: AgentSegment
    processed: Processed
