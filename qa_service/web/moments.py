"""A moment as a page shows it: the words that show something, marked within what was said."""

from dataclasses import dataclass
from uuid import UUID

from qa_service.documents.packs import WHOLE
from qa_service.domain.processed import Understood
from qa_service.web.words import Words


@dataclass(frozen=True, slots=True)
class Quote:
    """What was said in one turn: before, marked, after. `start` in seconds, None where nobody measured it."""

    party: str
    before: str
    marked: str
    after: str
    start: float | None


def topic_of(label: str) -> str:
    """As packs call a behaviour."""
    return f"courtesy:{label}"


def address_of(interaction: UUID, turn: int) -> str:
    """Where the moment is seen and heard."""
    return f"/interactions/{interaction}" + ("" if turn == WHOLE else f"#t-{turn}")


def quote(understood: Understood | None, turn: int, topic: str) -> Quote | None:
    """The words of a moment; None where it is the whole interaction, or its words are gone."""
    if understood is None or not 0 <= turn < len(understood.transcript.turns):
        return None
    spoken = understood.transcript.turns[turn]
    family, _, label = topic.partition(":")
    behaviour = understood.understanding.courtesy.get(label) if family == "courtesy" else None
    passages = [passage for passage in behaviour.evidence if passage.turn == turn] if behaviour else []
    start, end = (passages[0].start, passages[0].end) if passages else (0, 0)
    text = spoken.text
    return Quote(spoken.party.value, text[:start], text[start:end], text[end:], spoken.start)


def waits(understood: Understood | None, topic: str) -> bool:
    """Whether a moment shows a behaviour that a person is to confirm."""
    family, _, label = topic.partition(":")
    return understood is not None and family == "courtesy" and label in understood.understanding.to_be_confirmed


def topic_name(words: Words, topic: str) -> str:
    """What a moment shows, for people; a criterion by its id."""
    family, _, label = topic.partition(":")
    return words.label(family, label) if family in {"courtesy", "intent", "resolution"} else label or topic
