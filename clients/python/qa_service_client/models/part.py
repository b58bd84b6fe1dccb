from enum import StrEnum


class Part(StrEnum):
    ANALYSIS = "analysis"
    REVIEWS = "reviews"
    SCORECARDS = "scorecards"

    def __str__(self) -> str:
        return str(self.value)
