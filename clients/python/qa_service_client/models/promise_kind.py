from enum import StrEnum


class PromiseKind(StrEnum):
    CALL_BACK = "call_back"
    CHECK = "check"
    REFUND = "refund"
    SEND = "send"
    TECHNICIAN = "technician"

    def __str__(self) -> str:
        return str(self.value)
