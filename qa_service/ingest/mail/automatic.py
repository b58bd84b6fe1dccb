"""Mail that no person wrote, by what its headers and its form say: bounces, replies of machines, receipts, reports,
invitations, notifications and newsletters. Where both may be, a person wrote it: mail of a mailing list on which people
answer each other, and whatever answers another mail in it, is theirs.
"""

import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr

from qa_service.domain.interaction import Automatic
from qa_service.ingest.mail.headers import header

_PARTS = {
    "message/delivery-status": Automatic.BOUNCE,
    "message/global-delivery-status": Automatic.BOUNCE,
    "message/disposition-notification": Automatic.RECEIPT,
    "message/global-disposition-notification": Automatic.RECEIPT,
}
_RESPONDERS = ("X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-Mail-Autoreply")
_SUPPRESSED = frozenset({"all", "oof", "autoreply"})
_AWAY = re.compile(
    r"\s{0,9}(automatic reply|auto[- ]?reply|auto[- ]?response|out of (the )?office|risposta automatica|"
    r"fuori (sede|ufficio)|assente dall'ufficio)\s{0,3}:",
    re.IGNORECASE,
)
_DISCUSSIONS = ("X-List", "X-Mailing-List", "Mailing-List", "X-BeenThere", "X-Original-Sender")
_NOBODY = frozenset({"mailer-daemon", "mail-daemon"})


def reason(message: Message) -> Automatic | None:
    """Why a message is automatic; None for one that a person may have written."""
    return _by_form(message) or _by_sender(message) or _by_list(message)


def _by_form(message: Message) -> Automatic | None:
    """Reports of mail servers and programs (RFC 6522), and calendar messages (RFC 6047)."""
    if message.get_content_type() == "multipart/report":
        kinds = [_PARTS[part.get_content_type()] for part in _inside(message) if part.get_content_type() in _PARTS]
        return kinds[0] if kinds else Automatic.REPORT
    return Automatic.INVITATION if any(map(_invites, (message, *_inside(message)))) else None


def _inside(message: Message) -> Iterator[Message]:
    """The parts of a message, but for those of messages that it forwards."""
    if not message.is_multipart() or message.get_content_maintype() == "message":
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield part
            yield from _inside(part)


def _invites(part: Message) -> bool:
    """A calendar that asks for something by itself; one that a person attached to a letter is an attachment."""
    is_calendar = part.get_content_type() == "text/calendar" and part.get_content_disposition() != "attachment"
    return is_calendar and part.get_param("method") is not None


def _by_sender(message: Message) -> Automatic | None:
    submitted = _word(message, "Auto-Submitted")
    away = _AWAY.match(header(message, "Subject")) is not None
    if _from_nobody(message):
        return Automatic.AUTO_REPLY if away or submitted == "auto-replied" else Automatic.BOUNCE
    if submitted not in ("", "no"):
        return Automatic.AUTO_REPLY if away or submitted == "auto-replied" else Automatic.NOTIFICATION
    if away or _responds(message):
        return Automatic.AUTO_REPLY
    suppressed = {word.strip().lower() for word in header(message, "X-Auto-Response-Suppress").split(",")}
    quiet = bool(suppressed & _SUPPRESSED) and not _answers(message) and not _is_discussion(message)
    return Automatic.NOTIFICATION if quiet else None


def _from_nobody(message: Message) -> bool:
    """A bounce: it came from no address, so that nobody bounces it in turn, or from the mail server."""
    empty = "Return-Path" in message and header(message, "Return-Path").strip() in ("<>", "")
    sender = parseaddr(header(message, "From"))[1].lower().partition("@")[0]
    return empty or "X-Failed-Recipients" in message or sender in _NOBODY


def _responds(message: Message) -> bool:
    marked = any(_word(message, name) not in ("", "no", "false") for name in _RESPONDERS)
    return marked or "auto_reply" in (_word(message, "Precedence"), _word(message, "Preference"))


def _by_list(message: Message) -> Automatic | None:
    """A newsletter: sent to a list on which nobody but its owner writes (RFC 2369: it names no address to post to)."""
    precedence = _word(message, "Precedence")
    if precedence == "junk":
        return Automatic.NEWSLETTER
    listed = any(name in message for name in ("List-Id", "List-Unsubscribe")) or precedence == "bulk"
    return Automatic.NEWSLETTER if listed and not _answers(message) and not _is_discussion(message) else None


def _answers(message: Message) -> bool:
    return any(name in message for name in ("In-Reply-To", "References"))


def _is_discussion(message: Message) -> bool:
    post = (header(message, "List-Post") or "NO").strip().upper()
    return not post.startswith("NO") or any(name in message for name in _DISCUSSIONS)


def _word(message: Message, name: str) -> str:
    """The first word of a header, without its parameters and comments."""
    return header(message, name).partition(";")[0].partition("(")[0].strip().lower()
