from enum import StrEnum


class ReleaseOutcome(StrEnum):
    BEING_HEARD = "being_heard"
    NOT_PERSONAL = "not_personal"
    RESTORED = "restored"
    WRITTEN = "written"

    def __str__(self) -> str:
        return str(self.value)
