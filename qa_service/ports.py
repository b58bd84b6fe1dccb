"""The ports of the engines: one method each. Real engines and shipped fakes fit the same shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Direction
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.transcript import PiiSpan, SpeakerSpan, Transcript, Word
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import Judgement, Understanding
from qa_service.domain.usable_rubric import UsableRubric

Samples = NDArray[np.float32]


class Channel(Protocol):
    """The samples of one channel: an array, or something that reads slices of it from elsewhere."""

    def __len__(self) -> int:
        """Samples."""
        ...

    def __getitem__(self, place: slice, /) -> Samples:
        """The samples of a slice with step 1."""
        ...


@dataclass(frozen=True, slots=True)
class Audio:
    """Decoded sound: float32 samples in -1..1 by channel, at `rate` Hz."""

    channels: tuple[Channel, ...]
    rate: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.channels[0]) / self.rate


@dataclass(frozen=True, slots=True)
class Speech:
    """What the recogniser heard: words in time order, the language and how sure it is of it (None: no speech)."""

    words: tuple[Word, ...]
    lang: str | None
    lang_probability: float


class Decoder(Protocol):
    """Opens a recording."""

    def decode(self, path: Path) -> Audio:
        """16 kHz samples by channel. Raises BadAudio."""
        ...


class Transcriber(Protocol):
    """Turns sound into words."""

    def transcribe(self, audio: Audio, lang: str | None) -> Speech:
        """Words of all channels in time order, `Word.speaker` being the channel. `lang` None: detect it."""
        ...


class Diarizer(Protocol):
    """Tells two speakers apart in one channel."""

    def diarize(self, audio: Audio) -> tuple[SpeakerSpan, ...]:
        """Spans in time order; speakers are numbered 0 and 1 in the order in which they first speak."""
        ...


class RoleFinder(Protocol):
    """Tells from the words who the agent is."""

    def find(self, texts: Sequence[Sequence[str]], lang: str | None) -> tuple[float, ...]:
        """For each speaker (a list of that speaker's turn texts): P(this speaker is the agent).

        With exactly two speakers the two add up to 1: one of them is the agent.
        """
        ...


class LanguageFinder(Protocol):
    """Tells which language a text is in."""

    def find(self, texts: Sequence[str]) -> tuple[str | None, float]:
        """ISO 639-1 code of all texts together (None: no letters at all) and its probability."""
        ...


class PiiFinder(Protocol):
    """Finds personal data."""

    def find(self, texts: Sequence[str], lang: str | None) -> tuple[PiiSpan, ...]:
        """Spans over `texts`, sorted, never overlapping; `PiiSpan.turn` is the index into `texts`."""
        ...


class Reading(NamedTuple):
    """What a conversation means, and what the models saw of its turns (None where nothing can be read)."""

    understanding: Understanding
    features: TurnFeatures | None

    def with_shipped_answers(self, by_others: tuple[str, ...] = ()) -> "Reading":
        """The same, its features with what it answers, which a client's own adaptations start from; not of the
        questions `by_others`, which no shipped head answered.
        """
        if self.features is None:
            return self
        return self._replace(features=self.features.answered(self.understanding, by_others))


class Reader(Protocol):
    """Understands a conversation."""

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        """Judgements over a *masked* transcript, without dynamics. `direction`: who got in touch."""
        ...


class ReasonFinder(Protocol):
    """Knows the contact reasons that client organisations defined for themselves."""

    def find(self, client: str, transcript: Transcript) -> Judgement | None:
        """The client's own reason of a *masked* transcript; None where the client has defined none."""
        ...


class LanguageModel(Protocol):
    """Answers questions in words; another machine does it, and it may be away."""

    def answer(self, question: str, transcript: Transcript, client: str) -> ModelAnswer:
        """What it says of a *masked* transcript; its failure where it says nothing. Raises nothing."""
        ...

    @property
    def version(self) -> str:
        """The model with the version of what it is asked by, as its answers name it."""
        ...


class Adaptations(Protocol):
    """Knows what clients have taught the shipped heads."""

    def adapt(self, client: str, transcript: Transcript, reading: Reading) -> Reading:
        """The reading of a *masked* transcript, corrected for this client and no other; as it is where the client has
        published nothing.
        """
        ...


class RubricFinder(Protocol):
    """Knows by which rubric a client organisation's work is judged."""

    def __call__(self, client: str, /) -> UsableRubric:
        """The rubric in force: the client's own, or the default; with what its criteria have learned."""
        ...


class Engines(Protocol):
    """Everything heavy. `bootstrap.LazyEngines` wires the real ones; `versions` names each model with its sha256."""

    def prepare(self) -> None:
        """Load them all now instead of when they are first used. Raises MissingModel."""
        ...

    @property
    def decoder(self) -> Decoder: ...
    @property
    def transcriber(self) -> Transcriber: ...
    @property
    def diarizer(self) -> Diarizer: ...
    @property
    def language(self) -> LanguageFinder: ...
    @property
    def roles(self) -> RoleFinder: ...
    @property
    def pii(self) -> PiiFinder: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def reasons(self) -> ReasonFinder: ...
    @property
    def adaptations(self) -> Adaptations: ...
    @property
    def questions(self) -> LanguageModel | None:
        """Whom criteria ask in words; None where no model may be asked."""
        ...

    @property
    def versions(self) -> Mapping[str, str]: ...
