"""E-mail files (.eml, .mbox): one interaction a thread, one turn a message, quoted history turned into turns."""

import hashlib
import mailbox
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from qa_service.domain.interaction import Automatic
from qa_service.errors import BadDocument, say
from qa_service.ingest import automatic, mail_bounds, replies
from qa_service.ingest.mail_bounds import header

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_QUOTE_MARK = re.compile(r"^(?:>\s?)+", re.MULTILINE)
_INLINE = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%_-]+")
_ANGLES = re.compile(r"<{2,}")
_LONGEST_BODY = 500_000


@dataclass(frozen=True, slots=True)
class _Message:
    """One message of a thread, without the history it quotes."""

    sender: str
    text: str
    at: datetime | None
    automatic: Automatic | None = None


def read_eml(raw: bytes, centre: Sequence[str]) -> dict[str, Any]:
    """The document of one .eml file; what it quotes becomes the turns before it. Raises BadDocument."""
    with _readable():
        message = _parse(raw)
        own, quoted = _cut(message)
        return _document(_message_id(message, raw), quoted, [own], centre)


def read_mbox(path: Path, centre: Sequence[str]) -> Iterator[dict[str, Any] | BadDocument]:
    """One document for each thread of an .mbox file; a message or thread that cannot be read does not stop the others
    and is named by its number. Raises BadDocument when it holds no message.
    """
    threads: dict[str, list[EmailMessage]] = defaultdict(list)
    number = 0
    for number, raw in enumerate(_messages(path), start=1):
        try:
            with _readable():
                message = _parse(raw)
                threads[_thread(message, raw)].append(message)
        except BadDocument as error:
            yield BadDocument(error.what, where=say("message {number}", number=number), hint=error.hint)
    if not number:
        raise BadDocument("holds no message", hint="give a mailbox in mbox format")
    for thread, (root, messages) in enumerate(threads.items(), start=1):
        try:
            with _readable():
                yield _conversation(root, messages, centre)
        except BadDocument as error:
            yield BadDocument(error.what, where=say("thread {thread}", thread=thread), hint=error.hint)


def _messages(path: Path) -> Iterator[bytes]:
    """The messages of a mailbox as they stand there, without the lines that separate them."""
    with closing(mailbox.mbox(path, create=False)) as box:
        for key in box.keys():  # noqa: SIM118  (iterating the box itself reads the separators as ASCII)
            yield box.get_bytes(key)


def _conversation(root: str, messages: list[EmailMessage], centre: Sequence[str]) -> dict[str, Any]:
    """The document of one thread, oldest message first."""
    messages.sort(key=lambda message: _date(message) or datetime.min.replace(tzinfo=UTC))
    split_messages = [_cut(message) for message in messages]
    return _document(root, split_messages[0][1], [own for own, _ in split_messages], centre)


@contextmanager
def _readable() -> Iterator[None]:
    """What the parsers of the standard library raise on damaged messages, each its own way, as our refusal."""
    try:
        yield
    except (MessageError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise BadDocument("cannot be taken apart as e-mail", hint="export the message anew") from error


def _parse(raw: bytes) -> EmailMessage:
    mail_bounds.check(raw)
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not header(message, "From"):
        raise BadDocument("has no From header", hint="give a message as exported by the mail program")
    return message


def _document(
    identifier: str, quoted: Sequence[_Message], own: Sequence[_Message], centre: Sequence[str]
) -> dict[str, Any]:
    """A thread is automatic where all of its own messages are; one such message among others is nobody's turn."""
    written = [message for message in (*quoted, *own) if message.text.strip()]
    if not written:
        raise BadDocument("holds no text", hint="messages need a text or HTML body")
    voices = {sender: number for number, sender in enumerate(dict.fromkeys(message.sender for message in written))}
    centre_writes = any(_of_centre(sender, centre) for sender in voices)
    times = [message.at for message in written if message.at]
    turns = [
        {
            "speaker": _speaker(message, centre) if centre_writes or message.automatic else None,
            "voice": voices[message.sender],
            "text": message.text,
            "at": message.at,
        }
        for message in written
    ]
    return {
        "schema": "qa-interaction/1",
        "id": identifier,
        "channel": "email",
        "automatic": own[0].automatic if all(message.automatic for message in own) else None,
        "started_at": min(times, default=None),
        "ended_at": max(times, default=None),
        "turns": turns,
    }


def _speaker(message: _Message, centre: Sequence[str]) -> str:
    if message.automatic is not None:
        return "other"
    return "agent" if _of_centre(message.sender, centre) else "customer"


def _of_centre(sender: str, centre: Iterable[str]) -> bool:
    """Whether an address belongs to the centre, which is given as addresses or domains."""
    return any(sender == address.lower() or sender.endswith("@" + address.lower().lstrip("@")) for address in centre)


def _message_id(message: EmailMessage, raw: bytes) -> str:
    identifier = header(message, "Message-ID").strip().strip("<>")
    return identifier or hashlib.sha256(raw).hexdigest()[:32]


def _thread(message: EmailMessage, raw: bytes) -> str:
    """The identity of a thread: its first message's id."""
    earlier = re.findall(r"<([^<>]+)>", f"{header(message, 'References')} {header(message, 'In-Reply-To')}")
    return earlier[0] if earlier else _message_id(message, raw)


def _date(message: EmailMessage) -> datetime | None:
    try:
        sent = parsedate_to_datetime(header(message, "Date"))
    except (TypeError, ValueError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _sender(message: EmailMessage) -> str:
    addresses = getaddresses([header(message, "From")])
    return addresses[0][1].lower() if addresses else ""


def _cut(message: EmailMessage) -> tuple[_Message, list[_Message]]:
    """What the writer of `message` wrote, and what it quotes, oldest first."""
    own, *earlier = replies.split(_body(message))
    quoted = []
    for reply in earlier:
        text = _QUOTE_MARK.sub("", reply.text).strip()
        address = _ADDRESS.search(reply.header)
        if text:
            quoted.append(_Message(address.group().lower() if address else reply.header.lower(), text, None))
    reason = automatic.reason(message)
    subject = (header(message, "Subject") or str(reason)) if reason else ""  # an invitation has no text of its own
    return _Message(_sender(message), own.text or subject, _date(message), reason), quoted[::-1]


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError):  # a charset that does not exist, or bytes that do not fit it
        text = bytes(part.get_payload(decode=True) or b"").decode("utf-8", errors="replace")
    is_html = part.get_content_subtype() != "plain"
    text = _INLINE.sub("data:", text) if is_html else text
    if len(text) > _LONGEST_BODY:
        raise BadDocument(
            "has a text of over {limit} characters", limit=_LONGEST_BODY, hint="export it without what it quotes"
        )
    return _HtmlText.of(text) if is_html else text


class _HtmlText(HTMLParser):
    """The text of an HTML body."""

    _BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote"})
    _HIDDEN = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._hidden = 0

    @classmethod
    def of(cls, html: str) -> str:
        """Plain text with line breaks where the page has them."""
        reader = cls()
        reader.feed(_ANGLES.sub("<", html))
        return re.sub(r"\n\s*\n\s*", "\n\n", "".join(reader._parts)).strip()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in self._HIDDEN
        if tag in self._BREAKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data)
