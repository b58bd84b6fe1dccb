"""What files of other systems become: `python -m eval.formats [--files] [--folder FOLDER]`.

The files lie in QA_EVAL_DATA/formats with a `manifest.jsonl` (path, family, expected: accepted or refused, own_words);
formats.yaml says what is expected of their content: how many `interactions`, `turns`, `least_turns`, distinct
`voices`, `least_voices`; the `speakers` in order from the first, all `parties`; `channel`, `direction`, `lang`,
`started_at` (as far as it is written); `timed` turns; `own` words (the last turn, but for spaces), how they `starts`
and `ends`; a turn of `history`; texts that no turn (`without`) or the last (`without_own`) holds; the kind of
`automatic` mail; words of a `refusal`; `seconds` of decoded sound. `either`: both ends are as expected. Automatic mail,
which is kept but stands in no figure, counts as refused. Recordings are accepted when they can be decoded.
"""

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from qa_service.domain.interaction import GivenTurn, Interaction
from qa_service.errors import QaError
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal

EXPECTED = Path(__file__).with_suffix(".yaml")


@dataclass
class Outcome:
    """What became of one file."""

    interactions: list[Interaction] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    seconds: float | None = None

    @property
    def accepted(self) -> bool:
        """Whether a contact came of it."""
        return any(interaction.automatic is None for interaction in self.interactions)

    @property
    def turns(self) -> Sequence[GivenTurn]:
        """Of the first interaction."""
        return self.interactions[0].turns if self.interactions else ()


def outcome_of(path: Path, options: FileOptions) -> Outcome:
    """The file as `ingest` reads it; a recording is decoded, too."""
    outcome = Outcome()
    for item in open_file(path, path.stem, options):
        if isinstance(item, Refusal):
            outcome.refusals.append(str(item.error))
            continue
        try:
            outcome.seconds = _seconds(item)
        except QaError as error:
            outcome.refusals.append(str(error))
        else:
            outcome.interactions.append(item.interaction)
    return outcome


def _seconds(item: Incoming) -> float | None:
    with item.sound() as sound:
        return None if sound is None else PyAvDecoder().decode(sound).duration


def _flat(text: str) -> str:
    return " ".join(text.split())


def _last(outcome: Outcome) -> str:
    return _flat(outcome.turns[-1].text) if outcome.turns else ""


def _speakers(outcome: Outcome) -> list[str]:
    return [str(turn.speaker) for turn in outcome.turns]


def _voices(outcome: Outcome) -> int:
    return len({(turn.speaker, turn.voice) for turn in outcome.turns})


def _of_first(name: str) -> Callable[[Outcome, Any], bool]:
    return lambda o, value: bool(o.interactions) and str(getattr(o.interactions[0], name)) == value


def _began(outcome: Outcome, value: str) -> bool:
    began = outcome.interactions[0].started_at if outcome.interactions else None
    return began is not None and began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").startswith(value)


CHECKS: Mapping[str, Callable[[Outcome, Any], bool]] = {
    "interactions": lambda o, value: len(o.interactions) == value,
    "turns": lambda o, value: len(o.turns) == value,
    "least_turns": lambda o, value: sum(len(interaction.turns) for interaction in o.interactions) >= value,
    "voices": lambda o, value: _voices(o) == value,
    "least_voices": lambda o, value: _voices(o) >= value,
    "speakers": lambda o, value: _speakers(o)[: len(value)] == value,
    "parties": lambda o, value: sorted(set(_speakers(o))) == value,
    "channel": _of_first("channel"),
    "direction": _of_first("direction"),
    "lang": _of_first("lang"),
    "automatic": _of_first("automatic"),
    "started_at": _began,
    "timed": lambda o, value: bool(o.turns) and all(turn.start is not None for turn in o.turns) is value,
    "own": lambda o, value: _last(o) == _flat(value),
    "starts": lambda o, value: _last(o).startswith(_flat(value)),
    "ends": lambda o, value: _last(o).endswith(_flat(value)),
    "history": lambda o, value: any(_flat(value) in _flat(turn.text) for turn in o.turns[:-1]),
    "without": lambda o, value: not any(text in turn.text for text in value for turn in o.turns),
    "without_own": lambda o, value: not any(text in _last(o) for text in value),
    "refusal": lambda o, value: any(value.lower() in refusal.lower() for refusal in o.refusals),
    "seconds": lambda o, value: o.seconds is not None and value[0] <= o.seconds <= value[1],
}


@dataclass(frozen=True)
class Judged:
    """One file: whether it ended as expected, and which of the expectations of its content failed of how many."""

    path: str
    family: str
    as_expected: bool
    checked: int
    failed: tuple[str, ...]
    outcome: Outcome


def judged(folder: Path, zone: str = "Europe/Rome") -> Iterator[Judged]:
    """Every file of the manifest. Raises OSError where it is missing."""
    expectations = yaml.safe_load(EXPECTED.read_text("utf-8"))
    options = FileOptions(DocumentLimits(datetime.now(UTC), zone=zone), client="formats")
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        expected = dict(expectations.get(row["path"], {}))
        if row.get("own_words"):
            expected["own"] = row["own_words"]
        yield _judge(row, expected, outcome_of(folder / row["path"], options))


def _judge(row: Mapping[str, Any], expected: dict[str, Any], outcome: Outcome) -> Judged:
    either = expected.pop("either", None) is not None
    as_expected = either or outcome.accepted is (row["expected"] == "accepted")
    failed = tuple(name for name, value in expected.items() if not CHECKS[name](outcome, value))
    return Judged(row["path"], row["family"], as_expected, len(expected), failed, outcome)


def table(files: Sequence[Judged]) -> str:
    """By family, as Markdown: files, ended as expected, content looked at, right in all that is looked at."""
    families: dict[str, list[Judged]] = defaultdict(list)
    for file in files:
        families[file.family].append(file)
    rows = [_row(name, members) for name, members in sorted(families.items())]
    head = "| family | files | as expected | content looked at | right |\n| --- | --- | --- | --- | --- |"
    return "\n".join((head, *rows, _row("all", files)))


def _row(name: str, files: Sequence[Judged]) -> str:
    looked_at = [file for file in files if file.checked]
    right = sum(not file.failed for file in looked_at)
    return f"| {name} | {len(files)} | {sum(f.as_expected for f in files)} | {len(looked_at)} | {right} |"


def main() -> None:
    """Print the table; with `--files` also a line for each file that is not as expected, without its words."""
    arguments = argparse.ArgumentParser(description=__doc__)
    data = Path(os.environ.get("QA_EVAL_DATA", "../shared/data"))
    arguments.add_argument("--folder", type=Path, default=data / "formats")
    arguments.add_argument("--files", action="store_true")
    asked = arguments.parse_args()
    files = list(judged(asked.folder))
    for file in files:
        if asked.files and (file.failed or not file.as_expected):
            end = "accepted" if file.outcome.accepted else "not accepted"
            print(
                f"{file.path}: {end}; failed: {', '.join(file.failed) or '-'}; {'; '.join(file.outcome.refusals[:1])}"
            )
    print(table(files))


if __name__ == "__main__":
    main()
