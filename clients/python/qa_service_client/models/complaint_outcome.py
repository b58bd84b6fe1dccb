from enum import StrEnum


class ComplaintOutcome(StrEnum):
    PARTLY = "partly"
    REJECTED = "rejected"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"

    def __str__(self) -> str:
        return str(self.value)
