"""Moments, as they go out."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainSerializer

Time = Annotated[datetime, PlainSerializer(lambda at: written(at))]
"""In UTC, to the millisecond."""


def written(moment: datetime) -> str:
    """The same as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
