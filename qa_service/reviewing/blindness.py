"""What a reviewer may not see yet, so that blind answers are blind.

Somebody who has a pick of a blind sample in hand sees no judgement of that interaction until it is answered; whoever a
calibration session asks sees none of its interactions until the session is revealed, since answers may be changed until
then. Nobody else is held back, and `reviewer` None is nobody.

Before somebody has it in hand, they may read what the machine judged; that is noted, and what they answer then is kept
as an answer that was not blind.
"""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.sampling import Purpose
from qa_service.errors import Sentence, Withheld, say
from qa_service.store import agent_segments, assignments, readings, reviews
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import AssignmentRow, CalibrationRow, SamplePickRow, SampleRow

# Not through the ORM, whose filter would hide samples and sessions over several clients.
_SAMPLES = SampleRow.__table__.alias("blind_samples")  # type: ignore[attr-defined]  # SQLModel adds it
_SESSIONS = CalibrationRow.__table__.alias("closed_sessions")  # type: ignore[attr-defined]  # SQLModel adds it
_FINDINGS = ("intent", "resolution", "resolution_probability", "courtesy", "sentiment_start", "sentiment_end")
IN_HAND = say("you have this interaction in hand for a blind review; its judgements are shown once you have answered")
IN_SESSION = say("a calibration session asks you about this interaction; its judgements are shown once it is revealed")


def held_back(session: Session, ids: Collection[uuid.UUID], reviewer: str | None) -> frozenset[uuid.UUID]:
    """Those of the interactions whose judgements this person may not see yet."""
    return frozenset(_reasons(session, ids, reviewer))


def refuse(session: Session, id: uuid.UUID, reviewer: str | None) -> None:
    """Raises Withheld where this person may not see the judgements of an interaction yet."""
    reason = _reasons(session, [id], reviewer).get(id)
    if reason is not None:
        raise Withheld(reason)


def veiled(
    session: Session, rows: Sequence[InteractionRow], reviewer: str | None, *, narrowed: bool = False
) -> list[InteractionRow]:
    """The rows as this person may see them: without findings where judgements are held back, and not at all where the
    list was `narrowed` by findings, since to stand in it would tell them.
    """
    held = held_back(session, [row.id for row in rows], reviewer)
    for row in rows:
        if row.id in held:
            if row in session:
                session.expunge(row)  # what is hidden here stays in the database
            for name in _FINDINGS:
                setattr(row, name, None)
    return [row for row in rows if not (narrowed and row.id in held)]


def note_read(store: Store, ids: Collection[uuid.UUID], reviewer: str | None) -> None:
    """This person reads the judgements of these interactions, or other people's answers to them: to be called by
    whatever shows them. Writes at the first time only.
    """
    if reviewer is None or not ids:
        return
    with store.reading() as session:
        new = set(ids) - readings.read_by(session, ids, reviewer)
    if new:
        with store.transaction() as session:
            readings.keep(session, new, reviewer)


def is_blind(session: Session, id: uuid.UUID, reviewer: str, occasion: Occasion) -> bool:
    """Whether an answer on this occasion is given without knowledge of the machine's: nothing was read, and no earlier
    answer, after which the machine's are shown, was given on another occasion.
    """
    family = agent_segments.families(session, [id])[id]
    return not readings.read_by(session, family, reviewer) and not reviews.answered_before(
        session, id, reviewer, occasion
    )


def unanswered(session: Session, sample: SampleRow, reviewer: str | None) -> frozenset[uuid.UUID]:
    """The picks of a blind sample that this person is, or may be, still to answer: what is known of why they were drawn
    would tell what the machine judged.
    """
    if reviewer is None or not sample.blind:
        return frozenset()
    if sample.purpose is Purpose.CALIBRATION:
        return _unrevealed(session, sample)
    return assignments.open_to(session, sample.id, reviewer)


def _unrevealed(session: Session, sample: SampleRow) -> frozenset[uuid.UUID]:
    """All picks, until a session that works on them is revealed."""
    query: Any = sa.select(_SESSIONS.c.id).where(
        _SESSIONS.c.sample_id == sample.id, _SESSIONS.c.revealed_at.is_not(None)
    )
    joined: Any = select(SamplePickRow.id).where(SamplePickRow.sample_id == sample.id, ~sa.exists(query))
    return frozenset(session.exec(joined))


def _reasons(session: Session, ids: Collection[uuid.UUID], reviewer: str | None) -> dict[uuid.UUID, Sentence]:
    """A contact and its parts tell of each other, and are held back together."""
    if reviewer is None or not ids:
        return {}
    families = agent_segments.families(session, ids)
    members = {member for family in families.values() for member in family}
    reasons = {**_of_sessions(session, members, reviewer), **_in_hand(session, members, reviewer)}
    return {id: reasons[member] for id, family in families.items() for member in family if member in reasons}


def _in_hand(session: Session, ids: Collection[uuid.UUID], reviewer: str) -> dict[uuid.UUID, Sentence]:
    pick, assignment = SamplePickRow, AssignmentRow
    query: Any = (
        sa.select(col(pick.interaction_id))
        .join(assignment, col(assignment.pick_id) == col(pick.id))
        .join(_SAMPLES, _SAMPLES.c.id == col(pick.sample_id))
        .where(
            col(pick.interaction_id).in_(list(ids)),
            col(assignment.reviewer) == reviewer,
            col(assignment.done_at).is_(None),
            _SAMPLES.c.blind.is_(True),
        )
    )
    return {id: IN_HAND for (id,) in session.execute(query)}


def _of_sessions(session: Session, ids: Collection[uuid.UUID], reviewer: str) -> dict[uuid.UUID, Sentence]:
    """Sessions that are not revealed are few; whom they ask and about what stands in each of them."""
    interaction = InteractionRow  # a session with a scope runs no statement without a table of the ORM
    query: Any = (
        sa.select(col(interaction.id), _SESSIONS.c.interactions, _SESSIONS.c.people)
        .join(_SESSIONS, _SESSIONS.c.revealed_at.is_(None))
        .where(col(interaction.id) == next(iter(ids)))
    )
    name_sets = [set(names) for _, names, people in session.execute(query) if not people or reviewer in people]
    return {id: IN_SESSION for id in ids if any(str(id) in names for names in name_sets)}
