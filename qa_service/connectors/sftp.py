"""SFTP: the files below a folder of a server whose key is known beforehand.

The library speaks asynchronously; this source has a loop of its own, and whoever uses it waits.
"""

import asyncio
import logging
import stat
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncssh

from qa_service.connectors.outcomes import no_way_out
from qa_service.connectors.place import taken_apart
from qa_service.connectors.port import ObjectGone, ObjectTooLarge, Opening, SourceFault
from qa_service.domain.connectors import ListedObject
from qa_service.errors import BadInput, say
from qa_service.logs import event
from qa_service.outgoing.failures import OutgoingFailure
from qa_service.outgoing.sockets import connected

T = TypeVar("T")
_STEP = 60.0
"""Seconds that one step of the conversation may take."""
_PIECE = 1 << 18
_LINK, _SPECIAL, _NAME = say("it is a link"), say("it is no file"), say("its name is not UTF-8; rename it")


class SftpSource:
    """Over one connection; `place` is ``sftp://user@host:22/folder``."""

    def __init__(self, opening: Opening) -> None:
        self._place = taken_apart(opening.place, {"sftp": 22})
        self._folder = f"/{self._place.path}".rstrip("/") or "/"
        self._subfolders = opening.options.subfolders
        checked(opening)
        try:
            sock = connected(self._place.host, self._place.port, _STEP, listed=opening.hosts)
        except OutgoingFailure as error:
            raise no_way_out(error, self._place.host) from None
        self._loop = asyncio.new_event_loop()
        try:
            self._wait(self._open(sock, opening))
        except BaseException:
            sock.close()
            self._loop.close()
            raise

    async def _open(self, sock: Any, opening: Opening) -> None:
        key, secrets = opening.secrets.get("key"), opening.secrets
        keys = [asyncssh.import_private_key(key, secrets.get("passphrase"))] if key else None
        sock.setblocking(False)
        self._connection = await asyncssh.connect(
            self._place.host,
            self._place.port,
            sock=sock,
            username=self._place.user,
            password=secrets.get("password"),
            client_keys=keys,
            known_hosts=asyncssh.import_known_hosts(opening.options.known_hosts),
            config=None,
            agent_path=None,
            gss_host=None,
            x509_trusted_certs=None,
            preferred_auth="publickey,password" if keys else "password,keyboard-interactive",
            login_timeout=_STEP,
            keepalive_interval=20,
        )
        self._client = await self._connection.start_sftp_client()

    def _wait(self, step: Coroutine[Any, Any, T]) -> T:
        with _told():
            return self._loop.run_until_complete(asyncio.wait_for(step, _STEP))

    def changes(self, cursor: str) -> Iterator[ListedObject]:
        """See `Source`: a server has no order, and all of it is listed."""
        yield from self._below("")

    def _below(self, folder: str) -> Iterator[ListedObject]:
        for entry in self._wait(self._entries(folder)):
            name = f"{folder}{_text(entry.filename)}"
            if _kind(entry.attrs) == stat.S_IFDIR:
                if self._subfolders:
                    yield from self._below(f"{name}/")
            else:
                yield _listed(name, entry)

    async def _entries(self, folder: str) -> list[Any]:
        path = f"{self._folder}/{folder}".rstrip("/") or "/"
        entries = [entry async for entry in self._client.scandir(path)]
        inside = [entry for entry in entries if _text(entry.filename) not in (".", "..")]
        return sorted((entry for entry in inside if "/" not in _text(entry.filename)), key=lambda e: _text(e.filename))

    def fetch(self, listed: ListedObject, into: Path, limit: int) -> None:
        """See `Source`."""
        path = f"{self._folder}/{listed.name}"
        if _version(self._wait(self._client.lstat(path))) != listed.version:
            raise ObjectGone("it was written to meanwhile")
        with into.open("wb") as target:
            file = self._wait(self._file(path))
            try:
                while piece := self._wait(file.read(_PIECE)):
                    target.write(piece)
                    if target.tell() > limit:
                        raise ObjectTooLarge("it is larger than {limit} bytes", limit=limit)
            finally:
                self._wait(file.close())
        if _version(self._wait(self._client.lstat(path))) != listed.version:
            raise ObjectGone("it was written to meanwhile")

    async def _file(self, path: str) -> Any:
        return await self._client.open(path, "rb")

    def find(self, name: str) -> ListedObject | None:
        """See `Source`."""
        if ".." in name.split("/"):
            return None
        try:
            attributes = self._wait(self._client.lstat(f"{self._folder}/{name}"))
        except ObjectGone:
            return None
        return ListedObject(name, _version(attributes), attributes.size or 0, is_whole=False)

    def acknowledge(self, listed: ListedObject) -> None:
        """See `Source`: a server is only read."""

    def close(self) -> None:
        """See `Source`."""
        self._connection.abort()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


def checked(opening: Opening) -> None:
    """Raises BadInput where something is left out, before anybody is contacted."""
    if not taken_apart(opening.place, {"sftp": 22}).user:
        raise BadInput("names no user", where="place", hint="write sftp://user@host/folder")
    if not opening.options.known_hosts.strip():
        raise BadInput(
            "is needed: a server whose key is not known may be anybody",
            where="known_hosts",
            hint="ask who runs the server for its key, and give its line of a known_hosts file",
        )
    try:
        asyncssh.import_known_hosts(opening.options.known_hosts)
    except ValueError:
        raise BadInput("cannot be read", where="known_hosts", hint="give lines of a known_hosts file") from None


def _text(name: Any) -> str:
    return name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else str(name)


def _kind(attributes: Any) -> int:
    return stat.S_IFMT(attributes.permissions or 0)


def _listed(name: str, entry: Any) -> ListedObject:
    fault = None
    kind = _kind(entry.attrs)
    if kind != stat.S_IFREG:
        fault = _LINK if kind == stat.S_IFLNK else _SPECIAL
    try:
        name.encode()
    except UnicodeEncodeError:
        name, fault = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"), _NAME
    return ListedObject(name, _version(entry.attrs), entry.attrs.size or 0, is_whole=False, fault=fault)


def _version(attributes: Any) -> str:
    return f"{attributes.size}-{attributes.mtime}"


@contextmanager
def _told() -> Iterator[None]:
    """What the server says, in a sentence without names and secrets."""
    try:
        yield
    except asyncssh.HostKeyNotVerifiable:
        raise SourceFault("the server's key is not the one in known_hosts: nothing was sent to it") from None
    except asyncssh.PermissionDenied:
        raise SourceFault("the server refuses this user; check its password or key") from None
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        hint = say("give a private key in OpenSSH or PEM format, and its passphrase")
        raise BadInput("cannot be read", where="secrets.key", hint=hint) from None
    except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
        raise ObjectGone("it is not there any more") from None
    except asyncssh.SFTPPermissionDenied:
        raise SourceFault("the server does not let this user read or write a file or folder") from None
    except (asyncssh.Error, OSError, TimeoutError) as error:
        event("sftp failed", logging.WARNING, error=type(error).__name__)
        raise SourceFault("the server cannot be read or written to now ({kind})", kind=type(error).__name__) from None
