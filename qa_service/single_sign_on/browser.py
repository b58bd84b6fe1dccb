"""What ties the way to the provider and back to one browser: one secret in its cookie, of which the rest is made.

`state`, `nonce` and the PKCE verifier are keyed hashes of that secret: nothing is kept on the server, strangers fill no
table, and an answer that another browser began fits nowhere.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple, Self

WITHIN = timedelta(minutes=15)
"""For the passwords, codes and devices that a provider may ask for."""


class BegunSignIn(NamedTuple):
    """`begun`: seconds since 1970. As text it is the cookie."""

    secret: str
    begun: int

    @classmethod
    def new(cls, at: datetime) -> Self:
        """For a browser that sets out."""
        return cls(secrets.token_urlsafe(32), int(at.timestamp()))

    @classmethod
    def of_cookie(cls, cookie: str, at: datetime) -> Self | None:
        """What the browser set out with; None where it did not, or too long ago."""
        secret, _, begun = cookie.partition(".")
        if len(secret) < 43 or not begun.isascii() or not begun.isdigit() or len(begun) > 12:
            return None
        age = at.timestamp() - int(begun)
        return cls(secret, int(begun)) if -1 <= age <= WITHIN.total_seconds() else None

    @property
    def cookie(self) -> str:
        """To be kept by the browser."""
        return f"{self.secret}.{self.begun}"

    @property
    def state(self) -> str:
        """Comes back with the answer: it is that of this browser."""
        return self._made_for("state")

    @property
    def nonce(self) -> str:
        """Comes back in the ID token: it was made for this sign-in."""
        return self._made_for("nonce")

    @property
    def verifier(self) -> str:
        """The PKCE verifier (RFC 7636): 43 characters."""
        return self._made_for("verifier")

    @property
    def challenge(self) -> str:
        """Its SHA-256, which the provider gets beforehand (S256)."""
        return _text(hashlib.sha256(self.verifier.encode()).digest())

    def fits(self, state: str) -> bool:
        """Whether an answer belongs to this."""
        return hmac.compare_digest(state.encode(), self.state.encode())

    def _made_for(self, purpose: str) -> str:
        message = f"single sign-on {purpose} {self.begun}".encode()
        return _text(hmac.new(self.secret.encode(), message, hashlib.sha256).digest())


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
