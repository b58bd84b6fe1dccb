"""The worst files of every kind through all readers: `python -m tests.fuzz.worst --bytes 10000000` prints for each what
became of it, the seconds of processor time and the memory that it took.
"""

import argparse
import gc
import multiprocessing
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from qa_service.errors import BadDocument
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import Refusal
from qa_service.ingest.phone import read as phone
from tests.fuzz.readers import SLOWEST
from tests.fuzz.worst_files import FILES
from tests.transcripts import LIMITS, OPTIONS

MOST_MEMORY = 1 << 30
"""Bytes by which one file may make the process grow."""
_PATIENCE = 30.0
"""Seconds after which a file is given up."""
_PHONE = ("queue", "records", "freeswitch")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a file took. `end` counts what it gave, with the sentence of the first refusal."""

    name: str
    end: str
    seconds: float
    memory: int

    @property
    def is_too_much(self) -> bool:
        """Over the seconds or the memory that one file may take."""
        return self.seconds > SLOWEST or self.memory > MOST_MEMORY or self.end.startswith("FAULT")

    def __str__(self) -> str:
        mark = "  TOO MUCH" if self.is_too_much else ""
        return f"{self.name:24} {self.seconds:6.2f} s {self.memory >> 20:6} MiB  {self.end}{mark}"


def cost(name: str, size: int, folder: Path) -> Cost:
    """Reads the worst file of this name in a process of its own, so that the memory is its alone."""
    path = folder / name
    path.write_bytes(FILES[name](size))
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measured, args=(path, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(_PATIENCE):
            process.kill()
            return Cost(name, "FAULT: does not end", _PATIENCE, 0)
        return Cost(name, *receiver.recv())
    except EOFError:
        return Cost(name, "FAULT: the process ended", 0.0, 0)
    finally:
        process.join()
        path.unlink()


def _measured(path: Path, sender: Connection) -> None:
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak of memory begins anew
    before, begun = _memory("VmRSS"), time.process_time()
    reading: Callable[[Path], str] = _logged if path.name.startswith(_PHONE) else _read
    try:
        end = reading(path)
    except Exception as error:  # noqa: BLE001  (the fault that is looked for)
        end = f"FAULT: {type(error).__name__}: {error}"[:300]
    sender.send((end, time.process_time() - begun, _memory("VmHWM") - before))


def _read(path: Path) -> str:
    ends, why = Counter[str](), ""
    for item in open_file(path, "file", OPTIONS):
        if isinstance(item, Refusal):
            why = why or str(item.error)
            assert "\n" not in str(item.error), "a refusal is one line"
            ends["refused"] += 1
        else:
            with suppress(BadDocument), item.sound():
                ends["taken in"] += 1
    return f"{dict(ends)} {why[:110]}"


def _logged(path: Path) -> str:
    """As a log of a telephone system is taken in: by its own way."""
    _read(path)
    raw = path.read_bytes()
    try:
        log = phone.read(raw, phone.PhoneOptions(LIMITS.now, LIMITS.zone))
    except BadDocument as error:
        return f"refused {error}"[:120]
    return f"{log.form.value} of {len(log.lines)} lines"


def _memory(name: str) -> int:
    """Bytes that this process has (VmRSS) or had at most (VmHWM)."""
    match = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert match is not None
    return int(match[1]) * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """1 where a file takes too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=10_000_000)
    parser.add_argument("names", nargs="*", help="only these files")
    options = parser.parse_args(arguments)
    too_much = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in options.names or FILES:
            taken = cost(name, options.bytes, Path(folder))
            too_much += taken.is_too_much
            print(taken, flush=True)
    print(f"{too_much} of {len(options.names or FILES)} files of {options.bytes} bytes take too much")
    return 1 if too_much else 0


if __name__ == "__main__":
    raise SystemExit(main())
