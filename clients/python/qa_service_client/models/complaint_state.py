from enum import StrEnum


class ComplaintState(StrEnum):
    ANSWERED = "answered"
    DUE = "due"
    LATE = "late"
    OPEN = "open"
    WITHDRAWN = "withdrawn"

    def __str__(self) -> str:
        return str(self.value)
