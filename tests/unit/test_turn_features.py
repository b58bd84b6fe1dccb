"""What is kept of each turn."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qa_service.domain.processed import Understood
from qa_service.domain.turn_features import TurnFeatures
from qa_service.store.codec import to_body, to_understood
from tests.fakes import features_of
from tests.unit.test_correct import SEEN
from tests.unit.test_score import TALK

WIDTH = 8


@settings(max_examples=60)
@given(vectors=arrays(np.float32, st.tuples(st.integers(0, 5), st.just(WIDTH)), elements=st.floats(-50, 50, width=32)))
def test_vectors_come_back_within_the_rounding_of_eight_bits(vectors: np.ndarray) -> None:
    turns = len(vectors)
    features = TurnFeatures.of("e@1", vectors, ("a",), np.full((turns, 1), 0.5, np.float32), (("hold",),) * turns)
    again = TurnFeatures.from_bytes(features.to_bytes())
    assert again == features
    largest = np.abs(vectors).max(axis=1, initial=0, keepdims=True)
    # Half a step of 1/127 of the largest, and the half precision of the scale (2^-11 of it, over up to 127 steps).
    assert (np.abs(again.turn_vectors - vectors) <= largest * (0.5 / 127 + 2**-10) + 1e-5).all()


def test_chances_and_cues_come_back() -> None:
    chances = np.array([[0.25, 1.0], [0.5, 0.0]], np.float32)  # all of them have a half-precision form
    features = TurnFeatures.of("e@1", np.eye(2, WIDTH, dtype=np.float32), ("a", "b"), chances, (("hold", "sorry"), ()))
    again = TurnFeatures.from_bytes(features.to_bytes())
    assert (again.turn_chances == chances).all()
    assert again.cues == (("hold", "sorry"), ())


def test_a_turn_takes_about_five_hundred_bytes() -> None:
    names = tuple(f"courtesy:{n}" for n in range(33))
    turns = 25
    features = TurnFeatures.of("e@1", np.ones((turns, 384)), names, np.zeros((turns, 33)), ((),) * turns)  # type: ignore[arg-type]
    # 384 entries, 2 for the scale, 66 for the chances, and a header of some hundred bytes
    assert len(features.to_bytes()) / turns < 500


def test_features_stand_in_no_document() -> None:
    understood = Understood(TALK, (), (), SEEN, features=features_of(["buongiorno"]))
    body = to_body(understood)
    assert not {"features", "asked"} & set(body)
    assert to_understood(body).features is None
