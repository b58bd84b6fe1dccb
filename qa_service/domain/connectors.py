"""Connectors: which kinds there are, what can be said of one, and what becomes of an object that one lists."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from qa_service.domain.interaction import Text
from qa_service.errors import Sentence, say

LONGEST_OBJECT_NAME = 1024
"""Characters of a name; S3 has 1024 bytes, file systems less a part."""
_UNDER_WAY = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", ".upload", ".writing", "~")
"""How the programs that write files call them until they are whole (WinSCP, curl, browsers, rsync with its dot)."""


class ConnectorKind(StrEnum):
    """What a connector takes from."""

    FOLDER = "folder"
    S3 = "s3"
    SFTP = "sftp"
    IMAP = "imap"


class ObjectState(StrEnum):
    """Where a listed object stands. `WAITING` is not whole yet or is tried again, `TAKING` in hand; the others are
    ends: it brought something new, all was here before, something of it was refused (quarantine), or it is none of
    ours.
    """

    WAITING = "waiting"
    TAKING = "taking"
    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FOREIGN = "foreign"


ENDS = frozenset({ObjectState.ACCEPTED, ObjectState.UNCHANGED, ObjectState.REFUSED, ObjectState.FOREIGN})
TAKEN = frozenset({ObjectState.ACCEPTED, ObjectState.UNCHANGED})
"""Ends of which nothing is to be said any more: their names are not kept."""
Days = Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(max_length=7)]


class ConnectorOptions(BaseModel):
    """What can be said of a connector besides its place; every field has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[Annotated[Text, Field(min_length=1, max_length=200)], ...] = Field(default=(), max_length=20)
    """Patterns of names that are ours, such as ``*.wav``; one with a slash is held against the path. Empty: all."""
    pattern: Text = Field(default="", max_length=300)
    """What the name of a recording tells: ``{agent}_{day}_{time}_{id}``."""
    manifest: Text = Field(default="", max_length=LONGEST_OBJECT_NAME)
    """Name of a table (CSV) at the same place that says more of the recordings; one that it does not name waits."""
    document_beside: bool = False
    """Beside each recording lies a document of the same name with the ending .json, which describes it."""
    agent_addresses: tuple[Annotated[Text, Field(max_length=300)], ...] = Field(default=(), max_length=100)
    """E-mail addresses or domains of the centre. Empty: those of the installation."""
    zone: Text = Field(default="", max_length=60)
    """Time zone of times without offset and of working hours. Empty: the centre's."""
    replace: bool = False
    """A new version of an object takes the place of what was made of the former one; otherwise it is refused."""
    subfolders: bool = True
    settle_seconds: int = Field(default=30, ge=0, le=86_400)
    """A file is taken when its size and time have stayed the same for so long. 0: at once, for those who write under
    another name and rename."""
    done_folder: Text = Field(default="", max_length=1000)
    """Where a watched folder's files go once they are taken. Empty: they stay."""
    every_seconds: int = Field(default=60, ge=1, le=86_400)
    ordered: bool = False
    """S3: names grow with time, so that a listing may begin after the last one. The nightly look lists all."""
    endpoint: Text = Field(default="", max_length=300)
    """S3: address of the store, where it is not Amazon's."""
    region: Text = Field(default="us-east-1", max_length=40, pattern=r"^[a-z0-9-]+$")
    more_folders: tuple[Annotated[Text, Field(min_length=1, max_length=200)], ...] = Field(default=(), max_length=10)
    """IMAP: further folders of the same mailbox, such as Sent. Their mails are taken as well, and conversations are put
    together over all folders."""
    known_hosts: Text = Field(default="", max_length=20_000)
    """SFTP: the server's lines of a known_hosts file. Without them no connection is made."""
    certificate: Text = Field(default="", max_length=40_000)
    """Certificate (PEM) of an authority of the organisation's own, for IMAP and S3."""
    silence_hours: float = Field(default=0, ge=0, le=1000)
    """Working hours without a new object after which an alarm is raised; 0: never."""
    working_days: Days = (1, 2, 3, 4, 5)
    """Monday is 1."""
    working_from: time = time(8)
    working_until: time = time(20)
    failures_alarm: int = Field(default=5, ge=1, le=1000)
    """Failures in a row after which an alarm is raised."""

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, zone: str) -> str:
        try:
            return zone and ZoneInfo(zone).key
        except (ValueError, OSError, LookupError):
            raise PydanticCustomError("zone", "should be a name of the IANA database, as Europe/Rome") from None

    @field_validator("working_until")
    @classmethod
    def _is_later(cls, until: time, info: ValidationInfo) -> time:
        begins = info.data.get("working_from")
        if begins is not None and until <= begins:
            raise PydanticCustomError("hours", "should be later than working_from")
        return until


