"""How unlike a conversation is to what was learned."""

import numpy as np

from qa_service.understand.familiarity import DIRECTIONS, Familiarity, fit

RNG = np.random.default_rng(1)
SPREAD = np.linspace(0.1, 3.0, 60, dtype=np.float32)
KNOWN = (RNG.standard_normal((4000, 60)) * SPREAD + 5.0).astype(np.float32)


def test_what_was_learned_from_lies_about_one_away() -> None:
    measure = Familiarity(fit(KNOWN))
    distances = [measure.distance(row[None]) for row in KNOWN[:500]]
    assert 0.9 < float(np.mean(distances)) < 1.1
    assert DIRECTIONS < 60  # directions that hardly vary do not count


def test_what_is_unlike_lies_further_away_and_several_turns_count_by_their_mean() -> None:
    measure = Familiarity(fit(KNOWN))
    far = KNOWN[:1] + 6 * SPREAD
    assert measure.distance(far) > 4
    assert measure.distance(np.vstack([far, 2 * 5.0 - far])) < 1  # the mean of both is the middle of all
