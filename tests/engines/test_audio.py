"""The decoder on real bytes: formats, broken files, limits, times."""

import os
import tracemalloc
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from eval.sounds import noise, silence
from qa_service.errors import BadAudio
from qa_service.ingest.audio import PyAvDecoder, is_dual_mono, mixed
from qa_service.ingest.containers import recognise
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import FileOptions, Incoming
from qa_service.ingest.raw_sound import RawFormat
from qa_service.ports import Audio
from tests.engines.files import pitch, tones, wav, write

FORMATS = [
    ("pcm8.wav", "pcm_u8", 8000),
    ("pcm16.wav", "pcm_s16le", 11025),
    ("pcm24.wav", "pcm_s24le", 44100),
    ("pcm32.wav", "pcm_s32le", 48000),
    ("float.wav", "pcm_f32le", 16000),
    ("mulaw.wav", "pcm_mulaw", 8000),
    ("alaw.wav", "pcm_alaw", 8000),
    ("adpcm.wav", "adpcm_ima_wav", 8000),
    ("sound.mp3", "libmp3lame", 22050),
    ("sound.flac", "flac", 8000),
    ("sound.ogg", "libopus", 48000),
    ("sound.opus", "libopus", 8000),
    ("sound.m4a", "aac", 44100),
    ("sound.webm", "libopus", 16000),
    ("sound.aiff", "pcm_s16be", 16000),
    ("sound.au", "pcm_mulaw", 8000),
    ("sound.caf", "pcm_s16le", 48000),
]


