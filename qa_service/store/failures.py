"""Why the work on an interaction, an export, a re-scoring or a criterion job failed: in English for the API and for
searches, and as template and values for pages, which say it in the visitor's language.
"""

from qa_service.errors import Sentence
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_criteria import CriterionJobRow
from qa_service.store.tables_exports import ExportRow
from qa_service.store.tables_rubrics import RescoringRow


def put(row: InteractionRow | ExportRow | RescoringRow | CriterionJobRow, sentence: Sentence | None) -> None:
    """Keep it; None: nothing failed."""
    row.failure = None if sentence is None else str(sentence)
    row.failure_sentence = None if sentence is None else sentence.dump()
