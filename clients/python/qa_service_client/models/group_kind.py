from enum import StrEnum


class GroupKind(StrEnum):
    AGENT = "agent"
    BOT = "bot"
    CLIENT = "client"
    TEAM = "team"

    def __str__(self) -> str:
        return str(self.value)
