"""The provider's public keys (JWKS), and ours where it knows us by a key."""

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey, import_key

_MOST = 100
_SHORTEST_RSA = 2048  # bits, as NIST SP 800-131A asks
_KINDS = {"RS": RSAKey, "PS": RSAKey, "ES": ECKey, "Ed": OKPKey}
_ASSERTION_SECONDS = 60


class InvalidToken(Exception):
    """What was sent is not to be believed; the text says which part of it, and quotes nothing."""


class UnknownKey(InvalidToken):
    """None of the keys that are known here made this signature; the provider may have changed them."""


class SigningKeys:
    """Keys for signatures alone: what is meant for encryption, symmetric, short or unknown is left out."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = tuple(keys)

    def for_header(self, header: Mapping[str, Any]) -> Key:
        """The key that a token names; where it names none, the only one of its kind. Raises UnknownKey."""
        algorithm, kid = str(header.get("alg")), header.get("kid")
        fitting = [key for key in self._keys if isinstance(key, _KINDS.get(algorithm[:2], ()))]
        fitting = [key for key in fitting if key.get("alg") in (None, algorithm)]
        fitting = [key for key in fitting if kid is None or key.get("kid") == kid]
        if len(fitting) != 1:
            raise UnknownKey("key")
        return fitting[0]


def signing_keys(document: bytes) -> SigningKeys:
    """The keys in a JWKS. Raises InvalidToken on what is none."""
    try:
        entries = json.loads(document)["keys"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidToken("keys") from None
    if not isinstance(entries, list):
        raise InvalidToken("keys")
    keys = [_imported(entry) for entry in entries[:_MOST] if isinstance(entry, dict) and entry.get("use") != "enc"]
    return SigningKeys([key for key in keys if key is not None])


def _imported(entry: dict[str, Any]) -> Key | None:
    """One odd key is no reason to believe none of the others."""
    if entry.get("kty") not in ("RSA", "EC", "OKP"):
        return None
    try:
        key = import_key(entry)
        size = key.public_key.key_size if isinstance(key, RSAKey) else _SHORTEST_RSA
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return key if size >= _SHORTEST_RSA else None


class OwnKey:
    """The key by which the provider knows this service (private_key_jwt, RFC 7523)."""

    def __init__(self, key: RSAKey | ECKey) -> None:
        self._key = key
        key.ensure_kid()

    @classmethod
    def read(cls, path: Path) -> "OwnKey":
        """From a file of PEM or JWK. Raises OSError, ValueError."""
        text = path.read_bytes()
        for kind in (RSAKey, ECKey):
            try:
                key = kind.import_key(json.loads(text) if text.lstrip().startswith(b"{") else text)
            except (JoseError, ValueError, TypeError, KeyError, AttributeError):
                continue
            if key.is_private:
                return cls(key)
        raise ValueError("no private key of RSA or EC")

    def assertion(self, client_id: str, audience: str) -> str:
        """A proof of who asks, good for a minute and once."""
        algorithm = "RS256" if isinstance(self._key, RSAKey) else f"ES{_ES[str(self._key['crv'])]}"
        now = int(time.time())
        names = {"iss": client_id, "sub": client_id, "aud": audience, "jti": str(uuid4())}
        claims = {**names, "iat": now, "exp": now + _ASSERTION_SECONDS}
        return jwt.encode({"alg": algorithm, "kid": self._key.kid}, claims, self._key, [algorithm])


_ES = {"P-256": 256, "P-384": 384, "P-521": 512}
