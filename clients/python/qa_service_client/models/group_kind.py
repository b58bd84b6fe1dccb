from enum import StrEnum


class GroupKind(StrEnum):
    AGENT = "agent"
    BOT = "bot"
    CLIENT = "client"
    SITE = "site"
    SOURCING = "sourcing"
    TEAM = "team"
    VENDOR = "vendor"

    def __str__(self) -> str:
        return str(self.value)
