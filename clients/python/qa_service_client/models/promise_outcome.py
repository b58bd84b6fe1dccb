from enum import StrEnum


class PromiseOutcome(StrEnum):
    BROKEN = "broken"
    KEPT = "kept"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
