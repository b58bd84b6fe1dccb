"""Times without an offset are on the clocks of the centre."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

_OF_INTERACTION = ("started_at", "ended_at")
_OF_QUEUE = ("offered_at", "answered_at")


def with_offsets(document: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """The same document (`qa-interaction/1`) with the offset of the zone at every time that comes without one."""
    whole = _localised(document, _OF_INTERACTION, zone)
    if isinstance(whole.get("queue"), Mapping):
        whole["queue"] = _localised(whole["queue"], _OF_QUEUE, zone)
    if isinstance(whole.get("turns"), list):
        whole["turns"] = [_localised(turn, ("at",), zone) if _is_bare(turn) else turn for turn in whole["turns"]]
    return whole


def _is_bare(turn: Any) -> bool:
    return isinstance(turn, Mapping) and turn.get("at") is not None


def _localised(values: Mapping[str, Any], names: tuple[str, ...], zone: str) -> dict[str, Any]:
    return {**values, **{name: moment(values[name], zone) for name in names if values.get(name) is not None}}


def moment(written: Any, zone: str) -> Any:
    """A time with the offset of the zone, where it has none; what is no time stays, for the contract to say so.

    Of an hour that the clocks show twice it is the first; in one that they leave out it is as late as it is written.
    """
    try:
        time = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return written
    return time.replace(tzinfo=ZoneInfo(zone)) if time.tzinfo is None else written
