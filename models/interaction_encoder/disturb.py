"""The same conversation in another look: what no judgement of an agent may hang on.

Used twice: training shows these versions as copies, and `eval.robust` counts the answers that change. The wording of
the agent stays what it is; only its dress changes, or what the customer says, or how well the customer speaks.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.interaction_encoder.augment import heard_text
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party
from qa_service.understand import look

Rewrite = Callable[[str, str, random.Random], str]
"""From a text, its language and chance: the same in another look."""
_MASK = re.compile(r"(\[[A-Z_]+\])")
_PUNCTUATION = re.compile(r"(?<!\w)['’]|['’](?!\w)|[^\w\s'’\[\]]")
RECOGNISER_ERRORS = 0.06
"""Share of misheard words: about what Whisper base makes of telephone speech read aloud (reference figures)."""

DROPPED = {
    "it": re.compile(r"(?i)\b(?:il|lo|la|i|gli|le|un|uno|una|di|del|della|dei|delle)\b ?"),
    "en": re.compile(r"(?i)\b(?:the|a|an|of|to|do|does|did|is|are|am|have|has|been)\b ?"),
}
INFLECTED: Mapping[str, Sequence[tuple[str, str]]] = {
    "it": (
        (r"\bho\b", "io avere"),
        (r"\bsono\b", "io essere"),
        (r"\bvorrei\b", "io volere"),
        (r"\bposso\b", "io potere"),
        (r"\bdevo\b", "io dovere"),
        (r"\bchiamo\b", "io chiamare"),
        (r"\bnon\b", "no"),
        (r"\bche\b", "ke"),
        (r"\b(\w{4,})ato\b", r"\1are"),
        (r"\b(\w{4,})zz(\w)", r"\1z\2"),
    ),
    "en": (
        (r"\b(?:don't|doesn't|didn't|haven't|hasn't)\b", "no"),
        (r"\b(?:I'm|I've|I'd)\b", "me"),
        (r"\b(\w{3,})ing\b", r"\1"),
        (r"\b(\w{3,}[^aeious])ed\b", r"\1"),
        (r"\bwant\b", "wanting"),
        (r"\bwas\b", "is"),
        (r"\bth(?=[aeiou])", "d"),
    ),
}
SOUTHERN: Sequence[tuple[str, str]] = (
    (r"(?<=[aeiou])b(?=[aeiou])", "bb"),
    (r"(?<=[aeiou])g(?=[ei])", "gg"),
    (r"\bnon\b", "nun"),
    (r"\bquesto\b", "chistu"),
    (r"\bquesta\b", "chista"),
    (r"\bquello\b", "chillo"),
    (r"\bche\b", "ca"),
    (r"\bsono\b", "so'"),
    (r"\b(\w{2,}[aei])re\b", r"\1'"),
    (r"\bun po'", "nu poco"),
    (r"\bil\b", "'o"),
    (r"\bper\b", "pe'"),
)


def _outside_masks(text: str, change: Callable[[str], str]) -> str:
    pieces = (piece if piece.startswith("[") else change(piece) for piece in _MASK.split(text))
    return re.sub(r"[ \t]+", " ", "".join(pieces)).strip() or text


def bare(text: str, _lang: str, _chance: random.Random) -> str:
    """Without punctuation."""
    return _outside_masks(text, lambda piece: _PUNCTUATION.sub(" ", piece))


def lowered(text: str, _lang: str, _chance: random.Random) -> str:
    """Without capitals."""
    return _outside_masks(text, str.lower)


def spoken(text: str, _lang: str, _chance: random.Random) -> str:
    """Without capitals and punctuation, as the models read everything."""
    return look.plain(text)


def misheard(text: str, lang: str, chance: random.Random) -> str:
    """As a recogniser writes, with its errors."""
    return heard_text(text, lang, RECOGNISER_ERRORS, chance)


def learner(text: str, lang: str, chance: random.Random) -> str:
    """As a learner of the language says it: little words lost, endings wrong."""
    for pattern, instead in INFLECTED[lang]:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    return _outside_masks(text, lambda piece: DROPPED[lang].sub(lambda m: "" if chance.random() < 0.7 else m[0], piece))


def southern(text: str, _lang: str, _chance: random.Random) -> str:
    """Italian as it is spelled when the South is to be heard."""

    def change(piece: str) -> str:
        for pattern, instead in SOUTHERN:
            piece = re.sub(pattern, instead, piece)
        return piece

    return _outside_masks(text, change)


def rewritten(sample: Sample, rewrite: Rewrite, who: Sequence[Party], chance: random.Random) -> Sample:
    """The turns of these parties rewritten."""

    def change(turn: LabelledTurn) -> LabelledTurn:
        return replace(turn, text=rewrite(turn.text, sample.lang, chance)) if turn.party in who else turn

    return sample.with_turns([change(turn) for turn in sample.turns])


def swapped(sample: Sample, other: Sample) -> Sample:
    """What the customer of another conversation says, turn by turn, to this agent."""
    theirs = [turn.text for turn in other.turns if turn.party is Party.CUSTOMER] or ["..."]
    numbers = iter(range(len(sample.turns)))

    def change(turn: LabelledTurn) -> LabelledTurn:
        if turn.party is not Party.CUSTOMER:
            return turn
        return replace(turn, text=theirs[next(numbers) % len(theirs)], sentiment=None)

    return sample.with_turns([change(turn) for turn in sample.turns])
