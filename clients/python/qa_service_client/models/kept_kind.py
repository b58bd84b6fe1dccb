from enum import StrEnum


class KeptKind(StrEnum):
    ANALYSIS = "analysis"
    AUDIT = "audit"
    COMPLAINT = "complaint"
    EXPORT = "export"
    ORIGINAL = "original"
    RECORDING = "recording"
    REVIEW = "review"
    SURVEY = "survey"
    TRANSCRIPT = "transcript"

    def __str__(self) -> str:
        return str(self.value)
