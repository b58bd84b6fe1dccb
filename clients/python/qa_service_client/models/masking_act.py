from enum import StrEnum


class MaskingAct(StrEnum):
    MASKED = "masked"
    NOT_PERSONAL = "not_personal"
    RELEASED = "released"

    def __str__(self) -> str:
        return str(self.value)
