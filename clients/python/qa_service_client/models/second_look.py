from enum import StrEnum


class SecondLook(StrEnum):
    CHANGED = "changed"
    FINAL = "final"
    KEPT = "kept"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
