from enum import StrEnum


class SoundState(StrEnum):
    BEING_MADE_ANEW = "being_made_anew"
    NONE = "none"
    UNCHANGED = "unchanged"

    def __str__(self) -> str:
        return str(self.value)
