"""What of a token is believed: OpenID Connect Core 3.1.3.7 for those of signing in, Back-Channel Logout 2.6 for those
that end sessions. Nothing is believed before its signature is.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from qa_service.single_sign_on.keys import InvalidToken, SigningKeys

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a key that the provider alone has: neither `none` nor those by a shared secret (HS256)."""
LEEWAY = 60
"""Seconds that two clocks may differ."""
OLDEST = 600
"""Seconds since a token was made, after which nobody may come with it for the first time."""
_LONGEST = 64 * 1024
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
_LOGOUT_TYPES = ("logout+jwt", "application/logout+jwt", "jwt")


class _Headers(JWSRegistry):
    """Providers put certificates into their headers."""

    max_header_length = 16 * 1024
    max_payload_length = _LONGEST


class Audience(NamedTuple):
    """Who we are to the provider, and who it is."""

    issuer: str
    client_id: str


class LogoutNotice(NamedTuple):
    """Whose sessions are over: that of one `sid`, or all of `sub`. `jti` names the notice, `until` it is believed."""

    jti: str
    sid: str | None
    sub: str | None
    until: int


def id_claims(token: str, keys: SigningKeys, audience: Audience, nonce: str, at: datetime) -> Mapping[str, Any]:
    """The claims of an ID token. Raises InvalidToken."""
    _, claims = _verified(token, keys)
    _check_common(claims, audience, at)
    if not hmac.compare_digest(_text(claims, "nonce").encode(), nonce.encode()):
        raise InvalidToken("nonce")
    _text(claims, "sub")
    return claims


def check_access_token(claims: Mapping[str, Any], access_token: str) -> None:
    """Where the ID token tells the hash of the access token (at_hash, Core 3.1.3.6), it is that of this one. SHA-256
    alone is looked at: the others are rare, and the token came over the same line. Raises InvalidToken.
    """
    told = claims.get("at_hash")
    digest = hashlib.sha256(access_token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
    if isinstance(told, str) and len(told) == len(half) and not hmac.compare_digest(told.encode(), half.encode()):
        raise InvalidToken("at_hash")


def logout_notice(token: str, keys: SigningKeys, audience: Audience, at: datetime) -> LogoutNotice:
    """What a logout token tells. Raises InvalidToken."""
    header, claims = _verified(token, keys)
    if str(header.get("typ", "jwt")).lower() not in _LOGOUT_TYPES:
        raise InvalidToken("type")
    _check_common(claims, audience, at)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT), dict):
        raise InvalidToken("events")
    if "nonce" in claims:  # an ID token in the clothes of a logout token
        raise InvalidToken("nonce")
    sid, sub = (_text(claims, name) if name in claims else None for name in ("sid", "sub"))
    if sid is None and sub is None:
        raise InvalidToken("subject")
    until = int(claims["iat"]) + OLDEST + 2 * LEEWAY
    return LogoutNotice(_text(claims, "jti"), sid, sub, until)


def _verified(token: str, keys: SigningKeys) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Header and claims of a token whose signature is the provider's."""
    if not token or len(token) > _LONGEST or not token.isascii():
        raise InvalidToken("form")
    registry = _Headers(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        decoded = jwt.decode(token, lambda part: keys.for_header(part.headers()), registry=registry)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InvalidToken("signature") from None
    return decoded.header, decoded.claims


def _check_common(claims: Mapping[str, Any], audience: Audience, at: datetime) -> None:
    """Issuer, audience and times. Raises InvalidToken."""
    if claims.get("iss") != audience.issuer:
        raise InvalidToken("issuer")
    meant = claims.get("aud")
    meant = [meant] if isinstance(meant, str) else meant
    if not isinstance(meant, list) or audience.client_id not in meant:
        raise InvalidToken("audience")
    if claims.get("azp", audience.client_id if len(meant) == 1 else None) != audience.client_id:
        raise InvalidToken("authorized party")
    now = at.timestamp()
    if _seconds(claims, "exp") <= now - LEEWAY:
        raise InvalidToken("expired")
    if not now - OLDEST - LEEWAY <= _seconds(claims, "iat") <= now + LEEWAY:
        raise InvalidToken("issued at")
    if "nbf" in claims and _seconds(claims, "nbf") > now + LEEWAY:
        raise InvalidToken("not before")


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    """A moment; NaN, of which every comparison is false, is none."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e11:
        raise InvalidToken(name)
    return float(value)


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value or len(value) > 255:
        raise InvalidToken(name)
    return value
