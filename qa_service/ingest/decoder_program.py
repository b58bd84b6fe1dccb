"""The program that decodes one recording, in a process of its own: it may crash or be stopped, and nothing else then.

`decoder_process.py` starts it as a script that imports no more than PyAV, with nothing of ours in its environment. It
writes pieces to its standard output, each a head (kind, length in bytes) and a body:

- CHANNELS: one byte, how many channels there are;
- SAMPLES: float32 at 16 kHz, all of the first channel, then as many of the second;
- SILENCE: a whole number of samples of zero on each channel, 8 bytes;
- REFUSED: why the recording cannot be used, as JSON; END: nothing, all is there.
"""

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import av

RATE = 16_000
GAP = 0.2
FORMATS = "wav,w64,aiff,au,caf,mp3,aac,flac,ogg,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,amr,asf,avi,gsm"
"""Containers that hold their own sound. Playlists are left out: they make FFmpeg open other files and addresses."""
HEAD = struct.Struct("<cI")
CHANNELS, SAMPLES, SILENCE, REFUSED, END = b"c", b"s", b"q", b"r", b"e"
LARGEST_PIECE = 1 << 20
_PIECE = 1 << 17  # bytes of one channel

CPU_SECONDS = 300
"""Of processor time; four hours of stereo take some 40."""
MEMORY = 1 << 30
"""Bytes of addresses: PyAV itself takes 200 MB of them; a recording is decoded packet by packet."""
CUT_SECONDS = 0.1
"""Of a recording that should be longer, less than this is its wreck, and no recording without words."""
LEAST_RATE = 4_000
"""Samples a second; no telephone has fewer, and of one a minute a small file would be hours long."""

GSM_FRAME, GSM_MAGIC, GSM_FRAMES = 33, 0xD, 8
"""Each 33 bytes of raw GSM 06.10 begin with the four bits 1101 (RFC 3551, 4.5.8.1); so many frames are looked at."""

_NO_NEW_PRIVILEGES, _PARENT_DEATH_SIGNAL = 38, 1
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE_TO_MAKE_SYM, _READ_FILE, _READ_DIR, _BENEATH = (1 << 13) - 1, 1 << 2, 1 << 3, 1


class Unusable(Exception):
    """The recording cannot be used: what is wrong, and a value that the sentence about it names."""

    def __init__(self, what: str, value: str | int | float = "") -> None:
        super().__init__(what)
        self.what, self.value = what, value


def main(path: str, max_seconds: float, picks: str = "") -> None:
    """Decode `path` to the standard output. `picks`: which one or two of many channels are heard, or "mix"."""
    _bound()
    import av

    _shut_in(path)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=LARGEST_PIECE) as sink:
        try:
            _decode(path, _Writer(sink, max_seconds), picks)
        except Unusable as error:
            _put(sink, REFUSED, json.dumps([error.what, error.value]).encode())
        except MemoryError:
            _put(sink, REFUSED, json.dumps(["memory", MEMORY >> 20]).encode())
        except (av.FFmpegError, OSError, ValueError, ArithmeticError) as error:
            reason = str(getattr(error, "strerror", None) or error)[:200]
            _put(sink, REFUSED, json.dumps(["undecodable", reason]).encode())
        else:
            _put(sink, END, b"")


def _bound() -> None:
    """Limits of the system on what this process may take; where one is lower already it stays."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for name, most in limits.items():
        _, hard = resource.getrlimit(name)
        hard = sys.maxsize if hard == resource.RLIM_INFINITY else hard  # which is -1
        most = min(most, hard)
        # At the soft limit of processor time a process gets a signal that tells why it ends, at the hard one its end.
        resource.setrlimit(name, (most, min(hard, most + 5) if name == resource.RLIMIT_CPU else most))


def _shut_in(path: str) -> None:
    """No network, no file but the recording and code, no new rights, and an end with the parent. Where the system has
    no such thing (namespaces switched off, no Landlock), the rest holds.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    # The administrator needs no user namespace for a network of its own, and would lose the right to others' files.
    libc.unshare(_NEW_NET if os.geteuid() == 0 else _NEW_USER | _NEW_NET)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _only_reads(libc, path)


def _only_reads(libc: ctypes.CDLL, path: str) -> None:
    """By Landlock (Linux 5.13): https://docs.kernel.org/userspace-api/landlock.html, its first version. PyAV imports
    some of its modules when it meets what they are for, so that its folder and Python's own stay readable.
    """
    import av

    handled = struct.pack("<Q", _EXECUTE_TO_MAKE_SYM)
    rules = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return
    code = [(os.path.dirname(module.__file__ or ""), _READ_FILE | _READ_DIR) for module in (av, os)]
    if all([_allowed(libc, rules, place, rights) for place, rights in [(path, _READ_FILE), *code]]):
        libc.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allowed(libc: ctypes.CDLL, rules: int, place: str, rights: int) -> bool:
    """Whether a rule for this file or folder was added."""
    file = os.open(place, os.O_PATH)
    added: int = libc.syscall(_ADD_RULE, rules, _BENEATH, struct.pack("<Qi", rights, file), 0)
    os.close(file)
    return added == 0


