"""Stored answers to folded questions that nobody may have read: given in one moment with the rest of a sheet.

Until sheets answered visible questions only, "Yes to the rest" and the letter keys also answered what lay in a closed
fold. Nothing stored says which answers came so: these are the ones that may have, for people to look at.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from sqlmodel import Session, col, select

from qa_service.domain.review import is_main
from qa_service.store.tables_reviews import CalibrationRow, ReviewRow

_ONE_SENDING = timedelta(seconds=1)
_AT_ONCE = 500


def folded_answers(session: Session) -> Iterator[ReviewRow]:
    """Answers to folded questions, sent within a second of an answer to a visible one on the same pick or calibration
    session, that their reviewer has not given anew since; by interaction.
    """
    unfolded = _sessions_without_fold(session)
    for rows in _by_reviewer(session):
        last = {(row.session_id, row.question): row.id for row in rows}
        for sending in _sendings(row for row in rows if row.session_id not in unfolded):
            folded = [row for row in sending if not is_main(row.question)]
            if len(folded) < len(sending):
                yield from (row for row in folded if last[row.session_id, row.question] == row.id)


def _by_reviewer(session: Session) -> Iterator[list[ReviewRow]]:
    """All answers of one person to one interaction, in the order in which they came."""
    order = (ReviewRow.interaction_id, ReviewRow.reviewer, ReviewRow.at, ReviewRow.id)
    query = select(ReviewRow).where(col(ReviewRow.dispute_id).is_(None)).order_by(*map(col, order))
    rows = session.exec(query.execution_options(yield_per=_AT_ONCE))
    for _, group in groupby(rows, key=lambda row: (row.interaction_id, row.reviewer)):
        yield list(group)


def _sendings(rows: Iterable[ReviewRow]) -> Iterator[Sequence[ReviewRow]]:
    """Answers that came with one sheet: of the same pick or session, none over a second after the first. What was
    answered outside picks and sessions came question by question, and nothing was folded.
    """
    for (pick, calibration), group in groupby(rows, key=lambda row: (row.pick_id, row.session_id)):
        sending: list[ReviewRow] = []
        for row in group if pick or calibration else ():
            if sending and row.at - sending[0].at > _ONE_SENDING:
                yield sending
                sending = []
            sending.append(row)
        yield sending


def _sessions_without_fold(session: Session) -> set[uuid.UUID]:
    """Calibration sessions that name their questions: their sheets show all of them."""
    return {row.id for row in session.exec(select(CalibrationRow)) if row.questions}
