"""Puts the questions of a rubric to a language model about an interaction of the past, before it is scored again."""

import uuid

from qa_service.domain.rubric import Rubric
from qa_service.errors import NotFound
from qa_service.ports import LanguageModel
from qa_service.scoring import asking
from qa_service.store import asked_answers, results
from qa_service.store.repository import Store


def put(store: Store, model: LanguageModel | None, id: uuid.UUID, rubric: Rubric) -> None:
    """Keeps the answers; what the model has answered before is not asked again. No transaction is open while it thinks.
    Where the words have changed meanwhile, or are gone, its answers are dropped.
    """
    if model is None or not asking.asks(rubric):
        return
    with store.reading() as session:
        try:
            before = results.to_score(session, id)
        except NotFound:
            return
    understood, interaction = before.understood, before.interaction
    setting = understood.setting(interaction)
    answers = asking.answers(model, interaction.client, rubric, understood.understanding, setting)
    fresh = {key: answer for key, answer in answers.items() if answer != setting.asked.get(key)}
    if not fresh:
        return
    with store.transaction() as session:
        row = results.finished(session, id)
        if row is not None and results.understood(session, id).transcript == understood.transcript:
            asked_answers.keep(session, row, understood.transcript, fresh)
