"""Properties of Outlook's messages ([MS-OXPROPS]), as .msg files and winmail.dat hold them, made mail of the net."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from typing import Any

from qa_service.errors import BadDocument, say
from qa_service.ingest.mail import charsets, parsing

CLASS, SUBJECT, SENT, DELIVERED, HEADERS = 0x001A, 0x0037, 0x0039, 0x0E06, 0x007D
BODY, RTF, HTML, CODEPAGE, MESSAGE_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE, 0x3FFD
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
FOR_NAME, FOR_ADDRESS, FOR_SMTP = 0x0042, 0x0065, 0x5D02
MESSAGE_ID, REFERENCES, IN_REPLY_TO, CONVERSATION = 0x1035, 0x1039, 0x1042, 0x0071
DISPLAY_TO, DISPLAY_CC, NAME, ADDRESS, SMTP, KIND = 0x0E04, 0x0E03, 0x3001, 0x3003, 0x39FE, 0x0C15
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_REFUSED = {
    "ipm.appointment": say("is an appointment, not a message"),
    "ipm.contact": say("is a contact of an address book, not a message"),
    "ipm.distlist": say("is a list of addresses, not a message"),
    "ipm.task": say("is a task, not a message"),
    "ipm.stickynote": say("is a note, not a message"),
    "ipm.activity": say("is an entry of a journal, not a message"),
}
_SIGN = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class MapiMessage:
    """Properties by id, those of each recipient, and the messages attached."""

    properties: Mapping[int, Any]
    recipients: Sequence[Mapping[int, Any]] = ()
    attached: Sequence[Message] = field(default=())

    def text(self, *ids: int) -> str:
        """The first of these properties that is a text and not empty."""
        texts = (self.properties.get(id) for id in ids)
        return next((text.strip("\x00") for text in texts if isinstance(text, str) and text.strip("\x00 ")), "")


def moment(ticks: int) -> datetime | None:
    """A time in units of 100 ns since 1601."""
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None


def message(mapi: MapiMessage) -> Message:
    """With the headers that came along, where they did; of what Outlook alone knows made anew. Raises BadDocument for
    what is no message: an appointment, a contact.
    """
    kind = mapi.text(CLASS).lower()
    _refuse(kind)
    whole = parsing.parse_part(mapi.text(HEADERS).strip().encode("utf-8", "surrogateescape") + b"\n\n")
    for name in ("Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Content-Disposition"):
        del whole[name]
    _set_headers(whole, mapi)
    _set_kind(whole, kind)
    _set_body(whole, mapi, kind)
    return whole


def _refuse(kind: str) -> None:
    for name, what in _REFUSED.items():
        if kind == name or kind.startswith(f"{name}."):
            raise BadDocument(what, hint="give messages, exported as .msg or .eml")
    if kind.startswith("ipm.note.smime") and "multipartsigned" not in kind:
        raise BadDocument("is encrypted", hint="export it from a program that can open it")


def _set_headers(whole: Message, mapi: MapiMessage) -> None:
    sent = mapi.properties.get(SENT) or mapi.properties.get(DELIVERED)
    sender = _address(
        mapi.text(FOR_NAME, SENDER_NAME), mapi.text(FOR_SMTP, SENDER_SMTP), mapi.text(FOR_ADDRESS, SENDER_ADDRESS)
    )
    values = {
        "From": sender,
        "To": _listed(mapi, 1) or mapi.text(DISPLAY_TO),
        "Cc": _listed(mapi, 2),
        "Subject": mapi.text(SUBJECT),
        "Date": format_datetime(sent) if isinstance(sent, datetime) else "",
        "Message-ID": mapi.text(MESSAGE_ID),
        "References": mapi.text(REFERENCES),
        "In-Reply-To": mapi.text(IN_REPLY_TO),
        "Thread-Index": _index(mapi.properties.get(CONVERSATION)),
    }
    for name, value in values.items():
        if value and not whole.get(name):
            whole[name] = _SIGN.sub(" ", value)[:20_000]


def _listed(mapi: MapiMessage, kind: int) -> str:
    people = [person for person in mapi.recipients if person.get(KIND, 1) == kind]
    return ", ".join(_of_person(person) for person in people)


def _of_person(person: Mapping[int, Any]) -> str:
    return _address(*(str(person.get(id) or "") for id in (NAME, SMTP, ADDRESS)))


def _address(name: str, *addresses: str) -> str:
    """The first that is one of the net: inside an organisation Exchange has names of its own (`/O=ACME/...`)."""
    address = next((address.strip("\x00 ") for address in (*addresses, name) if "@" in address), "")
    name = name.strip("\x00 ").replace('"', "").replace(",", " ")
    return f"{name} <{address}>" if name and address and name != address else address or name


def _index(value: Any) -> str:
    import base64

    return base64.b64encode(value).decode() if isinstance(value, bytes) else ""


def _set_kind(whole: Message, kind: str) -> None:
    """What the class of a message says, in the headers by which mail of machines is told."""
    if kind.startswith("report.") and kind.endswith(".ndr"):
        whole["X-Failed-Recipients"] = "told by Outlook"
    elif kind.startswith("report."):
        whole["Content-Type"] = "multipart/report"
    elif kind.startswith(("ipm.note.rules.oof", "ipm.note.rules.externaloof")):
        whole["X-Autoreply"] = "yes"


def _set_body(whole: Message, mapi: MapiMessage, kind: str) -> None:
    parts = [_part("plain", text)] if (text := mapi.text(BODY)) else []
    page = _page(mapi)
    parts += [_part("html", page)] if page else []
    if not parts and isinstance(rtf := mapi.properties.get(RTF), bytes):
        parts += [_part("plain", text)] if (text := of_rtf(rtf)) else []
    meets = kind.startswith("ipm.schedule.meeting")
    if "Content-Type" not in whole:
        whole["Content-Type"] = "multipart/mixed"
        form = Message()
        form["Content-Type"] = "multipart/alternative"
        form.set_payload(list(parts))
        parts = [form] if parts else []
    else:
        parts = [*parts, _receipt(kind)]
    parts += [_calendar()] if meets else []
    whole.set_payload([*parts, *(_passed_on(inside) for inside in mapi.attached)])


def _part(kind: str, text: str) -> Message:
    part = Message()
    part["Content-Type"] = f'text/{kind}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "8bit"
    part.set_payload(text.encode("utf-8", "replace").decode("ascii", "surrogateescape"))
    return part


def _calendar() -> Message:
    part = Message()
    part["Content-Type"] = "text/calendar; method=REQUEST"
    part.set_payload("")
    return part


def _receipt(kind: str) -> Message:
    """Of a report: that a message was read, or that it arrived."""
    part = Message()
    part["Content-Type"] = "message/disposition-notification" if "ipnrn" in kind or "ipnnrn" in kind else "text/plain"
    part.set_payload("")
    return part


def _passed_on(inside: Message) -> Message:
    part = Message()
    part["Content-Type"] = "message/rfc822"
    part.set_payload([inside])
    return part


def _page(mapi: MapiMessage) -> str:
    value = mapi.properties.get(HTML)
    if isinstance(value, bytes):
        page = mapi.properties.get(CODEPAGE) or mapi.properties.get(MESSAGE_CODEPAGE)
        return charsets.decode(value, codepage(page)).strip("\x00")
    return value.strip("\x00") if isinstance(value, str) else ""


def codepage(number: Any) -> str:
    """Windows' number of a charset as its name."""
    known = {65001: "utf-8", 20127: "ascii", 1200: "utf-16-le", 50220: "iso-2022-jp", 54936: "gb18030", 28605: "latin9"}
    known |= {20866: "koi8-r", 21866: "koi8-u", 51932: "euc-jp", 51949: "euc-kr", 65000: "utf-7", 10000: "mac-roman"}
    if not isinstance(number, int):
        return ""
    return known.get(number) or (f"iso-8859-{number - 28590}" if 28591 <= number <= 28599 else f"cp{number}")


def of_rtf(compressed: bytes) -> str:
    """The words of compressed rich text ([MS-OXRTFCP]); empty where they cannot be read."""
    from compressed_rtf import decompress  # type: ignore[import-untyped]  # it has no types
    from striprtf.striprtf import rtf_to_text

    try:
        rtf = decompress(compressed)
        text = rtf_to_text(rtf.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # nor has it
        return str(text).strip("\x00 \n")
    except Exception:  # noqa: BLE001  (both raise whatever comes of damaged bytes)
        return ""
