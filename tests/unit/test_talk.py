"""Talk to learn the token model from: how it is read, made and disturbed without its marks coming loose."""

import random
from collections import Counter

import numpy as np
import pytest

from eval.talk.disturbed import Disturber
from eval.talk.drawn import Drawn
from eval.talk.marked import Exchange, plain, strangers, written
from eval.talk.wordings import in_words
from eval.train_tokens import Material
from qa_service.understand.recognizers.token_model import KINDS

EXCHANGE = Exchange(
    "it", [[("sono ", ""), ("anna bassi", "PERSON")], [("tre quattro sette zero", "PHONE"), (" ok", "")]]
)


def test_texts_and_spans_of_an_exchange() -> None:
    texts, spans = plain(EXCHANGE)
    assert texts == ["sono anna bassi", "tre quattro sette zero ok"]
    assert [(span.turn, span.start, span.end, span.type) for span in spans] == [
        (0, 5, 15, "PERSON"),
        (1, 0, 22, "PHONE"),
    ]


def test_all_that_is_written_is_marked_with_kinds_that_there_are() -> None:
    exchanges = list(written())
    pieces = [piece for exchange in exchanges for turn in exchange.turns for piece in turn]
    assert len(exchanges) > 1_000
    assert all(turn for exchange in exchanges for turn in exchange.turns)
    assert not [text for text, _ in pieces if "[" in text or "]" in text]
    assert {kind for _, kind in pieces} == {"", *KINDS}


def test_the_half_of_strangers_that_is_measured_is_no_material() -> None:
    from eval.strangers.exchanges import FOLDER, load

    measured = {exchange.texts for exchange in load("measure")}
    assert len(measured) == 240
    material = Material(with_strangers=True, seed=1)
    assert not [exchange for exchange in material.own if tuple(plain(exchange)[0]) in measured]
    odd = [exchange for path in sorted(FOLDER.glob("*.jsonl")) for exchange in strangers(path, 1)]
    assert len(odd) == 240


def test_disturbed_exchanges_keep_their_data_in_order() -> None:
    disturber = Disturber(random.Random(3))
    for _ in range(300):
        exchange = disturber.disturb(EXCHANGE)
        texts, spans = plain(exchange)
        kinds = list(dict.fromkeys(span.type for span in spans))
        assert kinds == ["PERSON", "PHONE"]
        assert all(texts[span.turn][span.start : span.end].strip() for span in spans)


def test_the_same_seed_disturbs_and_draws_the_same() -> None:
    assert [Disturber(random.Random(5)).disturb(EXCHANGE) for _ in range(2)] == [
        Disturber(random.Random(5)).disturb(EXCHANGE)
    ] * 2
    assert [Drawn(5).draw() for _ in range(2)] == [Drawn(5).draw()] * 2


def test_drawn_exchanges_have_all_kinds_in_both_languages() -> None:
    drawn, seen = Drawn(1), Counter[tuple[str, str]]()
    for _ in range(1_500):
        exchange = drawn.draw()
        assert all(text for turn in exchange.turns for text, _ in turn)
        seen.update((exchange.lang, kind) for turn in exchange.turns for _, kind in turn)
    assert {(lang, kind) for lang in ("it", "en") for kind in KINDS} <= set(seen)
    assert not [text for _ in range(300) for turn in drawn.draw().turns for text, _ in turn if "{" in text]


@pytest.mark.parametrize(
    ("number", "italian", "english"),
    [
        (7, "sette", "seven"), (16, "sedici", "sixteen"), (28, "ventotto", "twenty eight"),
        (31, "trentuno", "thirty one"),
        (40, "quaranta", "forty"), (118, "centodiciotto", "a hundred and eighteen"), (300, "trecento", "three hundred"),
        (742, "settecentoquarantadue", "seven hundred and forty two"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: int, italian: str, english: str) -> None:
    assert (in_words(number, "it"), in_words(number, "en")) == (italian, english)


def test_the_model_computes_what_was_trained(tmp_path: object) -> None:
    """Two networks of random weights, stored and opened again, against torch; bytes and halves round to about 0.01."""
    torch = pytest.importorskip("torch")
    from pathlib import Path

    from eval.token_network import TokenNetwork, Vocabulary, store, tensors
    from qa_service.understand.recognizers.text_line import TextLine
    from qa_service.understand.recognizers.token_model import TokenModel

    torch.manual_seed(1)
    words = Vocabulary(["sono", "ok"], np.array([[0.5, -1.0], [1.0, 0.25]], np.float32))
    networks = [TokenNetwork(words).eval(), TokenNetwork(words).eval()]
    path = Path(str(tmp_path)) / "model.npz"
    store(networks, words.words, path)
    with np.load(path) as stored:
        model = TokenModel({name: stored[name] for name in stored.files})
    *seen, _ = tensors(words.rows(EXCHANGE))
    with torch.no_grad():
        trained = sum(torch.softmax(network(*seen), -1).numpy() for network in networks) / 2
    texts, _ = plain(EXCHANGE)
    first, second = model.probabilities([TextLine(text) for text in texts])
    assert first == pytest.approx(trained[2:5], abs=0.02)  # two rows part the lines: words at 2 to 4 and 7 to 11
    assert second == pytest.approx(trained[7:12], abs=0.02)
