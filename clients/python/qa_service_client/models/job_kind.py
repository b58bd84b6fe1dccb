from enum import StrEnum


class JobKind(StrEnum):
    LEARN = "learn"
    TRY = "try"

    def __str__(self) -> str:
        return str(self.value)
