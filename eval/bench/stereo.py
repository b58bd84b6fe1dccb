"""What a stereo call costs beyond bare recognition.

`python -m eval.bench.stereo [FILE...] [--rounds N] [--threads N]` times, in one process and taking turns, the own path
(everything from decoding to the scorecard, models loaded) and faster-whisper's batched pipeline on the two decoded
channels with the same settings. Prints the ratio of the medians, by the clock and by processor time (steadier on a
shared machine), the share of the call's length, and the peak memory of a fresh process that runs the own path once.
Exit 1 when the ratio by processor time or the memory is over its bound.
"""

import argparse
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from eval.engines import STEREO, weights
from eval.needs import folder
from qa_service.bootstrap import engines
from qa_service.domain.interaction import Channel, Interaction
from qa_service.ingest.audio import PyAvDecoder
from qa_service.pipeline import Pipeline
from qa_service.settings import Settings

MAX_RATIO, MAX_MEGABYTES = 1.25, 1500.0


def main() -> int:
    """Prints a line a recording and the memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    files = given.files or sorted(folder(STEREO).glob("*.flac"))
    peak = peak_memory(files, given.threads)
    ratios = [compare(path, given.rounds, given.threads) for path in files]
    print(f"peak memory of the own path: {peak:.0f} MB (bound {MAX_MEGABYTES:.0f})")
    return 0 if max(ratios) <= MAX_RATIO and peak <= MAX_MEGABYTES else 1


def compare(path: Path, rounds: int, threads: int) -> float:
    """Own path over bare recognition, by processor time."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    pipeline = whole(threads)
    own_path(path, pipeline)  # loads the models
    bare = BatchedInferencePipeline(
        WhisperModel(str(weights("whisper-base")), device="cpu", compute_type="int8", cpu_threads=threads)
    )
    audio = PyAvDecoder().decode(path)

    def reference() -> None:
        for channel in audio.channels:
            segments, _ = bare.transcribe(channel, batch_size=8, beam_size=5, word_timestamps=True)
            list(segments)

    own, other = [], []
    for _ in range(rounds):
        own.append(timed(lambda: own_path(path, pipeline)))
        other.append(timed(reference))
    clock, processor = (statistics.median(o[i] for o in own) / statistics.median(r[i] for r in other) for i in (0, 1))
    speed = statistics.median(o[0] for o in own) / audio.duration
    print(f"{path.stem}: {audio.duration:.0f} s, own/bare {clock:.2f} by the clock, {processor:.2f} by processor time")
    print(f"  own path takes {speed:.3f} of the call's length; rounds (own, bare) in s: {shown(own)} {shown(other)}")
    return processor


def whole(threads: int) -> Pipeline:
    """The main path with default settings."""
    return engines.pipeline(Settings(threads=threads))


def own_path(path: Path, pipeline: Pipeline) -> int:
    """From the file to the scorecard; gives the number of turns."""
    call = Interaction(id=path.stem, client="bench", channel=Channel.CALL)
    return len(pipeline.process(call, path).understood.transcript.turns)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def shown(rounds: list[tuple[float, float]]) -> str:
    """Clock times of the rounds."""
    return "[" + " ".join(f"{clock:.1f}" for clock, _ in rounds) + "]"


def peak_memory(files: list[Path], threads: int) -> float:
    """Megabytes at the peak of a process that does nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (files, threads))


def _peak(files: list[Path], threads: int) -> float:
    pipeline = whole(threads)
    for path in files:
        own_path(path, pipeline)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.exit(main())
