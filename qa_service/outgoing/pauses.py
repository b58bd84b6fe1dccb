"""The pause that another machine asks for."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def asked_pause(headers: Iterable[tuple[bytes, bytes]], now: datetime) -> float | None:
    """Seconds in Retry-After (RFC 9110, 10.2.3: a number, or a date); None where it says nothing that can be read."""
    value = next((value for name, value in headers if name.lower() == b"retry-after"), b"").decode("latin-1").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
