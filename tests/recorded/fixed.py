"""Nothing is left to chance: the clock stands, what is random is not, and new rows get ids by table and number.

Each step has a random stream of its own, by length of what is drawn. So code that draws more often or in another order
changes what it draws itself, and nothing that comes later.
"""

import hashlib
import os
import random
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import time_machine
from sqlalchemy import event
from sqlalchemy.orm import Mapper

START = datetime(2026, 11, 3, 9, tzinfo=UTC)
_IDS = uuid.UUID("6f6e6520-686f-7573-652c-207265636f72")


class Fixed:
    """The present step: its name, its moment, and how much was drawn in it."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self._clock = clock
        self._name, self._drawn, self._number = "", Counter[str](), 0

    def step(self, name: str) -> None:
        """From now on it is a second later, and what is random depends on `name` alone."""
        self._number += 1
        self._name, self._drawn = name, Counter()
        self._clock.move_to(START + timedelta(seconds=self._number), tick=False)

    def _count(self, kind: str) -> str:
        self._drawn[kind] += 1
        return f"{self._name}\n{kind}\n{self._drawn[kind]}"

    def urandom(self, size: int) -> bytes:
        """In the place of `os.urandom`."""
        return hashlib.shake_128(self._count(f"{size} bytes").encode()).digest(size)

    def name_row(self, row: Any, _args: Any, values: dict[str, Any]) -> None:
        """Before a row is made: an id, where its table has a random one."""
        default = row.__table__.c.id.default if "id" in row.__table__.c else None
        if "id" not in values and getattr(default, "is_callable", False):
            values["id"] = uuid.uuid5(_IDS, self._count(row.__tablename__))


def same_hashes() -> None:
    """Start this program anew where hashes of texts are random: sets would go through in another order each time."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONHASHSEED": "0"})


@contextmanager
def fixed() -> Iterator[Fixed]:
    """As long as this lasts, in the whole process."""
    with time_machine.travel(START, tick=False) as clock:
        here = Fixed(clock)
        event.listen(Mapper, "init", here.name_row)
        try:
            with patch.object(os, "urandom", here.urandom), patch.object(random, "_urandom", here.urandom):
                yield here
        finally:
            event.remove(Mapper, "init", here.name_row)
