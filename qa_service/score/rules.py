"""Does a clause hold for an interaction? The models have spoken; here it is only read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qa_service.domain.rubric import Clause, ResolutionIs, SentimentIs, ShowsBehaviour, SilenceReaches
from qa_service.domain.understanding import Evidence, Judgement, Understanding


@dataclass(frozen=True, slots=True)
class Finding:
    """`holds` None means "cannot tell". `probability` is that of what was found, whichever way it went."""

    holds: bool | None
    probability: float
    evidence: tuple[Evidence, ...] = ()


def _behaviour(clause: ShowsBehaviour, seen: Understanding) -> Finding:
    behaviour = seen.courtesy[clause.label]
    probability = behaviour.probability if behaviour.present else 1 - behaviour.probability
    return Finding(behaviour.present, probability, behaviour.evidence if behaviour.present else ())


def _resolution(clause: ResolutionIs, seen: Understanding) -> Finding:
    judgement: Judgement = seen.resolution
    if judgement.label is None:
        return Finding(None, judgement.probability)
    mass = sum(judgement.distribution.get(label, 0.0) for label in clause.labels)
    holds = judgement.label in clause.labels
    return Finding(holds, mass if holds else 1 - mass, judgement.evidence)


def _sentiment(clause: SentimentIs, seen: Understanding) -> Finding:
    label = seen.sentiment.start if clause.at == "start" else seen.sentiment.end
    if label is None:
        return Finding(None, 0.0)
    judged = [turn for turn in seen.sentiment.turns if turn.label == label]
    probability = max((turn.probability for turn in judged), default=0.5)
    return Finding(label in clause.labels, probability)


def _silence(clause: SilenceReaches, seen: Understanding) -> Finding:
    longest = seen.dynamics.longest_silence
    return Finding(None, 0.0) if longest is None else Finding(longest >= clause.at_least, 1.0)


_READ: dict[type, Callable[[Any, Understanding], Finding]] = {
    ShowsBehaviour: _behaviour,
    ResolutionIs: _resolution,
    SentimentIs: _sentiment,
    SilenceReaches: _silence,
}


def find(clause: Clause, seen: Understanding) -> Finding:
    """What `seen` says of `clause`."""
    return _READ[type(clause)](clause, seen)
