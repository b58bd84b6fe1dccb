from enum import StrEnum


class CriticalHarms(StrEnum):
    BUSINESS = "business"
    COMPLIANCE = "compliance"
    CUSTOMER = "customer"

    def __str__(self) -> str:
        return str(self.value)
