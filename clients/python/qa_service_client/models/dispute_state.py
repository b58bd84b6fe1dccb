from enum import StrEnum


class DisputeState(StrEnum):
    EXPIRED = "expired"
    OPEN = "open"
    REJECTED = "rejected"
    UPHELD = "upheld"

    def __str__(self) -> str:
        return str(self.value)
