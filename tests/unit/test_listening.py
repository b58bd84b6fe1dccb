"""A sign of listening accuses nobody."""

import pytest

from qa_service.understand.listening import only_listens


@pytest.mark.parametrize(
    "text", ["sì sì", "Sì, sì, sì...", "mh mh", "eh no", "Allora, aspetti", "right, ok", "hang on"]
)
def test_signs_of_listening(text: str) -> None:
    assert only_listens(text)


@pytest.mark.parametrize(
    "text", ["", "   ", "Svelto!", "sì sì, ho capito, vada al punto", "il numero", "idiot", "love"]
)
def test_whatever_says_more_is_none(text: str) -> None:
    assert not only_listens(text)
