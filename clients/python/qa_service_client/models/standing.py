from enum import StrEnum


class Standing(StrEnum):
    GUIDE_UNCLEAR = "guide_unclear"
    MACHINE_WRONG = "machine_wrong"
    REVIEWER_WRONG = "reviewer_wrong"
    TO_SORT = "to_sort"

    def __str__(self) -> str:
        return str(self.value)
