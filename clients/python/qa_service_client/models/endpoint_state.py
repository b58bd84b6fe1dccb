from enum import StrEnum


class EndpointState(StrEnum):
    ACTIVE = "active"
    FAILED = "failed"
    GONE = "gone"
    OFF = "off"

    def __str__(self) -> str:
        return str(self.value)
