from enum import StrEnum


class Cause(StrEnum):
    GUIDE_UNCLEAR = "guide_unclear"
    MACHINE_WRONG = "machine_wrong"
    REVIEWER_WRONG = "reviewer_wrong"

    def __str__(self) -> str:
        return str(self.value)
