"""One connection to an allowed address, for as long as the whole answer may take and no longer."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

Admission = Callable[[str, int], list[str]]
"""The addresses of a host and port that may be contacted (see `addresses`). Raises AddressNotAllowed, HostNotFound."""


class Deadline:
    """A moment by which all is done, whatever it consists of; seconds are those of a monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; 0 when it is over."""
        return max(0.0, self._end - time.monotonic())

    def bound(self, timeout: float | None) -> float:
        """How long one step may take. Raises httpcore.ReadTimeout when it is over: a server that sends a letter now and
        then keeps no connection open for ever.
        """
        left = self.left
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a name cannot mean another one a moment later."""

    def __init__(self, deadline: Deadline, admitted: Admission) -> None:
        self._deadline, self._admitted = deadline, admitted
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """The first allowed address that answers. Raises AddressNotAllowed, HostNotFound, ConnectError."""
        addresses = self._admitted(host, port)
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(addresses[-1], port, timeout)

    def _connected(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        return _GuardedStream(self._plain.connect_tcp(address, port, self._deadline.bound(timeout)), self._deadline)


class _GuardedStream(httpcore.NetworkStream):
    """The same stream, every step within the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream does."""
        return self._stream.read(max_bytes, self._deadline.bound(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream does."""
        self._stream.write(buffer, self._deadline.bound(timeout))

    def close(self) -> None:
        """As the stream does."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The certificate is held against the name that was asked for, not against the address."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.bound(timeout))
        return _GuardedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """As the stream does."""
        return self._stream.get_extra_info(info)
