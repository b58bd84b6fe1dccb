"""Moments in documents."""

from datetime import UTC, datetime


def written(moment: datetime | None) -> str | None:
    """In UTC with offset, to the millisecond; None stays None."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="milliseconds")
