from enum import StrEnum


class QaServiceDocumentsAnalysisSentencePartStatus(StrEnum):
    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"
    SAID = "said"

    def __str__(self) -> str:
        return str(self.value)
