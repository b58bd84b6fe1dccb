"""The composition root of the pipeline: engines, labels, rubric. Nothing here knows a database."""

import threading
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from qa_service import resources
from qa_service.bootstrap import built
from qa_service.bootstrap.built import BASE_ENCODER, TUNED_ENCODER
from qa_service.bootstrap.processor import use_wide_vectors
from qa_service.domain import vocabulary
from qa_service.domain.rubric import Rubric
from qa_service.domain.templates import CriterionTemplate
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric, reason
from qa_service.pipeline import Pipeline
from qa_service.ports import (
    Decoder,
    Diarizer,
    LanguageFinder,
    LanguageModel,
    PiiFinder,
    Reader,
    RoleFinder,
    RubricFinder,
    Transcriber,
)
from qa_service.scoring import load
from qa_service.scoring.templates import parse_templates
from qa_service.settings import Settings
from qa_service.weights import Registry

if TYPE_CHECKING:
    from qa_service.ask.language_model import Budget
    from qa_service.understand.adapted import Artefacts, ClientAdaptations
    from qa_service.understand.heads import Heads
    from qa_service.understand.linguistics import Linguistics
    from qa_service.understand.reason_finder import OwnReasonFinder, ReasonFiles
    from qa_service.understand.window_encoder import WindowEncoder

T = TypeVar("T")


def registry(settings: Settings) -> Registry:
    """The pinned weights."""
    return Registry.load(resources.path("registry.toml"))


def default_models(settings: Settings) -> list[str]:
    """The registry's models that these settings load."""
    names = registry(settings).models
    encoder = [BASE_ENCODER, TUNED_ENCODER] if settings.encoder_model == TUNED_ENCODER else [settings.encoder_model]
    return [name for name in (settings.asr_model, settings.diarizer_model, *encoder) if name in names]


def labels() -> Vocabulary:
    """The label families of annotation_guides/schema.yaml."""
    return vocabulary.parse(yaml.safe_load(resources.path("schema.yaml").read_text(encoding="utf-8")))


def families(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The labels of each family that models judge."""
    return {
        "intent": tuple(vocabulary.intent),
        "resolution": tuple(vocabulary.resolution),
        "sentiment": tuple(vocabulary.sentiment),
        "courtesy": vocabulary.courtesy,
    }


def rubric(settings: Settings) -> Rubric:
    """The rubric of clients that have none of their own. Raises BadRubric."""
    return read_rubric(settings.rubric or resources.path("rubrics") / "default.yaml")


def shipped_rubrics() -> tuple[Rubric, ...]:
    """The rubrics that come with the service."""
    return tuple(read_rubric(path) for path in sorted(resources.path("rubrics").glob("*.yaml")))


def criterion_templates() -> tuple[CriterionTemplate, ...]:
    """The ready criteria that come with the service. Raises BadRubric with the file of the first fault."""
    files = sorted(resources.path("templates").glob("*.yaml"))
    texts = [(file.name, file.read_text(encoding="utf-8")) for file in files]
    return tuple(template for name, text in texts for template in parse_templates(text, labels(), name))


def read_rubric(path: Path) -> Rubric:
    """The rubric in a file of YAML or JSON. Raises BadRubric."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRubric(
            "cannot be read ({reason})", reason=reason(error), where=str(path), hint="check the path"
        ) from error
    return load.parse_text(text, labels())


def pipeline(
    settings: Settings,
    rubrics: RubricFinder | None = None,
    budget: "Budget | None" = None,
    artefacts: "Artefacts | None" = None,
) -> Pipeline:
    """The main path over the real engines, which load when they are first used. Without `rubrics`, the default counts
    for all clients; without a `budget` that others share, this process has one of its own; without `artefacts` no
    client has adapted anything.
    """
    default = UsableRubric(rubric(settings))
    return Pipeline(
        LazyEngines(settings, budget, artefacts),
        rubrics or (lambda _client: default),
        settings.agent_channel,
        settings.part_seconds,
        settings.roles_sure,
    )


def language_model(settings: Settings, budget: "Budget | None" = None) -> LanguageModel:
    """The model at `ask_url`; nothing is asked of it yet."""
    from qa_service.ask.endpoint import Endpoint
    from qa_service.ask.language_model import HttpLanguageModel, OwnBudget

    s = settings
    endpoint = Endpoint(s.ask_url, s.ask_key, s.ask_seconds, s.ask_retries, frozenset(s.ask_hosts))
    return HttpLanguageModel(endpoint, s.ask_model, budget or OwnBudget(s.ask_daily), s.ask_characters)


