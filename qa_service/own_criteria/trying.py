"""A rubric tried on a client's history: what would change if it were in force, with examples of each answer, and how
long it took. The machine's answers only; nothing is scored.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlmodel import Session

from qa_service.domain.rubric import Rubric
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.own_criteria.turns_anew import ReaderOf, TurnsAnew
from qa_service.ports import LanguageModel
from qa_service.reviewing import blindness, questions
from qa_service.scoring.trial import Mover, Trial, TrialCase, TrialExample
from qa_service.store import criterion_jobs, learned_models, rubrics
from qa_service.store.codec import to_body
from qa_service.store.criterion_jobs import JobContact
from qa_service.store.interactions import to_interaction
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables_criteria import CriterionJobRow

MOST = 100_000
"""Interactions, the latest ones: a trial of more is a re-scoring."""
MOST_ASKED = 50
"""Interactions, the latest ones, about which a trial puts questions to a language model; of the others it takes what
was answered before. A whole history would use up the budget that new contacts need.
"""


class _Tried(NamedTuple):
    """The two rubrics, and whose vectors the second one asks for (None: nobody's)."""

    before: UsableRubric
    after: UsableRubric
    encoders: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class TryJob:
    """Over the store. A chunk of interactions at a time is read, and none is kept."""

    store: Store
    rubrics: Rubrics
    reader: ReaderOf | None
    model: LanguageModel | None
    at_once: int

    def run(self, row: CriterionJobRow) -> None:
        """Raises BadRubric where the rubric rests on a model that the client has not learned."""
        begin = time.perf_counter()
        with self.store.reading() as session:
            tried = self._tried(session, row)
            ids = rubrics.history(session, row.client, min(row.request.get("last") or MOST, MOST))
        trial, runs = Trial(tried.before, tried.after), dict[str, int]()
        anew = TurnsAnew(self.store, self.reader, tried.encoders)
        if not self._asked(row.id, ids, tried.after.rubric):
            return
        for chunk in (ids[start : start + self.at_once] for start in range(0, len(ids), self.at_once)):
            for case, run in self._cases(row, chunk, anew, needed=tried.encoders is not None):
                trial.add(case)
                runs[case.uuid] = run
            if not self._count(row.id, len(runs), len(ids)):
                return
        seconds = time.perf_counter() - begin
        self._finish(row, trial, runs, {"seconds": round(seconds, 1), "read_anew": anew.made})

    def _tried(self, session: Session, row: CriterionJobRow) -> _Tried:
        after = Rubric.model_validate(row.request["rubric"])
        models = learned_models.require(session, row.client, after)
        # What was in force when it was asked for: the draft itself may have been published since.
        before = rubrics.usable(session, row.client, self.rubrics.named(session, row.client, row.request["before"]))
        encoders = frozenset(model.encoder for model in models) if models else None
        return _Tried(before, rubrics.usable(session, row.client, after), encoders)

    def _asked(self, job: uuid.UUID, ids: Sequence[uuid.UUID], rubric: Rubric) -> bool:
        """Puts the questions to the language model, which may take half a minute each. False: the job is not to be done
        any more.
        """
        for id in ids[:MOST_ASKED] if self.model is not None else ():
            if not self._count(job, 0, len(ids)):
                return False
            questions.put(self.store, self.model, id, rubric)
        return True

    def _cases(
        self, row: CriterionJobRow, ids: Sequence[uuid.UUID], anew: TurnsAnew, *, needed: bool
    ) -> Iterator[tuple[TrialCase, int]]:
        """Those that whoever asked is not to answer blind, each with the run that was looked at."""
        with self.store.reading() as session:
            held = blindness.held_back(session, ids, row.made_by)
            contacts = list(rubrics.to_try(session, [id for id in ids if id not in held]))
        for contact, understood in contacts:
            whole = anew.complete(contact, understood) if needed else understood
            yield TrialCase.of(contact.id, to_interaction(contact), whole), contact.run

    def _count(self, id: uuid.UUID, done: int, total: int) -> bool:
        with self.store.transaction(hasty=True) as session:
            return criterion_jobs.count(session, id, done, total)

    def _finish(self, row: CriterionJobRow, trial: Trial, runs: dict[str, int], about: dict[str, Any]) -> None:
        result = trial.result()
        contacts = [
            *(_moved(mover, runs[mover.uuid]) for mover in result.movers),
            *(_shown(example, runs[example.uuid]) for example in trial.examples),
        ]
        body = {**to_body(replace(result, movers=())), **about}
        with self.store.transaction() as session:
            criterion_jobs.finish(session, row.id, body, contacts)


def _moved(mover: Mover, run: int) -> JobContact:
    figures = {"section": mover.section, "before": mover.before, "after": mover.after}
    return JobContact(uuid.UUID(mover.uuid), {"moves": figures, "run": run})


def _shown(example: TrialExample, run: int) -> JobContact:
    before = None if example.before is None else example.before.value
    return JobContact(uuid.UUID(example.uuid), {"answer": to_body(example.answer), "before": before, "run": run})
