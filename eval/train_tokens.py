"""Learns the token model of `recognizers.token_model`: `python -m eval.train_tokens` writes it (ten minutes of one
core; needs torch and the text encoder).

It learns from eval/talk (whose README tells how the weights that ship were made), from the odd exchanges of
eval/strangers, from the templates of eval/name_dialogues and from the tuning half of models/corpus without its part
test, so that `eval.pii` and `eval.run` measure it on what it has not seen. `--without-strangers` leaves
eval/talk/strangers-*.jsonl out: what is chosen is chosen on them. `--out` says where the weights go.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from eval.corpus_pii import CORPUS, load
from eval.name_dialogues.make import exchanges
from eval.strangers import exchanges as strangers
from eval.talk import marked
from eval.talk.disturbed import Disturber
from eval.talk.drawn import Drawn
from eval.talk.marked import Exchange
from eval.token_network import Row, TokenNetwork, Vocabulary, store, tensors
from models.base_encoder.folder import base_folder
from models.interaction_encoder import split
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.recognizers import lexicon, token_model
from qa_service.understand.recognizers.text_line import TextLine

HOME = Path(token_model.__file__).with_name("token_model.npz")
VECTOR = 40
STEPS, EXCHANGES, RATE = 6000, 24, 3e-3
SEEDS = (1,)
"""One network each, up to as many as a contact's time allows."""
INTERACTIONS, TEMPLATES, DRAWN = 0.35, 0.1, 0.12
"""Share of the exchanges of a step that are pieces of the corpus, filled templates and drawn; others are written."""
LED, FOLLOWED = 0.4, 0.3
"""Share of the others before and after which a piece of the corpus stands."""
LONGEST = 260
BETWEEN = 6
"""Rows between two exchanges of a step, so that one tells nothing of the other."""
DATUM = 1.5
"""What a token of a datum counts, measured by one of none."""
SMOOTHED = 0.03
_LISTS = ("ordinary_words.txt", "rare_words.txt", "talk_words.txt", "places.txt", "towns.txt")
_LONGEST_WORD = 24


def vocabulary(encoder: TextEncoder) -> Vocabulary:
    """Words of the corpus that are no names, and of the lists, with the first axes of what the text encoder makes of
    each alone."""
    counts: dict[str, int] = {}
    for half in ("tune", "held-out"):
        for case in load(CORPUS, half):
            for turn, text in enumerate(case.texts):
                line = TextLine(text)
                people = [span for span in case.gold if span.turn == turn and span.type == "PERSON"]
                for low, start in zip(line.lows, line.starts, strict=True):
                    if not any(span.start <= start < span.end for span in people):
                        counts[low] = counts.get(low, 0) + 1
    words = {word for word, count in counts.items() if count > 1}.union(*map(lexicon.words, _LISTS))
    kept = sorted(word for word in words if word.isalpha() and len(word) <= _LONGEST_WORD and not _only_a_name(word))
    vectors = encoder.embed(kept)
    centred = vectors - vectors.mean(0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:VECTOR]
    short: NDArray[np.float32] = (centred @ axes.T).astype(np.float32)
    return Vocabulary(kept, short / short.std())


def _only_a_name(word: str) -> bool:
    named = lexicon.given_name(word) or lexicon.surname(word)
    return bool(named) and not lexicon.ordinary(word) and not lexicon.place(word)


class Material:
    """Draws exchanges to learn from, without end."""

    def __init__(self, with_strangers: bool, seed: int) -> None:
        self._seed = seed
        self._rng = rng = random.Random(seed)
        tests = frozenset(name for name, part in split.load().items() if part == "test")
        self._interactions = list(marked.interactions("tune", tests))
        own = list(marked.written())
        for path in sorted(strangers.FOLDER.glob("*.jsonl")):
            own += marked.strangers(path, strangers.HALVES["tune"])
        for path in sorted(marked.FOLDER.glob("strangers-*.jsonl")) if with_strangers else ():
            own += marked.strangers(path)
        self.own = own
        self._written = self._without_end(own)
        self._templates = self._filled()
        self._drawn = Drawn(seed)
        self._disturber = Disturber(rng)

    def draw(self) -> Exchange:
        """One exchange, disturbed."""
        chance = self._rng.random()
        if chance < INTERACTIONS:
            return self._disturber.disturb(self._piece(self._rng.randint(3, 10)))
        if chance < INTERACTIONS + TEMPLATES:
            exchange = next(self._templates)
        else:
            exchange = self._drawn.draw() if chance < INTERACTIONS + TEMPLATES + DRAWN else next(self._written)
        before = self._piece(self._rng.randint(1, 4), exchange.lang).turns if self._rng.random() < LED else []
        after = self._piece(self._rng.randint(1, 4), exchange.lang).turns if self._rng.random() < FOLLOWED else []
        return self._disturber.disturb(Exchange(exchange.lang, [*before, *exchange.turns, *after]))

    def _piece(self, turns: int, lang: str | None = None) -> Exchange:
        """Some turns in a row of an interaction."""
        while True:
            exchange = self._rng.choice(self._interactions)
            if lang in (None, exchange.lang):
                first = self._rng.randrange(max(1, len(exchange.turns) - turns + 1))
                return Exchange(exchange.lang, exchange.turns[first : first + turns])

    def _without_end(self, own: Sequence[Exchange]) -> Iterator[Exchange]:
        while True:
            yield from self._rng.sample(own, len(own))

    def _filled(self) -> Iterator[Exchange]:
        """The templates of names, filled anew each time round."""
        for seed in range(self._seed, 1_000_000):
            cases = list(exchanges(1, seed))
            yield from map(marked.of_case, self._rng.sample(cases, len(cases)))


def train(material: Material, words: Vocabulary, steps: int, seed: int) -> TokenNetwork:
    """The network after so many steps; prints how far it is."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = TokenNetwork(words)
    learned = [weight for weight in network.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    counts = torch.full((len(token_model.KINDS) + 1,), DATUM)
    counts[0] = 1.0
    began, total = time.monotonic(), 0.0
    network.train()
    for step in range(1, steps + 1):
        *seen, labels = tensors(_sequence(material, words, rng))
        loss = functional.cross_entropy(
            network(*seen), labels, weight=counts, ignore_index=-1, label_smoothing=SMOOTHED
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        if step % 200 == 0:
            print(f"{step} steps, {time.monotonic() - began:.0f} s, loss {total / 200:.4f}", flush=True)
            total = 0.0
    return network.eval()


def _sequence(material: Material, words: Vocabulary, rng: random.Random) -> list[Row | None]:
    """The rows of one step."""
    rows: list[Row | None] = []
    for _ in range(EXCHANGES):
        rows += (*words.rows(material.draw(), rng)[:LONGEST], *[None] * BETWEEN)
    return rows


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without-strangers", action="store_true")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--out", type=Path, default=HOME)
    options = parser.parse_args()
    torch.set_num_threads(1)
    words = vocabulary(TextEncoder(base_folder()))
    networks = [train(Material(not options.without_strangers, seed), words, options.steps, seed) for seed in SEEDS]
    store(networks, words.words, options.out)


if __name__ == "__main__":
    main()
