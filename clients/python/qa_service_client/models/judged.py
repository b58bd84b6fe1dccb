from enum import StrEnum


class Judged(StrEnum):
    DISPUTED = "disputed"
    FINAL = "final"
    MACHINE = "machine"
    REVIEWED = "reviewed"

    def __str__(self) -> str:
        return str(self.value)
