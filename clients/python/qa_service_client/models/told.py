from enum import StrEnum


class Told(StrEnum):
    ABANDONED_AT = "abandoned_at"
    ANSWERED_AT = "answered_at"
    CALL = "call"
    ENDED_AT = "ended_at"
    ENDING = "ending"
    LEFT_AT = "left_at"
    OFFERED_AT = "offered_at"
    OVERFLOW_TO = "overflow_to"
    QUEUE = "queue"
    SITE = "site"
    SOURCING = "sourcing"
    TRANSFERRED_AT = "transferred_at"
    TRANSFERRED_TO = "transferred_to"
    VENDOR = "vendor"
    WAIT_SECONDS = "wait_seconds"

    def __str__(self) -> str:
        return str(self.value)
