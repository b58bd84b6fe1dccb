"""`Idempotency-Key`: a request that is sent twice does its work once and is answered alike."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from qa_service.domain.people import Role
from qa_service.errors import QaError
from qa_service.services import named_requests
from qa_service.services.named_requests import Answer, Begun
from qa_service.store.tables_idempotency import NamedRequestRow
from tests.acceptance.house import House

PACK = {"client": "acme", "title": "March"}


def begin_pack(user: httpx.Client, key: str, body: Any = PACK) -> httpx.Response:
    return user.post("/v1/packs", json=body, headers={"Idempotency-Key": key})


def packs_of(user: httpx.Client) -> int:
    answer = user.get("/v1/packs", params={"client": "acme"})
    assert answer.status_code == 200, answer.text
    return len(answer.json()["items"])


def test_the_same_request_twice_is_one_and_gets_one_answer(admin: httpx.Client) -> None:
    before, key = packs_of(admin), str(uuid.uuid4())
    first, second = begin_pack(admin, key), begin_pack(admin, key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second.headers.get("location") == first.headers.get("location")
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert packs_of(admin) == before + 1


def test_another_body_under_the_same_key_is_refused(admin: httpx.Client) -> None:
    key = str(uuid.uuid4())
    begin_pack(admin, key)
    other = begin_pack(admin, key, {**PACK, "title": "April"})
    assert (other.status_code, other.json()["detail"].partition(":")[0]) == (422, "Idempotency-Key")


def test_another_caller_with_the_same_key_is_another_request(house: House, admin: httpx.Client) -> None:
    key = str(uuid.uuid4())
    first = begin_pack(admin, key)
    with house.user(Role.COACH) as coach:
        assert begin_pack(coach, key).json() != first.json()


def test_a_refusal_is_forgotten_so_that_the_request_may_be_mended(admin: httpx.Client) -> None:
    key = str(uuid.uuid4())
    assert begin_pack(admin, key, {"client": "acme"}).status_code == 422
    assert begin_pack(admin, key).status_code == 201


def test_without_a_key_of_the_service_nothing_is_answered_again(house: House, admin: httpx.Client) -> None:
    key = str(uuid.uuid4())
    begin_pack(admin, key)
    with httpx.Client(base_url=house.url, headers={"X-API-Key": "qa_unknown"}) as nobody:
        assert begin_pack(nobody, key).status_code == 401


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_of_no_sensible_length_is_refused(admin: httpx.Client, key: str) -> None:
    assert begin_pack(admin, key).status_code == 422


def test_of_many_at_once_one_does_the_work(admin: httpx.Client) -> None:
    before, key = packs_of(admin), str(uuid.uuid4())
    with ThreadPoolExecutor(8) as pool:
        statuses = [answer.status_code for answer in pool.map(lambda _: begin_pack(admin, key), range(8))]
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    assert packs_of(admin) == before + 1


def test_one_that_died_before_it_changed_anything_is_new_again_after_a_while(house: House) -> None:
    deps, id = house.service, uuid.uuid4().hex
    first = named_requests.begin(deps, id, "r", None)
    for minutes in (0, 11, 0):  # at eleven it is forgotten
        _age(house, id, minutes)
        if named_requests.is_new(deps, id):
            break
        with pytest.raises(QaError, match="is under way"):
            named_requests.begin(deps, id, "r", "b")
    assert isinstance(first, Begun)
    assert isinstance(named_requests.begin(deps, id, "r", None), Begun)


def test_one_that_died_after_it_changed_something_is_not_done_again(house: House) -> None:
    """The mark is set in the transaction that keeps the change: both are there, or neither."""
    deps, id = house.service, uuid.uuid4().hex
    begun = named_requests.begin(deps, id, "r", None)
    assert isinstance(begun, Begun)
    with pytest.raises(ZeroDivisionError):
        _commit_and_die(house, begun)
    _age(house, id, 1)
    begun = replace(begun, at=begun.at - timedelta(minutes=1))
    with pytest.raises(QaError, match="is under way"):
        named_requests.begin(deps, id, "r", "b")
    with deps.store.transaction() as session:
        named_requests.commit(session, begun)
    _age(house, id, 11)
    with pytest.raises(QaError, match="its answer was lost"):
        named_requests.begin(deps, id, "r", "b")


def test_one_that_was_taken_for_dead_changes_nothing_any_more(house: House) -> None:
    deps, id = house.service, uuid.uuid4().hex
    begun = named_requests.begin(deps, id, "r", None)
    assert isinstance(begun, Begun)
    _age(house, id, 11)
    with pytest.raises(QaError, match="is under way"):
        named_requests.begin(deps, id, "r", "b")  # and forgets it
    with pytest.raises(QaError, match="was taken for lost"), deps.store.transaction() as session:
        named_requests.commit(session, begun)


def test_one_that_was_taken_for_dead_touches_nothing_of_the_one_that_was_sent_after_it(house: House) -> None:
    deps, id = house.service, uuid.uuid4().hex
    dead = named_requests.begin(deps, id, "r", None)
    _age(house, id, 11)
    with pytest.raises(QaError, match="is under way"):
        named_requests.begin(deps, id, "r", "b")  # and forgets it
    again = named_requests.begin(deps, id, "r", None)
    assert isinstance(dead, Begun)
    assert isinstance(again, Begun)
    with pytest.raises(QaError, match="was taken for lost"), deps.store.transaction() as session:
        named_requests.commit(session, dead)
    named_requests.finish(deps, dead, Answer(201, {}, b"of the dead one"), 201, "b")
    with pytest.raises(QaError, match="is under way"):
        named_requests.begin(deps, id, "r", "b")
    named_requests.finish(deps, again, Answer(201, {}, b"of the other"), 201, "b")
    assert named_requests.begin(deps, id, "r", "b") == Answer(201, {}, b"of the other")


def _commit_and_die(house: House, begun: Begun) -> None:
    with house.service.store.transaction() as session:
        named_requests.commit(session, begun)
        _ = 1 / 0


def _age(house: House, id: str, minutes: int) -> None:
    with house.service.store.transaction() as session:
        row = session.get(NamedRequestRow, id)
        if row is not None:
            row.begun_at -= timedelta(minutes=minutes)


def test_what_is_kept_of_an_answer_is_sealed(house: House, admin: httpx.Client) -> None:
    begin_pack(admin, str(uuid.uuid4()), {**PACK, "title": "a title that is found nowhere"})
    with house.service.store.reading() as session:
        answers = session.execute(sa.select(NamedRequestRow.answer)).scalars().all()  # type: ignore[call-overload]
    assert answers
    assert not any(b"found nowhere" in (answer or b"") for answer in answers)
