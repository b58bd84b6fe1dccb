"""What encryption at rest costs: `python -m eval.bench.at_rest [--minutes N] [--rounds N] [--folder PATH]`.

A stereo recording (16 kHz, 16 bit: 61 MB for 16 minutes) is stored, read whole, opened as a file for the decoder and
heard in parts from the middle, sealed and not, in turn. Then 1,000 small files are put under another key. Prints the
medians of the rounds.
"""

import argparse
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from qa_service.store import envelope
from qa_service.store.blobs import Blobs
from qa_service.store.key_ring import KeyRing
from qa_service.store.rotation import _change_key

_PIECE = 1 << 20


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measured(blobs: Blobs, sound: bytes) -> dict[str, float]:
    """One round: seconds by what is done. The key is the content, so the last byte is another each time."""
    sound = sound[:-8] + secrets.token_bytes(8)
    key = ""

    def store() -> None:
        nonlocal key
        key = blobs.put("bench", (sound[at : at + _PIECE] for at in range(0, len(sound), _PIECE)), len(sound)).key

    def as_file() -> None:
        with blobs.local(key) as path:
            path.stat()

    middle = len(sound) // 2
    times = {
        "store": seconds(store),
        "read whole": seconds(lambda: sum(len(piece) for piece in blobs.stream(key))),
        "open as a file": seconds(as_file),
        "a part of 1 MiB": seconds(lambda: blobs.read(key, middle, middle + _PIECE)),
        "a part of 100 bytes": seconds(lambda: blobs.read(key, middle, middle + 100)),
    }
    blobs.delete(key)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=None)
    args = parser.parse_args()
    sound = secrets.token_bytes(int(args.minutes * 60 * 16_000 * 2 * 2))
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        keys = [b"k" * 32]
        ring = KeyRing(lambda: keys, lambda: len(keys))
        places = {
            "sealed": Blobs((Path(folder) / "sealed").as_uri(), lambda: ring),
            "plain": Blobs((Path(folder) / "plain").as_uri()),
        }
        rounds = [{name: measured(place, sound) for name, place in places.items()} for _ in range(args.rounds)]
        for what in rounds[0]["sealed"]:
            with_it, without = (statistics.median(r[name][what] for r in rounds) for name in ("sealed", "plain"))
            print(f"{what}: {with_it * 1000:.1f} ms sealed, {without * 1000:.1f} ms plain")
        size = envelope.HEAD + len(sound) + -(-len(sound) // envelope.SEGMENT) * envelope.TAG
        print(f"on the disk: {size - len(sound)} bytes more of {len(sound)}")
        sealed = places["sealed"]
        for number in range(1000):
            sealed.write(f"exports/{number}", b"x" * 1000)
        keys.insert(0, b"n" * 32)

        def rotate() -> None:
            for key, _ in sealed.list("exports"):
                with sealed.raw(key) as raw:
                    _change_key(raw, key, sealed)

        print(f"1,000 files under another key: {seconds(rotate):.2f} s")


if __name__ == "__main__":
    main()
