"""The pipeline as a worker runs it: cut into steps that another worker can take up again."""

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.transcript import TranscriptChanges
from qa_service.ingest.redacted_audio import write
from qa_service.pipeline import Pipeline, joined
from qa_service.ports import Audio, Speech
from qa_service.transcribe import parts


class PipelineStages:
    """Fits `ports.Stages`. The sound decoded last is kept until it is let go, since the parts of a recording come one
    after the other.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._lock = threading.Lock()
        self._decoded: tuple[Path, Audio] | None = None

    def prepare(self) -> None:
        """Load the models. Raises MissingModel."""
        self._pipeline.engines.prepare()

    def parts(self, recording: Path) -> Sequence[tuple[float, float]]:
        """Where to cut, in seconds. Raises BadAudio."""
        return parts.cut(self._open(recording), self._pipeline.part_seconds)

    def hear(self, recording: Path, interaction: Interaction, part: tuple[float, float], lang: str | None) -> Speech:
        """The words of one part, with times of the whole recording."""
        return self._pipeline.listen_part(self._open(recording), part, lang or interaction.lang)

    def understand(self, interaction: Interaction, recording: Path | None, heard: Sequence[Speech]) -> Understood:
        """Masked words and their meaning."""
        if recording is None:
            return self._pipeline.understand(interaction, self._pipeline.hear(interaction))
        transcript = self._pipeline.attribute(interaction, self._open(recording), joined(heard))
        return self._pipeline.understand(interaction, transcript)

    def correct(self, interaction: Interaction, understood: Understood, changes: TranscriptChanges) -> Understood:
        """The same with a person's changes to the transcript."""
        return self._pipeline.correct(interaction, understood, changes)

    def redact_audio(self, recording: Path, understood: Understood) -> Path | None:
        """The recording with personal data silenced, in a temporary file that the caller removes."""
        with tempfile.NamedTemporaryFile(suffix=".flac", delete=False) as copy:
            write(self._open(recording), understood.silences, copy)
        return Path(copy.name)

    def score(self, interaction: Interaction, understood: Understood) -> Processed:
        """The scorecard and all that is kept beside it."""
        return self._pipeline.judge(interaction, understood)

    def let_go(self) -> None:
        """Drop the sound that is kept."""
        with self._lock:
            self._decoded = None

    def _open(self, recording: Path) -> Audio:
        with self._lock:
            if self._decoded is None or self._decoded[0] != recording:
                self._decoded = None  # two decoded recordings never lie in memory at once
                self._decoded = recording, self._pipeline.open(recording)
            return self._decoded[1]
