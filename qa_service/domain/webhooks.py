"""How webhooks are signed, and when one is tried again (Standard Webhooks, https://www.standardwebhooks.com).

Pure: chance and moments come in as values.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

PREFIX = "whsec_"
KEY_BYTES = 32
"""The standard asks for 24 to 64 random bytes."""

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
DELAYS = (
    *(timedelta(seconds=5), timedelta(seconds=30), 2 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 2 * _HOUR, 4 * _HOUR, 8 * _HOUR),
)
"""After each failed try; the last one again and again until `PATIENCE` is over."""
PATIENCE = timedelta(days=3)
"""For so long a delivery is tried from its first try on; an endpoint at which nothing arrived for so long is
switched off.
"""
_JITTER = 0.2
LONGEST_ASKED = _HOUR
"""An endpoint that asks for a pause (Retry-After) gets it, but nobody keeps events back for days by asking."""


class EndpointState(StrEnum):
    """Whether an endpoint is told of events; if not, why: a person switched it off, nothing arrived for three days, or
    it answered that it is gone for good (410).
    """

    ACTIVE = "active"
    OFF = "off"
    FAILED = "failed"
    GONE = "gone"


class DeliveryState(StrEnum):
    """Where a delivery stands: `waiting` for its first or next try, `delivered`, or `given_up` after three days, or
    when the endpoint was gone.
    """

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


def secret_of(key: bytes) -> str:
    """A key as people hand it on."""
    return PREFIX + base64.b64encode(key).decode()


def key_of(secret: str) -> bytes:
    """The inverse of `secret_of`. Raises ValueError."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("is no secret of a webhook") from error


def signature(secrets: Sequence[str], id: str, at: datetime, body: bytes) -> str:
    """The header `webhook-signature`: one signature for each secret that is in force, between blanks."""
    content = f"{id}.{int(at.timestamp())}.".encode() + body
    digests = [hmac.new(key_of(secret), content, hashlib.sha256).digest() for secret in secrets]
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)


def headers(secrets: Sequence[str], id: str, at: datetime, body: bytes) -> dict[str, str]:
    """What a message carries; `at` is the moment of this try, against replays by somebody on the line."""
    return {
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signature(secrets, id, at, body),
        "Content-Type": "application/json",
    }


def delay(failures: int, chance: float) -> timedelta:
    """How long to wait after so many failures in a row (1: the first); `chance` from 0 to 1 spreads it by a fifth to
    either side, so that what failed together does not come back together.
    """
    step = DELAYS[min(failures, len(DELAYS)) - 1]
    return step * (1 - _JITTER + 2 * _JITTER * chance)


def asked(seconds: float | None) -> timedelta:
    """The pause that an endpoint asks for, as far as it gets it."""
    return timedelta() if seconds is None else min(timedelta(seconds=seconds), LONGEST_ASKED)


def is_over(first_try: datetime, at: datetime) -> bool:
    """Whether what was first tried then, and failed again now, is given up."""
    return at - first_try >= PATIENCE
