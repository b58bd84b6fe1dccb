"""Who there is, and moments to train with, on both databases."""

from typing import Any

import pytest

from qa_service.domain.review import Policy
from qa_service.errors import NotFound
from qa_service.store import coaching, directory, interactions, packs, policies, rubrics
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.tables import InteractionRow
from tests.acceptance.house import DEFAULT
from tests.figures import contact, saved

SHOWN = {"greeting": True, "rudeness": False, "empathy": None}
OWN = DEFAULT.model_copy(update={"id": "own", "version": 3})


def finished(store: Store, id: str, *, day: float = 0.0, **more: Any) -> InteractionRow:
    """A chat in which the agent greets."""
    with store.transaction() as session:
        return saved(session, contact(id, day=day, **more), shown=SHOWN)


def test_a_client_is_listed_with_what_is_set_for_it(store: Store) -> None:
    finished(store, "one")
    finished(store, "two")
    with store.transaction() as session:
        interactions.register(session, contact("late", client="waiting"), "x")
        policies.save(session, "strict", Policy(dispute_days=3), "user:ada")
        Rubrics(DEFAULT).draft(session, "acme", OWN, "user:ada")
        rubrics.publish(session, "acme", "own", 3, "user:ada")
    with store.reading() as session:
        found = {one.name: one for one in directory.clients(session)}
    assert list(found) == ["acme", "strict", "waiting"]
    assert (found["acme"].n, found["acme"].rubric, found["acme"].policy) == (2, "own@3", None)
    assert found["strict"].policy == Policy(dispute_days=3)
    assert (found["waiting"].n, found["waiting"].last, found["waiting"].rubric) == (0, None, None)
    with store.reading(Scope("acme")) as session:
        assert [one.name for one in directory.clients(session)] == ["acme"]


def test_agents_come_page_by_page_with_the_team_of_their_last_90_days(store: Store) -> None:
    for n in range(3):
        finished(store, f"old{n}", day=-100 + n, agent="a1", team="sud")
    for n in range(2):
        finished(store, f"new{n}", day=n, agent="a1", team="nord")
    finished(store, "careless", day=3, agent="a1")
    finished(store, "other", agent="a2")
    finished(store, "foreign", agent="a3", client="globex")
    with store.reading() as session:
        first, more = directory.agents(session, limit=2)
        last, end = directory.agents(session, after=more, limit=2)
        assert directory.team_names(session) == ["nord", "sud"]
    assert [(one.name, one.team, one.n) for one in first] == [("a1", "nord", 6), ("a2", None, 1)]
    assert (more, [one.name for one in last], end) == ("a2", ["a3"], None)
    with store.reading(Scope("globex")) as session:
        assert [one.name for one in directory.agents(session)[0]] == ["a3"]


@pytest.mark.parametrize("rare", [1, 2000], ids=["common", "rare"])
def test_moments_are_found_by_behaviour_whichever_way_they_are_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(coaching, "_RARE", rare)
    rows = [finished(store, f"c{n}", day=n, agent=f"a{n % 2}", team="nord" if n % 2 else "sud") for n in range(3)]
    with store.reading() as session:
        page = coaching.moments(session, Filters(), ["greeting", "rudeness"], limit=2)
        rest = coaching.moments(session, Filters(), ["greeting"], cursor=page.next, limit=2)
        assert [one.interaction.external_id for one in (*page.rows, *rest.rows)] == ["c2", "c1", "c0"]
        assert rest.next is None
        assert {(one.label, one.turn) for one in page.rows} == {("greeting", packs.WHOLE)}  # no passage was given
        assert coaching.moments(session, Filters(agent="a1"), ["greeting"]).rows[0].interaction.id == rows[1].id
        assert coaching.moments(session, Filters(), ["rudeness", "empathy"]).rows == []
    with store.reading(Scope(None, team="nord")) as session:
        assert [one.interaction.id for one in coaching.moments(session, Filters(), ["greeting"]).rows] == [rows[1].id]


def test_a_pack_shows_what_is_within_reach_and_counts_it(store: Store) -> None:
    north, south = finished(store, "n", team="nord"), finished(store, "s", team="sud")
    with store.transaction() as session:
        pack = packs.create(session, "acme", "Marzo", "user:carlo").id
        used = packs.add(session, pack, north.id, "user:carlo", turn=0, topic="courtesy:greeting").id
        packs.add(session, pack, south.id, "user:carlo")
        packs.mark_used(session, used)
        packs.describe(session, pack, "Aprile", "da rivedere")
    with store.reading() as session:
        assert [one.interaction.id for one in coaching.collected(session, pack)] == [north.id, south.id]
        assert coaching.counts(session) == {pack: (2, 1)}
        held = coaching.packs_of(session, [north.id])
        assert [one.title for one in held[north.id, 0, "courtesy:greeting"]] == ["Aprile"]
        assert packs.get(session, pack).note == "da rivedere"
    with store.reading(Scope(None, team="sud")) as session:
        assert [one.interaction.id for one in coaching.collected(session, pack)] == [south.id]
        assert coaching.counts(session) == {pack: (1, 0)}
    with store.reading(Scope("globex")) as session, pytest.raises(NotFound):
        coaching.collected(session, pack)
