from enum import StrEnum


class BehaviourPartStatusType0(StrEnum):
    ABSENT = "absent"
    PRESENT = "present"
    TO_BE_CONFIRMED = "to_be_confirmed"

    def __str__(self) -> str:
        return str(self.value)
