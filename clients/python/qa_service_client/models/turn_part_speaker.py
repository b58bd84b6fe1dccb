from enum import StrEnum


class TurnPartSpeaker(StrEnum):
    AGENT = "agent"
    CUSTOMER = "customer"
    OTHER = "other"

    def __str__(self) -> str:
        return str(self.value)
