"""A mailbox folder over IMAP, read only: every message by its UID, which is good as long as UIDVALIDITY stays the same
(RFC 9051, section 2.3.1.1). Flags are not touched: a person who reads along notices nothing.
"""

import contextlib
import imaplib
import logging
import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_service.connectors.copying import copied
from qa_service.connectors.outcomes import no_way_out
from qa_service.connectors.place import Place, taken_apart
from qa_service.connectors.port import ObjectGone, Opening, SourceFault
from qa_service.domain.connectors import ListedObject
from qa_service.errors import BadInput
from qa_service.logs import event
from qa_service.outgoing.failures import OutgoingFailure
from qa_service.outgoing.sockets import connected

PORTS = {"imaps": 993, "imap": 143}
_STEP = 60.0
"""Seconds that one step of the conversation may take."""
_PIECE = 1 << 20
_WINDOW = 2000
"""Messages that are listed by one command."""
_NAMING = ("Message-ID", "References", "In-Reply-To")
_IDS = 10
"""Message-IDs that are looked for by one command: a line holds 8,192 characters (RFC 7162, section 4)."""
_MOST = 200
"""Mails that one search gives."""
_UID, _SIZE = re.compile(rb"\bUID (\d+)"), re.compile(rb"\bRFC822\.SIZE (\d+)")
_MUTF7 = re.compile(r"&|[^ -~]+")


class _Conversation(imaplib.IMAP4):
    """Over a connection that stands already. What a server claims to send at once is bounded."""

    def __init__(self, host: str, sock: socket.socket) -> None:
        self._given = sock
        super().__init__(host)

    def _create_socket(self, _timeout: float | None = None) -> socket.socket:  # where imaplib makes its own
        return self._given

    def read(self, size: int) -> bytes:
        """Raises IMAP4.abort."""
        if size > 2 * _PIECE:
            raise self.abort("a literal is too long")
        return super().read(size)


@dataclass(slots=True)
class _Folder:
    """`prefix` stands before the names of its mails; `count` and `validity` are those of when it was last opened."""

    name: str
    prefix: str
    count: int = 0
    validity: str = ""


class ImapSource:
    """Over one connection; `place` is ``imaps://user@host/Folder``, or ``imap://`` with STARTTLS."""

    def __init__(self, opening: Opening) -> None:
        place = checked(opening)
        context = ssl.create_default_context(cadata=opening.options.certificate or None)
        with _told():
            self._talk = _begun(place, context, opening)
            try:
                _signed_in(self._talk, place.user, opening.secrets)
            except BaseException:
                self._talk.shutdown()
                raise
        own = _Folder(place.path or "INBOX", "")
        self._folders = [own, *(_Folder(name, f"{name}/") for name in opening.options.more_folders)]
        self._open: _Folder | None = None
        try:
            for folder in reversed(self._folders):
                self._select(folder, "place" if folder is own else "more_folders")
        except BaseException:
            self.close()
            raise

    def _select(self, folder: _Folder, where: str = "place") -> None:
        """Have the server speak of this folder from now on. Raises BadInput."""
        if folder is self._open:
            return
        with _told():
            answer, _ = self._talk.select(_quoted(encoded(folder.name)), readonly=True)
            if answer != "OK":
                raise BadInput("names no folder of this mailbox", where=where, hint="check the folder's name")
            folder.count = int(self._talk.response("EXISTS")[1][-1] or 0)
            _, validity = self._talk.response("UIDVALIDITY")
            folder.validity = validity[0].decode("ascii") if validity and validity[0] else ""
        if not folder.validity.isdecimal():
            raise SourceFault("the server does not say whether message numbers stay the same")
        self._open = folder

    def changes(self, cursor: str) -> Iterator[ListedObject]:
        """See `Source`. All numbers of a folder are had before its first message is fetched: while one is, others may
        be removed, and places in the folder shift.
        """
        positions = (cursor.split(" ") + [""] * len(self._folders))[: len(self._folders)]
        for number, folder in enumerate(self._folders):
            self._select(folder)
            validity, _, last = positions[number].partition(":")
            begins = self._first_after(int(last), folder) if validity == folder.validity and last.isdecimal() else 1
            with _told():
                messages = sorted(self._messages(begins, folder.count))
            for uid, size in messages:
                positions[number] = f"{folder.validity}:{uid}"
                yield _listed(folder, uid, size, " ".join(positions))

    def _first_after(self, uid: int, folder: _Folder) -> int:
        """The place in the folder of the first message with a higher UID: they ascend (RFC 9051, section 2.3.1.1)."""
        low, high = 1, folder.count + 1
        while low < high:
            middle = (low + high) // 2
            with _told():
                found = [message for message, _ in self._window(middle, middle)]
            if found and found[0] > uid:
                high = middle
            else:
                low = middle + 1
        return low

    def _messages(self, begins: int, count: int) -> Iterator[tuple[int, int]]:
        for low in range(begins, count + 1, _WINDOW):
            yield from self._window(low, min(low + _WINDOW - 1, count))

    def _window(self, low: int, high: int) -> list[tuple[int, int]]:
        _, lines = self._talk.fetch(f"{low}:{high}", "(UID RFC822.SIZE)")
        return list(_numbers_and_sizes(lines))

    def of_messages(self, message_ids: Sequence[str]) -> Sequence[ListedObject]:
        """See `Mailbox`: the server looks through the headers. One that cannot finds nothing."""
        sayable = [id for id in message_ids if id.isascii() and id.isprintable()]
        groups = [sayable[start : start + _IDS] for start in range(0, len(sayable), _IDS)]
        return [listed for folder in self._folders for listed in self._of_messages(folder, groups)]

    def _of_messages(self, folder: _Folder, groups: Sequence[Sequence[str]]) -> Iterator[ListedObject]:
        self._select(folder)
        with _told():
            uids = sorted({uid for group in groups for uid in self._search(_naming(group))})[:_MOST]
            if not uids:
                return
            _, lines = self._talk.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")
        for uid, size in sorted(_numbers_and_sizes(lines)):
            yield _listed(folder, uid, size)

    def _search(self, criteria: str) -> list[int]:
        try:
            _, answer = self._talk.uid("SEARCH", criteria)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            event("imap search failed", logging.WARNING)
            return []
        return [int(uid) for uid in (answer[0] or b"").split() if uid.isdigit()]

    def fetch(self, listed: ListedObject, into: Path, limit: int) -> None:
        """See `Source`."""
        prefix, uid = listed.name[: listed.name.rfind("/") + 1], listed.name.rpartition("/")[2].removesuffix(".eml")
        folder = next((folder for folder in self._folders if folder.prefix == prefix), None)
        if folder is None:
            raise ObjectGone("its folder is not looked into any more")
        self._select(folder)
        if listed.version != folder.validity:
            raise ObjectGone("the server has numbered its messages anew")
        with _told():
            copied(self._pieces(uid), into, limit)

    def _pieces(self, uid: str) -> Iterator[bytes]:
        at = 0
        while True:
            _, answer = self._talk.uid("FETCH", uid, f"(BODY.PEEK[]<{at}.{_PIECE}>)")
            pieces = [part[1] for part in answer if isinstance(part, tuple)]
            if not pieces and at == 0:
                raise ObjectGone("it is not there any more")
            piece = b"".join(pieces)
            yield piece
            at += len(piece)
            if len(piece) < _PIECE:
                return

    def find(self, name: str) -> ListedObject | None:
        """See `Source`: messages have no names."""
        return None

    def acknowledge(self, listed: ListedObject) -> None:
        """See `Source`: a mailbox is only read."""

    def close(self) -> None:
        """See `Source`."""
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            self._talk.logout()


