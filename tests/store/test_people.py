"""Users, their passwords and sessions, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from qa_service.domain.people import Reach, Role
from qa_service.errors import BadInput, Conflict
from qa_service.store import keys, users, web_sessions
from qa_service.store.attempts import PER_NAME, WINDOW
from qa_service.store.repository import Store
from qa_service.store.tables import ApiKeyRow
from qa_service.store.web_sessions import IDLE, LONGEST, SignInAttempt

PASSWORD = "una frase lunga"
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def test_a_user_is_verified_by_name_and_password_alone(store: Store) -> None:
    with store.transaction() as session:
        row = users.create(session, " Anna ", PASSWORD, Reach(Role.QA))
        assert row.name == "anna"
        assert PASSWORD not in row.password
        assert users.verified(session, "ANNA", PASSWORD) is row
        assert users.verified(session, "anna", PASSWORD + "!") is None
        assert users.verified(session, "bea", PASSWORD) is None
        with pytest.raises(Conflict):
            users.create(session, "anna", PASSWORD, Reach(Role.QA))
        users.disable(session, row.id)
        assert users.verified(session, "anna", PASSWORD) is None
        users.enable(session, row.id)
        assert users.verified(session, "anna", PASSWORD) is row


@pytest.mark.parametrize(
    ("reach", "what"),
    [
        (Reach(Role.CLIENT_VIEWER), "client"),
        (Reach(Role.TEAM_LEADER), "team"),
        (Reach(Role.AGENT), "agent"),
        (Reach(Role.QA, team="nord"), "team"),
        (Reach(Role.COACH, agent="a1"), "agent"),
    ],
)
def test_a_role_has_the_bounds_that_it_needs_and_no_other(store: Store, reach: Reach, what: str) -> None:
    with store.transaction() as session, pytest.raises(BadInput) as refused:
        users.create(session, "x", PASSWORD, reach)
    assert refused.value.where == what


@pytest.mark.parametrize(
    ("name", "password", "lang"),
    [("", PASSWORD, None), ("a", "short", None), ("a", PASSWORD, "fr"), ("a", "passwordpassword", None)],
)
def test_what_cannot_be_is_refused(store: Store, name: str, password: str, lang: str | None) -> None:
    with store.transaction() as session, pytest.raises(BadInput):
        users.create(session, name, password, Reach(Role.QA), lang)


def opened(store: Store, attempt: SignInAttempt, at: datetime = NOW) -> str | None:
    with store.transaction() as session:
        found = web_sessions.open_for(session, attempt, at)
        return found.token if found else None


def holder(store: Store, token: str, at: datetime) -> str | None:
    with store.transaction() as session:
        found = web_sessions.find(session, token, at)
        web_sessions.touch(session, token, at)
        if found is None:
            return None
        return found.label if isinstance(found, ApiKeyRow) else found.name


def test_a_session_ends_without_use_and_after_its_time(store: Store) -> None:
    with store.transaction() as session:
        users.create(session, "anna", PASSWORD, Reach(Role.QA))
    attempt = SignInAttempt("anna", PASSWORD, "10.0.0.1")
    token = opened(store, attempt)
    assert token
    assert holder(store, token, NOW) == "anna"
    assert holder(store, token + "x", NOW) is None
    at = NOW
    while at < NOW + LONGEST - timedelta(hours=1):  # in use all the time
        at += timedelta(hours=1)
        assert holder(store, token, at) == "anna"
    assert holder(store, token, NOW + LONGEST) is None
    idle = opened(store, attempt)
    assert idle
    assert holder(store, idle, NOW + IDLE) is None


def test_sessions_end_with_sign_out_a_new_password_and_disabling(store: Store) -> None:
    with store.transaction() as session:
        row = users.create(session, "anna", PASSWORD, Reach(Role.QA))
        id = row.id
    first, second = (opened(store, SignInAttempt("anna", PASSWORD, "x")) for _ in range(2))
    assert first
    assert second
    with store.transaction() as session:
        users.set_password(session, id, "un'altra frase", keep=second)
    assert (holder(store, first, NOW), holder(store, second, NOW)) == (None, "anna")
    with store.transaction() as session:
        web_sessions.close(session, second)
    assert holder(store, second, NOW) is None
    third = opened(store, SignInAttempt("anna", "un'altra frase", "x"))
    assert third
    with store.transaction() as session:
        users.disable(session, id)
    assert holder(store, third, NOW) is None


def test_a_key_opens_a_session_until_it_is_revoked(store: Store) -> None:
    with store.transaction() as session:
        row, plain = keys.create(session, "the loader", Role.QA)
    token = opened(store, SignInAttempt("", plain, "x"))
    assert token
    assert holder(store, token, NOW) == "the loader"
    with store.transaction() as session:
        keys.revoke(session, row.prefix)
    assert holder(store, token, NOW) is None


def test_who_keeps_failing_has_to_wait_and_others_have_not(store: Store) -> None:
    with store.transaction() as session:
        users.create(session, "anna", PASSWORD, Reach(Role.QA))
    for _ in range(PER_NAME):
        assert opened(store, SignInAttempt("anna", "wrong wrong wrong", "10.0.0.1")) is None
    with store.reading() as session:
        assert web_sessions.waiting(session, SignInAttempt("Anna", PASSWORD, "10.0.0.2"), NOW) > timedelta()
        assert web_sessions.waiting(session, SignInAttempt("bea", PASSWORD, "10.0.0.2"), NOW) <= timedelta()
        assert web_sessions.waiting(session, SignInAttempt("anna", PASSWORD, "x"), NOW + WINDOW) <= timedelta()
