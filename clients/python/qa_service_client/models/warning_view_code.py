from enum import StrEnum


class WarningViewCode(StrEnum):
    KEPT_APART = "kept_apart"
    TEAM_MISSING = "team_missing"

    def __str__(self) -> str:
        return str(self.value)
