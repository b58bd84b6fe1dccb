"""Samples on real databases: frames with their reasons, draws that are made again."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from qa_service.domain.interaction import Channel, Direction, State
from qa_service.domain.sampling import Allocation, FrameSpec, Margins, Purpose, Reason, SampleRequest
from qa_service.errors import Conflict, Forbidden, NotFound
from qa_service.reviewing import draws
from qa_service.statistics.plans import allocate
from qa_service.store import samples
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from qa_service.store.tables import AuditRow, InteractionRow, now
from qa_service.store.tables_reviews import (
    MarkRow,
    ReviewRow,
    SampleFrameRow,
    SampleRow,
)

START = datetime(2026, 3, 1, tzinfo=UTC)
ANNA, BRUNO = "user:anna", "user:bruno"


def contact(n: int, **change: Any) -> InteractionRow:
    """A finished chat that gives no reason for a look."""
    values = {
        "client": "acme",
        "agent": f"a{n % 3}",
        "channel": Channel.CHAT,
        "resolution": "resolved",
        "resolution_probability": 0.9,
        "sentiment_end": "neutral",
        "state": State.DONE,
        "done_at": now(),
    }
    return InteractionRow(
        external_id=f"i{n}",
        fingerprint=str(n),
        direction=Direction.INBOUND,
        at=START + timedelta(hours=n),
        **{**values, **change},
    )


def stored(store: Store, rows: Sequence[InteractionRow]) -> list[uuid.UUID]:
    ids = [row.id for row in rows]
    with store.transaction() as session:
        session.add_all(rows)
    return ids


def drawn(store: Store, wish: SampleRequest) -> SampleRow:
    with store.transaction() as session:
        return draws.make(session, draws.save(session, wish, ANNA).id, ANNA)


def test_a_frame_holds_what_fits_and_names_the_reasons(store: Store) -> None:
    ids = stored(
        store,
        [
            contact(0),
            contact(1, resolution=None),
            contact(2, resolution_probability=0.59),
            contact(3, sentiment_end="negative"),
            contact(4),
            contact(5),
            contact(6, state=State.FAILED),
            contact(7, client="other"),
        ],
    )
    with store.transaction() as session:
        session.add(MarkRow(interaction_id=ids[4], client="acme", critical=True, longest_silence=29.9))
        session.add(MarkRow(interaction_id=ids[5], client="acme", critical=False, longest_silence=30.0))
    with store.reading() as session:
        found = samples.candidates(session, FrameSpec(client="acme"), ("agent", "team"), reasons=True)
        plain = samples.candidates(session, FrameSpec(client="acme", agent="a1"), (), reasons=False)
        assert samples.population(session, FrameSpec(client="acme", until=START + timedelta(hours=2))) == 2
    units = {uuid.UUID(one.unit.id): one.unit for one in found}
    assert {id: unit.reasons for id, unit in units.items()} == {
        ids[0]: (),
        ids[1]: (Reason.LOW_CONFIDENCE,),
        ids[2]: (Reason.LOW_CONFIDENCE,),
        ids[3]: (Reason.NEGATIVE_END,),
        ids[4]: (Reason.CRITICAL,),
        ids[5]: (Reason.LONG_SILENCE,),
    }
    assert (units[ids[0]].stratum, units[ids[0]].order) == (("a0", ""), START.timestamp())
    assert {uuid.UUID(one.unit.id) for one in plain} == {ids[1], ids[4]}
    assert {one.resolved for one in plain} == {None, True}


@pytest.mark.parametrize(
    "wish",
    [
        SampleRequest("r", Purpose.RANDOM, 10),
        SampleRequest("s", Purpose.RANDOM, 12, by=("agent", "team"), allocation=Allocation.OPTIMAL, minimum=1),
        SampleRequest("e", Purpose.RANDOM, 2, by=("channel", "agent"), allocation=Allocation.EQUAL),
        SampleRequest("k", Purpose.RISK, 8, by=("agent",), weights={Reason.NEGATIVE_END: 3.0}),
        SampleRequest("none", Purpose.RANDOM, 3, frame=FrameSpec(client="nobody")),
    ],
    ids=lambda wish: wish.name,
)
def test_a_look_at_a_plan_counts_what_its_frame_would_hold(store: Store, wish: SampleRequest) -> None:
    rows = [
        contact(
            n,
            agent=None if n % 7 == 0 else f"a{n % 3}",
            team="nord" if n % 4 else None,
            resolution=(None, "pending", "resolved", "resolved")[n % 4],
            sentiment_end="negative" if n % 5 == 0 else "neutral",
        )
        for n in range(40)
    ]
    stored(store, rows)
    with store.transaction() as session:
        session.add(MarkRow(interaction_id=rows[1].id, client="acme", critical=True, longest_silence=99.0))
        row = draws.save(session, wish, ANNA)
        seen, (frame, plan) = draws.preview(session, row), draws._frame(session, row)
    sizes = Counter(unit.stratum for unit in frame.units)
    counts = allocate(plan, frame) if frame.units else {}
    assert seen.strata == {stratum: (sizes[stratum], n) for stratum, n in counts.items()}
    assert seen.reasons == Counter(reason for unit in frame.units for reason in unit.reasons)


def test_an_agent_whom_people_overruled_lately_gives_a_reason(store: Store) -> None:
    ids = stored(store, [contact(n) for n in range(6)])
    margins = Margins(disagreement=0.5, disagreement_answers=2)
    with store.transaction() as session:
        for id, answer, days in ((ids[0], "no", 1), (ids[3], "yes", 1), (ids[1], "no", 1), (ids[2], "no", 200)):
            session.add(
                ReviewRow(
                    interaction_id=id,
                    client="acme",
                    run=1,
                    question="criterion:greeting",
                    answer=answer,
                    machine="yes",
                    reviewer=ANNA,
                    at=now() - timedelta(days=days),
                )
            )
    with store.reading() as session:
        # a0: one of two overruled; a1: one answer is too few; a2: too long ago
        assert samples.doubted_agents(session, margins) == ["a0"]
        found = samples.candidates(session, FrameSpec(margins=margins), (), reasons=True)
    assert {uuid.UUID(one.unit.id) for one in found if one.unit.reasons} == {ids[0], ids[3]}


@pytest.mark.parametrize(
    "wish",
    [
        SampleRequest("plain", Purpose.RANDOM, 10),
        SampleRequest("two an agent", Purpose.RANDOM, 2, by=("agent",), allocation=Allocation.EQUAL),
        SampleRequest("neyman", Purpose.RANDOM, 12, by=("client",), allocation=Allocation.OPTIMAL, minimum=3),
        SampleRequest("risky", Purpose.RISK, 10, weights={Reason.NEGATIVE_END: 5.0, Reason.LOW_CONFIDENCE: 2.0}),
    ],
    ids=lambda wish: wish.name,
)
def test_a_draw_is_made_again_from_its_plan_and_frame(store: Store, wish: SampleRequest) -> None:
    stored(store, [contact(n, sentiment_end=("negative", "neutral")[n % 2], resolution=None) for n in range(30)])
    stored(store, [contact(n, client="other", resolution=("resolved", "pending")[n % 2]) for n in range(30, 60)])
    row = drawn(store, wish)
    with store.reading() as session:
        picks = samples.picks(session, row.id)
        check = draws.check(session, row.id)
        noted = session.exec(select(AuditRow).where(AuditRow.action == "sample.draw")).one()
    assert (check.identical, check.added, check.gone, check.changed) == (True, 0, 0, 0)
    assert row.frame_size == 60
    assert sorted(pick.place for pick in picks) == list(range(len(picks)))
    # chances add up to the picks: over the whole frame, and here over the strata that were drawn alike
    assert all(0 < pick.chance <= 1 for pick in picks)
    assert (noted.actor, noted.detail["frame"], noted.detail["picks"]) == (ANNA, row.frame_hash, len(picks))


def test_a_check_tells_a_changed_draw_from_a_changed_world(store: Store) -> None:
    ids = stored(store, [contact(n) for n in range(20)])
    row = drawn(store, SampleRequest("plain", Purpose.RANDOM, 5))
    with store.transaction() as session:
        session.add(contact(99))
        session.delete(session.get_one(InteractionRow, ids[0]))
    with store.reading() as session:
        check = draws.check(session, row.id)
    assert (check.identical, check.added, check.gone, check.changed) == (True, 1, 1, 0)
    with store.transaction() as session:
        kept = samples.picks(session, row.id)
        session.delete(kept[0])
    with store.reading() as session:
        check = draws.check(session, row.id)
    assert (check.identical, check.frame_unchanged, len(check.missing)) == (False, True, 1)
    with store.transaction() as session:
        session.get_one(SampleFrameRow, row.id).body = samples_body_without_first(store, row)
    with store.reading() as session:
        assert not draws.check(session, row.id).frame_unchanged


def samples_body_without_first(store: Store, row: SampleRow) -> bytes:
    """A frame that somebody tampered with."""
    from qa_service.statistics.plans import make_frame
    from qa_service.statistics.records import pack, unpack

    with store.reading() as session:
        return pack(make_frame(unpack(samples.stored_frame(session, row)).units[1:]))


def test_a_plan_is_drawn_once_and_not_from_nothing(store: Store) -> None:
    with store.transaction() as session:
        empty = draws.save(session, SampleRequest("none", Purpose.RANDOM, 5), ANNA).id
    with pytest.raises(Conflict, match="nothing to draw from"), store.transaction() as session:
        draws.make(session, empty, ANNA)
    stored(store, [contact(0)])
    row = drawn(store, SampleRequest("one", Purpose.RANDOM, 5))
    with pytest.raises(Conflict, match="drawn already"), store.transaction() as session:
        draws.make(session, row.id, ANNA)


def test_a_client_sees_its_own_samples_and_none_over_several(store: Store) -> None:
    stored(store, [contact(0), contact(1, client="other")])
    whole = drawn(store, SampleRequest("all", Purpose.RANDOM, 2))
    own = drawn(store, SampleRequest("own", Purpose.RANDOM, 2, frame=FrameSpec(client="acme")))
    with store.reading(Scope("acme")) as session:
        assert [row.id for row in samples.page(session).rows] == [own.id]
        assert [one.unit.stratum for one in samples.candidates(session, FrameSpec(), ("client",), reasons=True)] == [
            ("acme",)
        ]
        with pytest.raises(NotFound):
            samples.get(session, whole.id)
    with pytest.raises(Forbidden), store.transaction(Scope("acme")) as session:
        draws.save(session, SampleRequest("all", Purpose.RANDOM, 2), ANNA)
