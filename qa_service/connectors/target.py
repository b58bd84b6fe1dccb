"""What every kind of place can do that files are written to."""

from pathlib import Path
from typing import Protocol


class Target(Protocol):
    """A place for files. Every method raises `port.SourceFault` where it cannot be reached or written to now. Nobody
    sees half a file: it is there whole, under its name, or not at all.
    """

    def put(self, file: Path, name: str) -> None:
        """Write a file under a name, whose folders are made; what was there under it is replaced."""
        ...

    def remove(self, name: str) -> None:
        """The file of this name is gone; where there is none, nothing happens."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
