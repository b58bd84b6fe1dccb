"""A worker's criterion jobs: each may run twice, by two workers even, and counts once."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.errors import BadInput, Sentence
from qa_service.own_criteria.learning import Learn, LearnJob
from qa_service.own_criteria.trying import TryJob
from qa_service.own_criteria.turns_anew import ReaderOf
from qa_service.ports import LanguageModel
from qa_service.store import criterion_jobs
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables_criteria import CriterionJobRow


@dataclass(frozen=True, slots=True)
class CriterionJobs:
    """Over the store; `reader` makes anew what was not kept of the turns, where there is one, and `model` answers
    questions in words. `learn` learns criteria, `others` what else is learned, by family.
    """

    store: Store
    rubrics: Rubrics
    reader: ReaderOf | None = None
    model: LanguageModel | None = None
    learn: Learn | None = None
    others: Mapping[LearnedFamily, Callable[[CriterionJobRow], None]] = field(default_factory=dict)
    at_once: int = 200
    """Interactions that are read in one piece; then the progress is written down."""

    def run(self, id: uuid.UUID) -> None:
        """From its beginning to its end, whoever had it before. Raises BadInput where nothing can come of it."""
        with self.store.transaction() as session:
            row = criterion_jobs.begin(session, id)
        if row is not None:
            self._carry_out(row)

    def _carry_out(self, row: CriterionJobRow) -> None:
        if row.kind is JobKind.TRY:
            TryJob(self.store, self.rubrics, self.reader, self.model, self.at_once).run(row)
            return
        family = LearnedFamily(row.request["family"])
        if family in self.others:
            self.others[family](row)
        elif family is LearnedFamily.CRITERION and self.learn is not None:
            LearnJob(self.store, self.rubrics, self.reader, self.learn, self.at_once).run(row)
        else:
            raise BadInput("this installation cannot learn that")

    def fail(self, id: uuid.UUID, sentence: Sentence) -> None:
        """Nothing comes of it."""
        with self.store.transaction() as session:
            criterion_jobs.fail(session, id, sentence)
