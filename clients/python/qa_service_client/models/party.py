from enum import StrEnum


class Party(StrEnum):
    AGENT = "agent"
    BOT = "bot"
    CUSTOMER = "customer"
    OTHER = "other"

    def __str__(self) -> str:
        return str(self.value)
