"""The real speech engines and the recordings that the measuring commands share."""

import os
from collections.abc import Iterator
from pathlib import Path

from eval.needs import folder
from models.interaction_encoder.public import data_dir
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ports import Audio
from qa_service.transcribe.diarize import ResemblyzerDiarizer
from qa_service.transcribe.whisper import WhisperTranscriber
from qa_service.weights import Registry

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("QA_CACHE_DIR", Path.home() / ".cache" / "qa-service"))
SAMPLES = ROOT / "eval" / "samples"
STEREO = data_dir() / "audio-en-aws-two-channel" / "audio"


def registry() -> Registry:
    """The shipped pins."""
    return Registry.load(ROOT / "models" / "registry.toml")


def weights(name: str) -> Path:
    """The folder of a registered model. Raises MissingModel."""
    return registry().folder(name, CACHE)


def transcriber(threads: int = 2) -> WhisperTranscriber:
    """Whisper base as the service runs it."""
    return WhisperTranscriber(registry().read("whisper-base", CACHE), threads=threads)


def diarizer() -> ResemblyzerDiarizer:
    """The diarizer as the service runs it."""
    return ResemblyzerDiarizer(weights("resemblyzer") / "pretrained.pt")


def recordings(*folders: Path, channels: int | None = None) -> Iterator[tuple[str, Audio]]:
    """Name and sound of every FLAC file in the folders, of those with so many channels. Raises Missing."""
    decoder = PyAvDecoder()
    for place in folders:
        for path in sorted(folder(place).glob("*.flac")):
            audio = decoder.decode(path)
            if channels is None or len(audio.channels) == channels:
                yield path.stem, audio
