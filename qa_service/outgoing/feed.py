"""Lines for a log collector (SIEM): appended to a file as JSON, or sent as syslog (RFC 5424) by UDP, TCP or TLS."""

import os
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from qa_service.errors import BadInput

_PORTS = {"syslog": 514, "syslog+tcp": 601, "syslog+tls": 6514}
SCHEMES = ("file", *_PORTS)
_PRIORITY = 13 * 8 + 5
"""Facility 13, the audit log, and severity 5, notice (RFC 5424, section 6.2.1)."""
_SECONDS = 10.0


class FeedLine(NamedTuple):
    """`kind` is a word without spaces, by which collectors sort; `text` is JSON on one line."""

    at: datetime
    kind: str
    text: str


class Feed(Protocol):
    """Where lines go."""

    def send(self, lines: Sequence[FeedLine]) -> None:
        """All of them, in this order. Raises OSError: then some may have arrived, and all are sent again."""
        ...


def of(url: str) -> Feed:
    """``file:///var/log/qa/audit.jsonl``, ``syslog://host:514`` (UDP), ``syslog+tcp://host``, ``syslog+tls://host``.
    Raises BadInput.
    """
    try:
        parts = urlsplit(url)
        given_port = parts.port
    except ValueError:  # such as a port of 99999
        parts, given_port = urlsplit(""), None
    if parts.scheme == "file" and parts.path and not parts.netloc:
        return JsonLines(Path(parts.path))
    if parts.scheme not in _PORTS or not parts.hostname:
        raise BadInput("is no address of a feed", where="QA_AUDIT_FEED", hint="see 'A feed' in docs/operations.md")
    port = given_port or _PORTS[parts.scheme]
    return Datagrams(parts.hostname, port) if parts.scheme == "syslog" else Stream(parts.hostname, port, parts.scheme)


class JsonLines:
    """A file that a collector follows; readable by its owner alone, and on the disk before the next lines come."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, lines: Sequence[FeedLine]) -> None:
        """Appended. Raises OSError."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _write(file, _line_end(file) + "".join(f"{line.text}\n" for line in lines).encode())
            os.fsync(file)
        finally:
            os.close(file)


def _line_end(file: int) -> bytes:
    """Where the last line broke off, on a full disk, what comes next begins a line of its own."""
    size = os.fstat(file).st_size
    return b"" if size == 0 or os.pread(file, 1, size - 1) == b"\n" else b"\n"


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


class Datagrams:
    """One a message (RFC 5426): fast, and nobody says whether it arrived."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    def send(self, lines: Sequence[FeedLine]) -> None:
        """Raises OSError."""
        family, kind, protocol, _, address = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as sender:
            for line in lines:
                sender.sendto(syslog(line), address)


class Stream:
    """Octets counted (RFC 6587, RFC 5425); over TLS the certificate is held against the name."""

    def __init__(self, host: str, port: int, scheme: str) -> None:
        self._host, self._port, self._is_encrypted = host, port, scheme == "syslog+tls"

    def send(self, lines: Sequence[FeedLine]) -> None:
        """Raises OSError."""
        with self._connected() as connection:
            for line in lines:
                message = syslog(line)
                connection.sendall(b"%d %s" % (len(message), message))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):  # closed by the other side: it has read to the end
                pass

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        with socket.create_connection((self._host, self._port), _SECONDS) as plain:
            if not self._is_encrypted:
                yield plain
                return
            context = ssl.create_default_context()
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            with context.wrap_socket(plain, server_hostname=self._host) as encrypted:
                yield encrypted


def syslog(line: FeedLine) -> bytes:
    """A message of RFC 5424, without structured data; the text is UTF-8."""
    stamp = line.at.isoformat(timespec="microseconds")
    kind = "".join(sign if "!" <= sign <= "~" else "-" for sign in line.kind)[:32] or "-"
    host = socket.gethostname()[:255] or "-"
    return f"<{_PRIORITY}>1 {stamp} {host} qa-service {os.getpid()} {kind} - \ufeff{line.text}".encode()
