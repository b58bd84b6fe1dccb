"""Values of other systems' JSON as what they should be; what is something else counts as absent, and raises nothing."""

import json
import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from qa_service.errors import BadDocument
from qa_service.ingest.readers.source import NOT_JSON, Source

LONGEST_IDENTIFIER = 200
_MILLISECONDS_FROM = 1e11
"""Numbers of seconds since 1970 that lie after the year 5138 are milliseconds."""
_MICROSECONDS_FROM = 1e14
_MOST_LINES = 200_000


def member(value: Any, *names: str) -> Any:
    """What lies inside under these names, one in the other; None where there is no such thing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of an array."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def grouped(items: Iterable[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    """Objects by what each has under this name, in the order of their first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        groups.setdefault(str(item.get(name)), []).append(item)
    return groups


def string(value: Any) -> str:
    """A text without the spaces around it."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def identifier(*values: Any) -> str | None:
    """The first that can be an identifier: a number or a short text."""
    for value in values:
        written = str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e30 else value
        if isinstance(written, str) and 0 < len(written.strip()) <= LONGEST_IDENTIFIER:
            return written.strip()
    return None


def number(value: Any) -> float | None:
    """A finite number, also where it is written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)[:40]) > 32:
        return None
    try:
        parsed = float(value)
    except (ValueError, OverflowError):
        return None
    return parsed if math.isfinite(parsed) else None


def seconds(value: Any, each: float = 1.0) -> float | None:
    """Seconds from the beginning, of a number of units of `each` seconds; rounded to milliseconds."""
    parsed = number(value)
    return None if parsed is None or parsed < 0 or parsed > 1e12 else round(parsed * each, 3)


def moment(value: Any) -> datetime | None:
    """A clock time, of ISO 8601 or of seconds, milliseconds or microseconds since 1970. Without its zone where the text
    has none.
    """
    parsed = number(value)
    if parsed is not None:
        return _since_1970(parsed)
    return _written(value) if isinstance(value, str) and len(value) < 64 else None


def _since_1970(count: float) -> datetime | None:
    each = 1e6 if abs(count) >= _MICROSECONDS_FROM else 1e3 if abs(count) >= _MILLISECONDS_FROM else 1
    try:
        return datetime.fromtimestamp(count / each, UTC) if count > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _written(value: str) -> datetime | None:
    plain = value.strip().removesuffix(" UTC") + ("+00:00" if value.strip().endswith(" UTC") else "")
    day, blank, clock = plain.partition(" ")
    for form in (plain, f"{day.replace('/', '-')}{blank}{clock.replace(' ', '')}"):
        try:
            return datetime.fromisoformat(form)
        except ValueError:
            continue
    return None


def records(source: Source) -> Iterator[dict[str, Any]]:
    """The objects that a file holds: one, those of an array, or one a line. Raises BadDocument."""
    if source.json is not NOT_JSON:
        yield from source.items()
        return
    yield from (value for value in map(_parsed, _lines(source)) if isinstance(value, dict))


def first_record(source: Source) -> dict[str, Any]:
    """The first of them, by which the system is recognised; empty where there is none."""
    if source.json is not NOT_JSON:
        return next(source.items(), {})
    value = _parsed(source.head_text.lstrip().partition("\n")[0])
    return value if isinstance(value, dict) else {}


def _lines(source: Source) -> Iterable[str]:
    if not isinstance(_parsed(source.head_text.lstrip().partition("\n")[0]), dict):
        return ()
    lines = source.text().split("\n")
    if len(lines) > _MOST_LINES:
        raise BadDocument("holds over {limit} lines", limit=_MOST_LINES, hint="split it")
    return lines


def _parsed(line: str) -> Any:
    try:
        return json.loads(line) if line.startswith("{") else None
    except (ValueError, RecursionError):
        return None
