"""One provider: its own description and keys, kept for a while, and what is asked of it while somebody signs in."""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from qa_service.outgoing.connection import Deadline
from qa_service.outgoing.exchange import OutgoingRequest, exchange
from qa_service.outgoing.failures import OutgoingFailure
from qa_service.single_sign_on import discovery, tokens
from qa_service.single_sign_on.browser import BegunSignIn
from qa_service.single_sign_on.discovery import ProviderDocument
from qa_service.single_sign_on.keys import InvalidToken, OwnKey, SigningKeys, UnknownKey, signing_keys
from qa_service.single_sign_on.refusal import DENIED, INVALID, NOT_REACHED, SignInRefused
from qa_service.single_sign_on.tokens import Audience, LogoutNotice

MOST_BYTES = 256 * 1024
"""Of any answer of the provider."""
SECONDS = 15.0
"""That all requests of one sign-in may take together."""
_FRESH = 3600.0
_REST = 10.0
"""Seconds after a failure in which it is not asked again for what it says of itself: who waits holds a thread, and
strangers may send as many as there are.
"""
_IN_TURN = 3.0
"""Seconds that somebody waits for another one's request."""
_FORCED, _FORCED_WITHIN = 5, 300.0
_FORM = "application/x-www-form-urlencoded"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """Who this service is to the provider: `own_key` or `secret` prove it, or PKCE alone does. `hosts`: further ones
    that may be asked, beside the issuer's.
    """

    issuer: str
    client_id: str
    redirect_uri: str
    secret: str = ""
    own_key: OwnKey | None = None
    scopes: str = "openid profile email"
    hosts: frozenset[str] = frozenset()

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Whom this service asks."""
        return self.hosts | {urlsplit(self.issuer).hostname or ""}

    @property
    def audience(self) -> Audience:
        """As tokens name it."""
        return Audience(self.issuer, self.client_id)


class ProviderTokens(NamedTuple):
    """What a code was exchanged for."""

    id_token: str
    access_token: str


@dataclass
class _Kept(Generic[T]):
    """Something that is fetched at most once an hour, and a few times more where it proves to be outdated."""

    fetch: Callable[[Deadline], T]
    rest: float = _REST
    _value: T | None = None
    _at: float = 0.0
    _forced: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _rests_until: float = 0.0

    def value(self, deadline: Deadline) -> T:
        """Raises SignInRefused, InvalidToken."""
        with self._turn(deadline):
            if self._value is None or time.monotonic() - self._at > _FRESH:
                return self._fetched(deadline)
            return self._value

    def renewed(self, deadline: Deadline, *, sparingly: bool) -> T | None:
        """Fetched anew; None where strangers have had it done often enough (`sparingly`)."""
        with self._turn(deadline):
            now = time.monotonic()
            self._forced = [at for at in self._forced if now - at < _FORCED_WITHIN]
            if sparingly and len(self._forced) >= _FORCED:
                return None
            if sparingly:
                self._forced.append(now)
            return self._fetched(deadline)

    @contextmanager
    def _turn(self, deadline: Deadline) -> Iterator[None]:
        if not self._lock.acquire(timeout=min(deadline.left, _IN_TURN)):
            raise SignInRefused(NOT_REACHED, detail="others wait for it")
        try:
            yield
        finally:
            self._lock.release()

    def _fetched(self, deadline: Deadline) -> T:
        if time.monotonic() < self._rests_until:
            raise SignInRefused(NOT_REACHED, detail="a moment ago")
        try:
            value = self._value = self.fetch(deadline)
        except SignInRefused as refused:
            if refused.reason is NOT_REACHED:
                self._rests_until = time.monotonic() + self.rest
            raise
        self._at = time.monotonic()
        return value


class Provider:
    """A provider of OpenID Connect."""

    def __init__(self, client: ClientSettings) -> None:
        self.client = client
        self._document = _Kept(self._fetch_document)
        self._keys = _Kept(self._fetch_keys)

    def way_there(self, begun: BegunSignIn) -> str:
        """Where the browser is sent. Raises SignInRefused."""
        document = self._described(Deadline(SECONDS))
        asked = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uri,
            "scope": self.client.scopes,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": begun.challenge,
            "code_challenge_method": "S256",
        }
        return _with(document.authorization, asked)

    def way_out(self, back: str) -> str:
        """Where the browser is sent to be signed out there as well; empty where the provider has no such place. Raises
        SignInRefused.
        """
        document = self._described(Deadline(SECONDS))
        asked = {"client_id": self.client.client_id, "post_logout_redirect_uri": back}
        return _with(document.end_session, asked) if document.end_session else ""

    def claims(self, answer: Mapping[str, str], begun: BegunSignIn, at: datetime, wanted: str) -> Mapping[str, Any]:
        """Who came back with this answer, by the ID token, and where that lacks the claim `wanted` by the userinfo too.
        Raises SignInRefused.
        """
        deadline = Deadline(SECONDS)
        document = self._described(deadline)
        told = answer.get("iss")
        if told != self.client.issuer and (told is not None or document.tells_issuer):
            raise SignInRefused(INVALID, detail="iss")  # an answer of another provider (RFC 9207)
        if "error" in answer or not answer.get("code"):
            raise SignInRefused(DENIED)
        try:
            redeemed = self._redeem(document, answer["code"], begun, deadline)
            claims = self._checked(redeemed.id_token, begun, at, deadline)
            tokens.check_access_token(claims, redeemed.access_token)
            if wanted not in claims and document.userinfo and redeemed.access_token:
                claims = {**self._userinfo(document, redeemed.access_token, claims["sub"], deadline), **claims}
        except InvalidToken as error:
            raise SignInRefused(INVALID, detail=str(error)) from None
        return claims

    def logout(self, token: str, at: datetime) -> LogoutNotice:
        """What a logout token tells; anybody may send one. Raises InvalidToken, SignInRefused."""
        deadline = Deadline(SECONDS)
        try:
            return tokens.logout_notice(token, self._keys.value(deadline), self.client.audience, at)
        except UnknownKey:
            keys = self._keys.renewed(deadline, sparingly=True)
            if keys is None:
                raise
            return tokens.logout_notice(token, keys, self.client.audience, at)

    def _checked(self, token: str, begun: BegunSignIn, at: datetime, deadline: Deadline) -> Mapping[str, Any]:
        """The token came from the provider itself: keys that do not fit are outdated, and are fetched anew once."""
        try:
            return tokens.id_claims(token, self._keys.value(deadline), self.client.audience, begun.nonce, at)
        except UnknownKey:
            keys = self._keys.renewed(deadline, sparingly=False)
            return tokens.id_claims(token, keys or SigningKeys(()), self.client.audience, begun.nonce, at)

    def _redeem(self, document: ProviderDocument, code: str, begun: BegunSignIn, deadline: Deadline) -> ProviderTokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.redirect_uri,
            "code_verifier": begun.verifier,
        }
        headers, proof = self._proof(document)
        content = urlencode(form | proof).encode()
        request = OutgoingRequest("POST", document.token, {**headers, "Content-Type": _FORM}, content)
        answer = self._json(request, deadline)
        id_token, access_token = answer.get("id_token"), answer.get("access_token", "")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise InvalidToken("answer to the code")
        return ProviderTokens(id_token, access_token)

    def _proof(self, document: ProviderDocument) -> tuple[dict[str, str], dict[str, str]]:
        """That it is we who ask: headers and fields."""
        client = self.client
        if client.own_key is not None:
            assertion = client.own_key.assertion(client.client_id, document.token)
            kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            fields = {"client_assertion_type": kind, "client_assertion": assertion}
            return {}, {"client_id": client.client_id, **fields}
        if client.secret and document.takes_basic:
            pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"  # RFC 6749, 2.3.1
            return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}, {}
        return {}, {"client_id": client.client_id} | ({"client_secret": client.secret} if client.secret else {})

    def _userinfo(self, document: ProviderDocument, access_token: str, sub: str, deadline: Deadline) -> dict[str, Any]:
        """What more the provider tells of this very person."""
        if not access_token.isascii() or not access_token.isprintable():
            raise InvalidToken("access token")
        headers = {"Authorization": f"Bearer {access_token}"}
        told = self._json(OutgoingRequest("GET", document.userinfo, headers), deadline)
        if told.get("sub") != sub:
            raise InvalidToken("subject of the userinfo")
        return told

    def _described(self, deadline: Deadline) -> ProviderDocument:
        try:
            return self._document.value(deadline)
        except InvalidToken as error:
            raise SignInRefused(INVALID, detail=str(error)) from None

    def _fetch_document(self, deadline: Deadline) -> ProviderDocument:
        body = self._asked(OutgoingRequest("GET", discovery.address_of(self.client.issuer)), deadline)
        return discovery.parse(body, self.client.issuer, self.client.allowed_hosts)

    def _fetch_keys(self, deadline: Deadline) -> SigningKeys:
        return signing_keys(self._asked(OutgoingRequest("GET", self._described(deadline).keys), deadline))

    def _json(self, request: OutgoingRequest, deadline: Deadline) -> dict[str, Any]:
        try:
            value = json.loads(self._asked(request, deadline))
        except (ValueError, RecursionError):
            raise InvalidToken("answer") from None
        if not isinstance(value, dict):
            raise InvalidToken("answer")
        return value

    def _asked(self, request: OutgoingRequest, deadline: Deadline) -> bytes:
        """The body of an answer of 200. What else the provider says stays out of logs: it may quote a secret."""
        try:
            answer = exchange(request, deadline, listed=self.client.allowed_hosts, most_bytes=MOST_BYTES)
        except OutgoingFailure as error:
            raise SignInRefused(NOT_REACHED, detail=type(error).__name__) from None
        if answer.status >= 500:
            raise SignInRefused(NOT_REACHED, detail=str(answer.status))
        if answer.status != 200:
            raise SignInRefused(DENIED, detail=str(answer.status))
        return answer.body


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
