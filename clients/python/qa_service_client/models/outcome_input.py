from enum import StrEnum


class OutcomeInput(StrEnum):
    ABANDONED = "abandoned"
    ANSWERED = "answered"
    CLOSED = "closed"
    DROPPED = "dropped"
    EXIT_EMPTY = "exit_empty"
    EXIT_KEY = "exit_key"
    FULL = "full"
    IGNORED = "ignored"
    OVERFLOW = "overflow"
    TIMEOUT = "timeout"

    def __str__(self) -> str:
        return str(self.value)
