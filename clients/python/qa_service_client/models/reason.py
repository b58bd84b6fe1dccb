from enum import StrEnum


class Reason(StrEnum):
    CRITICAL = "critical"
    DISAGREEMENT = "disagreement"
    LONG_SILENCE = "long_silence"
    LOW_CONFIDENCE = "low_confidence"
    NEGATIVE_END = "negative_end"
    TO_BE_CONFIRMED = "to_be_confirmed"

    def __str__(self) -> str:
        return str(self.value)
