"""A criterion learned from what people answered: answers and what the models saw of the turns go in, a model with its
report is kept. Nothing rests on it until a person publishes a rubric that names it.
"""

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlmodel import Session

from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.processed import Understood
from qa_service.errors import BadInput
from qa_service.figures.answers import asked_as
from qa_service.figures.basis import rubric_finder
from qa_service.learning.cases import LearningCase
from qa_service.learning.report import LearningReport
from qa_service.own_criteria.answered import case_of, cases_of
from qa_service.own_criteria.turns_anew import ReaderOf, TurnsAnew
from qa_service.store import criterion_answers, criterion_jobs, learned_models
from qa_service.store.adaptations import latest_encoder
from qa_service.store.codec import to_body
from qa_service.store.learned_models import NewModel
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_criteria import CriterionJobRow


class Learned(Protocol):
    """What was learned, and how it stood when it was tested."""

    @property
    def artefact(self) -> bytes: ...
    @property
    def report(self) -> LearningReport: ...
    @property
    def learned_from(self) -> Sequence[str]: ...


class Learn(Protocol):
    """Learns a criterion."""

    def __call__(self, question: str, cases: Sequence[LearningCase], /) -> Learned:
        """Raises BadInput where nothing can be learned of these."""
        ...


class _Gathered(NamedTuple):
    """What there is to learn from; `unread` interactions have an answer, but nothing to read it from."""

    cases: Sequence[LearningCase]
    unread: int
    gone: int
    read_anew: int


@dataclass(frozen=True, slots=True)
class LearnJob:
    """Over the store and whatever learns."""

    store: Store
    rubrics: Rubrics
    reader: ReaderOf | None
    learn: Learn
    at_once: int

    def run(self, row: CriterionJobRow) -> None:
        """Raises BadInput where there is too little to learn from, and NotFound where the rubric is gone."""
        begin = time.perf_counter()
        with self.store.reading() as session:
            answers = self._answers(session, row)
        gathered = self._gathered(row, answers)
        if gathered is None:
            return
        _check(gathered)
        learned = self.learn(row.request["question"]["en"], gathered.cases)
        about = {"seconds": round(time.perf_counter() - begin, 1), **_left_out(gathered)}
        self._keep(row, learned, about)

    def _answers(self, session: Session, row: CriterionJobRow) -> Mapping[uuid.UUID, bool]:
        """Those that came with the job, or people's answers that count."""
        if row.request["source"] == "upload":
            return {told.interaction: told.body["answer"] for told in criterion_jobs.contacts(session, row.id)}
        subject, rubric_of = row.request["subject"], rubric_finder(session, self.rubrics)
        alike = asked_as(rubric_of, row.client, self.rubrics.named(session, row.client, row.request["name"]))
        answers = criterion_answers.that_count(session, row.client, [subject], alike).get(subject, {})
        return {id: answer == "yes" for id, answer in answers.items() if answer in ("yes", "no")}

    def _gathered(self, row: CriterionJobRow, answers: Mapping[uuid.UUID, bool]) -> _Gathered | None:
        """None: the job is not to be done any more."""
        with self.store.reading() as session:
            encoder = latest_encoder(session, row.client)
        anew = TurnsAnew(self.store, self.reader, None if encoder is None else frozenset({encoder}))

        def case(contact: InteractionRow, understood: Understood) -> LearningCase:
            return case_of(contact, anew.complete(contact, understood), answers[contact.id], self.store.calendar)

        there = cases_of(self.store, row, sorted(answers), self.at_once, case)
        if there is None:
            return None
        cases = [case for case in there if case.setting.features is not None]
        return _Gathered(cases, len(there) - len(cases), len(answers) - len(there), anew.made)

    def _keep(self, row: CriterionJobRow, learned: Learned, about: Mapping[str, Any]) -> None:
        model = _model(row, learned)
        with self.store.transaction() as session:
            if criterion_jobs.waiting(session, row.id) is None:
                return
            kept = learned_models.keep(session, row.client, model, row.made_by)
            result = {"learned": str(kept.id), "model": kept.hash, "n": learned.report.n, **about}
            criterion_jobs.finish(session, row.id, result)


def _left_out(gathered: _Gathered) -> dict[str, int]:
    return {"unread": gathered.unread, "gone": gathered.gone, "read_anew": gathered.read_anew}


def _check(gathered: _Gathered) -> None:
    """Raises BadInput where interactions were left out and so nothing can be learned; of too few answers the learner
    says so itself.
    """
    if gathered.unread and not gathered.cases:
        raise BadInput(
            "none of the {count} answered interactions can be learned from: nothing is kept of what was said in them, "
            "or it is not sure who the agent is",
            count=gathered.unread,
        )


def _model(row: CriterionJobRow, learned: Learned) -> NewModel:
    report = to_body(learned.report)
    return NewModel(
        family=LearnedFamily.CRITERION,
        subject=row.request["subject"],
        question=row.request["question"],
        artefact=learned.artefact,
        report={name: value for name, value in report.items() if name != "doubted"},
        encoder=learned.report.encoder,
        learned_from=[uuid.UUID(interaction) for interaction in learned.learned_from],
        doubted=dict(_doubted(learned.report)),
    )


def _doubted(report: LearningReport) -> Iterator[tuple[uuid.UUID, Mapping[str, Any]]]:
    for doubt in report.doubted:
        answer = "yes" if doubt.answer else "no"
        yield uuid.UUID(doubt.interaction), {"answer": answer, "chance": doubt.chance}