def _listed(folder: _Folder, uid: int, size: int, cursor: str = "") -> ListedObject:
    return ListedObject(f"{folder.prefix}{uid}.eml", folder.validity, size, cursor=cursor)


def _numbers_and_sizes(lines: Sequence[Any]) -> Iterator[tuple[int, int]]:
    for line in lines:
        uid, size = (pattern.search(line if isinstance(line, bytes) else b"") for pattern in (_UID, _SIZE))
        if uid and size:
            yield int(uid[1]), int(size[1])


def _naming(message_ids: Sequence[str]) -> str:
    """Of mails that are called so or refer to one of these, as servers are asked (RFC 9051, section 6.4.4)."""
    keys = [f"HEADER {header} {_quoted(f'<{id}>')}" for id in message_ids for header in _NAMING]
    return " ".join([*(f"OR {key}" for key in keys[:-1]), keys[-1]])


def checked(opening: Opening) -> Place:
    """The place, before anybody is contacted. Raises BadInput."""
    place = taken_apart(opening.place, PORTS)
    if not place.user:
        raise BadInput("names no user", where="place", hint="write imaps://user@host/INBOX")
    if any(sign < " " for sign in place.user + place.path):
        raise BadInput("holds a control character", where="place")
    if any(sign < " " for name in opening.options.more_folders for sign in name):
        raise BadInput("holds a control character", where="more_folders")
    try:
        ssl.create_default_context(cadata=opening.options.certificate or None)
    except (ssl.SSLError, ValueError):
        raise BadInput("cannot be read", where="certificate", hint="give a certificate in PEM format") from None
    return place


def _begun(place: Place, context: ssl.SSLContext, opening: Opening) -> _Conversation:
    try:
        plain = connected(place.host, place.port, _STEP, listed=opening.hosts)
    except OutgoingFailure as error:
        raise no_way_out(error, place.host) from None
    if place.scheme == "imaps":
        return _Conversation(place.host, context.wrap_socket(plain, server_hostname=place.host))
    talk = _Conversation(place.host, plain)
    talk.starttls(context)
    return talk


def _signed_in(talk: _Conversation, user: str, secrets: dict[str, str]) -> None:
    try:
        if token := secrets.get("token"):
            talk.authenticate("XOAUTH2", lambda _: f"user={user}\x01auth=Bearer {token}\x01\x01".encode())
        elif "AUTH=PLAIN" in talk.capabilities:
            password = secrets.get("password", "")
            talk.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        else:
            talk.login(_quoted(user), secrets.get("password", ""))
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError):
        raise SourceFault("the server refuses this user; check its password or token") from None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def encoded(folder: str) -> str:
    """The name of a folder as servers know it: modified UTF-7 (RFC 3501, section 5.1.3)."""
    return _MUTF7.sub(lambda match: "&-" if match[0] == "&" else f"&{_base64(match[0])}-", folder)


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")


@contextmanager
def _told() -> Iterator[None]:
    """What the server says, in a sentence without names and secrets."""
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise SourceFault("the server's certificate is not trusted: nothing was sent to it") from None
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        event("imap failed", logging.WARNING, error=type(error).__name__)
        raise SourceFault("the mailbox cannot be read now ({kind})", kind=type(error).__name__) from None
