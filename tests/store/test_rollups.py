"""Daily totals equal a plain recount, whatever was saved, replaced, scored anew or erased, by however many at once."""

import random
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from qa_service.domain.calendar import Calendar
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel, Direction, State
from qa_service.domain.rollups import contribution, for_kind, summed
from qa_service.domain.sampling import FrameSpec, Margins
from qa_service.domain.understanding import Dynamics
from qa_service.errors import say
from qa_service.store import erase, figures, interactions, results, rollup_rebuild, rollup_writes, rollups, samples
from qa_service.store.blobs import Blobs
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import DailyTotalRow, FigurePartRow, WeeklyTotalRow
from qa_service.store.tables_reviews import MarkRow
from tests.figures import NOON, contact, judged, saved

Sums = dict[tuple[str, str, str, str, date, str], dict[str, int]]


def kept(session: Session) -> Sums:
    found: Sums = {}
    for span, table in (("day", DailyTotalRow), ("week", WeeklyTotalRow)):
        rows: Any = session.exec(select(table)).all()
        named = {(span, r.client, r.kind.value, r.name, r.day, r.channel.value): r.counters for r in rows}
        found |= {cell: counters for cell, counters in named.items() if counters}
    return found


def recounted(session: Session) -> Sums:
    """From the interactions and their analyses alone; what follows what by looking at all pairs."""
    rows = session.exec(select(InteractionRow).where(InteractionRow.state == State.DONE)).all()
    rows = sorted(rows, key=lambda row: (row.at, row.id.hex))
    rollups: dict[Any, Counter[str]] = defaultdict(Counter)
    for number, row in enumerate(rows):
        counters = Counter(contribution(results.processed(session, row.id)))
        later = rows[number + 1 :]
        if row.customer and row.intent and row.direction is Direction.INBOUND:
            same = ("client", "customer", "intent", "direction")
            counters.update(followed(row, later, same, ("again", f"reason_again:{row.intent}:{row.resolution}")))
        if row.customer and row.direction is Direction.INBOUND:
            counters.update(followed(row, later, ("client", "customer", "direction"), ("return",)))
        if row.resolution == "pending":
            found = followed(row, later, ("client", "case_ref"), ("promise",))
            counters.update(found if row.case_ref else {"promise:without_case": 1})
        for kind, name in (("client", row.client), ("team", row.team), ("agent", row.agent)):
            if name:
                day, channel = Calendar().day(row.at), row.channel.value
                monday = day - timedelta(days=day.weekday())
                for cell in (("day", row.client, kind, name, day, channel), ("week", row.client, kind, name, monday, channel)):  # fmt: skip # noqa: E501
                    rollups[cell].update(for_kind(counters, kind))
    return {cell: dict(counters) for cell, counters in rollups.items()}


def followed(row: Any, later: Any, same: tuple[str, ...], families: tuple[str, ...]) -> dict[str, int]:
    next_one = next((x for x in later if all(getattr(x, f) == getattr(row, f) for f in same)), None)
    counters = {f"{family}:n": 1 for family in families}
    if next_one is not None:
        gap = next_one.at - row.at
        days = max(1, gap.days + (gap.seconds > 0 or gap.microseconds > 0))
        if days <= 30:
            counters |= {f"{family}:{days}": 1 for family in families}
    return counters


def at_random(rng: random.Random, id: int) -> tuple[Any, dict[str, Any]]:
    interaction = contact(
        str(id),
        client=rng.choice(["acme", "globex"]),
        agent=rng.choice([None, "a1", "a2"]),
        team=rng.choice([None, "nord"]),
        channel=rng.choice([Channel.CHAT, Channel.EMAIL]),
        direction=rng.choice([Direction.INBOUND, Direction.INBOUND, Direction.OUTBOUND]),
        customer=rng.choice([None, "c1", "c2"]),
        case=rng.choice([None, "t1"]),
        day=rng.choice([0, 0.2, 1, 7, 45]) + rng.random() / 100,
    )
    findings = {
        "intent": rng.choice(["billing", "claim", None]),
        "resolution": rng.choice(["resolved", "pending"]),
        "courtesy": rng.choice([None, 40.5, 100.0]),
        "answers": {"greeting": rng.choice(["yes", "no", "unclear", "not_applicable"])},
    }
    return interaction, findings


def one_change(rng: random.Random, store: Store, ids: range, blobs: Blobs, staging: Staging) -> None:
    """Save, replace, score anew or erase one of these."""
    interaction, findings = at_random(rng, rng.choice(ids))
    job = None
    with store.transaction() as session:
        known = [row for row in session.exec(select(InteractionRow)) if row.external_id == interaction.id]
        if known and rng.random() < 0.3:
            erase.erase(session, known[0].id, blobs, staging)
        elif known and rng.random() < 0.3:  # scored anew, as after a correction
            row = interactions.by_identity(session, known[0].client, interaction.id)
            if row is None:
                return
            row.state = State.RECEIVED
            session.flush()
            assert results.save_processed(
                session, row.id, row.run, judged(interactions.to_interaction(row), **findings)
            )
        else:
            if known:
                interaction = interaction.model_copy(update={"client": known[0].client})
            row, _ = interactions.register(session, interaction, str(rng.random()), replace=True)
            job = row.id, row.run
    if job is not None:
        with store.transaction() as session:  # as a worker does, later
            assert results.save_processed(session, *job, judged(interaction, **findings))


def test_totals_equal_a_recount_after_any_sequence(store: Store, blobs: Blobs, staging: Staging) -> None:
    rng = random.Random(4)
    for _ in range(60):
        one_change(rng, store, range(12), blobs, staging)
    assert rollup_rebuild.check(store) == []
    with store.reading() as session:
        expected = recounted(session)
        assert kept(session) == expected
        assert sum(c["n"] for (span, _, kind, *_), c in expected.items() if (span, kind) == ("day", "client")) >= 5


