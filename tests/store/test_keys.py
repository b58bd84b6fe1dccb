"""API keys and the signs of life of workers."""

import pytest

from qa_service.domain.people import Role
from qa_service.errors import NotFound
from qa_service.store import beats, keys
from qa_service.store.beats import Watch
from qa_service.store.repository import Store


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


def test_beats_are_counted_and_struck_off(store: Store) -> None:
    with store.transaction() as session:
        assert beats.beat(session, "a") == {"a": 1}
    with store.transaction() as session:
        assert beats.beat(session, "b") == {"a": 1, "b": 1}
        assert beats.beat(session, "a") == {"a": 2, "b": 1}
        beats.remove(session, ["b", "nobody"])
    with store.transaction() as session:
        assert beats.beat(session, "a") == {"a": 3}


def test_who_does_not_beat_for_long_enough_is_dead() -> None:
    watch = Watch(10.0)
    assert watch.silent({"a": 1, "b": 1}, [], 0.0) == set()
    assert watch.silent({"a": 2, "b": 1}, [], 10.0) == set()  # b: 10 s, not more than 10
    assert watch.silent({"a": 3, "b": 1}, [], 10.1) == {"b"}
    assert watch.silent({"a": 3, "b": 2}, [], 11.0) == set()  # b was only slow


def test_who_holds_work_and_never_beat_is_dead_after_the_same_time() -> None:
    watch = Watch(10.0)
    assert watch.silent({"a": 1}, ["ghost"], 0.0) == set()
    assert watch.silent({"a": 2}, ["ghost"], 11.0) == {"ghost"}


def test_one_who_left_is_forgotten() -> None:
    watch = Watch(10.0)
    watch.silent({"b": 1}, [], 0.0)
    watch.silent({}, [], 5.0)
    assert watch.silent({"b": 1}, [], 11.0) == set()
