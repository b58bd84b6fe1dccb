"""Keys that end, are for something, from somewhere, so many times a minute, and are replaced with an overlap."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import select

from qa_service.domain.people import KeyTerms, Reach, Role
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound
from qa_service.services import keys as key_services
from qa_service.services import sign_in
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.store import audit, keys
from qa_service.store.audit import AuditFilters
from qa_service.store.tables import now
from qa_service.store.tables_people import WebSessionRow
from tests.acceptance.house import House

ADA = Caller("ada", Role.ADMIN, None, kind=CallerKind.USER)


def made(house: House, reach: Reach | None = None, **terms: Any) -> key_services.NewKey:
    return key_services.create(Context(ADA, house.service), "a program", reach or Reach(Role.QA), KeyTerms(**terms))


def ask(house: House, plain: str, method: str = "GET", path: str = "/v1/interactions", **more: Any) -> httpx.Response:
    return httpx.request(method, house.url + path, headers={"X-API-Key": plain}, **more)


def test_a_key_is_over_at_its_end(house: House) -> None:
    row, plain = made(house, expires_at=now() + timedelta(days=1))
    assert ask(house, plain).status_code == 200
    with house.service.store.transaction() as session:
        keys.get(session, row.prefix).expires_at = now() - timedelta(seconds=1)
    refused = ask(house, plain)
    assert (refused.status_code, refused.json()["detail"].split(";")[0]) == (
        401,
        "this API key is unknown, revoked or expired",
    )


def test_when_a_key_was_used_is_kept(house: House) -> None:
    row, plain = made(house)
    assert row.used_at is None
    before = now()
    ask(house, plain)
    with house.service.store.reading() as session:
        used = keys.get(session, row.prefix).used_at
    assert used is not None
    assert before <= used <= now()


def test_a_key_does_what_it_was_made_for_and_nothing_else(house: House) -> None:
    _, plain = made(house, permissions=("UPLOAD",))
    document = {"id": "narrow-1", "channel": "chat", "turns": [{"speaker": "agent", "text": "Buongiorno."}]}
    uploaded = ask(house, plain, "POST", json={**document, "client": "acme"})
    assert uploaded.status_code in {200, 201, 202}, uploaded.text
    refused = ask(house, plain)
    assert refused.status_code == 403
    assert "not made to read interactions" in refused.json()["detail"]


def test_a_key_works_from_its_networks_alone(house: House) -> None:
    _, here = made(house, networks=("127.0.0.0/8", "2001:db8::/32"))
    assert ask(house, here).status_code == 200
    _, elsewhere = made(house, networks=("192.0.2.0/24",))
    refused = ask(house, elsewhere)
    assert refused.status_code == 403
    assert "network" in refused.json()["detail"]


def test_a_key_of_some_networks_works_from_no_unknown_place(house: House) -> None:
    """As behind a socket of Unix, where a request comes from no address."""
    _, bound = made(house, networks=("0.0.0.0/0", "::/0"))
    with pytest.raises(Forbidden):
        sign_in.of_key(house.service, bound, "")
    _, unbound = made(house)
    assert sign_in.of_key(house.service, unbound, "") is not None


def test_who_signs_in_with_a_key_uses_it(house: House) -> None:
    row, plain = made(house)
    token = sign_in.enter(house.service, "", plain, "127.0.0.1").token
    with house.service.store.transaction() as session:
        key = keys.get(session, row.prefix)
        assert key.used_at is not None
        earlier = key.used_at = key.used_at - timedelta(days=1)
        for seen in session.exec(select(WebSessionRow)).all():
            seen.seen_at -= timedelta(minutes=5)
    assert sign_in.of_session(house.service, token, "127.0.0.1") is not None
    with house.service.store.reading() as session:
        used = keys.get(session, row.prefix).used_at
    assert used is not None
    assert used > earlier


def test_a_key_over_its_rate_is_told_when_to_come_back(house: House) -> None:
    _, plain = made(house, per_minute=3)
    answers = [ask(house, plain) for _ in range(5)]
    assert [answer.status_code for answer in answers[:3]] == [200] * 3
    assert answers[4].status_code == 429
    assert 1 <= int(answers[4].headers["Retry-After"]) <= 20  # a token comes every 20 s
    assert ask(house, house.key(Role.QA)).status_code == 200  # of nobody else


def test_pages_too_say_when_to_come_back(house: House) -> None:
    _, plain = made(house, per_minute=1)
    token = sign_in.enter(house.service, "", plain, "127.0.0.1").token
    answers = [httpx.get(f"{house.url}/account", cookies={"qa_session": token}, timeout=60) for _ in range(3)]
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "no-store" in refused.headers["Cache-Control"]


def test_a_replaced_key_works_on_for_the_overlap_and_the_new_one_has_its_terms(house: House) -> None:
    terms = {"permissions": ("READ",), "networks": ("127.0.0.0/8",), "expires_at": now() + timedelta(days=30)}
    old, old_plain = made(house, Reach(Role.QA, "acme"), **terms)
    context = Context(ADA, house.service)
    row, plain = key_services.rotate(context, old.prefix, timedelta(days=7))
    assert (row.client, row.permissions, row.networks) == ("acme", ["READ"], ["127.0.0.0/8"])
    assert row.expires_at is not None
    assert timedelta(days=29) < row.expires_at - now() < timedelta(days=31)
    assert ask(house, old_plain).status_code == ask(house, plain).status_code == 200
    with house.service.store.reading() as session:
        end = keys.get(session, old.prefix).expires_at
        noted = audit.trail(session, filters=AuditFilters(action="rotate key"))
    assert end is not None
    assert timedelta(days=6) < end - now() < timedelta(days=8)
    assert noted[0].detail == {"replaces": old.prefix}
    keys_over = key_services.rotate(context, row.prefix, timedelta())
    assert ask(house, plain).status_code == 401
    assert ask(house, keys_over.plain).status_code == 200
    with pytest.raises(Conflict):
        key_services.rotate(context, row.prefix)
    with pytest.raises(NotFound):
        key_services.rotate(context, "nothing")


def test_a_key_until_the_end_of_time_is_replaced_by_another_one(house: House) -> None:
    end = datetime(9999, 12, 30, 23, tzinfo=UTC)
    old, _ = made(house, expires_at=end)
    with house.service.store.transaction() as session:
        row, _ = keys.renewed(session, old.prefix, now() + timedelta(days=3), timedelta(days=7))
        assert row.expires_at == end


@pytest.mark.parametrize(
    ("terms", "where"),
    [
        ({"expires_at": now() - timedelta(days=1)}, "expires_at"),
        ({"permissions": ("FLY",)}, "permissions"),
        ({"permissions": ("ERASE",)}, "permissions"),  # no right of the role
        ({"networks": ("10.0.0.5/8",)}, "networks"),
        ({"networks": ("nowhere",)}, "networks"),
        ({"per_minute": 0}, "per_minute"),
    ],
)
def test_terms_that_cannot_be_are_refused(house: House, terms: dict[str, Any], where: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(house, **terms)
    assert refused.value.where == where


def test_a_session_opened_with_a_key_is_as_narrow_and_ends_with_it(house: House) -> None:
    row, plain = made(house, permissions=("READ",))
    token = sign_in.enter(house.service, "", plain, "127.0.0.1").token
    signed = sign_in.of_session(house.service, token, "127.0.0.1")
    assert signed is not None
    assert [right.name for right in signed.caller.only] == ["READ"]
    with house.service.store.transaction() as session:
        keys.get(session, row.prefix).expires_at = now() - timedelta(seconds=1)
    assert sign_in.of_session(house.service, token, "127.0.0.1") is None
