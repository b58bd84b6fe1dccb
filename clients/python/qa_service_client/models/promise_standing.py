from enum import StrEnum


class PromiseStanding(StrEnum):
    ASKED_AGAIN = "asked_again"
    BROKEN = "broken"
    DUE_TODAY = "due_today"
    KEPT = "kept"
    OPEN = "open"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
