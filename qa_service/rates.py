"""How many requests a caller may make: each has a bucket of tokens in this process, filled steadily."""

import threading
from collections import OrderedDict
from time import monotonic

_MOST_CALLERS = 10_000


class Rates:
    """Forgets whoever asked longest ago once there are many; a forgotten bucket is a full one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, per_minute: int, at: float | None = None) -> float:
        """Seconds until the next request may come; 0: this one may, and is counted. `at`: a monotonic clock."""
        at = monotonic() if at is None else at
        with self._lock:
            tokens, last = self._buckets.pop(caller, (float(per_minute), at))
            tokens = min(float(per_minute), tokens + (at - last) * per_minute / 60)
            wait = 0.0 if tokens >= 1 else (1 - tokens) * 60 / per_minute
            self._buckets[caller] = (tokens - 1 if wait == 0 else tokens, at)
            if len(self._buckets) > _MOST_CALLERS:
                self._buckets.popitem(last=False)
        return wait
