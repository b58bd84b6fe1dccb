"""The stage `understand`: a transcript goes in with all its words, and comes out masked, with what it means."""

from collections.abc import Sequence
from dataclasses import replace

from qa_service.domain import agent_segments, languages
from qa_service.domain.agent_segments import AgentSegment
from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Silence, Understood
from qa_service.domain.transcript import Transcript, TranscriptChanges, Turn
from qa_service.domain.understanding import Evidence, Judgement, Understanding
from qa_service.domain.withheld import SHARED
from qa_service.ports import Adaptations, PiiFinder, Reader, Reading, ReasonFinder
from qa_service.understand import corrected_sound, dynamics, redact
from qa_service.understand.recognizers import card_security


def understand(
    transcript: Transcript,
    interaction: Interaction,
    pii: PiiFinder,
    reader: Reader,
    reasons: ReasonFinder,
    adaptations: Adaptations,
) -> Understood:
    """Masks `transcript`, then reads the masked words: no model of meaning ever sees personal data."""
    spans = pii.find([turn.text for turn in transcript.turns], _certain(transcript))
    masked = replace(transcript, turns=redact.mask(transcript.turns, spans))
    silences = tuple(Silence(*piece) for piece in redact.silences(transcript.turns, spans))
    meaning, features = _meaning(masked, interaction, reader, reasons, adaptations, transcript)
    understood = Understood(masked, spans, silences, meaning, _card_code(transcript.turns), features)
    return understood.without_unsure_roles()


def _meaning(
    masked: Transcript,
    interaction: Interaction,
    reader: Reader,
    reasons: ReasonFinder,
    adaptations: Adaptations,
    timed: Transcript,
) -> Reading:
    """What the models say of the masked words, also as the client has taught them, and the clock of the timed ones.

    Where several agents served, the behaviours are those of the agent for whom the outcome counts; reason, outcome and
    the customer's feelings are those of the whole contact, and so is the clock.
    """
    reading = adaptations.adapt(interaction.client, masked, reader.read(masked, interaction.direction))
    meaning, everybody = reading.understanding, agent_segments.whole_view(masked)
    if agent_segments.has_colleagues(masked):
        whole = adaptations.adapt(interaction.client, everybody, reader.read(everybody, interaction.direction))
        meaning = _of_whole(meaning, whole.understanding)
    own_intent = reasons.find(interaction.client, everybody)
    measured = dynamics.measure(agent_segments.whole_view(timed))
    return reading._replace(understanding=replace(meaning, dynamics=measured, own_intent=own_intent))


def _of_whole(own: Understanding, whole: Understanding) -> Understanding:
    """One agent's behaviours in a contact that means this as a whole."""
    adapted = tuple(sorted({*own.adapted, *whole.adapted}))
    return replace(own, intent=whole.intent, resolution=whole.resolution, sentiment=whole.sentiment, adapted=adapted)


def _card_code(turns: Sequence[Turn]) -> bool:
    """Whether the security code of a card is, or may be, among the words."""
    recorded = any(turn.words or turn.start is not None for turn in turns)
    return card_security.was_said([turn.text for turn in turns], recorded)


def _certain(transcript: Transcript) -> str | None:
    """The language by which words may be masked; None: by all that are known."""
    return languages.certain(transcript.lang, transcript.confidence.get("language", 0.0))


def correct(
    understood: Understood,
    changes: TranscriptChanges,
    interaction: Interaction,
    pii: PiiFinder,
    reader: Reader,
    reasons: ReasonFinder,
    adaptations: Adaptations,
) -> Understood:
    """The same conversation with a person's changes, read anew; new words are masked before anything reads them.

    What was masked elsewhere stays as it was. A turn with new words has no times of single words any more; where they
    hide what stood open before, its sound is silenced as well. A person who says who spoke leaves no doubt about it:
    the confidence in roles is 1 from then on.
    """
    before = understood.transcript
    turns = tuple(_changed(turn, number, changes) for number, turn in enumerate(before.turns))
    all_spans = pii.find([turn.text for turn in turns], _certain(before))  # what others said tells names from words
    new_spans = tuple(span for span in all_spans if span.turn in changes.texts)
    old_spans = tuple(span for span in understood.pii if span.turn not in changes.texts)
    sure = {**before.confidence, "roles": 1.0} if changes.parties else before.confidence
    masked = replace(before, turns=redact.mask(turns, new_spans), confidence=sure)
    spans = tuple(sorted((*old_spans, *new_spans), key=lambda span: (span.turn, span.start)))
    meaning, features = _meaning(masked, interaction, reader, reasons, adaptations, masked)
    card_code = understood.card_code or _card_code(turns)
    after = Understood(masked, spans, _silences(understood, masked, changes), meaning, card_code, features)
    return after.without_unsure_roles()


def _silences(before: Understood, after: Transcript, changes: TranscriptChanges) -> tuple[Silence, ...]:
    """Those of before, and those that the new words ask for."""
    fresh = [
        stretch
        for turn in changes.texts
        for stretch in corrected_sound.newly_hidden(before.transcript.turns[turn], after.turns[turn])
    ]
    return tuple(Silence(*stretch) for stretch in redact.joined(before.silences, fresh)) if fresh else before.silences


def _changed(turn: Turn, number: int, changes: TranscriptChanges) -> Turn:
    """Under another party it is no more the turn of whoever was named."""
    party = changes.parties.get(number, turn.party)
    changed = turn if party is turn.party else replace(turn, party=party, agent=None)
    if number not in changes.texts:
        return changed
    return replace(changed, text=changes.texts[number], words=())


def segment(
    understood: Understood, part: AgentSegment, interaction: Interaction, reader: Reader, adaptations: Adaptations
) -> Understood:
    """What a colleague or a bot did in their part of the contact, read in the words of that part alone. Unless nobody
    else answered, the reason is that of the whole contact, and the outcome counts for whoever closed it.
    """
    view = part.view(understood.transcript)
    reading = adaptations.adapt(interaction.client, view, reader.read(view, interaction.direction))
    meaning = reading.understanding
    if not part.closes:
        intent = replace(understood.understanding.intent, evidence=())
        meaning = replace(meaning, intent=intent, resolution=Judgement(None, 0.0, {}, reason=SHARED))
    inside = (span for span in understood.pii if part.start <= span.turn < part.stop)
    spans = tuple(replace(span, turn=span.turn - part.start) for span in inside)
    return Understood(view, spans, (), meaning, understood.card_code, reading.features)


def reveal(understood: Understood, transcript: Transcript) -> Understood:
    """The same with the unmasked `transcript` and evidence that points into it, for a caller who may see it."""

    def unmasked(passage: Evidence) -> Evidence:
        marks = redact.of_turn(understood.pii, passage.turn)
        return Evidence(passage.turn, *redact.unmask_span(marks, passage.start, passage.end))

    return replace(understood, transcript=transcript, understanding=understood.understanding.moved(unmasked))
