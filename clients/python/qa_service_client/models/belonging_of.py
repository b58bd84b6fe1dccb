from enum import StrEnum


class BelongingOf(StrEnum):
    AGENT = "agent"
    QUEUE = "queue"
    SITE = "site"
    TEAM = "team"
    VENDOR = "vendor"

    def __str__(self) -> str:
        return str(self.value)
