"""One criterion, one answer."""

from dataclasses import replace

from qa_service.domain.rubric import Criterion, Scope
from qa_service.domain.scorecard import Answer, Setting, Verdict
from qa_service.domain.understanding import Understanding
from qa_service.scoring.finding import ClauseInput
from qa_service.scoring.rules import find


def answer(criterion: Criterion, inputs: ClauseInput, setting: Setting) -> Answer:
    """The machine's answer to `criterion`.

    Not applicable outside the criterion's scope, where its condition is not known to hold, or where no agent speaks;
    unclear where the understanding cannot tell, and where a person is asked. `inputs` holds the answers to the criteria
    that this one looks at.
    """
    if not _applies(criterion, inputs, setting):
        return Answer(criterion.id, Verdict.NOT_APPLICABLE, 1.0)
    finding = find(criterion.rule, inputs)
    if finding.holds is None:
        return Answer(criterion.id, Verdict.UNCLEAR, finding.probability, reason=finding.reason)
    met = finding.holds is criterion.wanted
    examined = () if finding.evidence else finding.examined or _looked_at(criterion, setting)
    verdict = Verdict.YES if met else Verdict.NO
    doubted = _might_turn(criterion, inputs, finding.holds)
    return Answer(
        criterion.id,
        verdict,
        finding.probability,
        finding.evidence,
        examined,
        to_be_confirmed=doubted,
        sentences=finding.sentences,
    )


def _might_turn(criterion: Criterion, inputs: ClauseInput, holds: bool) -> bool:
    """Whether the answer would be another one if what a person is to confirm were true."""
    understanding = inputs.understanding
    if not understanding.to_be_confirmed:
        return False
    courtesy = {
        label: replace(behaviour, probability=1.0) if behaviour.to_be_confirmed else behaviour
        for label, behaviour in understanding.courtesy.items()
    }
    confirmed = replace(inputs, understanding=replace(understanding, courtesy=courtesy))
    return find(criterion.rule, confirmed).holds is not holds


def _applies(criterion: Criterion, inputs: ClauseInput, setting: Setting) -> bool:
    if not setting.agent_turns or not in_scope(criterion.applies, inputs.understanding, setting):
        return False
    return criterion.only_if is None or find(criterion.only_if, inputs).holds is True


def in_scope(scope: Scope, understanding: Understanding, setting: Setting) -> bool:
    """Whether a criterion is meant for interactions of this kind."""
    return (
        (not scope.channels or setting.channel in scope.channels)
        and (not scope.directions or setting.direction in scope.directions)
        and (not scope.intents or understanding.intent.label in scope.intents)
    )


def _looked_at(criterion: Criterion, setting: Setting) -> tuple[int, ...]:
    turns = setting.agent_turns
    return {"opening": turns[:1], "closing": turns[-1:], "anywhere": turns}[criterion.look]
