"""What a provider says of itself (OpenID Connect Discovery 1.0), as far as it is used and believed here."""

import json
from collections.abc import Collection
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from qa_service.single_sign_on.keys import InvalidToken

_PATH = "/.well-known/openid-configuration"


class ProviderDocument(NamedTuple):
    """Addresses; empty where the provider has none of the kind. `tells_issuer`: its answers carry `iss` (RFC 9207)."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    tells_issuer: bool
    takes_basic: bool


def address_of(issuer: str) -> str:
    """Where a provider says it."""
    return issuer.rstrip("/") + _PATH


def parse(body: bytes, issuer: str, hosts: Collection[str]) -> ProviderDocument:
    """Raises InvalidToken where it is that of another issuer, or names an address that may not be asked."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidToken("discovery document") from None
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise InvalidToken("issuer of the discovery document")
    if "S256" not in _names(document, "code_challenge_methods_supported", "S256"):
        raise InvalidToken("PKCE of the discovery document")
    methods = _names(document, "token_endpoint_auth_methods_supported", "client_secret_basic")
    return ProviderDocument(
        authorization=_address(document, "authorization_endpoint", ()),
        token=_address(document, "token_endpoint", hosts),
        keys=_address(document, "jwks_uri", hosts),
        userinfo=_address(document, "userinfo_endpoint", hosts, needed=False),
        end_session=_address(document, "end_session_endpoint", (), needed=False),
        tells_issuer=document.get("authorization_response_iss_parameter_supported") is True,
        takes_basic="client_secret_basic" in methods,
    )


def _names(document: dict[str, Any], name: str, unsaid: str) -> list[Any]:
    """A list of names; only `unsaid` where nothing is said. Raises InvalidToken on what is no list."""
    names = document.get(name, [unsaid])
    if not isinstance(names, list):
        raise InvalidToken(f"{name} of the discovery document")
    return names


def _address(document: dict[str, Any], name: str, hosts: Collection[str], *, needed: bool = True) -> str:
    """`hosts`: those that this service may ask; without any it is the browser that goes there."""
    url = document.get(name, "")
    if not url and not needed:
        return ""
    if not isinstance(url, str) or not is_safe(url) or (hosts and urlsplit(url).hostname not in hosts):
        raise InvalidToken(f"{name} of the discovery document")
    return url


def is_safe(url: str) -> bool:
    """Whether it is an address by https, or on this very machine, with no user, password or fragment in it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username or parts.password or parts.fragment or not url.isascii() or not url.isprintable():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
