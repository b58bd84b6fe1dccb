from enum import StrEnum


class PauseKind(StrEnum):
    SILENCE = "silence"
    TONE = "tone"

    def __str__(self) -> str:
        return str(self.value)