class LazyEngines:
    """The real engines, each loaded on first use and once, whichever thread asks; fits `ports.Engines`."""

    def __init__(
        self, settings: Settings, budget: "Budget | None" = None, artefacts: "Artefacts | None" = None
    ) -> None:
        use_wide_vectors()
        self._settings, self._budget, self._artefacts = settings, budget, artefacts
        self._registry = registry(settings)
        self._loaded: dict[str, Any] = {}
        self._lock = threading.RLock()

    def prepare(self) -> None:
        """Load all that work needs, each held against its sha256. Raises MissingModel, or what the loading raises."""
        for name in ("decoder", "language", "pii", "roles", "reader", "diarizer", "transcriber", "versions"):
            getattr(self, name)
        if any(self._reason_files.folder.glob("*")):
            self._built(BASE_ENCODER)

    @property
    def decoder(self) -> Decoder:
        """Recordings."""
        from qa_service.ingest.audio import PyAvDecoder

        return self._once("decoder", lambda: PyAvDecoder(picks=self._settings.channels))

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

    @property
    def roles(self) -> RoleFinder:
        """Who the agent is."""
        from qa_service.understand.roles import HeadsRoleFinder

        return self._once("roles", lambda: HeadsRoleFinder(*self._understanding()))

    @property
    def reader(self) -> Reader:
        """What a conversation means; other models speak for single families where settings say so."""
        return self._once("reader", self._reader)

    @property
    def reasons(self) -> "OwnReasonFinder":
        """The clients' own contact reasons, over the base encoder: training the other one on our reasons has drawn
        together what a client may want told apart.
        """
        from qa_service.understand.encoder import TextEncoder
        from qa_service.understand.reason_finder import OwnReasonFinder

        def base() -> TextEncoder:
            return self._once("base", lambda: TextEncoder(self._built(BASE_ENCODER), self._settings.threads))

        return self._once("reasons", lambda: OwnReasonFinder(base, self._version(BASE_ENCODER), self._reason_files))

    @property
    def questions(self) -> LanguageModel | None:
        """Whom criteria ask in words; None where the settings name no address."""
        if not self._settings.ask_url:
            return None
        return self._once("questions", lambda: language_model(self._settings, self._budget))

    @property
    def adaptations(self) -> "ClientAdaptations":
        """What clients have taught the shipped heads."""
        from qa_service.understand.adapted import ClientAdaptations

        return self._once("adaptations", lambda: ClientAdaptations(self._artefacts or (lambda _client: ())))

    @property
    def _reason_files(self) -> "ReasonFiles":
        from qa_service.understand.reason_finder import ReasonFiles

        return ReasonFiles(self._settings.data_dir / "reasons")

    @property
    def versions(self) -> Mapping[str, str]:
        """Each model with its sha256."""
        return self._once("versions", self._versions)

    def _versions(self) -> Mapping[str, str]:
        s = self._settings
        named = {"asr": s.asr_model, "diarizer": s.diarizer_model}
        versions = {role: self._version(model) for role, model in named.items()}
        versions |= {"encoder": self._version(s.encoder_model), "heads": self._heads().version}
        return versions | {"service": metadata.version("qa-service")}

    def _reader(self) -> Reader:
        from qa_service.understand.hub import HubClassifier, HubReader, load
        from qa_service.understand.reader import HeadsReader

        reader: Reader = HeadsReader(*self._understanding())
        for path in self._settings.hub_models:
            reader = HubReader(reader, HubClassifier(load(path, families(labels()))))
        return reader

    def _understanding(self) -> "tuple[WindowEncoder, Heads, Linguistics]":
        """What reader and role finder share."""
        from qa_service.understand.encoder import TextEncoder
        from qa_service.understand.linguistics import Linguistics
        from qa_service.understand.window_encoder import WindowEncoder

        s = self._settings
        encoder = self._once("encoder", lambda: WindowEncoder(TextEncoder(self._encoder_folder(), s.threads)))
        return encoder, self._heads(), self._once("linguistics", Linguistics)

    def _heads(self) -> "Heads":
        from qa_service.understand.heads import Heads

        folder = self._settings.heads_dir or resources.path("heads")
        return self._once("heads", lambda: Heads(folder, families(labels())))

    def _encoder_folder(self) -> Path:
        """The text encoder: a folder of the user's, or one that is built here."""
        model = self._settings.encoder_model
        return self._built(model) if model in built.NAMES else self._folder(model)

    def _built(self, model: str) -> Path:
        return built.encoder(self._registry, self._settings.cache_dir, model)

    def _version(self, model: str) -> str:
        return self._registry.version(model) if model in self._registry.models else Path(model).name

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
