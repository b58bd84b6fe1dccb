from enum import StrEnum


class WantedByType0(StrEnum):
    SITE = "site"
    SOURCING = "sourcing"
    VENDOR = "vendor"

    def __str__(self) -> str:
        return str(self.value)