def test_totals_equal_a_recount_after_several_worked_at_once(store: Store, blobs: Blobs, staging: Staging) -> None:
    def work(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(25):
            one_change(rng, store, range(seed * 10, seed * 10 + 10), blobs, staging)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, (1, 2), timeout=60))
    assert rollup_rebuild.check(store) == []
    with store.reading() as session:
        assert kept(session) == recounted(session)


def test_a_wrong_total_is_found_and_rebuilding_mends_it(store: Store) -> None:
    with store.transaction() as session:
        saved(session, contact("1", agent="a1"))
        saved(session, contact("2", day=1.0))
    with store.transaction() as session:
        row = session.exec(select(DailyTotalRow).where(DailyTotalRow.kind == GroupKind.AGENT)).one()
        row.counters = {**row.counters, "n": 7}
    assert [(cell.kind.value, cell.name, cell.day) for cell in rollup_rebuild.check(store)] == [
        ("agent", "a1", NOON.date())
    ]
    assert list(rollup_rebuild.rebuild(store)) == [2]
    assert rollup_rebuild.check(store) == []


def test_a_database_older_than_its_totals_gets_them(store: Store) -> None:
    with store.transaction() as session:
        for n in range(3):
            saved(session, contact(str(n), agent="a1", customer="c", day=n))
        before = kept(session)
        for row in (
            *session.exec(select(DailyTotalRow)),
            *session.exec(select(WeeklyTotalRow)),
            *session.exec(select(FigurePartRow)),
        ):
            session.delete(row)
        for mark in session.exec(select(MarkRow)):
            session.delete(mark)
    assert rollup_rebuild.is_needed(store)
    assert list(rollup_rebuild.rebuild(store)) == [3]
    with store.reading() as session:
        assert len(session.exec(select(MarkRow)).all()) == 3
    assert not rollup_rebuild.is_needed(store)
    with store.reading() as session:
        assert kept(session) == before


def test_rebuilding_marks_what_risk_samples_look_at(store: Store) -> None:
    quiet = Dynamics(longest_silence=140.0)
    with store.transaction() as session:
        silent = saved(session, contact("1", agent="a1"), dynamics=quiet, harms={"customer": ("no_rudeness",)}).id
        plain = saved(session, contact("2", agent="a1")).id
    spec = FrameSpec(client="acme", margins=Margins(long_silence=120))

    def reasons() -> dict[str, tuple[str, ...]]:
        with store.reading() as session:
            found = samples.candidates(session, spec, (), reasons=True)
        return {one.unit.id: tuple(reason.value for reason in one.unit.reasons) for one in found}

    before = reasons()
    assert before == {silent.hex: ("critical", "long_silence"), plain.hex: ()}
    with store.transaction() as session:  # as a version before 0003 left them
        session.execute(sa.delete(MarkRow))
    assert reasons() == {silent.hex: (), plain.hex: ()}
    list(rollup_rebuild.rebuild(store))
    assert reasons() == before


def test_a_key_of_one_client_may_replace_and_erase_what_was_counted(
    store: Store, blobs: Blobs, staging: Staging
) -> None:
    with store.transaction() as session:
        first = saved(session, contact("1", agent="a1", customer="c"))
        saved(session, contact("2", agent="a1", customer="c", day=1))
    with store.transaction(Scope("acme")) as session:
        interactions.register(session, contact("2", agent="a1"), "other content", replace=True)
    with store.transaction(Scope("acme")) as session:
        erase.erase(session, first.id, blobs, staging)
    with store.reading() as session:
        assert kept(session) == {}
        assert session.exec(select(FigurePartRow)).all() == []


def test_taking_away_what_was_never_counted_changes_nothing(store: Store) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, contact("1"), "1")
        rollup_writes.take(session, row.id)
    assert rollup_rebuild.check(store) == []


def test_the_overview_counts_finished_ones_from_the_totals(store: Store) -> None:
    with store.transaction() as session:
        for n in range(3):
            saved(session, contact(str(n), client=f"c{n % 2}"))
        interactions.register(session, contact("waits"), "w")
        failed, _ = interactions.register(session, contact("fails"), "f")
        results.fail(session, failed.id, 1, say("no luck"))
        found = figures.overview(session)
    assert found == {State.DONE: 3, State.RECEIVED: 1, State.RUNNING: 0, State.FAILED: 1}


def test_weeks_and_the_days_at_both_ends_add_up_to_the_period(store: Store) -> None:
    with store.transaction() as session:
        for n in range(30):
            saved(session, contact(str(n), agent="a1", day=2 * n))
        for since, until in ((None, None), (3, 40), (5, None), (None, 33), (8, 9), (13, 20)):
            ends = [None if n is None else NOON.date() + timedelta(days=n) for n in (since, until)]
            days = Days(*ends)
            for group in (Group(GroupKind.AGENT, "a1"), Group(GroupKind.CLIENT, "acme")):
                expected = summed(counters for _, counters in rollups.daily(session, group, days))
                found = rollups.slices(session, group, days)
                assert summed(one.counters for one in found) == expected
            assert rollups.headlines(session, GroupKind.AGENT, ["acme"], days)["a1"].n == expected["n"]
        assert {(one.end - one.start).days for one in rollups.slices(session, group)} == {6}
        # from some day on all may be wanted by day, since windows may still be open
        late = rollups.slices(session, group, Days(), NOON.date() + timedelta(days=30))
        assert {(one.end - one.start).days for one in late} == {0, 6}
        assert all(one.end == one.start for one in late if one.end >= NOON.date() + timedelta(days=30))
