"""Moments, as they go out."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainSerializer

Time = Annotated[datetime, PlainSerializer(lambda at: at.astimezone(UTC).isoformat(timespec="milliseconds"))]
"""In UTC, to the millisecond."""
