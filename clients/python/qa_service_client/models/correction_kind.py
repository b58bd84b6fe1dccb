from enum import StrEnum


class CorrectionKind(StrEnum):
    ROLES = "roles"
    TURNS = "turns"

    def __str__(self) -> str:
        return str(self.value)
