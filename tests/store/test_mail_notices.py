"""Notices by e-mail on both databases, by a real mail server with STARTTLS and a password: for whom, of what, how
often.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from qa_service.delivering import deliverer as deliverers
from qa_service.delivering.deliverer import Deliverer
from qa_service.delivering.notices import NoticeSender
from qa_service.delivering.webhooks import WebhookSender
from qa_service.domain.events import EventType, NoticeKind
from qa_service.domain.people import Reach, Role
from qa_service.domain.webhooks import DeliveryState
from qa_service.errors import BadInput, Conflict, Forbidden
from qa_service.outgoing.mail import MailServer
from qa_service.services import mail_notices
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.mail_notices import AUDIENCE
from qa_service.store import users
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.tables_events import DeliveryRow, EventRow, NoticeChoiceRow
from tests.certificates import self_signed
from tests.contexts import context as made_context
from tests.mail_server import PASSWORD, USER, Mailbox, mailbox
from tests.store.telling import SEAL, Clock, ended

WORDS = "the password of a user, long enough"
ADDRESS = "anna@example.com"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    certificate = self_signed("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mailbox(certificate) as box:
        yield box


def server(box: Mailbox) -> MailServer:
    return MailServer(box.host, box.port, "qa@example.com", "starttls", USER, PASSWORD)


def person(
    store: Store,
    intake: Intake,
    clock: Clock,
    box: Mailbox,
    name: str = "anna",
    reach: Reach = Reach(Role.ADMIN),  # noqa: B008
    lang: str | None = None,
) -> Context:
    """A user of that name, as a caller."""
    with store.transaction() as session:
        users.create(session, name, WORDS, reach, lang)
    caller = Caller(name, reach.role, reach.client, reach.team, reach.agent, CallerKind.USER)
    context = made_context(store, intake, caller)
    context.deps = replace(context.deps, clock=clock, mail_server=server(box))
    return context


def hears(context: Context, box: Mailbox, *kinds: NoticeKind, address: str = ADDRESS) -> None:
    """They choose, give an address, and type the code that came."""
    mail_notices.choose(context, [kind.value for kind in kinds])
    mail_notices.give_address(context, address)
    code = re.search(r"\d{8}", box.messages.pop().get_content())
    assert code is not None
    assert mail_notices.confirm_address(context, code[0])


def telling(store: Store, clock: Clock, box: Mailbox) -> Deliverer:
    notices = NoticeSender(store, server(box), lambda: SEAL, AUDIENCE, "https://qa.example.com")
    webhooks = WebhookSender(store, lambda: SEAL)
    return Deliverer(store, webhooks, notices, clock=clock, chance=lambda: 0.5)


def happened(store: Store, type: EventType, client: str = "acme", maker: str | None = None, **data: object) -> None:
    with store.transaction() as session:
        session.add(EventRow(type=type, client=client, object="x", data=data, maker=maker))


def test_a_notice_comes_in_the_persons_language_with_a_link_and_no_words(
    store: Store, intake: Intake, clock: Clock, box: Mailbox
) -> None:
    hears(person(store, intake, clock, box), box, NoticeKind.DISPUTE)
    english = person(store, intake, clock, box, "ben", lang="en")
    hears(english, box, NoticeKind.DISPUTE, address="ben@example.com")
    happened(store, EventType.DISPUTE_OPENED, dispute="5f3c0b54", interaction="0b9f", state="open")
    work = telling(store, clock, box)
    work.run_once()
    work.run_once()
    texts = {str(message["To"]): (message["Subject"], message.get_content()) for message in box.messages}
    assert len(box.messages) == 2
    assert texts[ADDRESS][0] == "È arrivata una contestazione"
    assert texts["ben@example.com"][0] == "An objection has come in"
    for _, text in texts.values():
        assert "https://qa.example.com/disputes/5f3c0b54" in text
        assert "https://qa.example.com/account" in text
    assert box.messages[0]["Auto-Submitted"] == "auto-generated"


def test_a_critical_finding_leads_to_the_list_and_names_no_interaction(
    store: Store, intake: Intake, clock: Clock, box: Mailbox
) -> None:
    hears(person(store, intake, clock, box), box, NoticeKind.FINDING)
    happened(store, EventType.FINDING_TO_CONFIRM, interaction="0b9f6c1e", run=1, failed=["privacy"], unsure=[])
    telling(store, clock, box).run_once()
    (message,) = box.messages
    assert "0b9f6c1e" not in message.as_string()
    assert "privacy" not in message.as_string()
    assert "/interactions?flag=critical" in message.get_content()


def test_nobody_is_told_of_what_is_out_of_reach_of_role_client_or_team(
    store: Store, intake: Intake, clock: Clock, box: Mailbox
) -> None:
    of_acme = person(store, intake, clock, box, "anna", Reach(Role.QA, "acme"))
    hears(of_acme, box, NoticeKind.FINDING, NoticeKind.EXPORT, NoticeKind.DISPUTE)
    leader = person(store, intake, clock, box, "lea", Reach(Role.TEAM_LEADER, None, "nord"))
    hears(leader, box, NoticeKind.DISPUTE, address="lea@example.com")
    with pytest.raises(BadInput):
        mail_notices.choose(leader, [NoticeKind.FINDING.value])
    happened(store, EventType.FINDING_TO_CONFIRM, "other", interaction="1", run=1, failed=[], unsure=[])
    happened(store, EventType.EXPORT_READY, "acme", "user:somebody", export="1", kind="interactions")
    nord, sud = ended(store, team="nord"), ended(store, team="sud")
    with store.transaction() as session:
        for id in (nord, sud):
            ids = {"dispute": f"of-{id}", "interaction": str(id), "state": "open"}
            session.add(EventRow(type=EventType.DISPUTE_OPENED, client="acme", object="x", interaction_id=id, data=ids))
    telling(store, clock, box).run_once()
    assert box.recipients.count("lea@example.com") == 2, "the code, and the objection of the own team"
    to_lea = [message for message in box.messages if message["To"] == "lea@example.com"]
    assert f"of-{nord}" in to_lea[0].get_content()
    assert len([message for message in box.messages if message["To"] == ADDRESS]) == 2
    happened(store, EventType.EXPORT_READY, "acme", "user:anna", export="2", kind="interactions")
    telling(store, clock, box).run_once()
    assert box.messages[-1]["Subject"] == "Il file richiesto è pronto"


def test_an_address_counts_once_its_code_came_back_and_lies_sealed(
    store: Store, intake: Intake, clock: Clock, box: Mailbox
) -> None:
    anna = person(store, intake, clock, box)
    mail_notices.choose(anna, ["alarm"])
    mail_notices.give_address(anna, ADDRESS)
    code = re.search(r"\d{8}", box.messages.pop().get_content())
    assert code is not None
    happened(store, EventType.ALARM_RAISED, alarm="1", kind="label_shift", subject="x")
    telling(store, clock, box).run_once()
    assert box.messages == []
    wrong = "00000000" if code[0] != "00000000" else "11111111"
    assert not mail_notices.confirm_address(anna, wrong)
    assert not mail_notices.confirm_address(anna, code[0]), "a wrong code spends the right one"
    hears(anna, box, NoticeKind.ALARM)
    with store.reading() as session:
        row = session.exec(select(NoticeChoiceRow)).one()
        assert row.address is not None
        assert ADDRESS.encode() not in row.address
    for _ in range(3):
        mail_notices.give_address(anna, "")
        mail_notices.give_address(anna, ADDRESS)
    with pytest.raises(Conflict, match="tomorrow"):
        mail_notices.give_address(anna, ADDRESS)
    clock.turn(days=2)
    mail_notices.give_address(anna, ADDRESS)
    for bad in ("nobody", "a@b\nBcc: all@example.com", "a b@example.com", "<a@example.com>", "a@-example.com,b@x.it"):
        with pytest.raises(BadInput):
            mail_notices.give_address(anna, bad)
    with pytest.raises(Forbidden):
        mail_notices.show(replace_caller(anna, Caller("k", Role.ADMIN, None)))


def replace_caller(context: Context, caller: Caller) -> Context:
    return Context(caller, context.deps)


def test_who_was_locked_out_or_changed_their_mind_gets_none_any_more(
    store: Store, intake: Intake, clock: Clock, box: Mailbox
) -> None:
    anna, ben = person(store, intake, clock, box), person(store, intake, clock, box, "ben")
    hears(anna, box, NoticeKind.ALARM)
    hears(ben, box, NoticeKind.ALARM, address="ben@example.com")
    happened(store, EventType.ALARM_RAISED, alarm="1", kind="label_shift", subject="x")
    work = telling(store, clock, box)
    work._spread()
    mail_notices.choose(anna, [])
    with store.transaction() as session:
        user = users.by_name(session, "ben")
        assert user is not None
        users.disable(session, user.id)
    work.run_once()
    assert box.messages == []


def test_a_mail_server_that_is_away_for_a_while_is_tried_again_and_one_that_refuses_is_not(
    store: Store, intake: Intake, clock: Clock, box: Mailbox, tmp_path: Path
) -> None:
    hears(person(store, intake, clock, box), box, NoticeKind.ALARM)
    work = telling(store, clock, box)
    assert work.notices is not None
    work.notices = replace(work.notices, server=replace(server(box), port=1))
    happened(store, EventType.ALARM_RAISED, alarm="1", kind="label_shift", subject="x")
    for _ in range(5):
        work.run_once()
        clock.turn(hours=1)
    assert box.messages == []
    work.notices = replace(work.notices, server=server(box))
    clock.turn(hours=8)
    work.run_once()
    assert len(box.messages) == 1
    box.refuse = "550 no such person here"
    happened(store, EventType.ALARM_RAISED, alarm="2", kind="label_shift", subject="x")
    work.run_once()
    with store.reading() as session:
        states = sorted(row.state.value for row in session.exec(select(DeliveryRow)))
    assert states == [DeliveryState.DELIVERED.value, DeliveryState.GIVEN_UP.value]


def test_a_wrong_password_or_certificate_sends_nothing(
    store: Store, intake: Intake, clock: Clock, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = person(store, intake, clock, box)
    anna.deps = replace(anna.deps, mail_server=replace(server(box), password="another one"))
    with pytest.raises(Conflict, match="could not be sent"):
        mail_notices.give_address(anna, ADDRESS)
    monkeypatch.delenv("SSL_CERT_FILE")
    anna.deps = replace(anna.deps, mail_server=server(box))
    with pytest.raises(Conflict, match="could not be sent"):
        mail_notices.give_address(anna, ADDRESS)
    assert box.messages == []


def test_nobody_is_flooded(
    store: Store, intake: Intake, clock: Clock, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliverers, "MOST_NOTICES", 3)
    hears(person(store, intake, clock, box), box, NoticeKind.ALARM)
    for number in range(5):
        happened(store, EventType.ALARM_RAISED, alarm=str(number), kind="label_shift", subject="x")
    work = telling(store, clock, box)
    work.run_once()
    assert len(box.messages) == 3
    clock.turn(days=1, seconds=1)
    happened(store, EventType.ALARM_RAISED, alarm="9", kind="label_shift", subject="x")
    work.run_once()
    assert len(box.messages) == 4


def test_the_day_before_is_summed_up_once(store: Store, intake: Intake, clock: Clock, box: Mailbox) -> None:
    hears(person(store, intake, clock, box, reach=Reach(Role.QA, "acme")), box, NoticeKind.DIGEST)
    ended(store, "acme", times=3), ended(store, "other")
    clock.turn(days=1)
    clock.at = clock.at.replace(hour=8)  # nine or ten o'clock in Rome, on the day after
    for _ in range(3):
        telling(store, clock, box).run_once()
        clock.turn(minutes=10)
    (message,) = box.messages
    assert message["Subject"] == "Riepilogo del giorno"
    assert "interazioni analizzate: 3" in message.get_content()
    clock.turn(days=1)
    telling(store, clock, box).run_once()
    assert len(box.messages) == 1, "nothing happened that day"
