"""The decoder's own process: what it may take, what it cannot reach, and what becomes of a recording that breaks it."""

import contextlib
import ctypes
import os
import resource
import socket
import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from qa_service.errors import BadAudio, EngineFailed
from qa_service.ingest import decoder_program
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ingest.tracks import FileChannel
from tests.engines.files import tones, wav, write

MEGABYTES = 1 << 20


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return wav(tmp_path / "call.wav", tones(1, 16_000, 1))


def other_program(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Has this started in the decoder's place; each start leaves a mark in `folder`/starts."""
    script = folder / "program.py"
    begun = f"import os, signal, sys, time\nopen({str(folder / 'starts')!r}, 'a').write('x')\n"
    script.write_text(begun + text)
    monkeypatch.setattr(decoder_program, "__file__", str(script))


def starts(folder: Path) -> int:
    return len((folder / "starts").read_text())


def children() -> set[str]:
    own = str(os.getpid())
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    return {stat.split()[0] for stat in stats if stat.rpartition(") ")[2].split()[1] == own}


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGFPE", "SIGBUS"])
def test_a_recording_that_breaks_the_decoder_twice_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path, name: str
) -> None:
    other_program(monkeypatch, tmp_path, f"os.kill(os.getpid(), signal.{name})")
    with pytest.raises(BadAudio, match=r"call\.wav: the decoder breaks off in it; give a wav"):
        PyAvDecoder().decode(recording)
    assert starts(tmp_path) == 2


def test_a_decoder_that_the_system_killed_is_worth_another_try(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path
) -> None:
    other_program(monkeypatch, tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(EngineFailed, match="from outside"):
        PyAvDecoder().decode(recording)


def test_a_decoder_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path) -> None:
    before = children()
    other_program(monkeypatch, tmp_path, "time.sleep(600)")
    with pytest.raises(EngineFailed, match="stands still"):
        PyAvDecoder(idle=1.0).decode(recording)
    assert children() <= before


SPINNING = """
import importlib.util
module = importlib.util.spec_from_file_location("p", {program!r})
p = importlib.util.module_from_spec(module)
module.loader.exec_module(p)
p.CPU_SECONDS = 1
p._bound()
while True: pass
"""


def test_a_decoder_that_uses_up_its_processor_time_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path
) -> None:
    other_program(monkeypatch, tmp_path, SPINNING.format(program=decoder_program.__file__))
    with pytest.raises(BadAudio, match="it takes over 300 s to decode"):
        PyAvDecoder().decode(recording)


HEAD = decoder_program.HEAD.pack
NONSENSE = {
    "an unknown piece": HEAD(b"?", 0),
    "samples before channels": HEAD(b"s", 4) + bytes(4),
    "three channels": HEAD(b"c", 1) + b"\x03",
    "half a sample": HEAD(b"c", 1) + b"\x01" + HEAD(b"s", 3) + bytes(3),
    "a piece of four gigabytes": HEAD(b"s", 0xFFFFFFFF),
    "a refusal that is none": HEAD(b"r", 2) + b"{}",
    "no channels": HEAD(b"e", 0),
    "nothing": b"",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_a_decoder_writes_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path, name: str
) -> None:
    other_program(monkeypatch, tmp_path, f"sys.stdout.buffer.write({NONSENSE[name]!r})")
    with pytest.raises(EngineFailed, match=r"the decoder (writes nonsense|was ended)"):
        PyAvDecoder().decode(recording)


@pytest.mark.parametrize("endless", [HEAD(b"s", 40_000) + bytes(40_000), HEAD(b"q", 8) + struct.pack("<q", 1 << 62)])
def test_a_decoder_that_writes_for_ever_is_cut_at_the_limit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path, endless: bytes
) -> None:
    begin = HEAD(b"c", 1) + b"\x01"
    loop = f"write = sys.stdout.buffer.write\nwrite({begin!r})\nwhile True: write({endless!r})"
    other_program(monkeypatch, tmp_path, loop)
    with pytest.raises(BadAudio, match="it is longer than 1 minutes"):
        PyAvDecoder(max_seconds=60).decode(recording)


