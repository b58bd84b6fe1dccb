"""Whose team an agent is in: most of the period's interactions that name one, and one careless upload moves nobody."""

from datetime import date

import pytest
from sqlmodel import Session

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.errors import NotFound
from qa_service.figures import ranking
from qa_service.figures.basis import Basis
from qa_service.store import interactions, teams
from qa_service.store.repository import Store
from tests.figures import contact, saved
from tests.store.test_figures import EVER, RUBRICS

NOVEMBER, DECEMBER = Days(date(2026, 11, 1), date(2026, 12, 1)), Days(date(2026, 12, 1))


def worked(session: Session, agent: str, team: str | None, *days: float) -> None:
    for day in days:
        saved(session, contact(f"{agent}-{team}-{day}", agent=agent, team=team, day=day))


def test_one_upload_without_a_team_leaves_an_agent_where_he_is(store: Store) -> None:
    with store.transaction() as session:
        worked(session, "a1", "nord", 0, 1)
        worked(session, "a1", None, 2)
        worked(session, "a2", "nord", *range(6))
        assert teams.of_agents(session, ["a1", "a2", "nobody"]) == {"a1": "nord", "a2": "nord"}
        assert teams.members(session, "nord", ["a1", "a2"]) == ["a1", "a2"]
        table = ranking.ranked(session, Group(GroupKind.TEAM, "nord"), EVER, Basis(), RUBRICS)
    assert [one.agent for one in table] == ["a1", "a2"]
    assert table[0].n == 3  # all that he did, for whatever team


def test_the_majority_of_the_period_counts_and_of_equals_the_latest(store: Store) -> None:
    with store.transaction() as session:
        worked(session, "a1", "nord", 0, 1, 2)
        worked(session, "a1", "sud", 3)  # helped out once
        worked(session, "a1", "sud", 40, 41)  # moved in December
        worked(session, "a1", None, 42, 43, 44)
        assert teams.team_of(session, "a1", NOVEMBER) == "nord"
        assert teams.team_of(session, "a1", DECEMBER) == "sud"
        assert teams.team_of(session, "a1") == "sud"  # three each: the one named last
        assert teams.team_of(session, "a1", Days(date(2026, 12, 15))) is None
        assert teams.members(session, "nord", ["a1"], NOVEMBER) == ["a1"]
        assert teams.members(session, "nord", ["a1"], DECEMBER) == []
        month = Group(GroupKind.TEAM, "nord")
        assert [one.agent for one in ranking.ranked(session, month, NOVEMBER, Basis(), RUBRICS)] == ["a1"]
        with pytest.raises(NotFound, match="team 'nord'"):
            ranking.ranked(session, month, DECEMBER, Basis(), RUBRICS)


def test_what_comes_in_without_the_team_of_its_agent_is_noticed(store: Store) -> None:
    with store.transaction() as session:
        worked(session, "a1", "nord", 0, 1)
        worked(session, "a1", "sud", 2)
        worked(session, "a2", None, 0)
        interactions.register(session, contact("waiting", agent="a3", team="ovest"), "x")  # not analysed yet
        assert teams.left_out(session, "a1", None) == "nord"
        assert teams.left_out(session, "a3", None) == "ovest"
        assert teams.left_out(session, "a1", "sud") is None
        assert teams.left_out(session, "a2", None) is None
        assert teams.left_out(session, None, None) is None
