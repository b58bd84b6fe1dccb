from enum import StrEnum


class DeletionProofWhat(StrEnum):
    CLIENT = "client"
    CUSTOMER = "customer"
    INTERACTION = "interaction"

    def __str__(self) -> str:
        return str(self.value)
