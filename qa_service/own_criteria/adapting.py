"""A shipped head adapted to a client, as a job: what its people answered and what the models saw of the turns go in,
the adaptation with its report is kept. It answers nothing until a person publishes it.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qa_service.domain.adapted_question import AdaptedQuestion
from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.processed import Understood
from qa_service.learning.adaptation_report import AdaptationReport
from qa_service.learning.adapting import LearnedAdaptation, learn_adaptation
from qa_service.learning.cases import AdaptationCase
from qa_service.own_criteria.answered import case_of, cases_of
from qa_service.own_criteria.turns_anew import ReaderOf, TurnsAnew
from qa_service.store import adaptations, criterion_answers, criterion_jobs, learned_models
from qa_service.store.codec import to_body
from qa_service.store.learned_models import NewModel
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_criteria import CriterionJobRow

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class AdaptJob:
    """Over the store; `reader` makes anew what was not kept of the turns, where there is one."""

    store: Store
    reader: ReaderOf | None = None

    def __call__(self, row: CriterionJobRow) -> None:
        """May run twice, and counts once. Raises BadInput where there is too little to learn from."""
        question = AdaptedQuestion(row.request["family"], row.request["subject"])
        with self.store.reading() as session:
            answers = criterion_answers.to_label(session, row.client, question.asked_as)
        cases = self._cases(row, answers)
        if cases is None:
            return
        self._keep(row, question, learn_adaptation(question.name, cases))

    def _cases(self, row: CriterionJobRow, answers: Mapping[uuid.UUID, str]) -> list[AdaptationCase] | None:
        """None: the job is not to be done any more."""
        with self.store.reading() as session:
            encoder = adaptations.latest_encoder(session, row.client)
        anew = TurnsAnew(self.store, self.reader, None if encoder is None else frozenset({encoder}))

        def case(contact: InteractionRow, understood: Understood) -> AdaptationCase:
            whole = anew.complete(contact, _comparable(understood))
            return case_of(contact, whole, answers[contact.id], self.store.calendar)

        return cases_of(self.store, row, sorted(answers), _AT_ONCE, case)

    def _keep(self, row: CriterionJobRow, question: AdaptedQuestion, learned: LearnedAdaptation) -> None:
        report = _without_doubts(learned.report)
        result: dict[str, Any] = {"learned": None, "n": learned.report.n, "report": report}
        with self.store.transaction() as session:
            if criterion_jobs.waiting(session, row.id) is None:
                return
            if learned.artefact is not None:
                model = _model(question, learned.artefact, learned)
                kept = learned_models.keep(session, row.client, model, row.made_by)
                result |= {"learned": str(kept.id), "model": kept.hash}
            criterion_jobs.finish(session, row.id, result)


def _comparable(understood: Understood) -> Understood:
    """Without features that tell nothing of what the shipped heads answered: older ones."""
    features = understood.features
    return replace(understood, features=None) if features is not None and features.shipped is None else understood


def _model(question: AdaptedQuestion, artefact: bytes, learned: LearnedAdaptation) -> NewModel:
    report = learned.report
    doubted = {
        uuid.UUID(doubt.interaction): {"answer": doubt.answer, "chance": doubt.chance} for doubt in report.doubted
    }
    return NewModel(
        family=LearnedFamily(question.family),
        subject=question.subject,
        question=None,
        artefact=artefact,
        report=_without_doubts(report),
        encoder=report.encoder,
        learned_from=[uuid.UUID(interaction) for interaction in learned.learned_from],
        doubted=doubted,
    )


def _without_doubts(report: AdaptationReport) -> dict[str, Any]:
    """What names interactions is kept with these, and goes with them."""
    return {name: value for name, value in to_body(report).items() if name != "doubted"}
