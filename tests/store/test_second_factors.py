"""The second factor: codes of a real generator, each good once, on both databases."""

import uuid
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from qa_service.domain.people import Reach, Role
from qa_service.errors import BadInput, Conflict
from qa_service.store import second_factors, users, web_sessions
from qa_service.store.repository import Store
from qa_service.store.seal import Seal
from qa_service.store.tables_people import SecondFactorRow
from qa_service.store.web_sessions import FOR_CODE, SignInAttempt

PASSWORD = "una frase lunga"
NOW = datetime(2026, 11, 3, 9, 0, 15, tzinfo=UTC)
SEAL = Seal(b"k" * 32)
PERIOD = timedelta(seconds=30)


def user(session: Session, name: str = "anna") -> uuid.UUID:
    return users.create(session, name, PASSWORD, Reach(Role.QA)).id


def begun(session: Session, id: uuid.UUID) -> pyotp.TOTP:
    """The application on the phone."""
    second_factors.begin(session, id, SEAL, NOW)
    session.flush()
    provisioning = second_factors.provisional(session, id, "anna", SEAL, NOW)
    assert provisioning is not None
    app = pyotp.parse_uri(provisioning.uri)
    assert isinstance(app, pyotp.TOTP)
    assert (app.secret, app.name, app.issuer) == (provisioning.secret, "anna", second_factors.ISSUER)
    return app


def in_force(session: Session, id: uuid.UUID) -> tuple[pyotp.TOTP, list[str]]:
    app = begun(session, id)
    codes = second_factors.confirm(session, id, app.at(NOW), SEAL, NOW)
    assert len(set(codes)) == 10
    return app, list(codes)


def test_it_is_in_force_with_its_first_code_and_shown_no_more(store: Store) -> None:
    with store.transaction() as session:
        id = user(session)
        app = begun(session, id)
        assert second_factors.confirm(session, id, "000000", SEAL, NOW + PERIOD * 900) == ()
        assert not second_factors.is_in_force(session, id)
        assert second_factors.confirm(session, id, app.at(NOW), SEAL, NOW)
        assert second_factors.is_in_force(session, id)
        assert second_factors.provisional(session, id, "anna", SEAL, NOW) is None
        with pytest.raises(Conflict):
            second_factors.begin(session, id, SEAL, NOW)


def test_what_nobody_confirms_in_time_is_shown_no_more(store: Store) -> None:
    late = NOW + second_factors.PROVISIONAL + timedelta(seconds=1)
    with store.transaction() as session:
        id = user(session)
        app = begun(session, id)
        assert second_factors.provisional(session, id, "anna", SEAL, late) is None
        assert second_factors.confirm(session, id, app.at(late), SEAL, late) == ()


def test_each_code_is_good_once_and_those_of_its_neighbours_too(store: Store) -> None:
    with store.transaction() as session:
        id = user(session)
        app, _ = in_force(session, id)
        assert not second_factors.fits(session, id, app.at(NOW), SEAL, NOW)  # it confirmed already
        later = NOW + 4 * PERIOD
        assert second_factors.fits(session, id, app.at(later - PERIOD), SEAL, later)
        code = app.at(later)
        assert second_factors.fits(session, id, f" {code[:3]} {code[3:]} ", SEAL, later)
        assert not second_factors.fits(session, id, code, SEAL, later)
        assert not second_factors.fits(session, id, app.at(later - PERIOD), SEAL, later)
        assert not second_factors.fits(session, id, app.at(later + 3 * PERIOD), SEAL, later)
        for other in ("", "12345", "１２３４５６", "abcdef", "0" * 5000):
            assert not second_factors.fits(session, id, other, SEAL, later)


def test_a_recovery_code_is_good_once(store: Store) -> None:
    with store.transaction() as session:
        id = user(session)
        _, codes = in_force(session, id)
        assert second_factors.fits(session, id, codes[3].upper() + " ", SEAL, NOW)
        assert not second_factors.fits(session, id, codes[3], SEAL, NOW)
        assert second_factors.recovery_left(session, id) == 9
    with store.reading() as session:
        assert second_factors.recovery_left(session, id) == 9


def test_the_secret_opens_for_its_user_alone_and_stands_nowhere_in_plain(store: Store) -> None:
    with store.transaction() as session:
        anna, bea = user(session), user(session, "bea")
        app, _ = in_force(session, anna)
        row = session.get_one(SecondFactorRow, anna)
        assert app.secret.encode() not in row.secret
        session.add(SecondFactorRow(user_id=bea, secret=row.secret, made_at=NOW, confirmed_at=NOW))
        session.flush()
        with pytest.raises(BadInput):
            second_factors.fits(session, bea, app.at(NOW), SEAL, NOW)


def test_it_goes_with_its_user(store: Store) -> None:
    with store.transaction() as session:
        id = user(session)
        in_force(session, id)
        session.delete(users.get(session, id))
    with store.reading() as session:
        assert session.exec(select(sa.func.count()).select_from(SecondFactorRow)).one() == 0


def test_nobody_is_signed_in_while_the_code_is_due(store: Store) -> None:
    with store.transaction() as session:
        id = user(session)
        in_force(session, id)
        opened = web_sessions.open_for(session, SignInAttempt("anna", PASSWORD, "192.0.2.1", "A browser"), NOW)
        assert opened is not None
        assert opened.factor_due
        assert web_sessions.find(session, opened.token, NOW) is None
        assert web_sessions.of_user(session, id, NOW) == []
        waiting = web_sessions.awaiting_code(session, opened.token, NOW)
        assert waiting is not None
        assert waiting.id == id
        assert web_sessions.awaiting_code(session, opened.token, NOW + FOR_CODE) is None
        token = web_sessions.complete(session, opened.token, NOW)
        assert web_sessions.awaiting_code(session, opened.token, NOW) is None
        assert web_sessions.find(session, opened.token, NOW) is None
        holder = web_sessions.find(session, token, NOW)
        assert holder is not None
        assert holder.id == id
        ((shown_id, *_, origin, browser),) = web_sessions.of_user(session, id, NOW)
        assert (origin, browser) == ("192.0.2.1", "A browser")
        assert shown_id == web_sessions.id_of(token)


def test_somebody_ends_their_own_sessions_alone(store: Store) -> None:
    with store.transaction() as session:
        anna, bea = user(session), user(session, "bea")
        opened = web_sessions.open_for(session, SignInAttempt("anna", PASSWORD, "192.0.2.1"), NOW)
        assert opened is not None
        id = web_sessions.id_of(opened.token)
        assert not web_sessions.end(session, bea, id)
        assert web_sessions.find(session, opened.token, NOW) is not None
        assert web_sessions.end(session, anna, id)
        assert web_sessions.find(session, opened.token, NOW) is None
