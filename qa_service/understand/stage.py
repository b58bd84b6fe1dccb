"""The stage `understand`: a transcript goes in with all its words, and comes out masked, with what it means."""

from dataclasses import replace

from qa_service.domain.processed import Silence, Understood
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Behaviour, Evidence, Judgement, Understanding
from qa_service.ports import PiiFinder, Reader, ReasonFinder
from qa_service.understand import dynamics, redact


def understand(heard: Transcript, client: str, pii: PiiFinder, reader: Reader, reasons: ReasonFinder) -> Understood:
    """Masks `heard`, then reads the masked words: no model of meaning ever sees personal data."""
    spans = pii.find([turn.text for turn in heard.turns], heard.lang)
    masked = replace(heard, turns=redact.mask(heard.turns, spans))
    silences = tuple(Silence(*piece) for piece in redact.silences(heard.turns, spans))
    own = reasons.find(client, masked)
    meaning = replace(reader.read(masked), dynamics=dynamics.measure(heard), own_intent=own)
    return Understood(masked, spans, silences, meaning)


def reveal(understood: Understood, heard: Transcript) -> Understood:
    """The same with the unmasked words of `heard` and evidence that points into them, for a caller who may see them."""

    def passages(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(e.turn, *redact.unmask_span(redact.of_turn(understood.pii, e.turn), e.start, e.end))
            for e in evidence
        )

    def judged(judgement: Judgement) -> Judgement:
        return replace(judgement, evidence=passages(judgement.evidence))

    def shown(behaviour: Behaviour) -> Behaviour:
        return replace(behaviour, evidence=passages(behaviour.evidence))

    meaning: Understanding = understood.understanding
    revealed = replace(
        meaning,
        intent=judged(meaning.intent),
        resolution=judged(meaning.resolution),
        own_intent=judged(meaning.own_intent) if meaning.own_intent else None,
        courtesy={label: shown(behaviour) for label, behaviour in meaning.courtesy.items()},
    )
    return replace(understood, transcript=heard, understanding=revealed)
