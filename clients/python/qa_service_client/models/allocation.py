from enum import StrEnum


class Allocation(StrEnum):
    EQUAL = "equal"
    OPTIMAL = "optimal"
    PROPORTIONAL = "proportional"

    def __str__(self) -> str:
        return str(self.value)
