"""Webhooks on both databases, to a real receiver: signed, in order, at least once, within reach, and never for ever."""

import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from qa_service.domain.events import EventType
from qa_service.domain.people import Role
from qa_service.domain.webhooks import DeliveryState, EndpointState
from qa_service.errors import BadInput, Forbidden, NotFound
from qa_service.services import webhooks
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.services.webhooks import EndpointChanges, WantedEndpoint
from qa_service.store import alarms, deliveries, endpoints, erase, outbox
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_events import DeliveryRow, EventRow
from tests.certificates import self_signed
from tests.contexts import context as made_context
from tests.receiver import Receiver, receiving
from tests.store.telling import LISTED, SEAL, Clock, deliverer, ended, endpoint


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(store: Store, intake: Intake, clock: Clock) -> Context:
    return as_(store, intake, clock)


def as_(store: Store, intake: Intake, clock: Clock, caller: Caller | None = None) -> Context:
    from dataclasses import replace

    context = made_context(store, intake, *([caller] if caller else []))
    context.deps = replace(context.deps, clock=clock, webhook_hosts=LISTED)
    return context


@pytest.fixture
def receiver():
    with receiving() as receiver:
        yield receiver


def verified(secret: str, got: Any) -> Any:
    """By the reference implementation of Standard Webhooks."""
    return Webhook(secret).verify(got.body, got.headers)


def test_an_event_is_there_if_and_only_if_what_it_tells_of_is(store: Store) -> None:
    id = ended(store)
    with pytest.raises(RuntimeError):
        _change_and_fail(store, id)
    with store.reading() as session:
        assert [event.type for event in session.exec(select(EventRow))] == [EventType.INTERACTION_DONE]


def _change_and_fail(store: Store, id: uuid.UUID) -> None:
    with store.transaction() as session:
        row = session.get(InteractionRow, id)
        assert row is not None
        outbox.interaction_ended(session, row)
        raise RuntimeError("the change is not kept")


