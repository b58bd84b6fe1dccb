"""Applies a published version of a rubric to what a client had in a period. Both scorecards of each interaction stay;
figures count the one that was made last. Contacts that people are at, or have settled, stay as they are.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.groups import Days
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.errors import Sentence
from qa_service.ports import LanguageModel
from qa_service.reviewing import questions
from qa_service.scoring.anew import judges_alike, scored_under
from qa_service.store import rescorings, results
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics, usable
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_rubrics import RescoringRow


@dataclass(frozen=True, slots=True)
class Rescorer:
    """Over the store. No engine is needed, since what they found is kept; `model` is asked what it has not answered."""

    store: Store
    rubrics: Rubrics
    model: LanguageModel | None = None

    def run(self, id: uuid.UUID) -> None:
        """The job: may run twice, by two workers even, and counts once. Each interaction is a transaction of its own
        (who counts several in one may stand in the way of the workers), with the progress written in it. Raises
        NotFound where the version is gone.
        """
        with self.store.transaction() as session:
            row = rescorings.begin(session, id)
            rubric = None if row is None else self._usable(session, row)
        if row is None or rubric is None:
            return
        for interaction in self._left(row):
            questions.put(self.store, self.model, interaction, rubric.rubric)
            with self.store.transaction() as session:
                job = rescorings.waiting(session, id)
                if job is None:
                    return
                _look_at(session, job, interaction, rubric)
        with self.store.transaction() as session:
            rescorings.finish(session, id)

    def _usable(self, session: Session, row: RescoringRow) -> UsableRubric:
        return usable(session, row.client, self.rubrics.named(session, row.client, row.rubric))

    def _left(self, row: RescoringRow) -> Iterator[uuid.UUID]:
        """What is not under the version yet; with what is finished while this runs."""
        seen: set[uuid.UUID] = set()
        while True:
            with self.store.reading() as session:
                ids = rescorings.meant(session, row.client, Days(row.since, row.until), besides=row.rubric)
            new = [id for id in ids if id not in seen]
            if not new:
                return
            seen.update(new)
            yield from new

    def fail(self, id: uuid.UUID, sentence: Sentence) -> None:
        """The job ends before its end."""
        with self.store.transaction() as session:
            rescorings.fail(session, id, sentence)


def _look_at(session: Session, job: RescoringRow, id: uuid.UUID, rubric: UsableRubric) -> None:
    row = results.finished(session, id)
    if row is not None and rescorings.is_in_hand(session, id, now()):
        job.kept += 1
    elif row is not None:
        job.changed += _rescore(session, row, rubric)
    job.done += 1
    job.total = max(job.total or 0, job.done)


def _rescore(session: Session, row: InteractionRow, rubric: UsableRubric) -> bool:
    """Whether it is judged otherwise than before: then there is time anew to object."""
    before = results.to_score(session, row.id)
    after = scored_under(before, rubric)
    results.rescore(session, row, after)
    is_changed = not judges_alike(before.scorecard, after.scorecard)
    if is_changed:
        row.done_at = now()
    return is_changed
