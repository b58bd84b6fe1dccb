"""One JSON line an event. Only listed fields are written, so that a customer's words cannot slip into a log."""

import json
import logging
import sys
from datetime import UTC, datetime

FIELDS = frozenset(
    {
        "interaction",
        "client",
        "state",
        "step",
        "part",
        "seconds",
        "error",
        "status",
        "method",
        "path",
        "route",
        "request",
        "worker",
    }
    | {"count", "attempt", "version", "url", "key"}
)
"""What an event may carry besides its name: identifiers, counts and times, never text of an interaction."""

_log = logging.getLogger("qa_service")


def event(name: str, level: int = logging.INFO, **fields: str | float | None) -> None:
    """Logs `name` with `fields`. Raises ValueError for a field that is not listed in FIELDS."""
    if unknown := fields.keys() - FIELDS:
        raise ValueError(f"{sorted(unknown)} may not be logged")
    _log.log(level, name, extra={"fields": fields})


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object. Of an exception only its type is kept: messages may quote input."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage()
            if record.name.startswith("qa_service")
            else f"{record.name}.{record.levelname.lower()}",
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def configure(level: str) -> None:
    """Sends all logs of this process to stderr as JSON lines, other libraries' from WARNING up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _log.setLevel(level)