@pytest.mark.parametrize(("name", "codec", "rate"), FORMATS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_gives_its_tones_at_16_khz(tmp_path: Path, name: str, codec: str, rate: int, channels: int):
    audio = PyAvDecoder().decode(write(tmp_path / name, codec, rate, channels))
    assert audio.rate == 16_000
    # Lossy codecs add up to 0.2 s of run-in.
    assert audio.duration == pytest.approx(2.0, abs=0.21)
    assert [pitch(channel) for channel in audio.channels] == [440.0, 660.0][:channels]  # type: ignore[arg-type]
    assert all(channel.dtype == np.float32 and not channel.flags.writeable for channel in audio.channels)  # type: ignore[attr-defined]
    assert all(0.4 < np.abs(channel).max() <= 1 for channel in audio.channels)  # type: ignore[call-overload]


def test_gsm_in_wav_is_decoded(tmp_path: Path):
    # Format 0x31, blocks of 65 bytes for 320 samples; 50 equal blocks (2 s) of the code's own silence.
    block = bytes([0x0D] + [0] * 64)
    data = block * 50
    fields = [(0x31, 2), (1, 2), (8000, 4), (1625, 4), (65, 2), (0, 2), (2, 2), (320, 2)]
    header = b"".join(value.to_bytes(size, "little") for value, size in fields)
    size = [n.to_bytes(4, "little") for n in (4 + 8 + len(header) + 8 + len(data), len(header), len(data))]
    path = tmp_path / "call.wav"
    path.write_bytes(b"RIFF" + size[0] + b"WAVEfmt " + size[1] + header + b"data" + size[2] + data)
    assert PyAvDecoder().decode(path).duration == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize(("name", "codec"), [("film.webm", "libopus"), ("film.mp4", "aac")])
def test_of_a_film_the_sound_is_taken(tmp_path: Path, name: str, codec: str):
    audio = PyAvDecoder().decode(write(tmp_path / name, codec, 48000, 2, video=True))
    assert [pitch(channel) for channel in audio.channels] == [440.0, 660.0]  # type: ignore[arg-type]


def test_a_film_without_sound_is_refused(tmp_path: Path):
    path = tmp_path / "mute.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(BadAudio, match="no sound track"):
        PyAvDecoder().decode(path)


@pytest.mark.parametrize("channels", [3, 6])
def test_more_than_two_channels_are_refused_unless_some_are_picked(tmp_path: Path, channels: int):
    path = write(tmp_path / "many.wav", "pcm_s16le", 16000, channels)
    with pytest.raises(BadAudio, match=rf"many\.wav: it has {channels} channels; say which one or two .* QA_CHANNELS"):
        PyAvDecoder().decode(path)
    with pytest.raises(BadAudio, match=rf"it has {channels} channels"):
        PyAvDecoder(picks=f"0,{channels}").decode(path)


@pytest.mark.parametrize(("picks", "heard"), [("2,0", [2, 0]), ("1", [1])])
def test_the_channels_that_are_picked_are_heard_in_their_order(tmp_path: Path, picks: str, heard: list[int]):
    path = write(tmp_path / "many.wav", "pcm_s16le", 16000, 4)
    audio = PyAvDecoder(picks=picks).decode(path)
    assert [round(pitch(channel)) for channel in audio.channels] == [440 + 220 * number for number in heard]  # type: ignore[arg-type]


def test_all_of_many_channels_are_heard_as_one_where_they_are_to_be_mixed(tmp_path: Path):
    (channel,) = PyAvDecoder(picks="mix").decode(write(tmp_path / "many.wav", "pcm_s16le", 16000, 4)).channels
    spectrum = np.abs(np.fft.rfft(channel[:16_000]))  # a hertz each
    assert all(spectrum[tone] > 20 * np.median(spectrum) for tone in (440, 660, 880, 1100))


def test_picked_channels_change_nothing_where_there_are_two(tmp_path: Path):
    audio = PyAvDecoder(picks="1").decode(write(tmp_path / "two.wav", "pcm_s16le", 8000, 2))
    assert [pitch(channel) for channel in audio.channels] == [440.0, 660.0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("setting", "codec", "rate"),
    [
        (".ul=mulaw", "pcm_mulaw", 8000),
        (".al=alaw:8000", "pcm_alaw", 8000),
        (".sln16=s16le:16000:2", "pcm_s16le", 16000),
    ],
)
def test_sound_without_a_head_is_read_as_the_setting_says(tmp_path: Path, setting: str, codec: str, rate: int):
    ending, sound = RawFormat.parse(setting)
    with av.open(str(write(tmp_path / "tones.wav", codec, rate, sound.channels))) as container:
        (tmp_path / f"call{ending}").write_bytes(b"".join(map(bytes, container.demux(audio=0))))
    options = FileOptions(DocumentLimits(now=datetime(2026, 11, 24, tzinfo=UTC)), raw_sound={ending: sound})
    (item,) = open_all([tmp_path / f"call{ending}"], options)
    assert isinstance(item, Incoming)
    with item.sound() as path:
        assert path
        audio = PyAvDecoder().decode(path)
    assert audio.duration == pytest.approx(2.0, abs=0.01)
    assert [pitch(channel) for channel in audio.channels] == [440.0, 660.0][: sound.channels]  # type: ignore[arg-type]


def test_raw_gsm_is_known_by_its_frames_and_decoded_without_an_ending(tmp_path: Path):
    """A hundred frames of 33 bytes, 160 samples each: two seconds."""
    (tmp_path / "blob").write_bytes((bytes([0xD0]) + bytes(32)) * 100)
    assert recognise((tmp_path / "blob").read_bytes()) == "gsm"
    assert PyAvDecoder().decode(tmp_path / "blob").duration == pytest.approx(2.0, abs=0.01)


CUT = [("a.wav", "pcm_s16le", 16000), ("a.mp3", "libmp3lame", 16000), ("a.flac", "flac", 16000)]
CUT += [("a.ogg", "libopus", 48000), ("a.webm", "libopus", 48000)]


@pytest.mark.parametrize(("name", "codec", "rate"), CUT)
def test_a_cut_tail_gives_what_is_there(tmp_path: Path, name: str, codec: str, rate: int):
    path = write(tmp_path / name, codec, rate, 1, seconds=8)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    audio = PyAvDecoder().decode(path)
    assert 2.5 < audio.duration < 5
    assert pitch(audio.channels[0]) == 440.0  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "codec", "rate"), CUT)
def test_damage_in_the_middle_costs_little(tmp_path: Path, name: str, codec: str, rate: int):
    path = write(tmp_path / name, codec, rate, 1, seconds=8)
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 200] = np.random.default_rng(1).bytes(200)
    path.write_bytes(content)
    audio = PyAvDecoder().decode(path)
    assert 7 < audio.duration < 8.3
    assert pitch(audio.channels[0][-24_000:]) == 440.0


