"""`python -m tests.recorded.compare`: ask everything anew, and show what is answered otherwise than was recorded.

Exit status 1 when something differs that `intended.toml` does not list.
"""

import argparse
import difflib
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from tests.recorded import answers, walk
from tests.recorded.answers import Answer
from tests.recorded.fixed import same_hashes

INTENDED = Path(__file__).with_name("intended.toml")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_NEW, _GONE = "new: it was not recorded", "gone: it was recorded, and is not asked or answered any more"


@dataclass(frozen=True, slots=True)
class Intended:
    """A difference that is meant, in the answers to requests like `request`: all that differs there, or

    - `lines`: each line in which this regular expression is found;
    - `words`: these texts, as they were and as they are now;
    - `within`: numbers, each by at most so much.
    """

    request: str
    reason: str
    lines: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    within: float = 0.0

    def fits(self, request: str) -> bool:
        """Whether it says anything of this request."""
        return fnmatchcase(request, self.request)

    def is_meant(self, line: str) -> bool:
        """Whether this line may come or go."""
        return bool(re.search(self.lines, line)) if self.lines else not self.words and not self.within

    def today(self, line: str) -> str:
        """A line of before in the words of now."""
        for before, after in self.words.items():
            line = line.replace(before, after)
        return line


@dataclass(frozen=True, slots=True)
class Difference:
    """What is answered otherwise to one request, as lines of a unified diff."""

    request: str
    diff: Sequence[str]

    @property
    def changed(self) -> list[str]:
        """The lines that were taken away or added, without their sign."""
        return [line[1:] for line in self.diff if line[:1] in "+-"]

    def left(self, listed: Sequence[Intended]) -> list[str]:
        """What of the changed lines nothing listed explains."""
        fitting = [entry for entry in listed if entry.fits(self.request)]
        before, after = (
            [line[1:] for line in self.diff if line[:1] == sign and not _meant(line[1:], fitting)] for sign in "-+"
        )
        before = [_today(line, fitting) for line in before]
        within = max((entry.within for entry in fitting), default=0.0)
        if len(before) == len(after) and all(_same(*lines, within) for lines in zip(before, after, strict=True)):
            return []
        return [*before, *after]

    def reasons(self, listed: Sequence[Intended]) -> list[Intended]:
        """The entries without which more of it would be left."""
        return [entry for entry in listed if self.left([other for other in listed if other is not entry])]


def _meant(line: str, fitting: Sequence[Intended]) -> bool:
    return any(entry.is_meant(line) for entry in fitting)


def _today(line: str, fitting: Sequence[Intended]) -> str:
    for entry in fitting:
        line = entry.today(line)
    return line


def _same(before: str, after: str, within: float) -> bool:
    if before == after or not within:
        return before == after
    numbers = zip(_NUMBER.findall(before), _NUMBER.findall(after), strict=False)
    same_words = _NUMBER.sub("", before) == _NUMBER.sub("", after)
    return same_words and all(abs(float(one) - float(other)) <= within for one, other in numbers)


def intended(path: Path = INTENDED) -> list[Intended]:
    """What is listed."""
    return [Intended(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("intended", [])]


def differences(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> Iterator[Difference]:
    """In the order in which it was asked before; what is new comes last."""
    for request, answer in before.items():
        if request not in after:
            yield Difference(request, [f"-{_GONE}"])
        elif after[request] != answer:
            yield Difference(request, _diff(answer, after[request]))
    for request in after:
        if request not in before:
            yield Difference(request, [f"+{_NEW}", *(f"+{line}" for line in after[request].lines())])


def _diff(before: Answer, after: Answer) -> list[str]:
    """Of the lines as people read them; where these are the same, of the bodies as they are."""
    shown = list(difflib.unified_diff(before.lines(), after.lines(), lineterm="", n=2))[2:]
    return shown or [f"-{before.body!r}", f"+{after.body!r}"]


def main() -> int:
    """Prints each difference; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recorded", type=Path, default=answers.RECORDED)
    parser.add_argument("--with", type=Path, dest="other", help="another recording, in the place of the present code")
    parser.add_argument("--all", action="store_true", help="show what is meant, too")
    options = parser.parse_args()
    before = {answer.request: answer for answer in answers.read(options.recorded)}
    after = {answer.request: answer for answer in (answers.read(options.other) if options.other else walk.play()[0])}
    return _report(len(before), list(differences(before, after)), intended(), options.all)


def _report(recorded: int, differing: Sequence[Difference], listed: Sequence[Intended], shows_all: bool) -> int:
    unexplained = [difference for difference in differing if difference.left(listed)]
    for difference in differing if shows_all else unexplained:
        print(f"=== {difference.request}", *difference.diff, sep="\n", end="\n\n")
    meant = len(differing) - len(unexplained)
    print(f"{recorded} answers were recorded; {len(unexplained)} differ and {meant} more differ as intended")
    explained = Counter(
        entry.reason
        for difference in differing
        if difference not in unexplained
        for entry in difference.reasons(listed)
    )
    for entry in listed:
        print(f"{explained[entry.reason]:5} of {entry.request}: {entry.reason}")
    return int(bool(unexplained))


if __name__ == "__main__":
    same_hashes()
    sys.exit(main())
