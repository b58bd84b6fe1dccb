"""Accounts and sessions of a provider, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from qa_service.domain.people import Reach, Role
from qa_service.store import provider_accounts, provider_sessions, users, web_sessions
from qa_service.store.provider_sessions import EndedSession, ProviderSession
from qa_service.store.repository import Store

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
ISSUER, OTHER = "https://login.example.com", "https://other.example.com"


def began(store: Store, name: str, sid: str | None, issuer: str = ISSUER) -> str:
    """A session of this person; the account is made at the first time."""
    with store.transaction() as session:
        user = provider_accounts.of_subject(session, issuer, name)
        if user is None:
            user = provider_accounts.create(session, f"{name}@{issuer[8:13]}", Reach(Role.QA))
            provider_accounts.link(session, user.id, issuer, name)
        token = web_sessions.opened(session, user, NOW, timedelta(hours=1)).token
        provider_sessions.remember(session, token, ProviderSession(issuer, name, sid))
        return token


def ended(store: Store, sub: str | None, sid: str | None, jti: str = "j") -> list[str] | None:
    """Who was signed out; None where the notice was carried out before."""
    notice = EndedSession(ISSUER, sub, sid, jti, NOW + timedelta(minutes=12))
    with store.transaction() as session:
        return list(provider_sessions.end(session, notice)) if provider_sessions.is_new(session, notice, NOW) else None


def is_in(store: Store, token: str, at: datetime = NOW) -> bool:
    with store.reading() as session:
        return web_sessions.find(session, token, at) is not None


def test_one_session_ends_by_its_name_and_all_of_a_person_by_theirs(store: Store) -> None:
    first, second, third = began(store, "anna", "s1"), began(store, "anna", "s2"), began(store, "bea", "s3")
    strange = began(store, "anna", "s1", OTHER)
    assert ended(store, "anna", "s1") == ["anna@login"]
    assert [is_in(store, token) for token in (first, second, third, strange)] == [False, True, True, True]
    assert ended(store, "anna", None, "j2") == ["anna@login"]
    assert [is_in(store, token) for token in (second, third, strange)] == [False, True, True]
    assert ended(store, "bea", "s2", "j3") == []  # the session of somebody else


def test_a_session_without_a_name_ends_with_its_person_alone(store: Store) -> None:
    token = began(store, "anna", None)
    assert ended(store, None, "s1") == []
    assert is_in(store, token)
    assert ended(store, "anna", "s1", "j2") == ["anna@login"]
    assert not is_in(store, token)


def test_a_notice_counts_once_and_is_kept_as_long_as_it_would_be_believed(store: Store) -> None:
    there = ProviderSession(ISSUER, "anna", "s1")
    with store.reading() as session:
        assert not provider_sessions.is_over(session, there)
    assert ended(store, "anna", "s1") == []
    assert ended(store, "anna", "s1") is None
    with store.reading() as session:
        assert provider_sessions.is_over(session, there)
        assert not provider_sessions.is_over(session, there._replace(issuer=OTHER))
        assert not provider_sessions.is_over(session, there._replace(sid=None))
    later = EndedSession(ISSUER, "bea", None, "j9", NOW + timedelta(hours=1))
    with store.transaction() as session:
        assert provider_sessions.is_new(session, later, NOW + timedelta(minutes=13))
        assert not provider_sessions.is_over(session, there)


def test_a_session_is_over_in_its_time_and_never_later_than_others(store: Store) -> None:
    token = began(store, "anna", "s1")
    with store.transaction() as session:
        web_sessions.touch(session, token, NOW + timedelta(minutes=59))
    assert is_in(store, token, NOW + timedelta(minutes=59))
    assert not is_in(store, token, NOW + timedelta(hours=1))


def test_an_id_of_the_provider_is_that_of_one_account(store: Store) -> None:
    began(store, "anna", "s1")
    with store.transaction() as session:
        local = users.create(session, "anna", "quattro scale verdi e un cactus", Reach(Role.COACH))
        assert not provider_accounts.is_managed(session, local.id)
    with pytest.raises(IntegrityError), store.transaction() as session:
        provider_accounts.link(session, local.id, ISSUER, "anna")
