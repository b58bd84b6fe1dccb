"""What decoding a recording costs: `python -m eval.bench.decoding [FILE...]`.

Without files: 16 minutes of stereo noise at 8 kHz, as WAV (mu-law) and as MP3. Prints seconds by the clock, and of
processor time of the caller and of its decoders, and the peak of the caller's memory.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

import av
import numpy as np

from qa_service.ingest.audio import PyAvDecoder

RATE, SECONDS, ROUNDS = 8000, 16 * 60, 3


def main() -> None:
    """Prints a line a recording, of the fastest of three rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        files = files or [made(Path(folder, "noise.wav"), "pcm_mulaw"), made(Path(folder, "noise.mp3"), "libmp3lame")]
        for path in files:
            clock, own, decoders = min(measured(path) for _ in range(ROUNDS))
            print(f"{path.name}: {clock:.2f} s, processor time {own:.2f} s here and {decoders:.2f} s in the decoder")
    print(f"peak memory here: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measured(path: Path) -> tuple[float, float, float]:
    """Seconds by the clock, of this process, of its children."""
    begun = np.array([time.perf_counter(), *processor_time()])
    PyAvDecoder().decode(path)
    clock, own, decoders = np.array([time.perf_counter(), *processor_time()]) - begun
    return float(clock), float(own), float(decoders)


def processor_time() -> tuple[float, float]:
    """Of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, children = (usage.ru_utime + usage.ru_stime for usage in used)
    return own, children


def made(path: Path, codec: str) -> Path:
    """Noise, minute by minute, so that making it takes less memory than decoding it."""
    random = np.random.default_rng(16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        for start in range(0, SECONDS, 2):
            sound = random.normal(0, 0.05, (1, 2 * 2 * RATE)).clip(-1, 1)
            frame = av.AudioFrame.from_ndarray((sound * 32767).astype(np.int16), format="s16", layout="stereo")
            frame.sample_rate, frame.pts = RATE, start * RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


if __name__ == "__main__":
    main()
