"""Readers that know almost nothing, for scale: the most frequent label, and the phrases of cues.yaml alone."""

from collections import Counter
from collections.abc import Mapping, Sequence

from models.interaction_encoder.samples import Sample
from qa_service.domain.interaction import Direction, Party
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Behaviour, Evidence, Judgement, Sentiment, TurnSentiment, Understanding
from qa_service.ports import Reading
from qa_service.understand.linguistics import Linguistics

OUTCOMES = {
    "handover": "escalated",
    "promise": "pending",
    "deadline": "pending",
    "vague": "unresolved",
    "no_help": "unresolved",
    "refusal": "unresolved",
    "done": "resolved",
}
MOODS = {"anger": "negative", "delight": "positive"}
ENDING = 6
"""Turns at the end in which a cue may tell the outcome."""


class MajorityReader:
    """Says of everything what is most frequent in the interactions that it was given."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._shares = {family: _shares([getattr(s, family) for s in samples]) for family in ("intent", "resolution")}
        self._mood = Counter(t.sentiment for s in samples for t in s.turns if t.sentiment).most_common(1)[0][0]
        shown = Counter(label for s in samples for label in {x for t in s.turns for x in t.courtesy or ()})
        self._courtesy = {label: count / len(samples) for label, count in shown.items()}

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        """The same whatever was said."""
        moods = [self._mood] * sum(turn.party is Party.CUSTOMER for turn in transcript.turns)
        courtesy = {label: Behaviour(share > 0.5, share) for label, share in self._courtesy.items()}
        intent, resolution = (_judged(self._shares[family]) for family in ("intent", "resolution"))
        return Reading(Understanding(intent, resolution, _sentiment(transcript, moods), courtesy), None)


class CueReader(MajorityReader):
    """Says what the phrases of cues.yaml say; where they are silent, what is most frequent."""

    def __init__(self, samples: Sequence[Sample], linguistics: Linguistics) -> None:
        super().__init__(samples)
        self._linguistics = linguistics

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        """A phrase in an agent turn shows its courtesy label; one near the end the outcome, a customer's a mood."""
        notes = self._linguistics.look([turn.text for turn in transcript.turns], transcript.lang)
        seen = [{name for name, _ in note.cues} for note in notes]
        agent = [i for i, turn in enumerate(transcript.turns) if turn.party is Party.AGENT]
        courtesy = {}
        for label in self._courtesy:
            where = [i for i in agent if label in seen[i]]
            shown = tuple(Evidence(i, 0, len(transcript.turns[i].text)) for i in where)
            courtesy[label] = Behaviour(bool(where), float(bool(where)), shown)
        moods = [
            next((mood for cue, mood in MOODS.items() if cue in seen[i]), self._mood)
            for i, turn in enumerate(transcript.turns)
            if turn.party is Party.CUSTOMER
        ]
        intent = _judged(self._shares["intent"])
        return Reading(Understanding(intent, self._outcome(seen), _sentiment(transcript, moods), courtesy), None)

    def _outcome(self, seen: Sequence[set[str]]) -> Judgement:
        late = set().union(*seen[-ENDING:])
        found = next((outcome for cue, outcome in OUTCOMES.items() if cue in late), None)
        shares = self._shares["resolution"]
        return _judged(shares if found is None else {label: float(label == found) for label in shares})


def _shares(labels: Sequence[str | None]) -> dict[str, float]:
    return {str(label): count / len(labels) for label, count in Counter(labels).most_common()}


def _judged(shares: Mapping[str, float]) -> Judgement:
    best = max(shares, key=shares.__getitem__)
    return Judgement(best, shares[best], shares)


def _sentiment(transcript: Transcript, moods: Sequence[str]) -> Sentiment:
    where = [i for i, turn in enumerate(transcript.turns) if turn.party is Party.CUSTOMER]
    found = tuple(TurnSentiment(i, mood, 1.0) for i, mood in zip(where, moods, strict=True))
    return Sentiment(found, moods[0] if moods else None, moods[-1] if moods else None)
