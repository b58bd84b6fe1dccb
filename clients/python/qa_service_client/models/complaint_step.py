from enum import StrEnum


class ComplaintStep(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    REGISTERED = "registered"
    REOPENED = "reopened"

    def __str__(self) -> str:
        return str(self.value)
