"""A few numbers for Prometheus, in its text format 0.0.4."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
Labels = tuple[tuple[str, str], ...]


class Requests:
    """Counts requests of this process by method, route and status, and adds up their seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count: Counter[Labels] = Counter()
        self._seconds: defaultdict[Labels, float] = defaultdict(float)

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """One more. `route` is the template, never the path: callers choose paths, and each would be a new series."""
        labels = (("method", method if method in _METHODS else "other"), ("route", route), ("status", str(status)))
        with self._lock:
            self._count[labels] += 1
            self._seconds[labels] += seconds

    def lines(self) -> list[str]:
        """Both counters."""
        with self._lock:
            count, seconds = dict(self._count), dict(self._seconds)
        return [
            *series("qa_http_requests_total", "counter", "Requests answered.", count),
            *series("qa_http_request_seconds_total", "counter", "Seconds spent on them.", seconds),
        ]


def series(name: str, kind: str, meaning: str, values: Mapping[Labels, float]) -> Iterable[str]:
    """One metric: its description, then a line for each set of labels."""
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"
    for labels, value in sorted(values.items()):
        inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
        yield f"{name}{{{inside}}} {value:.10g}" if inside else f"{name} {value:.10g}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
