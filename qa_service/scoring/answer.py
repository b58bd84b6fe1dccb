"""One criterion, one answer."""

from dataclasses import replace

from qa_service.domain.rubric import Criterion, Scope
from qa_service.domain.scorecard import Answer, Setting, Verdict
from qa_service.domain.understanding import Understanding
from qa_service.scoring.rules import ClauseInput, find


def answer(criterion: Criterion, known: ClauseInput, setting: Setting) -> Answer:
    """The machine's answer to `criterion`.

    Not applicable outside the criterion's scope, where its condition is not known to hold, or where no agent speaks;
    unclear where the understanding cannot tell, and where a person is asked. `known` holds the answers to the criteria
    that this one looks at.
    """
    if not _applies(criterion, known, setting):
        return Answer(criterion.id, Verdict.NOT_APPLICABLE, 1.0)
    finding = find(criterion.rule, known)
    if finding.holds is None:
        return Answer(criterion.id, Verdict.UNCLEAR, finding.probability)
    met = finding.holds is criterion.wanted
    examined = () if finding.evidence else _looked_at(criterion, setting)
    verdict = Verdict.YES if met else Verdict.NO
    doubted = _might_turn(criterion, known, finding.holds)
    return Answer(criterion.id, verdict, finding.probability, finding.evidence, examined, to_be_confirmed=doubted)


def _might_turn(criterion: Criterion, known: ClauseInput, holds: bool) -> bool:
    """Whether the answer would be another one if what a person is to confirm were true."""
    seen = known.seen
    if not seen.to_be_confirmed:
        return False
    courtesy = {
        label: replace(shown, probability=1.0) if shown.to_be_confirmed else shown
        for label, shown in seen.courtesy.items()
    }
    return find(criterion.rule, ClauseInput(replace(seen, courtesy=courtesy), known.answers)).holds is not holds


def _applies(criterion: Criterion, known: ClauseInput, setting: Setting) -> bool:
    if not setting.agent_turns or not _in_scope(criterion.applies, known.seen, setting):
        return False
    return criterion.only_if is None or find(criterion.only_if, known).holds is True


def _in_scope(scope: Scope, seen: Understanding, setting: Setting) -> bool:
    return (
        (not scope.channels or setting.channel in scope.channels)
        and (not scope.directions or setting.direction in scope.directions)
        and (not scope.intents or seen.intent.label in scope.intents)
    )


def _looked_at(criterion: Criterion, setting: Setting) -> tuple[int, ...]:
    turns = setting.agent_turns
    return {"opening": turns[:1], "closing": turns[-1:], "anywhere": turns}[criterion.look]
