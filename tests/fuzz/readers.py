"""Damaged files of every kind through all readers: `python -m tests.fuzz.readers --files 5000` prints what became of
them. The same number gives the same files.
"""

import argparse
import io
import json
import resource
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from qa_service.errors import BadInput
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import Incoming, Refusal
from tests.fuzz import test_readers, test_transcript_readers, test_vcons
from tests.fuzz.mutations import mutated
from tests.transcripts import OPTIONS
from tests.vcons import making

SLOWEST = 5.0
"""Seconds of processor time for one file."""
LARGEST = 400 << 20
"""Bytes by which the memory of the process may grow over all files."""
_MAILS = Path(__file__).parents[1] / "mails"


def _archive(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def seeds() -> list[tuple[str, bytes]]:
    """One good file at least of each kind, with the ending that it comes with."""
    sound = making.tone(0.2, 0.5)
    kinds = [
        *((suffix, raw) for suffix, raws in test_readers.SEEDS.items() if suffix != ".wav" for raw in raws),
        *((suffix, raw) for suffix, raws in test_transcript_readers.SEEDS.values() for raw in raws),
        *(("", raw) for raw in test_readers.PHONE),
        *((path.suffix, path.read_bytes()) for path in sorted(_MAILS.iterdir()) if path.stat().st_size < 200_000),
        (".vcon", json.dumps(test_vcons.WHOLE).encode()),
        (".wav", sound),
    ]
    members = {f"north/file{number}{suffix}": raw for number, (suffix, raw) in enumerate(kinds[::5])}
    return [*kinds, (".zip", _archive(members))]


@dataclass(slots=True)
class Outcome:
    """What became of the files: how many ended in which way, the slowest, and by how much the memory grew."""

    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    grown: int = 0
    faults: list[str] = field(default_factory=list)


def run(files: int, seed: int, folder: Path) -> Outcome:
    """Reads so many damaged files, in turn of each kind; every other one under the ending of another."""
    random, kinds, outcome = Random(seed), seeds(), Outcome()
    endings = sorted({suffix for suffix, _ in kinds})
    before = _peak()
    for number in range(files):
        suffix, original = kinds[number % len(kinds)]
        ending = suffix if number // len(kinds) % 2 == 0 else random.choice(endings)
        _one(folder / f"file{ending}", mutated(original, random), f"file {number} ({suffix} as {ending})", outcome)
    outcome.grown = _peak() - before
    return outcome


def _one(path: Path, content: bytes, named: str, outcome: Outcome) -> None:
    path.write_bytes(content)
    begun = time.process_time()
    try:
        outcome.ends.update(_end(path))
    except Exception as error:  # noqa: BLE001  (the fault that is looked for)
        outcome.faults.append(f"{named}: {type(error).__name__}: {error}"[:300])
    finally:
        path.unlink()
    seconds = time.process_time() - begun
    outcome.slowest = max(outcome.slowest, seconds)
    if seconds > SLOWEST:
        outcome.faults.append(f"{named}: {seconds:.1f} s")


def _end(path: Path) -> set[str]:
    ends = set()
    for item in open_file(path, "file", OPTIONS):
        if isinstance(item, Refusal):
            assert "\n" not in str(item.error), "a refusal is one line"
            ends.add("refused")
        else:
            ends.add(_taken(item))
    return ends or {"holds nothing"}


def _taken(item: Incoming) -> str:
    """What is taken in can be written down, and its sound laid out."""
    item.interaction.model_dump_json()
    try:
        with item.sound():
            return "taken in"
    except BadInput:
        return "refused"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """1 where a file ended in a traceback, took too long, or the memory grew too far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=20261201)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(options.files, options.seed, Path(folder))
    print(
        f"{options.files} files of {len(seeds())} originals: {dict(outcome.ends)}; the slowest {outcome.slowest:.2f} s,"
        f" memory grew by {outcome.grown >> 20} MiB; {len(outcome.faults)} faults"
    )
    print("\n".join(outcome.faults[:50]))
    return 1 if outcome.faults or outcome.grown > LARGEST else 0


if __name__ == "__main__":
    raise SystemExit(main())
