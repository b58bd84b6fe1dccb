from enum import StrEnum


class Sourcing(StrEnum):
    IN_HOUSE = "in_house"
    OUTSOURCED = "outsourced"

    def __str__(self) -> str:
        return str(self.value)
