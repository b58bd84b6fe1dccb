"""Notices by e-mail: in the person's language, with a link and no words of a customer."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from qa_service.delivering import mail_words
from qa_service.delivering.mail_words import Language
from qa_service.domain.events import NOTICE_OF, EventType, place_of
from qa_service.outgoing.failures import NotReached, OutgoingFailure, Untrusted
from qa_service.outgoing.mail import MailRefused, MailServer
from qa_service.store import notice_choices, users
from qa_service.store.deliveries import Outcome, Taken
from qa_service.store.notice_choices import Audience
from qa_service.store.repository import Store
from qa_service.store.seal import Seal

_FAULTS: dict[type[OutgoingFailure], str] = {
    MailRefused: "refused",
    Untrusted: "untrusted",
    NotReached: "not_reached",
}
_FOR_LISTS = {EventType.FINDING_TO_CONFIRM: "/interactions?flag=critical"}
"""A person may be asked to answer an interaction without knowing what the machine found in it: such notices lead to the
list, which keeps it from them, and do not name it.
"""


@dataclass(frozen=True, slots=True)
class NoticeSender:
    """`audience` says which roles a kind of notice may go to."""

    store: Store
    server: MailServer
    open_seal: Callable[[], Seal]
    audience: Audience
    public_url: str = ""

    def send(self, taken: Taken, at: datetime) -> Outcome:
        """What came of one try; who does not want it any more, or may not have it, gets none."""
        begun = time.monotonic()
        message = self._message(taken, at)
        if message is None:
            return Outcome(None, "unwanted", 0, final=True)
        fault, final = None, False
        try:
            self.server.send(message)
        except OutgoingFailure as failure:
            fault, final = _FAULTS[type(failure)], isinstance(failure, MailRefused)
        return Outcome(None, fault, round((time.monotonic() - begun) * 1000), final)

    def _message(self, taken: Taken, at: datetime) -> EmailMessage | None:
        assert taken.user is not None
        with self.store.reading() as session:
            kind = NOTICE_OF[taken.type]
            address = notice_choices.still_hears(session, taken.user, kind, self.audience, self.open_seal())
            language: Language = "en" if users.get(session, taken.user).lang == "en" else "it"
        if address is None:
            return None
        base = self.public_url.rstrip("/")
        path = _FOR_LISTS.get(taken.type) or place_of(taken.type, taken.data).page
        body = mail_words.body(taken.type, taken.data, base + path, f"{base}/account", language)
        message = _mail(self.server.sender, address, mail_words.subject(taken.type, language), body, at)
        message["Message-ID"] = f"<{taken.delivery}@{self.server.sender.rpartition('@')[2]}>"
        return message


def code_mail(sender: str, address: str, code: str, language: Language, at: datetime) -> EmailMessage:
    """The mail that shows whose an address is."""
    return _mail(sender, address, mail_words.code_subject(language), mail_words.code_body(code, language), at)


def _mail(sender: str, address: str, subject: str, body: str, at: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, address, subject
    message["Date"] = format_datetime(at)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answer comes back
    message.set_content(body)
    return message