def _decode(path: str, writer: "_Writer", picks: str) -> None:
    import av

    options = {"format_whitelist": FORMATS, "protocol_whitelist": "file"}
    # Raw GSM has no head by which FFmpeg would know it, and what is kept has no ending.
    bare = "gsm" if _is_raw_gsm(path) else None
    with av.open(path, format=bare, metadata_errors="ignore", options=options) as container:
        if not container.streams.audio:
            raise Unusable("no track")
        stream = container.streams.audio[0]
        if stream.codec_context is None or stream.rate <= 0:
            raise Unusable("no rate")
        if stream.rate < LEAST_RATE:
            raise Unusable("low rate", stream.rate)
        writer.begin(stream, (container.duration or 0) / 1e6, _heard(stream.channels, picks))
        for frame in _frames(container, stream):
            writer.write(frame)
        writer.close()
        declared = (container.duration or 0) / 1e6
        if writer.heard < CUT_SECONDS and declared > writer.heard + CUT_SECONDS:
            raise Unusable("cut", round(writer.heard, 4))


def _heard(channels: int, picks: str) -> tuple[int, ...]:
    """The channels to write; none: all of them as one. Raises Unusable."""
    if channels in (1, 2):
        return tuple(range(channels))
    if picks == "mix":
        return ()
    numbers = tuple(map(int, picks.split(","))) if picks else ()
    if len(numbers) not in (1, 2) or max(numbers) >= channels:
        raise Unusable("channels", channels)
    return numbers


def _is_raw_gsm(path: str) -> bool:
    with open(path, "rb") as file:
        head = file.read(GSM_FRAMES * GSM_FRAME)
    return len(head) >= GSM_FRAMES * GSM_FRAME and all(byte >> 4 == GSM_MAGIC for byte in head[::GSM_FRAME])


def _frames(container: "av.container.InputContainer", stream: "av.AudioStream") -> Iterator["av.AudioFrame"]:
    """Decodes packet by packet: a damaged packet is left out, a broken tail ends the recording."""
    import av

    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.InvalidDataError, av.EOFError):
            return
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            continue


class _Writer:
    """Frames, resampled, as pieces on `sink`; with the pauses that time stamps tell of, up to `max_seconds`."""

    def __init__(self, sink: IO[bytes], max_seconds: float) -> None:
        self._sink, self._max_seconds = sink, max_seconds
        self._picks: tuple[int, ...] = ()
        self._channels: list[bytearray] = []
        self._began: float | None = None
        self.heard = 0.0

    def begin(self, stream: "av.AudioStream", seconds: float, picks: tuple[int, ...]) -> None:
        """`seconds` are those that the container tells of, 0 where it does not; `picks` as of `_heard`."""
        from av.audio.resampler import AudioResampler

        self._expect(seconds)
        self._picks = picks or (0,)
        layout = stream.layout if stream.channels > 2 and picks else "stereo" if picks == (0, 1) else "mono"
        self._resampler = AudioResampler(format="fltp", layout=layout, rate=RATE)
        self._channels = [bytearray() for _ in self._picks]
        _put(self._sink, CHANNELS, bytes([len(self._picks)]))

    def write(self, frame: "av.AudioFrame") -> None:
        """Adds a decoded frame, after the silence that its time stamp says was left out."""
        time = None if frame.pts is None or frame.time_base is None else float(frame.pts * frame.time_base)
        if time is not None:
            self._began = time if self._began is None else self._began
            if (gap := time - self._began - self.heard) > GAP:
                self._silence(gap)
        self.heard += frame.samples / frame.sample_rate
        self._expect(self.heard)
        frame.pts = None
        self._add(self._resampler.resample(frame))

    def close(self) -> None:
        """What the resampler still holds, and what was not written yet."""
        if self.heard:
            self._add(self._resampler.resample(None))
        self._flush()

    def _expect(self, seconds: float) -> None:
        if seconds > self._max_seconds + 1e-3:
            raise Unusable("long", self._max_seconds / 60)

    def _silence(self, seconds: float) -> None:
        self.heard += seconds
        self._expect(self.heard)
        self._flush()
        _put(self._sink, SILENCE, struct.pack("<q", round(seconds * RATE)))

    def _add(self, frames: "list[av.AudioFrame]") -> None:
        for frame in frames:
            for channel, number in zip(self._channels, self._picks, strict=True):
                channel += memoryview(frame.planes[number])[
                    : 4 * frame.samples
                ]  # a plane may be longer than what is in it
            if len(self._channels[0]) >= _PIECE:
                self._flush()

    def _flush(self) -> None:
        held = len(self._channels[0])
        for first in range(0, held, _PIECE):
            _put(self._sink, SAMPLES, b"".join(channel[first : first + _PIECE] for channel in self._channels))
        for channel in self._channels:
            channel.clear()


def _put(sink: IO[bytes], kind: bytes, body: bytes) -> None:
    sink.write(HEAD.pack(kind, len(body)))
    sink.write(body)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
