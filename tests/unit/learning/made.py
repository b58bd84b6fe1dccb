"""Interactions as they are made for tests of learning: turns of few words, with numbers that stand for vectors."""

from collections.abc import Sequence

import numpy as np

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.turn_features import TurnFeatures
from qa_service.learning.cases import LearningCase

WIDTH = 12
NAMES = ("courtesy:greeting", "sentiment:negative")
ENCODER = "heads@sha256:0123456789ab"
SHOWN = 3
"""The entry of a vector that is large where a turn shows what is asked for."""
_WORDS = "va bene il contratto luce casa oggi bolletta numero prego certo vediamo".split()  # noqa: SIM905


def made_setting(
    seed: int,
    shows: Sequence[int] = (),
    *,
    turns: int = 8,
    lang: str = "it",
    encoder: str = ENCODER,
    channel: Channel = Channel.CALL,
    parties: Sequence[Party] = (Party.AGENT, Party.CUSTOMER),
) -> Setting:
    """Turns of these parties by turns, noise but for those of `shows`."""
    rng = np.random.default_rng(seed)
    vectors = rng.normal(0, 1, (turns, WIDTH)).astype(np.float32)
    vectors[list(shows), SHOWN] += 6
    texts = [" ".join(rng.choice(_WORDS, 5)) for _ in range(turns)]
    spoken = tuple(Turn(parties[number % len(parties)], text) for number, text in enumerate(texts))
    chances = rng.uniform(0.01, 0.99, (turns, len(NAMES))).astype(np.float32)
    features = TurnFeatures.of(encoder, vectors, NAMES, chances, ((),) * turns)
    return Setting(channel, Direction.INBOUND, Transcript(spoken, lang), features)


def made_cases(yes: int, no: int, *, shows: Sequence[int] = (4,), **asked: object) -> list[LearningCase]:
    """Answers that follow from the turns `shows` of an interaction, of as many agents as there are cases."""
    return [
        LearningCase(
            f"case-{number}",
            f"agent-{number}",
            "2030-W07",
            made_setting(number, shows if number < yes else (), **asked),  # type: ignore[arg-type]
            number < yes,
        )
        for number in range(yes + no)
    ]
