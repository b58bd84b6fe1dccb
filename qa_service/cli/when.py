"""Days and times at the command line: read from, and written on, the clocks of the centre (`QA_TIMEZONE`)."""

from datetime import datetime
from typing import TYPE_CHECKING

from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.domain.calendar import Calendar


def calendar() -> "Calendar":
    """The centre's."""
    from qa_service.bootstrap import opening

    return opening.calendar(Settings())


def in_utc(moment: datetime | None) -> datetime | None:
    """What was typed, in UTC; a time without offset is the centre's, a bare day its beginning there."""
    return None if moment is None else calendar().in_utc(moment)


def day(moment: datetime | str | None) -> str:
    """The day of a moment, or of one that a document holds, as `2026-11-03`; empty where there is none."""
    if not moment:
        return ""
    return calendar().day(datetime.fromisoformat(moment) if isinstance(moment, str) else moment).isoformat()
