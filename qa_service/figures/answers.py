"""Which answers of people count, where what they answered was scored again under another version of the rubric."""

from collections.abc import Collection, Mapping

from sqlmodel import Session

from qa_service.domain.clauses import IntentIs, ResolutionIs, Rule, SentimentIs, ShowsBehaviour
from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.rubric import Rubric
from qa_service.figures.basis import RubricOf, rubric_finder
from qa_service.scoring.anew import asks_alike
from qa_service.store import results, reviews
from qa_service.store.agreement_rollups import CRITERION
from qa_service.store.criterion_answers import AskedAlike
from qa_service.store.reviewed_sample import AnswerHolds, RestsOn, is_asked_there, rests_on_its_head
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import ReviewRow


def answer_holds(rubric_of: RubricOf) -> AnswerHolds:
    """A person's answer to a criterion holds under every version that asks the same (see `asks_alike`)."""

    def holds(client: str, question: str, answered: str | None, scored: str | None) -> bool:
        if is_asked_there(client, question, answered, scored):
            return True
        first, second = rubric_of(client, str(answered)), rubric_of(client, str(scored))
        return first is not None and second is not None and asks_alike(first, second, question.partition(":")[2])

    return holds


def rests_on(rubric_of: RubricOf) -> RestsOn:
    """What an answer to a criterion rests on: models that were learned for it, and heads that may be adapted; also
    those of the criteria on whose answers it rests.
    """

    def found(client: str, question: str, scored: str | None) -> Collection[str]:
        if not question.startswith(CRITERION) or scored is None:
            return rests_on_its_head(client, question, scored)
        rubric = rubric_of(client, scored)
        id = question.removeprefix(CRITERION)
        asked = [] if rubric is None else [criterion for criterion in rubric.criteria if criterion.id == id]
        if rubric is None or not asked:
            return ()
        criteria = (*rubric.asked_before(asked[0]), asked[0])
        return {name for criterion in criteria for _, clause in criterion.clauses("") for name in _named(clause)}

    return found


def _named(clause: Rule) -> tuple[str, ...]:
    match clause:
        case ResemblesExamples():
            return (clause.model,)
        case ShowsBehaviour():
            return (f"courtesy:{clause.label}",)
        case IntentIs() | ResolutionIs() | SentimentIs():
            return (clause.kind,)
        case _:
            return ()


def asked_as(rubric_of: RubricOf, client: str, rubric: Rubric) -> AskedAlike:
    """Whether an answer under an older version answers what `rubric` asks."""

    def alike(criterion: str, answered: str | None) -> bool:
        is_same = answered in (None, rubric.name_at_version)
        before = rubric if is_same else rubric_of(client, str(answered))
        return before is not None and asks_alike(before, rubric, criterion)

    return alike


def that_count(session: Session, rubrics: Rubrics, row: InteractionRow) -> Mapping[str, ReviewRow]:
    """By question, the answer of a person that counts under the version by which an interaction is scored now."""
    holds, scored = answer_holds(rubric_finder(session, rubrics)), results.rubric(session, row.id)

    def is_asked(answer: ReviewRow) -> bool:
        return holds(row.client, answer.question, answer.rubric, scored)

    return reviews.effective(session, [row.id], is_asked).get(row.id, {})
