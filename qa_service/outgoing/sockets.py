"""A connection to a host that somebody has named, for protocols that are not HTTP."""

import socket
from collections.abc import Collection

from qa_service.outgoing.addresses import reachable
from qa_service.outgoing.failures import NotReached


def connected(host: str, port: int, seconds: float, *, listed: Collection[str]) -> socket.socket:
    """To the very address that was checked, so that a name cannot mean another one a moment later; each step on it may
    take so many `seconds`. Raises AddressNotAllowed, HostNotFound, NotReached.
    """
    for address in reachable(host, port, listed=listed):
        try:
            return socket.create_connection((address, port), seconds)
        except OSError:
            continue
    raise NotReached
