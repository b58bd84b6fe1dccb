"""Sessions of one team or one agent, on both databases: statements of every kind see and change their own alone."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from qa_service.domain.interaction import Channel, Interaction
from qa_service.errors import Forbidden, NotFound
from qa_service.store import interactions, results
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from qa_service.store.tables import InteractionRow, TranscriptRow
from tests.stages import PlainStages

SCOPES = [Scope(None, team="nord"), Scope("acme", team="nord"), Scope(None, agent="a1"), Scope("acme", None, "a1")]


@pytest.fixture
def ids(store: Store) -> dict[str, Any]:
    """Interactions of agent a1 in team nord and a2 in team sud, with their words."""
    found: dict[str, Any] = {}
    stages = PlainStages()
    with store.transaction() as session:
        for agent, team in (("a1", "nord"), ("a2", "sud")):
            one = Interaction(
                id=agent, client="acme", channel=Channel.CHAT, agent=agent, team=team, turns=({"text": "buongiorno"},)
            )
            row, _ = interactions.register(session, one, agent)
            results.save_understood(session, row.id, 1, stages.understand(one, None, ()))
            found[agent] = row.id
    return found


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_rows_out_of_reach_are_not_there(store: Store, ids: dict[str, Any], scope: Scope) -> None:
    with store.reading(scope) as session:
        assert [row.agent for row in session.exec(select(InteractionRow))] == ["a1"]
        assert session.exec(select(sa.func.count()).select_from(TranscriptRow)).one() == 1
        assert results.understood(session, ids["a1"]).transcript.turns
        with pytest.raises(NotFound):
            interactions.get(session, ids["a2"])
        with pytest.raises(NotFound):
            results.understood(session, ids["a2"])
    for other in (Scope(None, team="sud"), Scope(None, agent="a2")):  # the same statement with another bound
        with store.reading(other) as session:
            assert session.exec(select(TranscriptRow.interaction_id)).all() == [ids["a2"]]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_rows_out_of_reach_are_not_changed(store: Store, ids: dict[str, Any], scope: Scope) -> None:
    with store.transaction(scope) as session:
        session.exec(sa.update(InteractionRow).values(lang="en"))
        session.exec(sa.delete(TranscriptRow))
    with store.reading() as session:
        assert {row.agent: row.lang for row in session.exec(select(InteractionRow))} == {"a1": "en", "a2": None}
        assert session.exec(select(TranscriptRow.interaction_id)).all() == [ids["a2"]]
    with pytest.raises(Forbidden), store.transaction(scope) as session:
        session.add(InteractionRow(**{**_columns(), "agent": "a2", "team": "sud"}))


def _columns() -> dict[str, Any]:
    from datetime import UTC, datetime

    return {
        "client": "acme",
        "external_id": "x",
        "fingerprint": "x",
        "channel": "chat",
        "direction": "inbound",
        "at": datetime.now(UTC),
    }
