"""API keys and the signs of life of workers."""

from datetime import timedelta

import pytest

from qa_service.domain.people import Role
from qa_service.errors import NotFound
from qa_service.store import heartbeats, keys
from qa_service.store.repository import Store
from qa_service.store.tables import now


def test_a_key_is_found_by_its_plain_form_and_kept_as_a_hash(store: Store) -> None:
    with store.transaction() as session:
        row, plain = keys.create(session, "dashboard", Role.CLIENT_VIEWER, "acme")
    assert plain not in row.model_dump_json()
    with store.reading() as session:
        found = keys.find(session, plain)
        assert found is not None
        assert (found.id, found.role, found.client) == (row.id, Role.CLIENT_VIEWER, "acme")


@pytest.mark.parametrize("change", [lambda k: k + "x", lambda k: k[:-1], lambda k: k.split("_")[1], lambda k: ""])
def test_anything_but_the_plain_form_finds_nothing(store: Store, change) -> None:  # type: ignore[no-untyped-def]
    with store.transaction() as session:
        _, plain = keys.create(session, "x", Role.ADMIN, None)
        assert keys.find(session, change(plain)) is None


def test_a_revoked_key_is_closed_for_good(store: Store) -> None:
    with store.transaction() as session:
        row, plain = keys.create(session, "x", Role.ADMIN, None)
        first = keys.revoke(session, row.prefix).revoked_at
        assert keys.revoke(session, row.prefix).revoked_at == first
        assert keys.find(session, plain) is None
        assert [key.prefix for key in keys.listed(session)] == [row.prefix]
        with pytest.raises(NotFound):
            keys.revoke(session, "nobody")


def test_workers_are_listed_while_they_beat_and_are_not_struck_off(store: Store) -> None:
    moment = now()
    with store.transaction() as session:
        assert heartbeats.record(session, "b", at=moment) is None
        heartbeats.record(session, "a", "its models are missing")
    with store.transaction() as session:
        assert heartbeats.record(session, "b") == moment
        assert [(row.executor, row.trouble) for row in heartbeats.listed(session)] == [
            ("a", "its models are missing"),
            ("b", None),
        ]
        heartbeats.remove(session, ["b", "nobody"])
    with store.transaction() as session:
        assert [row.executor for row in heartbeats.listed(session)] == ["a"]
        assert heartbeats.record(session, "b") is None


def test_the_clock_of_the_database_goes(store: Store) -> None:
    with store.reading() as session:
        first, then = heartbeats.moment(session), heartbeats.moment(session)
    assert first < then  # within one transaction
    assert abs(now() - then) < timedelta(seconds=10)
