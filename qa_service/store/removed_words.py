"""Words whose time is up: what was found in them stays as numbers and labels, without the passages that show it."""

from sqlmodel import Session, col, delete

from qa_service.store import handed_in, results
from qa_service.store.codec import split, to_body
from qa_service.store.tables import AnalysisRow, InteractionRow, TranscriptRow, TurnFeaturesRow, now
from qa_service.store.tables_asked import AskedAnswerRow
from qa_service.store.tables_search import SearchRow


def remove(session: Session, row: InteractionRow) -> None:
    """Take the words out of all that is kept of a finished contact; the caller has locked it."""
    bare = results.processed(session, row.id).without_words()
    body, versions = split(bare)
    transcript, analysis = session.get_one(TranscriptRow, row.id), session.get_one(AnalysisRow, row.id)
    transcript.body = to_body(bare.understood)
    analysis.body, analysis.versions = body, versions
    for table in (SearchRow, TurnFeaturesRow, AskedAnswerRow):
        session.execute(delete(table).where(col(table.interaction_id) == row.id))
    handed_in.forget_turns(session, row.id)
    row.words_removed_at = now()