def bad_files() -> dict[str, bytes]:
    random = np.random.default_rng(2).bytes(20_000)
    return {
        "empty.wav": b"",
        "text.wav": b"this is a letter, not a recording\n" * 100,
        "text.mp3": b"this is a letter, not a recording\n" * 1000,
        "random.wav": random,
        "random.mp3": random,
        "random.ogg": random,
        "random.m4a": random,
        "random": random,
        "picture.png": b"\x89PNG\r\n\x1a\n" + random,
        "paper.pdf": b"%PDF-1.7\n" + random,
        "page.html": b"<!doctype html><title>not found</title>" * 50,
        "list.wav": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n",
        "list.m3u8": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n",
        "concat.wav": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
    }


@pytest.mark.parametrize("name", sorted(bad_files()))
def test_what_is_no_recording_is_refused_in_one_sentence(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(bad_files()[name])
    with pytest.raises(BadAudio) as refused:
        PyAvDecoder().decode(path)
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ")
    assert "; give a wav, mp3" in sentence
    assert "\n" not in sentence
    assert str(tmp_path) not in sentence


@pytest.mark.parametrize(("at", "size", "value"), [(24, 4, 0), (22, 2, 0), (24, 4, 4_000_000_000)])
def test_impossible_headers_are_refused(tmp_path: Path, at: int, size: int, value: int):
    path = wav(tmp_path / "header.wav", tones(1, 16_000, 1))
    content = bytearray(path.read_bytes())
    content[at : at + size] = value.to_bytes(size, "little")
    path.write_bytes(content)
    with pytest.raises(BadAudio, match=r"header\.wav"):
        PyAvDecoder().decode(path)


@pytest.mark.parametrize("samples", [0, 1, 159])
def test_less_than_a_hundredth_of_a_second_is_refused(tmp_path: Path, samples: int):
    with pytest.raises(BadAudio, match="s of sound can be decoded"):
        PyAvDecoder().decode(wav(tmp_path / "blip.wav", tones(1, 16_000, 1)[:, :samples]))


def test_a_hundredth_of_a_second_is_enough(tmp_path: Path):
    assert PyAvDecoder().decode(wav(tmp_path / "blip.wav", tones(0.01, 16_000, 1))).duration == 0.01


def test_the_wreck_of_a_longer_recording_is_refused_though_a_shorter_one_is_not(tmp_path: Path):
    """Its head tells of two seconds, and 50 ms are there: a call that was lost on the way, not one without words."""
    whole = write(tmp_path / "call.flac", "flac", 8000, 1).read_bytes()
    frames = whole.index(b"\xff\xf8")
    cut = whole[: whole.index(b"\xff\xf8", frames + 2)]
    (tmp_path / "cut.flac").write_bytes(cut)
    with av.open(str(tmp_path / "cut.flac")) as container:
        heard = sum(frame.samples for frame in container.decode(audio=0)) / 8000
    assert 0.01 < heard < 0.1
    with pytest.raises(BadAudio, match=r"only 0\.0"):
        PyAvDecoder().decode(tmp_path / "cut.flac")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    for path in (tmp_path / "none.wav", tmp_path):
        with pytest.raises(BadAudio, match="there is no such file; check the path"):
            PyAvDecoder().decode(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path):
    path = wav(tmp_path / "secret.wav", tones(1, 16_000, 1))
    path.chmod(0)
    with pytest.raises(BadAudio, match=r"secret\.wav"):
        PyAvDecoder().decode(path)


def test_a_header_that_states_no_length_is_read_to_the_end(tmp_path: Path):
    path = wav(tmp_path / "stream.wav", tones(1, 16_000, 1))
    content = path.read_bytes()
    size = content.index(b"data") + 4
    path.write_bytes(content[:size] + b"\xff\xff\xff\xff" + content[size + 4 :])
    assert PyAvDecoder().decode(path).duration == 1.0


def test_the_limit_on_length_holds_for_the_header_and_for_the_sound(tmp_path: Path):
    path = wav(tmp_path / "long.wav", tones(3, 16_000, 1))
    assert PyAvDecoder(max_seconds=3).decode(path).duration == 3.0
    with pytest.raises(BadAudio, match=r"longer than 0\.04 minutes; cut it into pieces"):
        PyAvDecoder(max_seconds=2.4).decode(path)
    raw = write(tmp_path / "long.aac", "aac", 16000, 1, seconds=3)
    with pytest.raises(BadAudio, match="it is longer than"):
        PyAvDecoder(max_seconds=2.4).decode(raw)


def test_samples_that_are_no_number_or_out_of_range_are_brought_in(tmp_path: Path):
    sound = tones(1, 16_000, 1)
    sound[0, :100], sound[0, 100:200], sound[0, 200:300] = np.nan, np.inf, -7
    decoded = PyAvDecoder().decode(wav(tmp_path / "odd.wav", sound)).channels[0]
    assert np.isfinite(decoded).all()  # type: ignore[call-overload]
    assert (decoded[50], decoded[150], decoded[250]) == (0.0, 1.0, -1.0)  # type: ignore[index]


def test_a_pause_that_the_recorder_left_out_comes_back_as_silence(tmp_path: Path):
    path = tmp_path / "gap.webm"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48000, layout="mono")
        for start in (0, 5):
            for number in range(50):
                piece = tones(0.02, 48000, 1)
                frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
                frame.sample_rate, frame.time_base = 48000, Fraction(1, 48000)
                frame.pts = start * 48000 + number * 960
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    audio = PyAvDecoder().decode(path)
    assert audio.duration == pytest.approx(6.0, abs=0.1)
    assert np.abs(audio.channels[0][2 * 16000 : 4 * 16000]).max() == 0
    assert np.abs(audio.channels[0][round(5.2 * 16000) : round(5.8 * 16000)]).max() > 0.3


