"""Does a clause hold for an interaction? The models have spoken; here it is only read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import prod
from typing import Any

from qa_service.domain.clauses import (
    AllOf,
    AnswerIs,
    AnyOf,
    AskPerson,
    DynamicsAre,
    IntentIs,
    Measure,
    Not,
    ResolutionIs,
    Rule,
    SentimentIs,
    ShowsBehaviour,
    SilenceReaches,
)
from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.scorecard import Verdict
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript
from qa_service.domain.understanding import Dynamics, Judgement
from qa_service.scoring.ask import find_ask
from qa_service.scoring.examples import find_examples
from qa_service.scoring.finding import CANNOT_TELL, ClauseInput, Finding
from qa_service.scoring.phrase import find_phrase
from qa_service.scoring.script import find_script


def find(rule: Rule, inputs: ClauseInput) -> Finding:
    """What `inputs` says of `rule`."""
    return _READ[type(rule)](rule, inputs)


def _behaviour(clause: ShowsBehaviour, inputs: ClauseInput) -> Finding:
    behaviour = inputs.understanding.courtesy.get(clause.label)
    if behaviour is None or behaviour.present is None:  # understood before this label existed, or nothing can be told
        return CANNOT_TELL
    probability = behaviour.probability if behaviour.present else 1 - behaviour.probability
    return Finding(behaviour.present, probability, behaviour.evidence if behaviour.detected else ())


def _judged(judgement: Judgement, labels: Iterable[str]) -> Finding:
    if judgement.label is None:
        return Finding(None, judgement.probability)
    mass = sum(judgement.distribution.get(label, 0.0) for label in set(labels))
    holds = judgement.label in labels
    return Finding(holds, mass if holds else 1 - mass, judgement.evidence)


def _sentiment(clause: SentimentIs, inputs: ClauseInput) -> Finding:
    mood = inputs.understanding.sentiment
    label = mood.start if clause.at == "start" else mood.end
    if label is None:
        return CANNOT_TELL
    judged = [turn for turn in mood.turns if turn.label == label]
    probability = max((turn.probability for turn in judged), default=0.5)
    return Finding(label in clause.labels, probability)


def _silence(clause: SilenceReaches, inputs: ClauseInput) -> Finding:
    return _measured(inputs.understanding.dynamics.longest_silence, clause.at_least, None)


_MEASURES: dict[Measure, Callable[[Dynamics], float | None]] = {
    "silence_share": lambda dynamics: dynamics.silence_share,
    "longest_silence": lambda dynamics: dynamics.longest_silence,
    "overlaps": lambda dynamics: dynamics.overlaps,
    "agent_talk_share": lambda dynamics: dynamics.talk_share.get("agent"),
    "customer_talk_share": lambda dynamics: dynamics.talk_share.get("customer"),
    "first_response": lambda dynamics: dynamics.response_time.get("first"),
    "mean_response": lambda dynamics: dynamics.response_time.get("mean"),
    "longest_response": lambda dynamics: dynamics.response_time.get("longest"),
}


def _dynamics(clause: DynamicsAre, inputs: ClauseInput) -> Finding:
    return _measured(_MEASURES[clause.measure](inputs.understanding.dynamics), clause.at_least, clause.at_most)


def _measured(value: float | None, low: float | None, high: float | None) -> Finding:
    """Measured is certain; not measurable is not."""
    if value is None:
        return CANNOT_TELL
    return Finding((low is None or value >= low) and (high is None or value <= high), 1.0)


def _answer(clause: AnswerIs, inputs: ClauseInput) -> Finding:
    answer = inputs.answers[clause.criterion]
    if answer.verdict in clause.verdicts:
        return Finding(True, answer.confidence, answer.evidence)
    return CANNOT_TELL if answer.verdict is Verdict.UNCLEAR else Finding(False, answer.confidence, answer.evidence)


def _all(clause: AllOf, inputs: ClauseInput) -> Finding:
    return _all_of([find(inner, inputs) for inner in clause.of])


def _any(clause: AnyOf, inputs: ClauseInput) -> Finding:
    """At least one holds: not all of them fail."""
    return _opposite(_all_of([_opposite(find(inner, inputs)) for inner in clause.of]))


def _not(clause: Not, inputs: ClauseInput) -> Finding:
    return _opposite(find(clause.of, inputs))


def _opposite(finding: Finding) -> Finding:
    """The same seen from the other side: as sure, shown by the same passages."""
    return replace(finding, holds=None if finding.holds is None else not finding.holds)


def _all_of(findings: list[Finding]) -> Finding:
    """One that fails is enough, and one that cannot be told leaves it open; probabilities as if independent."""
    decided = [finding for finding in findings if finding.holds is not None]
    together = prod(finding.probability if finding.holds else 1 - finding.probability for finding in decided)
    if failing := [finding for finding in decided if not finding.holds]:
        return _joined(False, 1 - together, failing)
    if len(decided) < len(findings):
        return replace(CANNOT_TELL, reason=next((f.reason for f in findings if f.holds is None and f.reason), None))
    return _joined(True, together, decided)


def _joined(holds: bool, probability: float, findings: Sequence[Finding]) -> Finding:
    """What shows these, each passage once."""
    return Finding(
        holds,
        probability,
        tuple(dict.fromkeys(passage for finding in findings for passage in finding.evidence)),
        tuple(sorted({turn for finding in findings for turn in finding.examined})),
        tuple(sentence for finding in findings for sentence in finding.sentences),
    )


_READ: dict[type, Callable[[Any, ClauseInput], Finding]] = {
    ShowsBehaviour: _behaviour,
    IntentIs: lambda clause, inputs: _judged(inputs.understanding.intent, clause.labels),
    ResolutionIs: lambda clause, inputs: _judged(inputs.understanding.resolution, clause.labels),
    SentimentIs: _sentiment,
    SilenceReaches: _silence,
    DynamicsAre: _dynamics,
    AnswerIs: _answer,
    SaysPhrase: find_phrase,
    SaysScript: find_script,
    AllOf: _all,
    AnyOf: _any,
    Not: _not,
    AskPerson: lambda _rule, _inputs: CANNOT_TELL,
    ResemblesExamples: find_examples,
    AsksModel: find_ask,
}
