"""The composition root of the pipeline: engines, labels, rubric. Nothing here knows a database."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

from qa_service import resources
from qa_service.domain import vocabulary
from qa_service.domain.rubric import Rubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric
from qa_service.pipeline import Pipeline
from qa_service.ports import Decoder, Diarizer, LanguageFinder, PiiFinder, Transcriber
from qa_service.score import load
from qa_service.settings import Settings
from qa_service.weights import Registry

T = TypeVar("T")


def registry(settings: Settings) -> Registry:
    """The pinned weights."""
    return Registry.load(resources.path("registry.toml"))


def default_models(settings: Settings) -> list[str]:
    """The registry's models that these settings load."""
    known = registry(settings).models
    return [name for name in (settings.asr_model, settings.diarizer_model, settings.encoder_model) if name in known]


def labels() -> Vocabulary:
    """The label families of annotation_guides/schema.yaml."""
    return vocabulary.parse(yaml.safe_load(resources.path("schema.yaml").read_text(encoding="utf-8")))


def rubric(settings: Settings) -> Rubric:
    """The rubric in force. Raises BadRubric."""
    path = settings.rubric or resources.path("rubrics") / "default.yaml"
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadRubric(f"cannot be read as YAML ({type(error).__name__})", where=str(path)) from error
    return load.parse(raw, labels())


def pipeline(settings: Settings) -> Pipeline:
    """The main path over the real engines, which load when they are first used."""
    return Pipeline(LazyEngines(settings), rubric(settings), settings.agent_channel, settings.part_seconds)


class LazyEngines:
    """The real engines, each loaded on first use and once, whichever thread asks; fits `ports.Engines`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._registry = registry(settings)
        self._loaded: dict[str, Any] = {}
        self._lock = threading.RLock()

    @property
    def decoder(self) -> Decoder:
        """Recordings."""
        from qa_service.ingest.audio import PyAvDecoder

        return self._once("decoder", PyAvDecoder)

    @property
    def transcriber(self) -> Transcriber:
        """Speech recognition."""
        from qa_service.transcribe.whisper import WhisperTranscriber

        s, local = self._settings, Path(self._settings.asr_model)

        def build() -> WhisperTranscriber:
            model = local if local.is_dir() else self._registry.read(s.asr_model, s.cache_dir)
            return WhisperTranscriber(model, s.threads, s.asr_batch, s.asr_beam)

        return self._once("transcriber", build)

    @property
    def diarizer(self) -> Diarizer:
        """Voices of mono recordings."""
        from qa_service.transcribe.diarize import ResemblyzerDiarizer

        folder = self._settings.diarizer_model
        return self._once("diarizer", lambda: ResemblyzerDiarizer(self._folder(folder) / "pretrained.pt"))

    @property
    def language(self) -> LanguageFinder:
        """Language of texts."""
        from qa_service.understand.language import LangidFinder

        return self._once("language", LangidFinder)

    @property
    def pii(self) -> PiiFinder:
        """Personal data."""
        from qa_service.understand.pii import PresidioFinder

        return self._once("pii", PresidioFinder)

    def _once(self, name: str, build: Callable[[], T]) -> T:
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = build()
            engine: T = self._loaded[name]
            return engine

    def _folder(self, model: str) -> Path:
        """A model's folder: the user's own, or the registry's, verified."""
        local = Path(model)
        return local if local.is_dir() else self._registry.folder(model, self._settings.cache_dir)
