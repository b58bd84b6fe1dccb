"""A worker's criterion jobs: each may run twice, by two workers even, and counts once."""

import uuid
from dataclasses import dataclass

from qa_service.errors import Sentence
from qa_service.own_criteria.trying import TryJob
from qa_service.own_criteria.turns_anew import ReaderOf
from qa_service.ports import LanguageModel
from qa_service.store import criterion_jobs
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics


@dataclass(frozen=True, slots=True)
class CriterionJobs:
    """Over the store; `reader` makes anew what was not kept of the turns, where there is one, and `model` answers
    questions in words.
    """

    store: Store
    rubrics: Rubrics
    reader: ReaderOf | None = None
    model: LanguageModel | None = None

    def run(self, id: uuid.UUID) -> None:
        """From its beginning to its end, whoever had it before. Raises BadInput where nothing can come of it."""
        with self.store.transaction() as session:
            row = criterion_jobs.begin(session, id)
        if row is not None:
            TryJob(self.store, self.rubrics, self.reader, self.model).run(row)

    def fail(self, id: uuid.UUID, sentence: Sentence) -> None:
        """Nothing comes of it."""
        with self.store.transaction() as session:
            criterion_jobs.fail(session, id, sentence)
