from enum import StrEnum


class SplitV1KpisSplitGetBy(StrEnum):
    SITE = "site"
    SOURCING = "sourcing"
    VENDOR = "vendor"

    def __str__(self) -> str:
        return str(self.value)
