"""The address of a place: ``sftp://user@host:22/path``, without any secret in it."""

from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from qa_service.errors import BadInput, one_of, say


class Place(NamedTuple):
    """An address taken apart; `path` is without the first slash and without escapes."""

    scheme: str
    user: str
    host: str
    port: int
    path: str


def taken_apart(address: str, ports: dict[str, int]) -> Place:
    """By scheme the usual port. Raises BadInput."""
    parts = _split(address)
    if parts.scheme not in ports or not parts.hostname:
        raise BadInput("is no address of this kind", where="place", hint=one_of(f"{scheme}://..." for scheme in ports))
    if parts.password is not None:
        raise BadInput("holds a password", where="place", hint=say("leave it out, and name where it lies instead"))
    if parts.query or parts.fragment:
        raise BadInput("holds more than a path", where="place", hint="leave out what follows `?` or `#`")
    port = parts.port or ports[parts.scheme]
    return Place(parts.scheme, unquote(parts.username or ""), parts.hostname, port, unquote(parts.path).lstrip("/"))


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port  # one of 99999 is found out here
    except ValueError:
        raise BadInput("is no address", where="place", hint="check its brackets and its port") from None
    return parts
