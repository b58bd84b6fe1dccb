"""Stretches of a turn that spell a number or a code, written or spoken, and what they decode to.

`tre quattro sette, doppio zero`, `erre esse esse`, `B for Bravo`, `GX-71102` and `327 55 90 114` are runs. Which of
them is personal data, and of which type, is for `codes` to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa_service.understand.recognizers import code_parts
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.numerals import SHIFTS, CodePart, compose, joint
from qa_service.understand.recognizers.text_line import TextLine

_MOST_ZEROS = 20


class RunNumber(NamedTuple):
    """One number (or letter, or written block) of a run: the token it begins at, and its digits.

    Words that make one number together are one: `duemila ottocento dieci` is 2810, `trecentoventotto seicento` is two.
    """

    at: int
    digits: str


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` of a line decode to `code` (digits and capital letters).

    `groups` counts the number words, letters and written blocks said, `singles` the digits said one by one; `spoken`
    is false when all of it is written; `joined` is true when written blocks touch or are tied by a mark, as in
    GX-71102, or spoken ones by a word (`barra`). `numbers` is what it is made of,
    `parts` what each token adds.
    """

    first: int
    last: int
    code: str
    groups: int
    singles: int
    spoken: bool
    joined: bool
    numbers: tuple[RunNumber, ...] = ()
    parts: tuple[CodePart, ...] = ()

    @property
    def digits(self) -> int:
        """How many characters of the code are digits."""
        return sum(character.isdecimal() for character in self.code)

    @property
    def length(self) -> int:
        """How many digits its numbers have when each is written as one: 5 for `duemila ottocento` and `7`."""
        return sum(len(number.digits) for number in self.numbers)

    @property
    def letters(self) -> int:
        """How many are letters."""
        return len(self.code) - self.digits


def find(line: TextLine, greedy: bool = False) -> list[Run]:
    """All runs of a line, left to right, single numbers included. `greedy`: letters that are words as well (`a`, `di`)
    belong to them, as where letters are asked for."""
    parts = code_parts.read(line, greedy)
    runs: list[Run] = []
    at = 0
    while at < len(parts):
        end = at
        while end < len(parts) and parts[end] is not None:
            end += 1
        run = _trimmed(line, _mapped(parts, at, end), at, end - 1, greedy) if end > at else None
        if run is not None:
            runs.append(run)
        at = end + 1
    return runs


def _mapped(parts: Sequence[CodePart | None], first: int, end: int) -> dict[int, CodePart]:
    """The parts by token."""
    return {at: part for at, part in enumerate(parts[first:end], first) if part is not None}


def _trimmed(line: TextLine, parts: Mapping[int, CodePart], first: int, last: int, greedy: bool = False) -> Run | None:
    """The run of tokens `first` to `last` without what only surrounds it."""
    roles = {at: parts[at].role for at in range(first, last + 1)}
    core = [at for at in range(first, last + 1) if roles[at] in ("nLUdml" if greedy else "nLUdm")]
    if not core:
        return None
    start, end = core[0], core[-1]
    while end < last and roles[end + 1] in "wz":
        end += 1
    if start > first and roles[start - 1] == "x":
        start -= 1
    if not greedy:
        start, end = _weak_front(line, roles, first, start), _weak_back(line, roles, end, last)
    elif (
        start
        and roles[start] == "l"
        and len(core) > 1
        and roles[core[1]] in "nd"
        and line.words[start - 1][0].isalnum()
    ):
        start = core[1]  # `finisce a cinque sei`: no letter
    return _run(line, tuple(parts[at] for at in range(start, end + 1)), start, end)


def parted(line: TextLine, run: Run) -> list[Run]:
    """A run without its last number, and that number; the run itself when it is all one number."""
    if len(run.numbers) < 2:
        return [run]
    at = run.numbers[-1].at
    parts = dict(enumerate(run.parts, run.first))
    halves = (_trimmed(line, parts, run.first, at - 1), _trimmed(line, parts, at, run.last))
    return [half for half in halves if half is not None]


def _run(line: TextLine, parts: tuple[CodePart, ...], start: int, end: int) -> Run:
    spoken = any(part.role in "nLlxz" for part in parts)
    marked = any(line.words[at] in "-/_." and line.glued(at) for at in range(start + 1, end + 1))
    joined = any(part.role == "s" for part in parts) if spoken else marked or start == end
    groups = sum(part.role in "nLlUdm" for part in parts)
    return Run(start, end, decode(parts), groups, _singles(parts), spoken, joined, _numbers(parts, start), parts)


def _numbers(parts: Sequence[CodePart], start: int) -> tuple[RunNumber, ...]:
    numbers: list[RunNumber] = []
    goes_on, times = False, 1
    for at, part in enumerate(parts, start):
        whole = joint(numbers[-1].digits, part.value) if goes_on and part.role == "n" else ""
        if whole:
            numbers[-1] = RunNumber(numbers[-1].at, whole)
        elif part.role in "ndLlUm":
            numbers.append(RunNumber(at, part.value * times))
        goes_on = part.role == "n" or (goes_on and part.role in "fp" and part.value in ("", "-"))
        times = int(part.value) if part.role == "x" else times if part.role in "pf" else 1
    return tuple(numbers)


def _singles(parts: Sequence[CodePart]) -> int:
    """Digits said alone: not the one in "two thousand" or "un milione"."""
    following = [*parts[1:], CodePart("", "p")]
    return sum(
        part.role == "x" or (part.role == "n" and len(part.value) == 1 and after.value not in SHIFTS.values())
        for part, after in zip(parts, following, strict=True)
    )


def _weak_front(line: TextLine, roles: Mapping[int, str], first: int, start: int) -> int:
    """Letters that are also words open a code only in twos, or at the beginning of what is said."""
    weak = start
    while weak > first and roles[weak - 1] == "l":
        weak -= 1
    opens = weak == 0 or not line.words[weak - 1][0].isalnum() or line.lows[weak - 1] in cues("runs", "before_codes")
    return weak if start - weak >= 2 or (start - weak == 1 and opens) else start


def _weak_back(line: TextLine, roles: Mapping[int, str], end: int, last: int) -> int:
    """Likewise at the close: only where nothing is said after it, or after a spoken separator (`barra e`)."""
    weak = end
    while weak < last and (roles[weak + 1] == "l" or (roles[weak + 1] == "s" and weak + 2 <= last)):
        weak += 1
    closes = weak + 1 >= len(line) or not line.words[weak + 1][0].isalnum()
    separated = weak > end + 1 and roles[weak - 1] == "s"
    return weak if weak > end and roles[weak] == "l" and (closes or separated) else end


def _zeros(count: str) -> int:
    """How many are meant; nobody counts so many that the count has five digits, and `int` refuses 4,300."""
    return min(int(count), _MOST_ZEROS) if len(count) < 5 else _MOST_ZEROS


def decode(parts: Sequence[CodePart]) -> str:
    """Digits and capital letters of a run; `double` and `five zeros` are written out."""
    out: list[str] = []
    numbers: list[str] = []
    times = 1
    for part in parts:
        if part.role == "x":
            times = int(part.value)
            continue
        if part.role == "z" and numbers:
            numbers.append("0" * _zeros(numbers.pop()))
        elif part.role in "nd":
            numbers.append(part.value * times)
        elif part.role in "LlUm":
            out += [compose(numbers), part.value * times]
            numbers = []
        times = times if part.role in "pf" else 1
    return "".join([*out, compose(numbers)])
