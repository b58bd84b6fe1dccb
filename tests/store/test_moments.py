"""The interactions behind a figure, found on both databases and within reach only."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from qa_service.domain.groups import Days, Group, GroupKind, PeriodLength
from qa_service.domain.interaction import State
from qa_service.store import moments
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import FigurePartRow, WeeklyTotalRow
from qa_service.store.tables_search import FindingRow

MOMENT = datetime(2026, 11, 3, 9, tzinfo=UTC)
EVER = Days()
A1 = Group(GroupKind.AGENT, "a1")


def put(session: Session, n: int, agent: str = "a1", team: str = "nord", **fields: Any) -> InteractionRow:
    """One analysed interaction with a criterion that is not met and a behaviour at turn 2."""
    at = MOMENT + timedelta(hours=n)
    base = {"client": "acme", "channel": "call", "direction": "inbound", "state": State.DONE, "fingerprint": "f"}
    row = InteractionRow.model_validate(
        {**base, "external_id": f"x-{n}", "agent": agent, "team": team, "at": at, **fields}
    )
    session.add(row)
    session.flush()
    met = "no" if n % 2 else "yes"
    session.add(
        FigurePartRow(
            interaction_id=row.id, client=row.client, at=at, day=at.date(), channel=row.channel, agent=agent,
            team=team, counters={f"criterion:greeting:{met}": 1},
        )
    )  # fmt: skip
    week = PeriodLength.WEEK.start(at.date())
    about: dict[str, Any] = {"client": row.client, "channel": row.channel, "day": week}
    about |= {"kind": GroupKind.AGENT, "name": agent}
    session.merge(WeeklyTotalRow(**about, n=1))
    session.add(
        FindingRow(interaction_id=row.id, client=row.client, label="empathy", probability=0.5 + n / 100, turn=2)
    )
    session.add(FindingRow(interaction_id=row.id, client=row.client, label="blame", probability=0.4, turn=None))
    return row


def test_what_is_not_met_comes_newest_first_and_by_channel_client_and_day(store: Store) -> None:
    with store.transaction() as session:
        for n in range(6):
            put(session, n)
        put(session, 7, "a2")
        put(session, 9, client="globex")
        ids = [row.external_id for row in moments.not_met(session, A1, EVER, "greeting", 10)]
        assert ids == ["x-9", "x-5", "x-3", "x-1"]
        narrow = replace(A1, client="acme")
        assert [row.external_id for row in moments.not_met(session, narrow, EVER, "greeting", 2)] == ["x-5", "x-3"]
        tomorrow = Days(since=MOMENT.date() + timedelta(days=1))
        assert moments.not_met(session, A1, tomorrow, "greeting", 10) == []
        assert moments.not_met(session, A1, EVER, "farewell", 10) == []


def test_moments_are_one_of_each_interaction_the_happy_and_the_sure_first(store: Store) -> None:
    with store.transaction() as session:
        for n in range(4):
            put(session, n, sentiment_end="positive" if n == 1 else "neutral")
        found = moments.surest(session, A1, EVER, ["empathy", "blame"], 3)
        assert [(one.interaction.external_id, one.label, one.turn) for one in found] == [
            ("x-1", "empathy", 2),
            ("x-3", "empathy", 2),
            ("x-2", "empathy", 2),
        ]
        assert moments.surest(session, A1, EVER, ["blame"], 3) == []  # no turn shows it
        nord = Group(GroupKind.TEAM, "nord")
        assert len(moments.surest(session, nord, EVER, ["empathy"], 9)) == 4


def test_nothing_of_another_team_is_found(store: Store) -> None:
    with store.transaction() as session:
        put(session, 1, "a1", "nord")
        put(session, 3, "a1", "sud")
    with store.reading(Scope(None, team="nord")) as session:
        assert [row.external_id for row in moments.not_met(session, A1, EVER, "greeting", 9)] == ["x-1"]
        assert [one.interaction.external_id for one in moments.surest(session, A1, EVER, ["empathy"], 9)] == ["x-1"]
