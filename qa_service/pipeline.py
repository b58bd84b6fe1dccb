"""The main path: a recording or a text goes in, a scored interaction comes out. Read this first.

Values in, values out: nothing here knows a database, a queue or a web server.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from qa_service.domain import agent_segments
from qa_service.domain.agent_segments import AgentSegment
from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Processed, ProcessedSegment, Understood
from qa_service.domain.rubric import Rubric
from qa_service.domain.transcript import ROLES_SURE, Transcript, TranscriptChanges
from qa_service.domain.understanding import Evidence
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.ingest import recording_pauses
from qa_service.ingest.audio import is_dual_mono, mixed
from qa_service.ports import Audio, Engines, RubricFinder, Speech
from qa_service.scoring import asking
from qa_service.scoring.total import score
from qa_service.transcribe import parts
from qa_service.transcribe import stage as transcribing
from qa_service.understand import redact
from qa_service.understand import stage as understanding


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages over real engines; `agent_channel` is for recordings whose document names none. `roles_sure`: the
    confidence in roles from which something is said of agents.
    """

    engines: Engines
    rubrics: RubricFinder
    agent_channel: int | None = None
    part_seconds: float = 240.0
    roles_sure: float = ROLES_SURE

    def process(self, interaction: Interaction, recording: Path | None = None) -> Processed:
        """The whole way of one interaction. Raises BadAudio, EngineFailed, MissingModel."""
        transcript = self.hear(interaction, recording)
        understood = self.understand(interaction, transcript)
        return self.judge(interaction, understood)

    def hear(self, interaction: Interaction, recording: Path | None = None) -> Transcript:
        """What was said, unmasked: in the recording, or in the turns of the document."""
        if recording is None:
            transcript = transcribing.written(interaction, self.engines.language, self.engines.roles)
            return replace(transcript, roles_needed=self.roles_sure)
        audio = self.open(recording)
        return self.attribute(interaction, audio, self.listen(audio, interaction.lang))

    def understand(self, interaction: Interaction, transcript: Transcript) -> Understood:
        """Masked words and what they mean, also in the client's own terms."""
        engines = self.engines
        meaning = (engines.reader, engines.reasons, engines.adaptations)
        return understanding.understand(transcript, interaction, engines.pii, *meaning)

    def correct(self, interaction: Interaction, understood: Understood, changes: TranscriptChanges) -> Understood:
        """What was understood, understood anew with a person's changes to its transcript."""
        engines = self.engines
        meaning = (engines.reader, engines.reasons, engines.adaptations)
        return understanding.correct(understood, changes, interaction, engines.pii, *meaning)

    def judge(self, interaction: Interaction, understood: Understood) -> Processed:
        """The scorecard under the client's rubric, and with it everything that is kept of the interaction: that of the
        agent for whom its outcome counts, and one for each colleague and bot that had a part in it.
        """
        understood = understood if interaction.automatic is None else understood.unjudged()
        usable, transcript = self.rubrics(interaction.client), understood.transcript
        agent = agent_segments.owner(transcript, interaction.agent)
        own = self._judged(interaction.model_copy(update={"turns": (), "agent": agent}), understood, usable)
        parts = agent_segments.segments(transcript) if interaction.automatic is None else ()
        return replace(own, segments=tuple(self._segment(interaction, understood, part, usable) for part in parts))

    def _judged(self, interaction: Interaction, understood: Understood, usable: UsableRubric) -> Processed:
        understood = self._with_answers(interaction, understood, usable.rubric)
        card = score(usable.rubric, understood.understanding, understood.setting(interaction), learned=usable.learned)
        asked = asking.versions(usable.rubric, understood.asked)
        versions = {**self.engines.versions, **understood.versions, **asked, "rubric": card.rubric}
        return Processed(interaction, understood, card, versions)

    def _segment(
        self, interaction: Interaction, understood: Understood, part: AgentSegment, usable: UsableRubric
    ) -> ProcessedSegment:
        own = understanding.segment(understood, part, interaction, self.engines.reader, self.engines.adaptations)
        whose = {"turns": (), "transfers": (), "agent": None if part.is_bot else part.name, "team": None}
        return ProcessedSegment(part, self._judged(interaction.model_copy(update=whose), own, usable))

    def _with_answers(self, interaction: Interaction, understood: Understood, rubric: Rubric) -> Understood:
        """The same with what a language model says to the questions of the rubric."""
        setting, meaning = understood.setting(interaction), understood.understanding
        answers = asking.answers(self.engines.questions, interaction.client, rubric, meaning, setting)
        return replace(understood, asked={**understood.asked, **answers}) if answers else understood

    def reveal(self, processed: Processed, transcript: Transcript) -> Processed:
        """The same with the unmasked words of `transcript`, for a caller who may see them. The answers stay: they were
        found in the masked words, and their passages are moved to where they stand unmasked.
        """
        understood, answers = processed.understood, processed.scorecard.answers
        revealed = tuple(answer.moved(partial(_unmasked, understood)) for answer in answers)
        return replace(
            processed,
            understood=understanding.reveal(understood, transcript),
            scorecard=replace(processed.scorecard, answers=revealed),
        )

    # --- the parts of `hear`, which a worker runs one by one for long recordings

    def open(self, recording: Path) -> Audio:
        """Decoded sound; a mono recording that was stored as two equal channels is mono again."""
        audio = self.engines.decoder.decode(recording)
        return mixed(audio) if is_dual_mono(audio) else audio

    def listen(self, audio: Audio, lang: str | None) -> Speech:
        """The words of all channels, part by part; the first part with speech settles the language."""
        speeches: list[Speech] = []
        for start, end in parts.cut(audio, self.part_seconds):
            speeches.append(self.listen_part(audio, (start, end), lang))
            lang = lang or speeches[-1].lang
        return joined(speeches)

    def listen_part(self, audio: Audio, part: tuple[float, float], lang: str | None) -> Speech:
        """The words between two moments, with times of the whole recording."""
        speech = self.engines.transcriber.transcribe(parts.piece(audio, *part), lang)
        return replace(speech, words=parts.shift(speech.words, part[0]))

    def attribute(self, interaction: Interaction, audio: Audio, speech: Speech) -> Transcript:
        """Who said what: by channel in stereo, by voice in mono; who is the agent by setting or by what is said."""
        mono = len(audio.channels) == 1
        spans = self.engines.diarizer.diarize(audio) if mono and speech.words else () if mono else None
        channel = self.agent_channel if interaction.agent_channel is None else interaction.agent_channel
        transcript = transcribing.recorded(speech, spans, channel, self.engines.roles, audio.duration)
        transcript = agent_segments.attributed(transcript, interaction)
        return replace(transcript, pauses=recording_pauses.find(audio), roles_needed=self.roles_sure)


def _unmasked(understood: Understood, passage: Evidence) -> Evidence:
    """Where a passage of the masked words stands in the unmasked ones."""
    marks = redact.of_turn(understood.pii, passage.turn)
    return Evidence(passage.turn, *redact.unmask_span(marks, passage.start, passage.end))


def joined(speeches: Sequence[Speech]) -> Speech:
    """The parts of one recording as one; the language is that of the first part in which somebody speaks."""
    words = tuple(word for speech in speeches for word in speech.words)
    first = next((speech for speech in speeches if speech.words), None)
    return Speech(words, first.lang, first.lang_probability) if first else Speech((), None, 0.0)
