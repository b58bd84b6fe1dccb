"""Mail that no person wrote is told by its headers and its form, and mail of people never is."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from textwrap import dedent

import pytest

from qa_service.domain.interaction import Automatic
from qa_service.ingest.mail.automatic import reason
from tests.unit.mail_files import read_eml, read_mbox

TEXT = "Content-Type: text/plain; charset=utf-8\n\nBuongiorno, la lavatrice perde ancora acqua.\n"


def message(headers: str, rest: str = TEXT) -> EmailMessage:
    parsed = message_from_bytes(raw(headers, rest), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def raw(headers: str, rest: str = TEXT) -> bytes:
    start = "From: Luca <luca@posta.example>\n" if "From:" not in headers else ""
    return (start + "Message-ID: <m@posta.example>\n" + dedent(headers) + rest).encode()


def parts(kind: str, *inside: str) -> str:
    body = "".join(f"--b\n{part}\n" for part in inside)
    return f"Content-Type: {kind}; boundary=b\n\n{body}--b--\n"


PLAIN = "Content-Type: text/plain\n\nParole.\n"
HTML = "Content-Type: text/html\n\n<p>Parole.</p>\n"
INVITE = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n"
ATTACHED = (
    "Content-Type: text/calendar; method=REQUEST\nContent-Disposition: attachment; filename=a.ics\n\nBEGIN:VCALENDAR\n"
)
STATUS = "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; x@y.example\n\n"
READ = "Content-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n\n"
ABUSE = "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n"
BOUNCED = "Content-Type: message/rfc822\n\n" + parts("multipart/report", PLAIN, STATUS)

MACHINES = {
    "a delivery report": ("", parts("multipart/report; report-type=delivery-status", PLAIN, STATUS), "bounce"),
    "one without its type": ("", parts("multipart/report", PLAIN, STATUS), "bounce"),
    "a read receipt": ("", parts("multipart/report; report-type=disposition-notification", PLAIN, READ), "receipt"),
    "an abuse report": ("", parts("multipart/report; report-type=feedback-report", PLAIN, ABUSE), "report"),
    "an empty return path": ("Return-Path: <>\n", TEXT, "bounce"),
    "the mail server": ("From: Mail Delivery <MAILER-DAEMON@mx.example>\n", TEXT, "bounce"),
    "failed recipients": ("X-Failed-Recipients: a@b.example\n", TEXT, "bounce"),
    "a vacation reply": ("Auto-Submitted: auto-replied\n", TEXT, "auto_reply"),
    "one with parameters": ('Auto-Submitted: auto-replied; owner-email="a@b"\n', TEXT, "auto_reply"),
    "one from no address": ("Return-Path: <>\nAuto-Submitted: auto-replied\n", TEXT, "auto_reply"),
    "one of Outlook": ("Subject: Risposta automatica: guasto\nReturn-Path: <>\n", TEXT, "auto_reply"),
    "one by its subject": ("Subject: Out of Office: re your washer\n", TEXT, "auto_reply"),
    "one by an own header": ("X-Autoreply: yes\n", TEXT, "auto_reply"),
    "one by its precedence": ("Precedence: auto_reply\nIn-Reply-To: <x@y>\n", TEXT, "auto_reply"),
    "a notification": ("Auto-Submitted: auto-generated\n", TEXT, "notification"),
    "one that wants no reply": ("X-Auto-Response-Suppress: DR, OOF, AutoReply\n", TEXT, "notification"),
    "an invitation alone": ("", INVITE, "invitation"),
    "an invitation beside its text": ("", parts("multipart/alternative", PLAIN, HTML, INVITE), "invitation"),
    "one of Gmail": (
        "",
        parts(
            "multipart/mixed",
            parts("multipart/alternative", PLAIN, INVITE).replace("=b", "=c").replace("--b", "--c"),
            ATTACHED,
        ),
        "invitation",
    ),
    "a newsletter": ("List-Unsubscribe: <mailto:u@news.example>\nList-Id: <news.example>\n", TEXT, "newsletter"),
    "one that nobody may answer": ("List-Id: <n.example>\nList-Post: NO (closed)\n", TEXT, "newsletter"),
    "bulk mail": ("Precedence: bulk\n", TEXT, "newsletter"),
    "junk": ("Precedence: junk\nIn-Reply-To: <x@y>\n", TEXT, "newsletter"),
}
PEOPLE = {
    "a letter": ("Subject: lavatrice\n", TEXT),
    "a letter that says so": ("Auto-Submitted: no\n", TEXT),
    "a return path": ("Return-Path: <luca@posta.example>\n", TEXT),
    "an answer to an automatic reply": ("Subject: Re: Risposta automatica: guasto\nIn-Reply-To: <x@y>\n", TEXT),
    "a subject that speaks of one": ("Subject: Risposta automatica che non capisco\n", TEXT),
    "a forwarded bounce": ("", parts("multipart/mixed", PLAIN, BOUNCED).replace("boundary=b", "boundary=a", 1)),
    "a calendar file": ("", parts("multipart/mixed", PLAIN, ATTACHED)),
    "a calendar without a wish": ("", parts("multipart/mixed", PLAIN, "Content-Type: text/calendar\n\nBEGIN:X\n")),
    "a shared mailbox that is a group": (
        "List-Id: <help.acme.example>\nPrecedence: list\nList-Post: <mailto:help@acme.example>\n"
        "List-Unsubscribe: <mailto:u@acme.example>\nMailing-list: list help@acme.example\n",
        TEXT,
    ),
    "an old mailing list": ("Precedence: bulk\nX-List: rlug\nSender: rlug-bounce@lug.example\n", TEXT),
    "an answer of a ticket system": ("Precedence: bulk\nIn-Reply-To: <x@y>\nX-RT: 1\n", TEXT),
    "an answer that wants no auto-reply": ("X-Auto-Response-Suppress: All\nReferences: <x@y>\n", TEXT),
    "a comment told by mail": ("X-Auto-Response-Suppress: All\nList-Post: <mailto:r@git.example>\n", TEXT),
    "a postmaster": ("From: postmaster@posta.example\n", TEXT),
    "a signed letter": ("", parts("multipart/signed", PLAIN, "Content-Type: application/pkcs7-signature\n\nx\n")),
}


@pytest.mark.parametrize("what", MACHINES)
def test_what_a_machine_wrote_is_told_with_the_reason(what: str) -> None:
    headers, rest, why = MACHINES[what]
    assert reason(message(headers, rest)) is Automatic(why)


@pytest.mark.parametrize("what", PEOPLE)
def test_what_a_person_may_have_written_is_not_marked(what: str) -> None:
    assert reason(message(*PEOPLE[what])) is None


def test_the_document_says_so_and_holds_something_to_read() -> None:
    away = read_eml(raw("Auto-Submitted: auto-replied\n"), [])
    assert (away["automatic"], away["turns"][0]["speaker"]) == ("auto_reply", "other")
    invitation = read_eml(raw("Subject: Sopralluogo\n", INVITE), [])
    assert (invitation["automatic"], invitation["turns"][0]["text"]) == ("invitation", "Sopralluogo")
    assert read_eml(raw("Return-Path: <>\n", INVITE), [])["turns"][0]["text"] == "invitation"
    assert read_eml(raw("Subject: x\n"), [])["automatic"] is None


def test_an_automatic_reply_in_a_thread_is_nobodys_turn_and_the_thread_is_a_contact(tmp_path: Path) -> None:
    box = tmp_path / "t.mbox"
    first = "From: luca@posta.example\nMessage-ID: <1@p>\nDate: Tue, 3 Nov 2026 09:00:00 +0100\n" + TEXT
    away = "From: help@acme.example\nMessage-ID: <2@p>\nReferences: <1@p>\nAuto-Submitted: auto-replied\n" + TEXT
    answer = "From: help@acme.example\nMessage-ID: <3@p>\nReferences: <1@p>\nDate: Tue, 3 Nov 2026 11:00:00 +0100\n"
    box.write_text("".join(f"From x Tue Nov  3 09:00:00 2026\n{one}\n" for one in (first, away, answer + TEXT)))
    (known,) = read_mbox(box, ["acme.example"])
    (unknown,) = read_mbox(box, [])
    assert isinstance(known, dict)
    assert isinstance(unknown, dict)
    assert known["automatic"] is unknown["automatic"] is None
    assert sorted(str(turn["speaker"]) for turn in known["turns"]) == ["agent", "customer", "other"]
    assert sorted(str(turn["speaker"]) for turn in unknown["turns"]) == ["None", "None", "other"]


def test_a_thread_of_machines_alone_is_automatic(tmp_path: Path) -> None:
    box = tmp_path / "t.mbox"
    one = "From: news@acme.example\nMessage-ID: <{}@p>\nReferences: <1@p>\nAuto-Submitted: auto-generated\n" + TEXT
    box.write_text("".join(f"From x Tue Nov  3 09:00:00 2026\n{one.format(n)}\n" for n in (1, 2)))
    (found,) = read_mbox(box, [])
    assert isinstance(found, dict)
    assert (found["automatic"], len(found["turns"])) == ("notification", 2)
