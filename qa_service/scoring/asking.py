"""Which questions of a rubric are put to a language model about an interaction, and its answers, kept ones first."""

from collections.abc import Iterable, Mapping

from qa_service.domain.ask_failures import ROLES_UNSURE, SWITCHED_OFF, UNREAD
from qa_service.domain.clauses import Rule, walk
from qa_service.domain.languages import READ
from qa_service.domain.model_answer import ModelAnswer, ask_key
from qa_service.domain.own_clauses import AsksModel
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.scorecard import Setting
from qa_service.domain.understanding import Understanding
from qa_service.ports import LanguageModel
from qa_service.scoring.answer import in_scope


def asks(rubric: Rubric) -> bool:
    """Whether any criterion asks a model."""
    return any(_clauses(criterion) for criterion in rubric.criteria)


def answers(
    model: LanguageModel | None, client: str, rubric: Rubric, understanding: Understanding, setting: Setting
) -> Mapping[str, ModelAnswer]:
    """By `ask_key`, one to each question that applies here; what this model has answered before is not asked again.

    Without a model, or with one that is away, what any has answered stays. Words in which personal data may stand
    unmasked are shown to none.
    """
    questions = _questions(rubric, understanding, setting)
    return {ask_key(question): _answer(model, client, question, setting) for question in questions}


def versions(rubric: Rubric, asked: Mapping[str, ModelAnswer]) -> dict[str, str]:
    """What the answers to its questions came from, as `versions` of an analysis name it; empty where nothing did."""
    keys = {ask_key(clause.question) for criterion in rubric.criteria for clause in _clauses(criterion)}
    models = {answer.model for key, answer in asked.items() if key in keys and answer.is_settled}
    return {"ask": ", ".join(sorted(models))} if models else {}


def _answer(model: LanguageModel | None, client: str, question: str, setting: Setting) -> ModelAnswer:
    kept = setting.asked.get(ask_key(question))
    if kept is None or not kept.is_settled:
        return _asked(model, client, question, setting)
    if model is None or kept.model == model.version:
        return kept
    answer = _asked(model, client, question, setting)
    return answer if answer.is_settled else kept


def _asked(model: LanguageModel | None, client: str, question: str, setting: Setting) -> ModelAnswer:
    if model is None:
        return ModelAnswer("unclear", failure=SWITCHED_OFF)
    if setting.transcript.lang not in READ:
        return ModelAnswer("unclear", failure=UNREAD)
    if setting.transcript.roles_unsure:
        return ModelAnswer("unclear", failure=ROLES_UNSURE)
    return model.answer(question, setting.transcript, client)


def _questions(rubric: Rubric, understanding: Understanding, setting: Setting) -> Iterable[str]:
    """Each once, in the order of the rubric."""
    if not setting.agent_turns:
        return ()
    asked = [
        clause.question
        for criterion in rubric.criteria
        if in_scope(criterion.applies, understanding, setting)
        for clause in _clauses(criterion)
    ]
    return dict.fromkeys(asked)


def _clauses(criterion: Criterion) -> list[AsksModel]:
    """In its condition and in its rule."""
    rules: tuple[Rule, ...] = (*((criterion.only_if,) if criterion.only_if is not None else ()), criterion.rule)
    return [clause for rule in rules for _, clause in walk(rule, "") if isinstance(clause, AsksModel)]
