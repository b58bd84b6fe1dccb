"""Planning, drawing, and making a draw again: rows on one side, pure statistics on the other."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from qa_service.domain.sampling import (
    Allocation,
    Draw,
    DrawCheck,
    Frame,
    FrameSpec,
    Pick,
    PlanPreview,
    Purpose,
    Reason,
    SampleRequest,
    SamplingPlan,
)
from qa_service.errors import BadInput, Conflict
from qa_service.statistics.draws import draw, generator
from qa_service.statistics.plans import Stratum, half_width, how_many, make_frame, shared_out, spreads, spreads_of
from qa_service.statistics.records import pack, plan_as_dict, plan_from_dict, unpack
from qa_service.store import audit, samples
from qa_service.store.codec import from_body, to_body
from qa_service.store.samples import Candidate
from qa_service.store.tables_reviews import ALL_CLIENTS, SamplePickRow, SampleRow


def planned(wish: SampleRequest, by: str) -> SampleRow:
    """A plan as a row that is not kept. Raises BadInput when it cannot be followed."""
    plan = wish.plan()
    return SampleRow(
        client=wish.frame.client or ALL_CLIENTS,
        name=wish.name,
        purpose=plan.purpose,
        plan=plan_as_dict(plan),
        frame=to_body(wish.frame),
        second=wish.second,
        blind=wish.blind,
        created_by=by,
    )


def save(session: Session, wish: SampleRequest, by: str) -> SampleRow:
    """Keep a plan. Raises BadInput when it cannot be followed."""
    row = planned(wish, by)
    session.add(row)
    session.flush()
    audit.note(
        session,
        by,
        "sample.plan",
        str(row.id),
        wish.frame.client,
        purpose=row.purpose.value,
        size=wish.size,
    )
    return row


def preview(session: Session, row: SampleRow) -> PlanPreview:
    """What the plan would draw now. Raises BadInput when it cannot be followed."""
    plan = plan_from_dict(row.plan)
    spec = from_body(FrameSpec, row.frame)
    tallies = samples.tallied(session, spec, plan.by, reasons=plan.purpose is Purpose.RISK)
    if plan.allocation is Allocation.OPTIMAL and not plan.spread:
        decided = {tally.stratum: (tally.resolved, tally.decided) for tally in tallies if tally.decided}
        plan = replace(plan, spread=spreads_of(decided))
    sizes = {tally.stratum: tally.size for tally in tallies}
    counts = shared_out(plan, sizes) if sizes else {}
    reasons: Counter[Reason] = Counter()
    for tally in tallies:
        reasons.update(tally.reasons)
    size, total = sum(sizes.values()), sum(counts.values())
    precision = half_width(total, size) if plan.purpose is Purpose.RANDOM and total else None
    return PlanPreview(size, {s: (sizes[s], n) for s, n in counts.items()}, reasons, precision)


def make(session: Session, id: uuid.UUID, by: str) -> SampleRow:
    """Draw a plan, once. Raises Conflict when it was drawn or nothing can be drawn, BadInput, NotFound."""
    row = samples.get(session, id, lock=True)
    if row.drawn_at is not None:
        raise Conflict("sample {id} was drawn already; make a new plan to draw anew", id=id)
    frame, plan = _frame(session, row)
    if not frame.units:
        raise Conflict("sample {id} has nothing to draw from: no analysed interaction fits its frame", id=id)
    rng = generator(plan.seed, frame.hash)
    drawn = draw(plan, frame, rng)
    places = rng.permutation(len(drawn.picks)).tolist()
    row.plan = plan_as_dict(plan)
    samples.save_draw(session, row, by, (pack(frame), frame.hash, len(frame.units)), _rows(session, row, drawn, places))
    client = row.client or None
    audit.note(session, by, "sample.draw", str(id), client, frame=frame.hash, size=len(frame.units), picks=row.picks)
    return row


def _rows(session: Session, row: SampleRow, drawn: Draw, places: Sequence[int]) -> list[samples.DrawnPick]:
    """The first in the queue are those that a second person answers too: the queue's order is chance already."""
    owners = samples.clients_of(session, [uuid.UUID(pick.id) for pick in drawn.picks])
    twice = round(row.second * len(drawn.picks))
    return [
        samples.DrawnPick(
            interaction=uuid.UUID(pick.id),
            client=owners[uuid.UUID(pick.id)],
            chance=pick.chance,
            place=place,
            stratum=list(pick.stratum),
            reasons=[reason.value for reason in pick.reasons],
            reviewers=2 if place < twice else 1,
        )
        for pick, place in zip(drawn.picks, places, strict=True)
    ]


def _frame(session: Session, row: SampleRow) -> tuple[Frame, SamplingPlan]:
    """The frame as it stands now, and the plan with the spreads that it expects there."""
    plan = plan_from_dict(row.plan)
    spec = from_body(FrameSpec, row.frame)
    candidates = samples.candidates(session, spec, plan.by, reasons=plan.purpose is Purpose.RISK)
    if plan.allocation is Allocation.OPTIMAL and not plan.spread:
        plan = replace(plan, spread=spreads(_answered(candidates)))
    return make_frame(candidate.unit for candidate in candidates), plan


def _answered(candidates: Sequence[Candidate]) -> list[tuple[Stratum, bool]]:
    return [(candidate.unit.stratum, candidate.resolved) for candidate in candidates if candidate.resolved is not None]


def check(session: Session, id: uuid.UUID) -> DrawCheck:
    """Repeat a draw. Raises NotFound, and Conflict on a plan that was not drawn yet."""
    row = samples.get(session, id)
    frame = unpack(samples.stored_frame(session, row))
    plan = plan_from_dict(row.plan)
    again = {pick.id: pick for pick in draw(plan, frame, generator(plan.seed, frame.hash)).picks}
    stored = {pick.interaction_id.hex: pick for pick in samples.picks(session, id)}
    same = again.keys() == stored.keys() and all(_same(again[key], stored[key]) for key in stored)
    unchanged = frame.hash == row.frame_hash
    today = {unit.id: unit for unit in _frame(session, row)[0].units}
    then = {unit.id: unit for unit in frame.units}
    return DrawCheck(
        identical=same and unchanged,
        frame_unchanged=unchanged,
        missing=tuple(sorted(again.keys() - stored.keys())),
        surplus=tuple(sorted(stored.keys() - again.keys())),
        added=len(today.keys() - then.keys()),
        gone=len(then.keys() - today.keys()),
        changed=sum(today[key] != then[key] for key in today.keys() & then.keys()),
    )


def _same(pick: Pick, row: SamplePickRow) -> bool:
    return (
        abs(pick.chance - row.chance) < 1e-9
        and list(pick.stratum) == row.stratum
        and [reason.value for reason in pick.reasons] == row.reasons
    )


def needed(session: Session, spec: FrameSpec, half: float, share: float, level: float) -> tuple[int, int]:
    """Reviews needed for an interval of `half` to each side, and the interactions there are. Raises BadInput."""
    if not (0 < share < 1 and 0.5 <= level < 1):
        raise BadInput("share lies between 0 and 1, level between 0.5 and 1", where="share")
    population = samples.population(session, spec)
    return how_many(half, population, share=share, level=level), population