class ListedObject(NamedTuple):
    """What a listing tells of one object. `version` changes whenever its content does; `cursor`: where a listing goes
    on once this object and all before it are settled, empty where the place has no order; `is_whole`: nobody writes to
    it any more. `fault`: why it is none of ours, whatever it holds.
    """

    name: str
    version: str
    size: int
    is_whole: bool = True
    cursor: str = ""
    fault: Sentence | None = None


def is_under_way(name: str) -> bool:
    """Whether a file is written at this moment, by its name: it is ours once it is renamed."""
    last = name.rpartition("/")[2].lower()
    return last.startswith((".", "~$")) or last.endswith(_UNDER_WAY)


def why_foreign(listed: ListedObject, options: ConnectorOptions) -> Sentence | None:
    """Why an object is none of ours, by its name alone; None where it is."""
    if listed.fault is not None:
        return listed.fault
    if is_under_way(listed.name):
        return None  # what it will be called is not known yet
    if len(listed.name) > LONGEST_OBJECT_NAME:
        return say("its name is longer than {limit} characters", limit=LONGEST_OBJECT_NAME)
    if listed.name == options.manifest:
        return say("it is the table that describes the others")
    if options.document_beside and listed.name.lower().endswith(".json"):
        return say("it describes the recording beside it")
    if options.names and not any(_fits(listed.name, pattern) for pattern in options.names):
        return say("its name fits none of the patterns {patterns}", patterns=", ".join(options.names))
    return None


def _fits(name: str, pattern: str) -> bool:
    """As shells match: `*` is anything. Case does not count, since the systems that write endings do not care."""
    subject = name if "/" in pattern else name.rpartition("/")[2]
    return fnmatchcase(subject.lower(), pattern.lower())


def working_time(since: datetime, until: datetime, options: ConnectorOptions, zone: str) -> timedelta:
    """How much of the time between two moments fell into working hours; both carry their offset. At most 60 days back
    are looked at: after so many no alarm needs more.
    """
    place = ZoneInfo(options.zone or zone)
    since, total = max(since, until - timedelta(days=60)), timedelta()
    day = since.astimezone(place).date()
    while day <= until.astimezone(place).date():
        if day.isoweekday() in options.working_days:
            begins = datetime.combine(day, options.working_from, place)
            ends = datetime.combine(day, options.working_until, place)
            total += max(timedelta(), _utc(min, ends, until) - _utc(max, begins, since))
        day += timedelta(days=1)
    return total


def _utc(choose: Callable[[Iterable[datetime]], datetime], *moments: datetime) -> datetime:
    """Of moments as they are on the world's clock: those of one zone would be compared by what its clocks show."""
    return choose(moment.astimezone(UTC) for moment in moments)


def next_pause(options: ConnectorOptions, failures: int) -> timedelta:
    """Until the next look: longer with each failure in a row, at most an hour more."""
    more = min(3600, options.every_seconds * (2 ** min(failures, 12) - 1)) if failures else 0
    return timedelta(seconds=options.every_seconds + more)
