"""Object storage that speaks S3: the objects below a prefix, each known by its entity tag."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import (
    BaseError,
    GenericError,
    NotFoundError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from qa_service.connectors.copying import copied
from qa_service.connectors.outcomes import no_way_out
from qa_service.connectors.place import taken_apart
from qa_service.connectors.port import ObjectGone, Opening, SourceFault
from qa_service.domain.connectors import ConnectorOptions, ListedObject
from qa_service.errors import BadInput, say
from qa_service.logs import event
from qa_service.outgoing.addresses import reachable
from qa_service.outgoing.failures import OutgoingFailure

_MARK = say("it is the mark of a folder")
_PAGE = 1000
"""Objects that one answer of the store lists; S3 gives no more."""


class S3Source:
    """Over a bucket; `place` is ``s3://bucket/prefix``."""

    def __init__(self, opening: Opening) -> None:
        self._place = taken_apart(opening.place, {"s3": 443})
        self._options, self._hosts = opening.options, opening.hosts
        self._address = endpoint(opening.options)
        self._prefix = self._place.path.strip("/")
        self._check()
        more = _client(self._address, opening.options)
        if "access_key" in opening.secrets:
            more["credential_provider"] = partial(_credentials, opening.secrets)
        self._store = S3Store(self._place.host, config=self._config(opening), **more)

    def _check(self) -> None:
        parts = urlsplit(self._address)
        host = parts.hostname or ""
        try:
            reachable(host, parts.port or 443, listed=self._hosts)
        except OutgoingFailure as error:
            raise no_way_out(error, host) from None
        if parts.scheme == "http" and host not in self._hosts:
            hint = say("use https, or have the host added to QA_CONNECTOR_HOSTS")
            raise BadInput("is not encrypted", where="endpoint", hint=hint)

    def _config(self, opening: Opening) -> Any:
        """All of it is said here: what is left out, the library takes from the environment, where the address and the
        keys of this service's own store may stand.
        """
        address = {"endpoint": self._address, "aws_endpoint_url_s3": self._address}
        signs = "access_key" in opening.secrets
        how = {"virtual_hosted_style_request": False, "skip_signature": not signs}
        return {"region": opening.options.region, **address, **how}

    def changes(self, cursor: str) -> Iterator[ListedObject]:
        """See `Source`. Where names grow with time, those after the name `cursor`."""
        offset = cursor if self._options.ordered and cursor else None
        with told():
            for page in obstore.list(self._store, self._prefix or None, offset=offset, chunk_size=_PAGE):
                yield from (self._listed(meta) for meta in page if meta["path"] != self._prefix)

    def _listed(self, meta: Any) -> ListedObject:
        tag = (meta.get("e_tag") or "").strip('"') or f"{meta['last_modified'].isoformat()}"
        path = meta["path"]
        name = path[len(self._prefix) + 1 :] if self._prefix else path
        fault = _MARK if meta["size"] == 0 and "." not in name.rpartition("/")[2] else None
        cursor = path if self._options.ordered else ""
        return ListedObject(name, tag[:200], meta["size"], cursor=cursor, fault=fault)

    def fetch(self, listed: ListedObject, into: Path, limit: int) -> None:
        """See `Source`; the store itself refuses to give another version."""
        path = self._path(listed.name)
        with told():
            meta = self._listed(obstore.head(self._store, path))
            if meta.version != listed.version:
                raise ObjectGone("it was written to meanwhile")
            copied(map(bytes, obstore.get(self._store, path).stream(min_chunk_size=1 << 20)), into, limit)
            if self._listed(obstore.head(self._store, path)).version != listed.version:
                raise ObjectGone("it was written to meanwhile")

    def _path(self, name: str) -> str:
        return f"{self._prefix}/{name}" if self._prefix else name

    def find(self, name: str) -> ListedObject | None:
        """See `Source`."""
        try:
            with told():
                return self._listed(obstore.head(self._store, self._path(name)))
        except ObjectGone:
            return None

    def acknowledge(self, listed: ListedObject) -> None:
        """See `Source`: a bucket is only read."""

    def close(self) -> None:
        """See `Source`: each request stands alone."""


def endpoint(options: ConnectorOptions) -> str:
    """Where the store is asked. Raises BadInput."""
    address = options.endpoint or f"https://s3.{options.region}.amazonaws.com"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), 0
    more = (parts.username, parts.password, parts.query, parts.fragment)
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or any(more):
        raise BadInput("is no address of a store", where="endpoint", hint="write https://storage.example.com")
    return address.rstrip("/")


def _credentials(secrets: Mapping[str, str]) -> Any:
    """By a provider, since a token of the environment would be sent along with keys that are named otherwise."""
    keys = {"access_key_id": secrets["access_key"], "secret_access_key": secrets.get("secret_key", "")}
    return {**keys, "token": secrets.get("session_token"), "expires_at": None}


def _client(address: str, options: ConnectorOptions) -> dict[str, Any]:
    client: dict[str, Any] = {
        "allow_http": address.startswith("http://"),
        "allow_invalid_certificates": False,
        "connect_timeout": "10 s",
        "timeout": "600 s",
    }
    client["read_timeout"] = "30 s"
    if options.certificate:
        client["root_certificate"] = options.certificate
    retries = {"max_retries": 2, "retry_timeout": timedelta(seconds=60)}
    return {"client_options": client, "retry_config": retries}


@contextmanager
def told() -> Iterator[None]:
    """What the store says, in a sentence without addresses, keys and names."""
    try:
        yield
    except (NotFoundError, FileNotFoundError):
        raise ObjectGone("it is not there any more") from None
    except PreconditionError:
        raise ObjectGone("it was written to meanwhile") from None
    except (PermissionDeniedError, UnauthenticatedError, PermissionError):
        raise SourceFault("the store refuses these keys; check them and what they may read or write") from None
    except (BaseError, GenericError, OSError) as error:
        event("object store failed", logging.WARNING, error=type(error).__name__)
        raise SourceFault("the store cannot be read or written to now ({kind})", kind=type(error).__name__) from None