CONFINED = """
import importlib.util, errno, socket
module = importlib.util.spec_from_file_location("p", {program!r})
p = importlib.util.module_from_spec(module)
module.loader.exec_module(p)
import ctypes, os, subprocess
p._bound()
p._shut_in(sys.argv[1])
reached = []
for name, act in {{
    "file": lambda: open("/etc/hostname").read(),
    "folder": lambda: os.listdir("/"),
    "write": lambda: open({new!r}, "w"),
    "network": lambda: socket.create_connection(("127.0.0.1", {port}), timeout=5),
    "program": lambda: subprocess.run(["/bin/true"]),
    "memory": lambda: bytearray(2 << 30),
    "secret": lambda: os.environ["QA_SECRET"],
}}.items():
    try:
        act()
        reached.append(name)
    except (OSError, MemoryError, KeyError):
        pass
open(sys.argv[1], "rb").read()
import json
sys.stdout.buffer.write(p.HEAD.pack(b"r", 1000) + json.dumps(["undecodable", " ".join(reached) or "none"]).encode().ljust(1000))
"""  # noqa: E501


def has_landlock() -> bool:
    """Asks the kernel for its version of it: landlock_create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION)."""
    return bool(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) > 0)


def test_it_reaches_nothing_but_the_recording(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, recording: Path) -> None:
    """Files and programs are out of reach where the kernel has Landlock, the network where it allows namespaces; the
    limits hold everywhere.
    """
    monkeypatch.setenv("QA_SECRET", "s" * 40)
    program = decoder_program.__file__
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        text = CONFINED.format(program=program, new=str(tmp_path / "new"), port=port)
        other_program(monkeypatch, tmp_path, text)
        with pytest.raises(BadAudio) as refused:
            PyAvDecoder().decode(recording)
    reached = set(str(refused.value).partition("(")[2].partition(")")[0].split())
    assert not reached & {"memory", "secret"}
    if has_landlock():
        assert not reached & {"file", "folder", "write", "program"}
    if os.geteuid() == 0:  # everybody else needs user namespaces, which may be switched off
        assert "network" not in reached


@pytest.mark.parametrize("rate", [1, 50, 3_999])
def test_a_rate_of_a_clock_is_no_recording(tmp_path: Path, rate: int) -> None:
    """57 kB at 50 samples a second would be 19 minutes, at one a second 16 hours."""
    path = wav(tmp_path / "slow.wav", np.zeros((1, 14_250), np.float32), rate)
    with pytest.raises(BadAudio, match=rf"slow\.wav: its sampling rate is {rate} Hz, too low for speech"):
        PyAvDecoder().decode(path)


def silent(path: Path, hours: float, gap: float = 0.0) -> Path:
    """Hours of silence in some kilobytes; or a second before and after a gap that only time stamps tell of."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=8000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        for number in range(round(hours * 3600)):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.time_base = 8000, Fraction(1, 8000)
            frame.pts = 8000 * number + (round(gap * 8000) if number else 0)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("hours", [1.0, 3.9])
def test_hours_of_silence_in_a_small_file_take_little_memory(tmp_path: Path, hours: float) -> None:
    """3.9 hours are 900 MB of samples; they lie in a file without a name."""
    path = silent(tmp_path / "gap.webm", 2 / 3600, gap=hours * 3600)
    assert path.stat().st_size < 10_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    audio = PyAvDecoder().decode(path)
    assert audio.duration == pytest.approx(hours * 3600 + 2, abs=2)
    assert isinstance(audio.channels[0], FileChannel)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_more_hours_than_a_call_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="longer than 240 minutes"):
        PyAvDecoder().decode(silent(tmp_path / "gap.webm", 2 / 3600, gap=5 * 3600))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "codec"), [("a.m4a", "aac"), ("a.ogg", "libopus"), ("a.flac", "flac")])
def test_damaged_files_end_in_a_refusal_or_in_sound(tmp_path: Path, name: str, codec: str) -> None:
    random = np.random.default_rng(15)
    whole = write(tmp_path / name, codec, 16_000, 1, seconds=1).read_bytes()
    for number in range(5):
        content = bytearray(whole)
        for place in random.integers(0, len(content), 12):
            content[place] = random.integers(0, 256)
        damaged = tmp_path / f"{number}-{name}"
        damaged.write_bytes(content)
        with contextlib.suppress(BadAudio):
            assert PyAvDecoder(max_seconds=60).decode(damaged).duration <= 61