def test_a_message_is_signed_by_the_standard_and_holds_ids_and_links_alone(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    _, secret = endpoint(context, receiver.url)
    id = ended(store)
    deliverer(store, clock).run_once()
    (got,) = receiver.requests
    document = verified(secret, got)
    assert document == got.document
    assert set(document) == {"id", "version", "timestamp", "client", "links", "type", "data"}
    assert (document["type"], document["data"]) == ("interaction.done", {"interaction": str(id), "run": 1})
    assert document["links"]["page"] == f"https://qa.example.com/interactions/{id}"
    assert (got.id, got.headers["content-type"]) == (document["id"], "application/json")
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(got.body + b" ", got.headers)


def test_while_a_secret_is_replaced_both_sign(store: Store, context: Context, clock: Clock, receiver: Receiver) -> None:
    id, old = endpoint(context, receiver.url)
    new = webhooks.rotate(context, id, timedelta(hours=1)).secret
    ended(store)
    deliverer(store, clock).run_once()
    assert len(receiver.requests[0].headers["webhook-signature"].split()) == 2
    assert verified(old, receiver.requests[0]) == verified(new, receiver.requests[0])
    with store.reading() as session:
        row = endpoints.get(session, id)
        assert old.encode() not in row.secret + (row.former_secret or b"")
        assert list(endpoints.secrets_of(row, SEAL, clock.at)) == [new, old]
        assert list(endpoints.secrets_of(row, SEAL, clock.at + timedelta(hours=1))) == [new]


def test_a_receiver_that_is_away_for_a_day_gets_all_of_it_in_order_and_nothing_twice(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    up = clock.at + timedelta(days=1)
    receiver.answer = lambda _count: 200 if clock.at >= up else 503
    work = deliverer(store, clock)
    told: dict[str, list[int]] = {}
    for hour in range(30):
        if hour < 20:
            told |= {str(ended(store, times=3)): [1, 2, 3]}
        for _ in range(4):
            work.run_once()
            clock.turn(minutes=15)
    assert len(receiver.accepted) == 60
    assert len({got.id for got in receiver.accepted}) == 60
    order: dict[str, list[int]] = defaultdict(list)
    for got in receiver.accepted:
        order[got.document["data"]["interaction"]].append(got.document["data"]["run"])
    assert dict(order) == told
    refused = len(receiver.requests) - 60
    assert 10 < refused < 80, "a receiver that is down is asked now and then, not for each message"
    with store.reading() as session:
        assert endpoints.get(session, id).state is EndpointState.ACTIVE
        assert {row.state for row in session.exec(select(DeliveryRow))} == {DeliveryState.DELIVERED}


def test_a_message_that_nobody_takes_holds_up_its_own_object_alone(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    endpoint(context, receiver.url)
    first = str(ended(store, times=2))
    others = [str(ended(store)) for _ in range(3)]
    receiver.answer = lambda count: 500 if count == 0 else 200
    work = deliverer(store, clock)
    work.run_once()
    took = [got.document["data"]["interaction"] for got in receiver.accepted]
    assert took == others
    clock.turn(seconds=6)
    work.run_once()
    assert [got.document["data"] for got in receiver.accepted[3:]] == [
        {"interaction": first, "run": 1},
        {"interaction": first, "run": 2},
    ]


def test_nothing_for_three_days_switches_an_endpoint_off_with_an_alarm_and_what_waits_goes_when_it_is_on_again(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    receiver.answer = lambda _count: 500
    ended(store, times=2)
    work = deliverer(store, clock)
    for _ in range(75):
        work.run_once()
        clock.turn(hours=1)
    with store.reading() as session:
        row = endpoints.get(session, id)
        assert row.state is EndpointState.FAILED
        (alarm,) = alarms.page(session, None).rows
        assert (alarm.kind.value, alarm.subject) == ("webhook_off", str(id))
        assert alarm.until - alarm.since >= timedelta(days=3)
        events = {event.type for event in session.exec(select(EventRow))}
    assert EventType.ALARM_RAISED in events
    asked = len(receiver.requests)
    assert asked > 10
    work.run_once()
    assert len(receiver.requests) == asked
    receiver.answer = lambda _count: 200
    view = webhooks.switch(context, id, on=True)
    assert view.state is EndpointState.ACTIVE
    work.run_once()
    assert receiver.accepted[0].document["data"]["run"] == 2, "the first was given up, and is told"
    webhooks.replay(context, id, since=clock.at - timedelta(days=4))
    work.run_once()
    assert {got.document["data"].get("run") for got in receiver.accepted} >= {1, 2}


def test_an_endpoint_that_says_it_is_gone_is_asked_no_more(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    receiver.answer = lambda _count: 410
    ended(store), ended(store)
    work = deliverer(store, clock)
    work.run_once()
    clock.turn(days=1)
    work.run_once()
    assert len(receiver.requests) == 1
    with store.reading() as session:
        assert endpoints.get(session, id).state is EndpointState.GONE
        assert len(alarms.page(session, None).rows) == 1
        waiting = [row for row in session.exec(select(DeliveryRow)) if row.state is DeliveryState.WAITING]
    assert waiting == []


def test_a_redirect_is_not_followed_and_no_word_of_an_answer_is_kept(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    with receiving() as other:
        id, _ = endpoint(context, receiver.url)
        receiver.answer, receiver.location = (lambda _count: 302), other.url
        ended(store)
        deliverer(store, clock).run_once()
        assert (len(receiver.requests), other.requests) == (1, [])
    (line,) = webhooks.log(context, id).items
    assert (line.status, line.fault, line.state, line.number) == (302, None, DeliveryState.WAITING, 1)
    assert "Rossi" not in line.model_dump_json()


def test_an_answer_without_end_counts_by_its_status(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    receiver.body = b"x" * (4 << 20)
    ended(store)
    deliverer(store, clock).run_once()
    assert [line.state for line in webhooks.log(context, id).items] == [DeliveryState.DELIVERED]


def test_one_that_hangs_is_left_after_its_time_and_tried_again(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    receiver.hanging = threading.Event()
    ended(store)
    work = deliverer(store, clock, seconds=0.3)
    work.run_once()
    assert [line.fault for line in webhooks.log(context, id).items] == ["too_slow"]
    receiver.hanging.set()
    receiver.hanging = None
    clock.turn(seconds=6)
    deliverer(store, clock).run_once()
    assert webhooks.log(context, id).items[0].status == 200


def test_certificates_are_held_against_authorities_and_names(
    store: Store, context: Context, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = self_signed("localhost", tmp_path)
    with receiving(certificate) as receiver:
        id, secret = endpoint(context, receiver.url)
        ended(store)
        work = deliverer(store, clock)
        work.run_once()
        assert [line.fault for line in webhooks.log(context, id).items] == ["untrusted"]
        assert receiver.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        clock.turn(seconds=6)
        work.run_once()
        assert verified(secret, receiver.requests[0])["type"] == "interaction.done"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd12::1", "64:ff9b::a00:1", "2002:a00:1::"]
)
def test_a_name_that_means_a_private_address_is_not_contacted_unless_it_is_listed(
    address: str, store: Store, context: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    contacted: list[Any] = []
    place = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
    id, _ = endpoint(context, "https://hook.example.com/x")
    ended(store)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: place)
    monkeypatch.setattr(socket, "create_connection", lambda *to, **_: contacted.append(to))
    for sender in (deliverer(store, clock, frozenset()).webhooks,):
        with store.transaction() as session:
            event = session.exec(select(EventRow)).one()
            deliveries.spread(session, event, endpoints.active(session), clock.at)
        with store.transaction() as session:
            taken = deliveries.take(session, id, clock.at)
        assert taken is not None
        assert sender.send(taken, clock.at).fault == "not_allowed"
    assert contacted == []


def test_only_listed_hosts_are_spoken_to_in_the_clear_and_no_address_holds_a_password(context: Context) -> None:
    for url in (
        "http://crm.example.com/x",
        "https://anna:secret@crm.example.com/x",
        "https://crm.example.com/x#y",
        "ftp://crm.example.com",
        "https://",
        "https://crm.example.com:99999/",
        "https://crm.example.com/\nx",
        "javascript:alert(1)",
    ):
        with pytest.raises(BadInput):
            webhooks.add(context, WantedEndpoint(url, "x"))


def test_an_endpoint_of_a_client_hears_of_that_client_alone(
    store: Store, intake: Intake, clock: Clock, receiver: Receiver
) -> None:
    acme = as_(store, intake, clock, Caller("k", Role.ADMIN, "acme"))
    id, _ = endpoint(acme, receiver.url)
    with receiving() as whole:
        endpoint(as_(store, intake, clock), whole.url)
        ended(store, "acme"), ended(store, "other")
        deliverer(store, clock).run_once()
        assert [got.document["client"] for got in receiver.requests] == ["acme"]
        assert sorted(got.document["client"] for got in whole.requests) == ["acme", "other"]
    other = as_(store, intake, clock, Caller("k", Role.ADMIN, "other"))
    assert webhooks.listed(other).items == []
    for call in (webhooks.show, webhooks.log, webhooks.rotate, webhooks.remove, webhooks.test):
        with pytest.raises(NotFound):
            call(other, id)
    with pytest.raises(Forbidden):
        endpoint(other, receiver.url, "acme")
    with store.reading() as session:
        foreign = session.exec(select(EventRow).where(EventRow.client == "other")).one().id
    with pytest.raises(NotFound):
        webhooks.replay(acme, id, event=foreign)


def test_what_was_erased_is_told_to_nobody_any_more(
    store: Store, intake: Intake, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    receiver.answer = lambda _count: 500
    gone, stays = ended(store), ended(store)
    work = deliverer(store, clock)
    work.run_once()
    with store.transaction() as session:
        erase.erase(session, gone, intake.blobs, intake.staging)
    receiver.answer = lambda _count: 200
    clock.turn(hours=1)
    work.run_once()
    assert [got.document["data"]["interaction"] for got in receiver.accepted] == [str(stays)]
    assert {line.object for line in webhooks.log(context, id).items} == {f"interaction:{stays}"}
    assert webhooks.replay(context, id, since=clock.at - timedelta(days=1)).events == 1


def test_types_are_chosen_and_a_test_goes_to_its_endpoint_alone(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url, events=["export.ready"])
    with receiving() as other:
        endpoint(context, other.url, events=["interaction.done"])
        ended(store)
        webhooks.test(context, id)
        deliverer(store, clock).run_once()
        assert [got.document["type"] for got in receiver.requests] == ["webhook.test"]
        assert [got.document["type"] for got in other.requests] == ["interaction.done"]
    with pytest.raises(BadInput):
        webhooks.change(context, id, EndpointChanges(events=["digest.daily"]))


def test_one_event_or_a_period_is_sent_again_with_the_same_id(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    ended(store), ended(store)
    work = deliverer(store, clock)
    work.run_once()
    first, second = (got.id for got in receiver.requests)
    webhooks.replay(context, id, event=uuid.UUID(first))
    work.run_once()
    assert [got.id for got in receiver.requests[2:]] == [first]
    assert receiver.requests[0].body == receiver.requests[2].body
    assert webhooks.replay(context, id, since=clock.at - timedelta(hours=1)).events == 2
    assert webhooks.replay(context, id, until=clock.at - timedelta(hours=1)).events == 0
    beyond = datetime.min.replace(tzinfo=timezone(timedelta(hours=23)))
    assert webhooks.replay(context, id, since=beyond).events == 2
    work.run_once()
    assert [got.id for got in receiver.requests[3:]] == [first, second]


def test_what_somebody_had_in_hand_who_died_is_taken_by_the_next(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    id, _ = endpoint(context, receiver.url)
    ended(store, times=2)
    work = deliverer(store, clock)
    work._spread()
    with store.transaction() as session:
        taken = deliveries.take(session, id, clock.at)
        assert taken is not None
        assert deliveries.take(session, id, clock.at) is None, "the second of the same object waits for the first"
    work.run_once()
    assert receiver.requests == []
    clock.turn(seconds=deliveries.LEASE.total_seconds() + 1)
    work.run_once()
    assert [got.document["data"]["run"] for got in receiver.requests] == [1, 2]
    with store.transaction() as session:  # the one who was slow and not dead changes nothing
        deliveries.ended(session, taken, deliveries.Outcome(500, None, 1), clock.at, 0.5)
    assert _states(store) == {DeliveryState.DELIVERED}


def _states(store: Store) -> set[DeliveryState]:
    with store.reading() as session:
        return {row.state for row in _rows(session)}


def _rows(session: Session) -> list[DeliveryRow]:
    return list(session.exec(select(DeliveryRow)))


def test_old_events_go_with_their_log(store: Store, context: Context, clock: Clock, receiver: Receiver) -> None:
    id, _ = endpoint(context, receiver.url)
    ended(store)
    deliverer(store, clock).run_once()
    with store.transaction() as session:
        deliveries.drop_old(session, clock.at + timedelta(seconds=1))
    assert webhooks.log(context, id).items == []
    with store.reading() as session:
        assert _rows(session) == []


def test_one_that_hangs_keeps_nobody_else_waiting_and_is_not_asked_twice_at_once(
    store: Store, context: Context, clock: Clock, receiver: Receiver
) -> None:
    endpoint(context, receiver.url)
    receiver.hanging = threading.Event()
    with receiving() as other:
        endpoint(context, other.url)
        ended(store, times=2)
        work = deliverer(store, clock)
        work.tick()
        assert _soon(lambda: len(other.requests) == 2)
        work.tick()
        assert receiver.requests == []
        receiver.hanging.set()
        assert _soon(lambda: len(receiver.accepted) == 2)
        assert _soon(lambda: not work._busy)
    assert [got.document["data"]["run"] for got in receiver.requests] == [1, 2]


def test_the_plain_role_of_the_service_writes_spreads_and_delivers(
    app: Store, intake: Intake, clock: Clock, receiver: Receiver
) -> None:
    acme = as_(app, intake, clock, Caller("k", Role.ADMIN, "acme"))
    id, _ = endpoint(acme, receiver.url)
    ended(app, "acme"), ended(app, "other")
    deliverer(app, clock).run_once()
    assert [got.document["client"] for got in receiver.accepted] == ["acme"]
    assert [line.status for line in webhooks.log(acme, id).items] == [200]
    webhooks.remove(acme, id)


def _soon(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("120", 120), ("Wed, 01 Jan 2200 00:00:00 GMT", 3600), ("9" * 400, 3600), ("soon", 5), ("-3", 5)],
)
def test_an_endpoint_that_asks_for_a_pause_gets_it_up_to_an_hour(
    store: Store, context: Context, clock: Clock, receiver: Receiver, asked: str, seconds: float
) -> None:
    endpoint(context, receiver.url)
    first, other = ended(store), ended(store)
    receiver.pause, receiver.answer = asked, lambda count: 503 if count == 0 else 200
    sending = deliverer(store, clock)
    sending.run_once()
    if seconds > 5:  # the other message waits as well
        assert len(receiver.requests) == 1
    clock.turn(seconds=seconds - 1)
    sending.run_once()
    assert [got.status for got in receiver.requests].count(200) == (0 if seconds > 5 else 1)
    clock.turn(seconds=1)
    sending.run_once()
    assert {got.document["data"]["interaction"] for got in receiver.accepted} == {str(first), str(other)}
