"""What a conversation means to one client: the shipped answers, corrected by what that client's people have taught.

It sees masked words and numbers alone, as every model of meaning does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa_service.domain.adaptation import Adaptation, AdaptedAnswer, version_of
from qa_service.domain.adapted_view import clearest_turn
from qa_service.domain.interaction import Party
from qa_service.domain.shipped_answers import COURTESY
from qa_service.domain.transcript import Transcript
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import (
    CONFIRM_BELOW,
    NEGATIVE,
    Behaviour,
    Evidence,
    Judgement,
    Sentiment,
    TurnSentiment,
    Understanding,
)
from qa_service.logs import event
from qa_service.ports import Reading
from qa_service.understand import evidence

Artefacts = Callable[[str], Sequence[bytes]]
"""The adaptations that people have published for a client, as they are kept."""
JUST_BELOW = CONFIRM_BELOW - 1e-3
"""What only a client's correction holds against an agent is no surer than this: a person is to confirm it."""


@dataclass(frozen=True)
class ClientAdaptations:
    """Fits `ports.Adaptations`: asks each time which are in force."""

    artefacts: Artefacts

    def adapt(self, client: str, transcript: Transcript, reading: Reading) -> Reading:
        """The reading with the answers of the client's own adaptations; those of other models are left alone."""
        features, said = reading.features, reading.understanding
        if features is None or features.turns != len(transcript.turns):
            return reading
        versions = []
        for version, adaptation in map(_opened, self.artefacts(client)):
            if adaptation is not None and _corrects(adaptation, features):
                said = _adapted(said, adaptation, transcript, features)
                versions.append(version)
        return reading._replace(understanding=replace(said, adapted=tuple(sorted(versions))))


@lru_cache(maxsize=256)
def _opened(body: bytes) -> tuple[str, Adaptation | None]:
    """With its version; None for what another version of the service wrote: no contact is lost for it. The last ones
    are remembered, some 30 KB each.
    """
    try:
        adaptation = Adaptation.from_bytes(body)
    except ValueError as error:
        event("an adaptation is left out", error=str(error))
        return "", None
    return version_of(adaptation.question, body), adaptation


def _corrects(adaptation: Adaptation, features: TurnFeatures) -> bool:
    """Whether the heads that it corrects have answered here."""
    by_others = () if features.shipped is None else features.shipped.by_others
    return adaptation.encoder == features.encoder and adaptation.question not in by_others


def _adapted(
    said: Understanding, adaptation: Adaptation, transcript: Transcript, features: TurnFeatures
) -> Understanding:
    parties = [turn.party for turn in transcript.turns]
    answer = adaptation.answer(features, parties)
    view = _View(adaptation, answer, transcript, features, parties)
    if adaptation.question == "intent":
        return replace(said, intent=_judgement(said.intent, view))
    if adaptation.question == "resolution":
        return replace(said, resolution=_judgement(said.resolution, view))
    if adaptation.question == "sentiment":
        return replace(said, sentiment=_sentiment(said.sentiment, view))
    label = adaptation.question.removeprefix(COURTESY)
    if label not in said.courtesy:
        return said
    return replace(said, courtesy={**said.courtesy, label: _behaviour(label, said.courtesy[label], view)})


@dataclass(frozen=True)
class _View:
    """An adapted answer to one interaction, and what it rests on."""

    adaptation: Adaptation
    answer: AdaptedAnswer
    transcript: Transcript
    features: TurnFeatures
    parties: Sequence[Party]

    def passages(self, label: str, before: Sequence[Evidence], allowed: Sequence[int]) -> tuple[Evidence, ...]:
        """The turns that speak for `label` most; where the shipped reader showed a passage of one of them, that."""
        spoken = [turn for turn in allowed if self.transcript.turns[turn].text.strip()]
        if not spoken:
            return ()
        scores = self.adaptation.by_turn(label, self.features, self.parties)
        shown = {passage.turn: passage for passage in before}
        leading = evidence.leading_turns(scores - scores.min(), spoken)
        return tuple(shown.get(turn) or _whole(self.transcript, turn) for turn in leading)


def _whole(transcript: Transcript, turn: int) -> Evidence:
    """A turn without the blanks around its words."""
    text = transcript.turns[turn].text
    start = len(text) - len(text.lstrip())
    return Evidence(turn, start, start + len(text.strip()))


def _judgement(before: Judgement, view: _View) -> Judgement:
    answer = view.answer
    if answer.label is None:
        return Judgement(None, answer.chance, answer.chances, reason=answer.reason)
    own = before.evidence if before.label == answer.label else ()
    passages = view.passages(answer.label, own, range(len(view.parties)))
    return Judgement(answer.label, answer.chance, answer.chances, passages)


def _sentiment(before: Sentiment, view: _View) -> Sentiment:
    """How the customer leaves, and the turn that tells it: people answered that, and nothing of the turns before."""
    turn, answer = clearest_turn("sentiment", view.features, view.parties), view.answer
    if before.end is None or answer.label is None:
        return before
    told = TurnSentiment(turn, answer.label, answer.chance)
    # A turn without words has no label, whatever the rest tells.
    turns = tuple(told if t.turn == turn and t.label is not None else t for t in before.turns)
    return replace(before, turns=turns, end=answer.label)


def _behaviour(label: str, before: Behaviour, view: _View) -> Behaviour:
    if before.present is None and not before.to_be_confirmed:
        return before
    chance = view.answer.chances["yes"]
    if view.answer.label != "yes":
        return Behaviour(False, chance)
    if label in NEGATIVE and not before.present:
        chance = min(chance, JUST_BELOW)  # it may clear an agent; it accuses nobody whom the shipped reader would not
    agent = [number for number, party in enumerate(view.parties) if party is Party.AGENT]
    passages = before.evidence or view.passages("yes", (), agent)
    return Behaviour(True, chance, passages)
