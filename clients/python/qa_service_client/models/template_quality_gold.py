from enum import StrEnum


class TemplateQualityGold(StrEnum):
    HAND = "hand"
    LABELS = "labels"
    NONE = "none"

    def __str__(self) -> str:
        return str(self.value)