def test_samples_are_held_once(tmp_path: Path):
    # 120 s of stereo at 16 kHz in float32: 120 * 16,000 * 2 * 4 = 15.4 MB.
    path = write(tmp_path / "long.flac", "flac", 8000, 2, seconds=120)
    tracemalloc.start()
    audio = PyAvDecoder().decode(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(channel.nbytes for channel in audio.channels) == 15_360_000  # type: ignore[attr-defined]
    # A growing buffer takes up to an eighth more than it holds.
    assert peak < 1.3 * 15_360_000


def audio(*channels: np.ndarray) -> Audio:
    return Audio(tuple(np.asarray(c, np.float32) for c in channels), 16_000)


def speechlike(seed: int, seconds: float = 20) -> np.ndarray:
    """Noise in bursts of half a second to two, as two people take turns."""
    rng = np.random.default_rng(seed)
    envelope = np.repeat(rng.integers(0, 2, round(seconds * 2)), 8000).astype(np.float32)
    return noise(seconds, 0.1, seed) * envelope


def test_equal_channels_up_to_noise_and_level_are_dual_mono():
    talk = speechlike(1)
    assert is_dual_mono(audio(talk, talk))
    assert is_dual_mono(audio(talk, 0.5 * talk + noise(20, 0.003, 2)))


def test_two_people_are_not_dual_mono_even_with_crosstalk():
    left, right = speechlike(1), speechlike(2)
    assert not is_dual_mono(audio(left, right))
    assert not is_dual_mono(audio(left + 0.1 * right, right + 0.1 * left))


def test_one_silent_channel_is_not_dual_mono_and_two_are():
    assert not is_dual_mono(audio(speechlike(1), silence(20)))
    assert is_dual_mono(audio(silence(1), silence(1)))
    assert not is_dual_mono(audio(speechlike(1)))


def test_a_recording_shorter_than_a_block_is_compared_whole():
    talk = noise(0.2, 0.1)
    assert is_dual_mono(audio(talk, talk))
    assert not is_dual_mono(audio(talk, noise(0.2, 0.1, 5)))


def test_mixing_takes_the_mean_and_leaves_mono_alone():
    single = audio(np.array([0.5, 0.5]))
    assert mixed(single) is single
    assert mixed(audio(np.array([0.5, 0.1]), np.array([0.1, -0.3]))).channels[0] == pytest.approx([0.3, -0.1])
