"""How a worker works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """How many interactions, files, re-scorings and criterion jobs at a time, and seconds."""

    texts: int = 8
    recordings: int = 1
    exports: int = 1
    rescorings: int = 1
    criterion_jobs: int = 1
    poll: float = 0.1
    attempts: int = 5
    """How often a step that fails is begun: `wait` seconds after the first, three times longer after each."""
    wait: float = 1.0
    heartbeat: float = 2.0
    lease: float = 20.0
    """What a worker has in hand is its own for so long after its last heartbeat."""
    sweep: float = 30.0
    deaths: int = 10
    """A job that more workers than this died with is given up."""
    grace: float = 30.0
    """After a call to stop, work in hand may go on for so long."""
