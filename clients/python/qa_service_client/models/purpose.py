from enum import StrEnum


class Purpose(StrEnum):
    CALIBRATION = "calibration"
    RANDOM = "random"
    RISK = "risk"

    def __str__(self) -> str:
        return str(self.value)
