from enum import StrEnum


class Verdict(StrEnum):
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"
    YES = "yes"

    def __str__(self) -> str:
        return str(self.value)
