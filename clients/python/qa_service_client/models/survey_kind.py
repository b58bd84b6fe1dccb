from enum import StrEnum


class SurveyKind(StrEnum):
    CES = "ces"
    CSAT = "csat"
    NPS = "nps"
    SOLVED = "solved"

    def __str__(self) -> str:
        return str(self.value)
