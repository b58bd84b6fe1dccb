"""Calibration sessions: several people answer the same, blind to each other, until somebody reveals it."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from qa_service.errors import BadInput, Conflict, Forbidden, NotFound, say
from qa_service.store import agreement_rollups, audit, outbox
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import ALL_CLIENTS, CalibrationRow, ReviewRow


class NewCalibration(NamedTuple):
    """A session as it is asked for; `people` and `questions` empty: whoever may review, and all questions."""

    name: str
    interactions: Sequence[uuid.UUID]
    people: Sequence[str] = ()
    questions: Sequence[str] = ()
    sample: uuid.UUID | None = None


def create(session: Session, new: NewCalibration, by: str) -> CalibrationRow:
    """Raises BadInput when an interaction is not there or is automatic mail, or none is named."""
    ids = list(dict.fromkeys(new.interactions))
    judged = (col(InteractionRow.id).in_(ids), col(InteractionRow.automatic).is_(None))
    clients_by_id = dict(session.exec(select(InteractionRow.id, InteractionRow.client).where(*judged)).all())
    missing = [id for id in ids if id not in clients_by_id]
    if not ids or missing:
        what = say("no interaction {name}", name=missing[0]) if missing else say("no interaction is named")
        raise BadInput(what, where="interactions", hint="name analysed interactions, or a calibration sample")
    clients = set(clients_by_id.values())
    row = CalibrationRow(
        client=clients.pop() if len(clients) == 1 else ALL_CLIENTS,
        name=new.name,
        sample_id=new.sample,
        interactions=[str(id) for id in ids],
        people=list(dict.fromkeys(new.people)),
        questions=list(dict.fromkeys(new.questions)),
        created_by=by,
    )
    session.add(row)
    session.flush()
    outbox.calibration_opened(session, row)
    audit.note(session, by, "calibration.create", str(row.id), row.client or None, interactions=len(ids))
    return row


def get(session: Session, id: uuid.UUID, *, lock: bool = False) -> CalibrationRow:
    """Raises NotFound."""
    query = select(CalibrationRow).where(CalibrationRow.id == id)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound("no calibration session {id}", id=id)
    return row


def admit(row: CalibrationRow, interaction: uuid.UUID, questions: Sequence[str], by: str) -> None:
    """Raises Conflict when the session is closed, Forbidden for people it does not ask, BadInput for what it does not
    ask.
    """
    if row.revealed_at is not None:
        raise Conflict("this calibration session was revealed; nothing is answered in it any more")
    if row.people and by not in row.people:
        raise Forbidden("this calibration session asks other people")
    if str(interaction) not in row.interactions:
        raise BadInput("is not part of this calibration session", where="session")
    other = [question for question in questions if row.questions and question not in row.questions]
    if other:
        raise BadInput("this session does not ask {name!r}", name=other[0], where="question")


def reveal(session: Session, id: uuid.UUID, by: str) -> CalibrationRow:
    """Close it: everybody's answers are open from now on. Again changes nothing. Raises NotFound, and Conflict while
    fewer than two people have answered.
    """
    row = get(session, id, lock=True)
    if row.revealed_at is None:
        human_answers = answers(session, id)
        if len({answer.reviewer for answer in human_answers}) < 2:
            raise Conflict("fewer than two people have answered; there is nothing to compare yet")
        counted = {answer.client for answer in human_answers}, {answer.interaction_id for answer in human_answers}
        with agreement_rollups.kept_up(session, *counted):
            row.revealed_by, row.revealed_at = by, now()
        audit.note(session, by, "calibration.reveal", str(id), row.client or None)
    return row


def answers(session: Session, id: uuid.UUID) -> Sequence[ReviewRow]:
    """All answers given in it, oldest first: the last of a person to a question is the one that holds."""
    query = select(ReviewRow).where(ReviewRow.session_id == id)
    return session.exec(query.order_by(col(ReviewRow.at), col(ReviewRow.id))).all()


def page(session: Session, *, cursor: str | None = None, limit: int = 50) -> Page[CalibrationRow]:
    """A page of sessions. Raises BadInput on a cursor that this service did not make."""
    query = select(CalibrationRow)
    return newest_first(session, query, CalibrationRow.created_at, CalibrationRow.id, cursor, limit)
