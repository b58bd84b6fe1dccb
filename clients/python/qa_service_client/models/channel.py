from enum import StrEnum


class Channel(StrEnum):
    CALL = "call"
    CHAT = "chat"
    EMAIL = "email"

    def __str__(self) -> str:
        return str(self.value)
