from enum import StrEnum


class State(StrEnum):
    DONE = "done"
    FAILED = "failed"
    RECEIVED = "received"
    RUNNING = "running"

    def __str__(self) -> str:
        return str(self.value)
