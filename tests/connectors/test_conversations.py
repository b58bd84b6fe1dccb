"""Conversations by mail out of a real mailbox: each is one interaction, whenever its messages arrive."""

import uuid
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from qa_service.services import connector_listings, pulling
from qa_service.store import connectors as rows
from qa_service.store import erase
from qa_service.store.connectors import LEASE
from qa_service.store.tables import InteractionRow
from tests.connectors.centre import CENTRE, CUSTOMER, Centre, letter, mail
from tests.connectors.servers import Mailbox
from tests.store.test_reviews import given as answered


def _thread(name: str) -> list[bytes]:
    """A question, the answer and a thanks; the third refers to the second alone, as some programs do."""
    ids = [f"<{name}{number}@example.com>" for number in range(3)]
    return [
        letter(ids[0], CUSTOMER, 9, "la lavatrice perde acqua"),
        letter(ids[1], CENTRE, 10, "mandiamo un tecnico", ids[0]),
        letter(ids[2], CUSTOMER, 11, "grazie mille", ids[1]),
    ]


def _add_imap(centre: Centre, imap: Mailbox, user: str, **options: Any) -> UUID:
    secrets = {"password": centre.secret(imap.password)}
    options |= {"agent_addresses": ["centre.example"], "certificate": imap.certificate}
    return centre.add("imap", imap.place(user), secrets=secrets, **options)


def test_a_reply_that_arrives_after_the_first_pull_makes_its_conversation_grow(centre: Centre, imap: Mailbox) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("g")
    for message in (*messages[:2], mail(7)):
        imap.put(message, user)
    _add_imap(centre, imap, user)
    assert centre.run() == {"accepted": 2, "unchanged": 1}, centre.view().failure
    centre.analysed()
    imap.put(messages[2], user)
    assert centre.run() == {"accepted": 1}
    centre.analysed()
    assert centre.interactions() == ["g0@example.com", "m7@example.com"]
    assert centre.said("g0@example.com") == ["la lavatrice perde acqua", "mandiamo un tecnico", "grazie mille"]
    assert centre.counted() == 2
    assert centre.run() == {}
    view = connector_listings.reconcile(centre.admin, centre.ids["test"])
    assert (view.listed, view.accepted, view.unchanged, view.missing) == (4, 3, 1, 0)


def test_a_conversation_that_is_there_whole_is_analysed_once(centre: Centre, imap: Mailbox) -> None:
    user = f"u{uuid.uuid4().hex[:8]}"
    for message in _thread("w"):
        imap.put(message, user)
    _add_imap(centre, imap, user)
    assert centre.run() == {"accepted": 1, "unchanged": 2}
    with centre.store.reading() as session:
        assert [row.run for row in session.exec(select(InteractionRow))] == [1]


def test_a_reply_whose_conversation_is_elsewhere_is_a_part_until_it_comes(centre: Centre, imap: Mailbox) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("p")
    imap.put(messages[2], user)
    _add_imap(centre, imap, user)
    assert centre.run() == {"accepted": 1}
    assert centre.interactions() == ["p2@example.com"]
    for message in messages[:2]:
        imap.put(message, user)
    assert centre.run() == {"accepted": 1, "unchanged": 1}
    assert centre.interactions() == ["p0@example.com"]


def test_what_was_erased_does_not_come_back_with_a_reply(centre: Centre, imap: Mailbox) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("e")
    for message in messages[:2]:
        imap.put(message, user)
    _add_imap(centre, imap, user)
    centre.run()
    with centre.store.transaction() as session:
        row = session.exec(select(InteractionRow)).one()
        erase.erase(session, row.id, centre.intake.blobs, centre.intake.staging)
    imap.put(messages[2], user)
    assert centre.run() == {"accepted": 1}
    centre.analysed()
    assert centre.said("e2@example.com") == ["grazie mille"]


def test_a_mail_that_cannot_be_read_stops_no_other_of_its_conversation(centre: Centre, imap: Mailbox) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("c")
    sealed = b"Content-Type: multipart/encrypted; boundary=b\n" + messages[1].replace(
        b'Content-Type: text/plain; charset="utf-8"\n', b""
    )
    for message in (messages[0], sealed, messages[2]):
        imap.put(message, user)
    _add_imap(centre, imap, user)
    assert centre.run() == {"accepted": 2, "refused": 1}
    assert centre.interactions() == ["c0@example.com", "c2@example.com"], "what ties them is sealed"


def test_a_conversation_that_people_reviewed_stays_and_the_reply_stands_beside_it(
    centre: Centre, imap: Mailbox
) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("r")
    for message in messages[:2]:
        imap.put(message, user)
    _add_imap(centre, imap, user)
    centre.run()
    centre.analysed()
    with centre.store.reading() as session:
        id = session.exec(select(InteractionRow.id)).one()
    answered(centre.store, id, "no")
    imap.put(messages[2], user)
    assert centre.run() == {"accepted": 1}
    centre.analysed()
    assert centre.interactions() == ["r0@example.com", "r2@example.com"]
    assert centre.said("r2@example.com") == ["grazie mille"]


def test_answers_that_lie_in_another_folder_are_of_the_same_conversation(centre: Centre, imap: Mailbox) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("s")
    with imap.signed_in(user) as talk:
        talk.create("Sent")
    imap.put(messages[0], user)
    _add_imap(centre, imap, user, more_folders=["Sent"])
    assert centre.run() == {"accepted": 1}, centre.view().failure
    imap.put(messages[1], user, "Sent")
    assert centre.run() == {"accepted": 1}
    imap.put(messages[2], user)
    assert centre.run() == {"accepted": 1}
    assert centre.run() == {}
    centre.analysed()
    assert centre.said("s0@example.com") == ["la lavatrice perde acqua", "mandiamo un tecnico", "grazie mille"]
    assert (centre.interactions(), centre.counted()) == (["s0@example.com"], 1)
    with centre.store.reading() as session:
        cursor = rows.get(session, centre.ids["test"]).cursor
    assert [position.partition(":")[2] for position in cursor.split(" ")] == ["2", "1"]
    view = connector_listings.reconcile(centre.admin, centre.ids["test"])
    assert (view.listed, view.accepted, view.missing) == (3, 3, 0)


def test_a_further_folder_that_is_not_there_is_named(centre: Centre, imap: Mailbox) -> None:
    _add_imap(centre, imap, f"u{uuid.uuid4().hex[:8]}", more_folders=["Gesendet"])
    assert centre.run() == {}
    assert "more_folders: names no folder of this mailbox" in str(centre.view().failure)


class Killed(BaseException):
    """The process is gone."""


def test_a_process_that_dies_between_the_conversation_and_its_note_doubles_nothing(
    centre: Centre, imap: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, messages = f"u{uuid.uuid4().hex[:8]}", _thread("k")
    for message in messages[:2]:
        imap.put(message, user)
    _add_imap(centre, imap, user)
    centre.run()
    centre.analysed()
    imap.put(messages[2], user)

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(pulling._Pull, "_settle", die)
        patched.setattr(pulling._Pull, "_put_back", die)
        with pytest.raises(Killed):
            centre.run()
    centre.later(seconds=LEASE.total_seconds() + 1)
    assert centre.run() == {"unchanged": 1}
    centre.analysed()
    assert (centre.interactions(), centre.counted()) == (["k0@example.com"], 1)
    assert len(centre.said("k0@example.com")) == 3
