"""Samples as rows: what may be drawn, what was planned, and what was drawn with which chance."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.sampling import FrameSpec, Margins, Purpose, Reason, Unit
from qa_service.errors import Conflict, NotFound
from qa_service.store import findings, outbox
from qa_service.store.cursor import Page, newest_first
from qa_service.store.interactions import Filters, Parts
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import (
    AssignmentRow,
    MarkRow,
    ReviewRow,
    SampleFrameRow,
    SamplePickRow,
    SampleRow,
)

_LATELY = timedelta(days=90)
_NEGATIVE = "negative"


class Candidate(NamedTuple):
    """An interaction that may be drawn, and whether the machine calls its case resolved (None: cannot tell)."""

    unit: Unit
    resolved: bool | None


def population(session: Session, spec: FrameSpec) -> int:
    """How many interactions a frame holds."""
    query = select(sa.func.count()).select_from(InteractionRow).where(*_filters(spec).conditions())
    return session.exec(query).one()


class Tally(NamedTuple):
    """A stratum of a frame: interactions, those on which the machine decided how the case stands, those that it calls
    resolved, and how often each reason fires.
    """

    stratum: tuple[str, ...]
    size: int
    decided: int
    resolved: int
    reasons: dict[Reason, int]


def tallied(session: Session, spec: FrameSpec, by: Sequence[str], *, reasons: bool) -> list[Tally]:
    """What may be drawn, counted by the database: a look at a plan does not wait for the list of a draw."""
    row = InteractionRow
    strata = [sa.type_coerce(getattr(row, name), sa.String) for name in by]
    fired = _fired(session, spec.margins) if reasons else {}
    counts = [sa.func.count(), sa.func.count(col(row.resolution)), _times(col(row.resolution) == "resolved")]
    query: Any = sa.select(*strata, *counts, *(_times(fires) for fires in fired.values())).select_from(row)
    if reasons:
        query = query.outerjoin(MarkRow, col(MarkRow.interaction_id) == col(row.id))
    query = query.where(*_filters(spec).conditions())
    if by:
        query = query.group_by(*strata)
    tallies, wide = [], len(by)
    for line in session.execute(query):
        size, decided, resolved, *times = (int(value or 0) for value in line[wide:])
        why = {reason: n for reason, n in zip(fired, times, strict=True) if n}
        if size:
            stratum = tuple("" if value is None else value for value in line[:wide])
            tallies.append(Tally(stratum, size, decided, resolved, why))
    return sorted(tallies)


def _times(condition: Any) -> Any:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def candidates(session: Session, spec: FrameSpec, by: Sequence[str], *, reasons: bool) -> list[Candidate]:
    """All that may be drawn, by id in hexadecimal; opens no JSON. Without `reasons` none is looked for."""
    row = InteractionRow
    # The database writes id and time: to make objects of them would take longer than all the rest.
    name = sa.func.replace(sa.cast(row.id, sa.String), "-", "")
    when = sa.cast(sa.extract("epoch", col(row.at)), sa.BigInteger)
    strata = [sa.type_coerce(getattr(row, column), sa.String) for column in by]
    columns = [name, when, col(row.resolution), *strata]
    fired = _fired(session, spec.margins) if reasons else {}
    query: Any = sa.select(*columns, *fired.values()).where(*_filters(spec).conditions())
    if reasons:
        query = query.outerjoin(MarkRow, col(MarkRow.interaction_id) == col(row.id))
    drawable = []
    for id, at, resolution, *values in session.execute(query):
        stratum = tuple("" if value is None else value for value in values[: len(by)])
        why = tuple(reason for reason, fires in zip(fired, values[len(by) :], strict=True) if fires)
        unit = Unit(id, stratum, float(at), why)
        drawable.append(Candidate(unit, None if resolution is None else resolution == "resolved"))
    return drawable


def _filters(spec: FrameSpec) -> Filters:
    same = ("client", "agent", "team", "channel", "intent", "since", "until")
    wanted = {name: getattr(spec, name) for name in same}
    return Filters(state=State.DONE, automatic=False, parts=Parts.PEOPLE, **wanted)


def _fired(session: Session, margins: Margins) -> dict[Reason, Any]:
    """Whether each reason fires, as SQL."""
    row = InteractionRow
    unsure = sa.or_(
        col(row.resolution).is_(None), sa.func.coalesce(row.resolution_probability, 0.0) < margins.low_confidence
    )
    doubted = doubted_agents(session, margins)
    firing = {
        Reason.LOW_CONFIDENCE: unsure,
        Reason.CRITICAL: sa.func.coalesce(MarkRow.critical, sa.false()),
        Reason.NEGATIVE_END: sa.func.coalesce(row.sentiment_end, "") == _NEGATIVE,
        Reason.LONG_SILENCE: sa.func.coalesce(MarkRow.longest_silence, 0.0) >= margins.long_silence,
        Reason.TO_BE_CONFIRMED: findings.any_waits(),
        Reason.DISAGREEMENT: sa.func.coalesce(row.agent, "").in_(doubted) if doubted else sa.false(),
    }
    return {reason: firing[reason] for reason in sorted(firing)}  # as frames are kept


def doubted_agents(session: Session, margins: Margins) -> list[str]:
    """Agents on whose interactions people have lately answered otherwise than the machine more than the margin."""
    differs = sa.case((col(ReviewRow.answer) != col(ReviewRow.machine), 1), else_=0)
    query = (
        select(InteractionRow.agent)
        .join(ReviewRow, col(ReviewRow.interaction_id) == col(InteractionRow.id))
        .where(
            col(ReviewRow.machine).is_not(None),
            col(ReviewRow.at) >= now() - _LATELY,
            col(InteractionRow.agent).is_not(None),
        )
        .group_by(col(InteractionRow.agent))
        .having(
            sa.func.count() >= margins.disagreement_answers,
            sa.func.avg(differs) >= margins.disagreement,
        )
    )
    return sorted(str(agent) for agent in session.exec(query))


def get(session: Session, id: uuid.UUID, *, lock: bool = False) -> SampleRow:
    """Raises NotFound, for what another client owns as well."""
    query = select(SampleRow).where(SampleRow.id == id)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound("no sample {id}", id=id)
    return row


def drawn(session: Session, id: uuid.UUID) -> SampleRow:
    """A sample that was drawn. Raises NotFound, Conflict."""
    row = get(session, id)
    if row.drawn_at is None:
        raise Conflict("sample {id} is not drawn yet", id=id)
    return row


def page(
    session: Session,
    client: str | None = None,
    *,
    purpose: Purpose | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[SampleRow]:
    """A page of samples. Raises BadInput on a cursor that this service did not make."""
    query = select(SampleRow)
    if purpose is not None:
        query = query.where(SampleRow.purpose == purpose)
    if client is not None:
        query = query.where(SampleRow.client == client)
    return newest_first(session, query, SampleRow.created_at, SampleRow.id, cursor, limit)


class DrawnPick(NamedTuple):
    """One pick as it will be kept; `reviewers` is how many people answer it."""

    interaction: uuid.UUID
    client: str
    chance: float
    place: int
    stratum: list[str]
    reasons: list[str]
    reviewers: int


def save_draw(
    session: Session, sample: SampleRow, by: str, frame: tuple[bytes, str, int], drawn: list[DrawnPick]
) -> None:
    """Keep a draw with the frame (compressed bytes, hash, size) it was made from. Raises Conflict on a second one."""
    if sample.drawn_at is not None:
        raise Conflict("sample {sample} was drawn already; make a new plan to draw anew", sample=sample.id)
    body, sample.frame_hash, sample.frame_size = frame
    sample.drawn_by, sample.drawn_at, sample.picks = by, now(), len(drawn)
    session.add(SampleFrameRow(sample_id=sample.id, client=sample.client, body=body))
    session.flush()
    rows = [_pick(sample, pick) for pick in drawn]
    session.add_all(rows)
    session.flush()
    session.add_all(
        AssignmentRow(sample_id=sample.id, client=row.client, pick_id=row.id, slot=slot, place=row.place)
        for row, pick in zip(rows, drawn, strict=True)
        for slot in range(pick.reviewers)
    )
    if sample.purpose is not Purpose.CALIBRATION and drawn:  # such a one is worked on in a session, which is told of
        outbox.sample_drawn(session, sample)


def _pick(sample: SampleRow, drawn: DrawnPick) -> SamplePickRow:
    return SamplePickRow(
        sample_id=sample.id,
        client=drawn.client,
        interaction_id=drawn.interaction,
        chance=drawn.chance,
        place=drawn.place,
        stratum=drawn.stratum,
        reasons=drawn.reasons,
    )


def stored_frame(session: Session, sample: SampleRow) -> bytes:
    """The compressed frame of a draw. Raises Conflict when nothing was drawn yet."""
    row = session.get(SampleFrameRow, sample.id)
    if row is None:
        raise Conflict("sample {sample} is not drawn yet", sample=sample.id)
    return row.body


def picks(session: Session, sample: uuid.UUID) -> Sequence[SamplePickRow]:
    """The picks of a draw, in the order in which they are worked on."""
    query = select(SamplePickRow).where(SamplePickRow.sample_id == sample)
    return session.exec(query.order_by(col(SamplePickRow.place))).all()


class PickLine(NamedTuple):
    """A pick as a list shows it; `interaction` None: it was erased."""

    pick: SamplePickRow
    interaction: InteractionRow | None
    assignments: Sequence[AssignmentRow]


def pick_lines(session: Session, sample: uuid.UUID, start: int, limit: int) -> list[PickLine]:
    """So many picks from place `start` on, in the order of the queue, with who has or had them."""
    row = SamplePickRow
    query = select(row).where(row.sample_id == sample, row.place >= start, row.place < start + limit)
    pick_rows = session.exec(query.order_by(col(row.place))).all()
    picked = select(InteractionRow).where(col(InteractionRow.id).in_([pick.interaction_id for pick in pick_rows]))
    by_id = {interaction.id: interaction for interaction in session.exec(picked)}
    by_pick: dict[uuid.UUID, list[AssignmentRow]] = {}
    of_picks = select(AssignmentRow).where(col(AssignmentRow.pick_id).in_([pick.id for pick in pick_rows]))
    for assignment in session.exec(of_picks.order_by(col(AssignmentRow.slot))):
        by_pick.setdefault(assignment.pick_id, []).append(assignment)
    return [PickLine(pick, by_id.get(pick.interaction_id), by_pick.get(pick.id, ())) for pick in pick_rows]


def clients_of(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Whose interactions these are."""
    return dict(_clients(session, ids))


def _clients(session: Session, ids: Sequence[uuid.UUID]) -> Iterator[tuple[uuid.UUID, str]]:
    for start in range(0, len(ids), 1000):
        part = ids[start : start + 1000]
        query = select(InteractionRow.id, InteractionRow.client).where(col(InteractionRow.id).in_(part))
        yield from session.exec(query)
