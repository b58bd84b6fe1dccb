"""A learned criterion: heads over turns, how sure their score makes it, and from where on it answers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.domain.turn_features import TurnFeatures
from qa_service.scoring.learned.head import TurnHead
from qa_service.scoring.learned.inputs import turns_of, whole
from qa_service.scoring.wording.tokens import SpokenWords

ALL: Final = (Party.AGENT, Party.CUSTOMER, Party.BOT, Party.OTHER)
SPEAKERS: Final[Mapping[str, tuple[tuple[Party, ...], ...]]] = {
    "agent": ((Party.AGENT,), ALL),
    "customer": ((Party.CUSTOMER,), ALL),
    "all": (ALL,),
}
"""Whose turns the heads of a model look at. The first head says where it shows and where an absence was looked for; the
second sees what the others answer."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the mean score of the heads to the chance of a yes; `yes_from` and `no_to` bound what cannot be told.

    `says_nothing`: no score tells anything, and nothing is decided.
    """

    slope: float
    shift: float
    yes_from: float
    no_to: float
    says_nothing: bool

    def chance(self, score: float) -> float:
        """Of a yes, 0..1."""
        return 0.5 * (1 + math.tanh((self.slope * score + self.shift) / 2))

    def decide(self, chance: float) -> bool | None:
        """Yes, no, or None: cannot tell."""
        if self.says_nothing:
            return None
        return True if chance >= self.yes_from else False if chance <= self.no_to else None


class Reply(NamedTuple):
    """What a learned criterion says of an interaction.

    `holds` None where it cannot tell; the chance of a yes; the turns that were looked at, and how strongly each of them
    speaks for a yes.
    """

    holds: bool | None
    chance: float
    turns: tuple[int, ...]
    strength: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """`encoder` and `names` are those of the features that it learned from; of others it says nothing.

    `languages`: those in which it had examples enough. `speakers`: a key of SPEAKERS, with a head for each group.
    """

    encoder: str
    names: tuple[str, ...]
    languages: tuple[str, ...]
    speakers: str
    heads: tuple[TurnHead, ...]
    calibration: Calibration

    def reply(self, words: SpokenWords, features: TurnFeatures | None) -> Reply | None:
        """What it says; None where it knows nothing of such interactions, or nobody of those asked about speaks."""
        if features is None or features.encoder != self.encoder or features.names != self.names:
            return None
        if words.lang not in self.languages or features.turns != len(words.turns):
            return None
        views = [turns_of(parties, words, features) for parties in SPEAKERS[self.speakers]]
        if not views[0].numbers:
            return None
        about = whole(words)
        pooled = [head.score(view, about) for head, view in zip(self.heads, views, strict=True)]
        chance = self.calibration.chance(sum(each.score for each in pooled) / len(pooled))
        strength = pooled[0].turns
        return Reply(self.calibration.decide(chance), chance, views[0].numbers, strength)
