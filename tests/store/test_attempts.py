"""Guessing passwords takes longer and longer, for the one who guesses."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from qa_service.domain.people import Reach, Role
from qa_service.store import attempts, users, web_sessions
from qa_service.store.attempts import PER_NAME, PER_NETWORK, WINDOW
from qa_service.store.repository import Store
from qa_service.store.web_sessions import SignInAttempt

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
PASSWORD = "una frase che nessuno indovina"


def failed(store: Store, limits: tuple[attempts.Limit, ...], times: int, at: datetime = NOW) -> None:
    with store.transaction() as session:
        for _ in range(times):
            attempts.failed(session, limits, at)


def waiting(store: Store, limits: tuple[attempts.Limit, ...], at: datetime = NOW) -> float:
    """Seconds."""
    with store.transaction() as session:
        return attempts.waiting(session, limits, at).total_seconds()


def test_waiting_doubles_up_to_a_quarter_of_an_hour(store: Store) -> None:
    limits = attempts.of_sign_in("anna", "203.0.113.9")
    failed(store, limits, PER_NAME - 1)
    waits = []
    for _ in range(8):
        failed(store, limits, 1)
        waits.append(waiting(store, limits))
    # 5 failures: 30 s, then twice as long after each, at most 900 s
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
    assert waiting(store, limits, NOW + timedelta(seconds=890)) == 10
    assert waiting(store, limits, NOW + timedelta(seconds=900)) == 0
    assert waiting(store, limits, NOW + WINDOW) == 0


def test_one_network_and_one_name_are_slowed_together_only(store: Store) -> None:
    failed(store, attempts.of_sign_in("anna", "203.0.113.9"), PER_NAME)
    assert waiting(store, attempts.of_sign_in(" ANNA ", "203.0.113.77")) == 30  # the same household or office
    assert waiting(store, attempts.of_sign_in("anna", "203.0.114.9")) == 0
    assert waiting(store, attempts.of_sign_in("bea", "203.0.113.9")) == 0


def test_a_network_that_tries_many_names_is_slowed_a_little(store: Store) -> None:
    with store.transaction() as session:
        for n in range(PER_NETWORK):
            attempts.failed(session, attempts.of_sign_in(f"name {n}", "203.0.113.9"), NOW)
    assert waiting(store, attempts.of_sign_in("bea", "203.0.113.9")) == 10
    assert waiting(store, attempts.of_sign_in("", "203.0.113.9")) == 10  # with a key
    assert waiting(store, attempts.of_sign_in("bea", "203.0.114.9")) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2ff::5", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_addresses_count_by_the_network_they_are_in(address: str, network: str) -> None:
    assert attempts.network_of(address) == network


def test_a_success_ends_the_waiting_of_its_name_and_clears_no_network(store: Store) -> None:
    limits = attempts.of_sign_in("anna", "203.0.113.9")
    failed(store, limits, PER_NETWORK)
    with store.transaction() as session:
        attempts.succeeded(session, limits, NOW)
    assert waiting(store, limits[:1]) == 0
    assert waiting(store, limits[1:]) == 10


def test_guesses_at_the_present_password_are_slowed_apart(store: Store) -> None:
    user = uuid.uuid4()
    failed(store, attempts.of_old_password(user), PER_NAME)
    assert waiting(store, attempts.of_old_password(user)) == 30
    assert waiting(store, attempts.of_old_password(uuid.uuid4())) == 0


def test_many_attempts_at_once_are_no_way_round(store: Store) -> None:
    with store.transaction() as session:
        users.create(session, "anna", PASSWORD, Reach(Role.QA))
    attempt, tried = SignInAttempt("anna", "wrong wrong wrong", "203.0.113.9"), []

    def guess() -> None:
        with store.transaction() as session:
            if not web_sessions.waiting(session, attempt, NOW):
                tried.append(web_sessions.open_for(session, attempt, NOW))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tried == [None] * PER_NAME
