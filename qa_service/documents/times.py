"""Moments, as they come in and go out."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from qa_service.errors import say

Time = Annotated[datetime, PlainSerializer(lambda at: written(at))]
"""In UTC, to the millisecond."""


def written(moment: datetime) -> str:
    """The same as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _dated(moment: object) -> object:
    """A bare number would be taken for seconds, or milliseconds, since 1970."""
    if isinstance(moment, str) and moment.replace(".", "", 1).lstrip("+-").isdecimal():
        raise PydanticCustomError("date", "{what}", {"what": say("should be a date and time with offset")})
    return moment


def _in_utc(moment: datetime) -> datetime:
    """The first and the last day of the calendar have no time in every zone."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("calendar", "{what}", {"what": say("lies outside the calendar")}) from None


Moment = Annotated[AwareDatetime, BeforeValidator(_dated), AfterValidator(_in_utc)]
"""As it was sent, with its offset."""
