"""A made-up client whose people answer by something that the shipped head does not look at."""

from collections.abc import Callable, Sequence

import numpy as np

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.domain.scorecard import Setting
from qa_service.domain.shipped_answers import ShippedAnswers
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.turn_features import TurnFeatures
from qa_service.learning.cases import AdaptationCase

WIDTH, ENCODER = 24, "heads@1"
RESOLUTIONS = ("resolved", "unresolved", "pending")
PARTIES = (Party.AGENT, Party.CUSTOMER, Party.AGENT, Party.CUSTOMER, Party.AGENT, Party.CUSTOMER)


def setting(vectors: np.ndarray, shipped: ShippedAnswers, encoder: str = ENCODER) -> Setting:
    """A conversation of PARTIES with these turn vectors, and what the shipped models answered of it."""
    names = (*(f"resolution:{label}" for label in RESOLUTIONS), "courtesy:blame", "courtesy:thanks")
    chances = np.full((len(PARTIES), len(names)), 0.2, np.float32)
    features = TurnFeatures.of(encoder, vectors.astype(np.float32), names, chances, ((),) * len(PARTIES))
    features = TurnFeatures(
        **{name: getattr(features, name) for name in features.__slots__ if name != "shipped"}, shipped=shipped
    )
    turns = tuple(Turn(party, f"frase {number}") for number, party in enumerate(PARTIES))
    return Setting(Channel.CHAT, Direction.INBOUND, Transcript(turns, "it"), features)


def resolution(resolved: float, reason: str | None = None) -> ShippedAnswers:
    """The shipped head's word: `resolved`, or else unresolved; withheld for a reason."""
    chances = {"resolved": resolved, "unresolved": 0.98 - resolved, "pending": 0.02}
    label = max(chances, key=lambda name: chances[name])
    labels = {} if reason else {"resolution": label}
    return ShippedAnswers(
        labels,
        {f"resolution:{name}": chance for name, chance in chances.items()},
        {"resolution": reason} if reason else {},
    )


def cases(
    count: int,
    answer: Callable[[np.ndarray, float], str],
    *,
    seed: int = 0,
    reasons: Sequence[str | None] = (None,),
    encoder: str = ENCODER,
) -> list[AdaptationCase]:
    """Conversations of five agents over weeks; the first number of the customer's last vector is a signal that the
    shipped head (whose chance is drawn at random) does not see.
    """
    rng = np.random.default_rng(seed)
    out = []
    for number in range(count):
        vectors = rng.normal(0, 0.3, (len(PARTIES), WIDTH))
        vectors[-1, 0] = signal = float(rng.choice([-2.0, 2.0]))
        chance = float(rng.uniform(0.1, 0.88))
        own = setting(vectors, resolution(chance, reasons[number % len(reasons)]), encoder)
        given = answer(np.array([signal]), chance)
        out.append(AdaptationCase(f"i-{number}", f"a{number % 5}", f"2030-W{1 + number // 10:02d}", own, given))
    return out


def by_signal(signal: np.ndarray, chance: float) -> str:
    """People go by what the shipped head does not see."""
    return "resolved" if signal[0] > 0 else "unresolved"


def by_shipped(signal: np.ndarray, chance: float) -> str:
    """People say what the shipped head says."""
    return "resolved" if chance > 0.49 else "unresolved"
