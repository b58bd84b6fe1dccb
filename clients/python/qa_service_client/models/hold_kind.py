from enum import StrEnum


class HoldKind(StrEnum):
    CLIENT = "client"
    CUSTOMER = "customer"
    INTERACTION = "interaction"

    def __str__(self) -> str:
        return str(self.value)
