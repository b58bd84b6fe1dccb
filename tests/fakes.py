"""Small real classes behind the ports, for tests of what lies around the engines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from qa_service.domain.interaction import Direction, Party
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.transcript import PiiSpan, SpeakerSpan, Transcript, Word
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import Behaviour, Evidence, Judgement, Sentiment, TurnSentiment, Understanding
from qa_service.ports import Adaptations, Audio, LanguageModel, Reading, Speech

RATE = 16_000


@dataclass
class SilentDecoder:
    """Every recording is `seconds` of faint noise, different in each channel, or equal in all when `dual` is set."""

    seconds: float = 10.0
    channels: int = 2
    dual: bool = False

    def decode(self, path: Path) -> Audio:
        rng = np.random.default_rng(0)
        sound = [rng.normal(0, 0.1, int(self.seconds * RATE)).astype(np.float32) for _ in range(self.channels)]
        return Audio(tuple(sound[:1] * self.channels if self.dual else sound), RATE)


@dataclass
class ScriptedTranscriber:
    """Hears the words of a script that lie inside what it is given; notes what it was asked."""

    script: Sequence[Word]
    lang: str = "it"
    asked: list[tuple[int, float, str | None]] = field(default_factory=list)
    _at: float = 0.0

    def transcribe(self, audio: Audio, lang: str | None) -> Speech:
        self.asked.append((len(audio.channels), audio.duration, lang))
        start, self._at = self._at, self._at + audio.duration
        words = tuple(
            Word(w.text, w.start - start, w.end - start, w.probability, w.speaker)
            for w in self.script
            if start <= w.start < self._at
        )
        return Speech(words, lang or self.lang, 0.97) if words else Speech((), None, 0.0)


@dataclass
class ScriptedDiarizer:
    spans: tuple[SpeakerSpan, ...] = ()

    def diarize(self, audio: Audio) -> tuple[SpeakerSpan, ...]:
        return self.spans


class GreetingMeansAgent:
    """Whoever says "buongiorno" is the agent."""

    def find(self, texts: Sequence[Sequence[str]], lang: str | None) -> tuple[float, ...]:
        return tuple(0.9 if any("buongiorno" in text.lower() for text in own) else 0.1 for own in texts)


class Italian:
    def find(self, texts: Sequence[str]) -> tuple[str | None, float]:
        return "it", 0.9


class MarkedPii:
    """Personal data are what stands between angle brackets."""

    def find(self, texts: Sequence[str], lang: str | None) -> tuple[PiiSpan, ...]:
        return tuple(
            PiiSpan(number, text.index("<"), text.index(">") + 1, "PHONE")
            for number, text in enumerate(texts)
            if "<" in text
        )


def features_of(texts: Sequence[str]) -> TurnFeatures:
    """Words as vectors, each word in the place that its sum of bytes gives it: turns with the same words are alike."""
    vectors = np.zeros((len(texts), 32), np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for word in text.lower().split():
            row[sum(word.encode()) % 32] += 1
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)
    greets = np.array([["buongiorno" in text.lower()] for text in texts], np.float32).reshape(-1, 1)
    return TurnFeatures.of("fake@1", vectors, ("courtesy:greeting",), greets, ((),) * len(texts))


class PlainReader:
    """The whole agent turn with "buongiorno" is a greeting; the last turn shows that the case is resolved."""

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        turns = transcript.turns
        greet = tuple(
            Evidence(number, 0, len(turn.text))
            for number, turn in enumerate(turns)
            if turn.party is Party.AGENT and "buongiorno" in turn.text.lower()
        )
        last = (Evidence(len(turns) - 1, 0, len(turns[-1].text)),) if turns else ()
        mood = tuple(TurnSentiment(n, "neutral", 0.8) for n, t in enumerate(turns) if t.party is Party.CUSTOMER)
        understanding = Understanding(
            Judgement("billing", 0.9, {"billing": 0.9, "other": 0.1}, last),
            Judgement("resolved", 0.8, {"resolved": 0.8, "pending": 0.2}, last),
            Sentiment(mood, "neutral", "neutral"),
            {"greeting": Behaviour(bool(greet), 0.9 if greet else 0.1, greet)},
        )
        return Reading(understanding, features_of([turn.text for turn in turns])).with_shipped_answers()


class NoOwnReasons:
    def find(self, client: str, transcript: Transcript) -> Judgement | None:
        return None


@dataclass
class ScriptedModel:
    """A language model that gives the same answer to whatever it is asked, and notes what it saw."""

    reply: ModelAnswer = field(default_factory=lambda: ModelAnswer("no", model="scripted prompt-1"))
    version: str = "scripted prompt-1"
    questions: list[str] = field(default_factory=list)
    transcripts: list[Transcript] = field(default_factory=list)

    def answer(self, question: str, transcript: Transcript, client: str) -> ModelAnswer:
        self.questions.append(question)
        self.transcripts.append(transcript)
        return self.reply


class AsShipped:
    """No client has adapted anything."""

    def adapt(self, client: str, transcript: Transcript, reading: Reading) -> Reading:
        return reading


@dataclass
class FakeEngines:
    """Fits `ports.Engines`."""

    transcriber: ScriptedTranscriber
    decoder: SilentDecoder = field(default_factory=SilentDecoder)
    diarizer: ScriptedDiarizer = field(default_factory=ScriptedDiarizer)
    language: Italian = field(default_factory=Italian)
    roles: GreetingMeansAgent = field(default_factory=GreetingMeansAgent)
    pii: MarkedPii = field(default_factory=MarkedPii)
    reader: PlainReader = field(default_factory=PlainReader)
    reasons: NoOwnReasons = field(default_factory=NoOwnReasons)
    adaptations: Adaptations = field(default_factory=AsShipped)
    questions: LanguageModel | None = None
    versions: Mapping[str, str] = field(default_factory=lambda: {"encoder": "fake@1"})

    def prepare(self) -> None:
        """Nothing is to be loaded."""
