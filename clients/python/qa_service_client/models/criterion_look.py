from enum import StrEnum


class CriterionLook(StrEnum):
    ANYWHERE = "anywhere"
    CLOSING = "closing"
    OPENING = "opening"

    def __str__(self) -> str:
        return str(self.value)
