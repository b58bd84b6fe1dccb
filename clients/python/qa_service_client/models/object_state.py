from enum import StrEnum


class ObjectState(StrEnum):
    ACCEPTED = "accepted"
    FOREIGN = "foreign"
    REFUSED = "refused"
    TAKING = "taking"
    UNCHANGED = "unchanged"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
