"""Patterns of file names, matched in a time that grows with the name and the pattern, not with their powers.

Each part is looked at once for every place of the name, from the end: where can it begin so that all that follows still
fits? The parts then take their shortest fitting stretch, from the beginning, as lazy patterns do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_NAME = 1_000
"""Characters of a name that is looked at; no file system has longer ones."""


@dataclass(frozen=True, slots=True)
class NamePart:
    """A stretch of a name: `forms` are the patterns it may have, the preferred one first; none: anything, of at least
    `least` characters. `field` is what it tells, "" for nothing.
    """

    field: str = ""
    forms: tuple[re.Pattern[str], ...] = ()
    least: int = 0

    def ends(self, name: str, start: int) -> Iterable[int]:
        """Where it may end when it begins at `start`."""
        if not self.forms:
            return range(start + self.least, len(name) + 1)
        return [match.end() for form in self.forms if (match := form.match(name, start))]


@dataclass(frozen=True, slots=True)
class NamePattern:
    """Parts in a row that make up a whole name."""

    parts: tuple[NamePart, ...]

    def match(self, name: str) -> dict[str, str] | None:
        """What each field holds; None when the name does not fit."""
        if len(name) > LONGEST_NAME:
            return None
        fitting = self._fitting(name)
        if not fitting[0][0]:
            return None
        fields, at = {}, 0
        for part, after in zip(self.parts, fitting[1:], strict=True):
            end = next(end for end in part.ends(name, at) if after[end])
            if part.field:
                fields[part.field] = name[at:end]
            at = end
        return fields

    def _fitting(self, name: str) -> Sequence[Sequence[bool]]:
        """For each part, and the end, the places from which it and all after it fit the rest of the name."""
        rows = [[at == len(name) for at in range(len(name) + 1)]]
        for part in reversed(self.parts):
            after = rows[-1]
            if part.forms:
                rows.append([any(after[end] for end in part.ends(name, at)) for at in range(len(name) + 1)])
            else:
                last = max((at for at, fits in enumerate(after) if fits), default=-1)
                rows.append([at + part.least <= last for at in range(len(name) + 1)])
        return rows[::-1]
