"""What is under test: the engines exactly as the service wires them, and the way text takes to the reader."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa_service.bootstrap.engines import LazyEngines
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Understanding
from qa_service.ports import PiiFinder, Reader, RoleFinder
from qa_service.settings import Settings
from qa_service.understand import redact
from qa_service.understand.encoder import Vectors

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Service:
    """The engines that sets are measured with."""

    reader: Reader
    pii: PiiFinder
    roles: RoleFinder
    versions: Mapping[str, str] = field(default_factory=dict)
    embed: Callable[[Sequence[str]], Vectors] | None = None
    """Vectors of single texts, as a client's own reasons use them."""

    def read(self, turns: Sequence[tuple[Party, str]], lang: str) -> Understanding:
        """As the stage `understand` does: personal data are looked for and masked, then the masked words are read."""
        return self.reader.read(self.masked(turns, lang)).understanding

    def masked(self, turns: Sequence[tuple[Party, str]], lang: str) -> Transcript:
        """What the reader is shown."""
        said = tuple(Turn(party, text) for party, text in turns)
        return Transcript(redact.mask(said, self.pii.find([turn.text for turn in said], lang)), lang)


def real(heads: Path | None = None, threads: int = 2) -> Service:
    """The shipped engines, or the shipped ones with other heads. Raises MissingModel."""
    settings = Settings(threads=threads, heads_dir=heads) if heads else Settings(threads=threads)
    engines = LazyEngines(settings)
    versions = {name: version for name, version in engines.versions.items() if name in ("encoder", "heads")}
    return Service(
        engines.reader, engines.pii, engines.roles, versions, lambda texts: engines.reasons.encoder().embed(texts)
    )


def identity(service: Service) -> dict[str, object]:
    """Which classes answered, and which weights: what the gate looks at to tell models from stubs."""
    engines = {"reader": service.reader, "pii": service.pii, "roles": service.roles}
    classes = {name: f"{type(engine).__module__}.{type(engine).__qualname__}" for name, engine in engines.items()}
    return {"engines": classes, "versions": dict(service.versions)}
