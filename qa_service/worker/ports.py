"""The pipeline, cut where a killed worker may take up again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.transcript import TranscriptChanges
from qa_service.ports import Speech
from qa_service.store.plans import Part


class Stages(Protocol):
    """What the steps have done to an interaction; `stages.PipelineStages` does it with models."""

    def prepare(self) -> None:
        """Load and check what the others need. Raises MissingModel, and whatever the loading raises."""
        ...

    def parts(self, recording: Path) -> Sequence[Part]:
        """Where to cut a recording, in seconds, whole and in order. Raises BadAudio."""
        ...

    def hear(self, recording: Path, interaction: Interaction, part: Part, lang: str | None) -> Speech:
        """The words of one part; times are seconds of the whole recording. `lang` None: detect it."""
        ...

    def understand(self, interaction: Interaction, recording: Path | None, heard: Sequence[Speech]) -> Understood:
        """Masked words and their meaning; a text has its turns in `interaction`, and nothing `heard`."""
        ...

    def correct(self, interaction: Interaction, understood: Understood, changes: TranscriptChanges) -> Understood:
        """The same with a person's changes to the transcript; new words come out masked."""
        ...

    def redact_audio(self, recording: Path, understood: Understood) -> Path | None:
        """A copy in a temporary file (the caller removes it) with personal data silenced; None: make no copy."""
        ...

    def score(self, interaction: Interaction, understood: Understood) -> Processed:
        """The scorecard and all that is kept beside it; `interaction` has no turns."""
        ...

    def let_go(self) -> None:
        """Nothing more is done with the recording that was opened last."""
        ...


class Pulls(Protocol):
    """What is run when it is due: connectors that take files from elsewhere (`services.connector_runs`), scheduled
    exports (`services.schedule_runs`), and comments that wait to be masked (`comments`).
    """

    def tick(self, stopped: Callable[[], bool]) -> None:
        """Begin what is due, in threads that end once it is `stopped`."""
        ...
