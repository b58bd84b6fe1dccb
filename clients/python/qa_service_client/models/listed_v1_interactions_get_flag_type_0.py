from enum import StrEnum


class ListedV1InteractionsGetFlagType0(StrEnum):
    ANY = "any"
    CRITICAL = "critical"
    LONG_SILENCE = "long_silence"
    LOW_CONFIDENCE = "low_confidence"
    NEGATIVE_END = "negative_end"
    TO_BE_CONFIRMED = "to_be_confirmed"

    def __str__(self) -> str:
        return str(self.value)
