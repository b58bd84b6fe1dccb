from enum import StrEnum


class OutcomeOutput(StrEnum):
    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"

    def __str__(self) -> str:
        return str(self.value)
