"""Trains the heads over the interaction encoder and writes `models/heads/artefact/`.

    python -m models.heads.train --tuned FILE [--encoder FOLDER] [--out models/heads/artefact] [--cache .cache/heads]

Experts learn from the part train of models/corpus/split.json; the part dev, which neither they nor the encoder have
seen, sets their weights, the thresholds and the calibration, and gives the figures printed here. The part test is left
for `python -m eval.text`.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.base_encoder.folder import encoder_folder
from models.heads import learn, thresholds
from models.heads.artefact_file import Answers, Parts, write
from models.heads.learn import Recipe, Rows
from models.heads.public import harmless_chats, harmless_lines, intent_lines, outcome_chats
from models.heads.rows import Item, PieceRows, Target, choose_pieces, piece_rows, targets, turn_rows, whole_rows
from models.heads.views import Viewer
from models.interaction_encoder import split
from models.interaction_encoder.augment import UNGREETED_SHARE, broken_off, heard, masked, undirected, without_hello
from models.interaction_encoder.samples import Sample, corpus, real_style, single_lines, vocabulary
from qa_service.domain.interaction import Party
from qa_service.understand import familiarity, features
from qa_service.understand.heads import log_softmax, softmax
from qa_service.understand.tuned import TunedHeads

Array = NDArray[np.float32]
HERE = Path(__file__).parent
TUNED = HERE.parent / "interaction-encoder" / "heads.npz"
EXPERTS = ("tuned", "vectors", "words", "turns")
MASKED_SHARE = 0.85
"""The rest stays as said: at run-time the search for personal data misses some."""
COPY_WEIGHT = 0.5
CROPPED_SHARE = 1 / 3
ALONE_SHARE = 0.4
TURN_HEADS = {
    "sentiment": ("own", Recipe("softmax", 0.05, 3e-5)),
    "role": ("own", Recipe("sigmoid", 0.03, 1e-5)),
    "intent_turn": ("spoken", Recipe("softmax", 0.05, 5e-5)),
    "resolution_turn": ("context", Recipe("softmax", 0.1, 5e-5)),
}
QUIET_WEIGHT = 0.5
"""Of conversations with a quiet wrong: with 1 they cost a tenth of what is found of open rudeness (LOG.md)."""
WRITER_FOLDS = 4
ENDED = Recipe("sigmoid", 0.3, 1e-4)
COURTESY = Recipe("sigmoid", 0.05, 1e-5, balance=0.35)
WHOLE_HEADS = {
    "intent": ("opening", "said", Recipe("softmax", 0.15, 1e-4)),
    "resolution": ("ending", "ended", Recipe("softmax", 0.6, 1e-4)),
}


def training_items(viewer: Viewer, public: bool, chats: bool, seed: int = 7) -> list[Item]:
    """The corpus masked in part, a copy of each interaction as speech recognition writes it, lines, star's chats."""
    chance = random.Random(seed)
    plain = _shown("train", chance)
    spoken = [heard(late(s, chance), 0.05, chance) for s in _shown("train", chance)]
    others = single_lines() + (intent_lines(seed) + harmless_lines(seed) if public else [])
    others += outcome_chats() + harmless_chats(seed) if chats else []
    styled, real_dev = ([masked(s, MASKED_SHARE, chance) for s in real_style(part)] for part in ("train", "dev"))
    real, quiet = ([s for s in styled if s.group.startswith(kind)] for kind in ("real", "quiet"))
    held = [*_shown("dev", chance), *real_dev]
    copies = [undirected(s) for s in [*spoken, *(heard(s, 0.06, chance) for s in real)]]
    whole = {"train": [*plain, *styled], "dev": held}
    cut = {part: [broken_off(s, chance) for s in samples] for part, samples in whole.items()}
    return [
        *_items(viewer, [*plain, *real], 1.0, False),
        *_items(viewer, quiet, QUIET_WEIGHT, False),
        *_items(viewer, held, 1.0, True),
        *_items(viewer, copies, COPY_WEIGHT, False),
        *_items(viewer, others, 0.0, False),
        *_items(viewer, [_ending_only(s) for s in cut["train"] if not s.info["ended"]], COPY_WEIGHT, False),
        *_items(viewer, [_ending_only(s) for s in cut["dev"] if not s.info["ended"]], 1.0, True),
    ]


def _ending_only(sample: Sample) -> Sample:
    """Nothing is learned of it but that it breaks off."""
    bare = [replace(t, sentiment=None, courtesy=None, shows_intent=None, shows_resolution=None) for t in sample.turns]
    return replace(sample.with_turns(bare), intent=None, resolution=None)


def voices(viewer: Viewer, seed: int = 8) -> list[Item]:
    """Each party's turns together, and some turns alone, the party hidden: what the role is told from."""
    chance, shown, held = random.Random(seed), list[Sample](), list[bool]()
    for part in ("train", "dev"):
        for sample in _shown(part, chance):
            alone = [turn for turn in sample.turns if turn.party is not Party.OTHER and chance.random() < ALONE_SHARE]
            said = [[t for t in sample.turns if t.party is who] for who in (Party.AGENT, Party.CUSTOMER)]
            said = [turns for turns in [*said, *([turn] for turn in alone)] if turns]
            shown += [sample.with_turns(turns) for turns in said]
            held += [part == "dev"] * len(said)
    return [Item(s, v, 1.0, h) for s, v, h in zip(shown, viewer.hidden(shown), held, strict=True)]


def _shown(part: str, chance: random.Random) -> list[Sample]:
    return [masked(sample, MASKED_SHARE, chance) for sample in split.of_part(corpus(), part, split.load())]


def late(sample: Sample, chance: random.Random) -> Sample:
    """As a recording that begins late: without its first turns, or without the agent's "good morning"."""
    return without_hello(sample) if chance.random() < UNGREETED_SHARE else cropped(sample, chance)


def cropped(sample: Sample, chance: random.Random) -> Sample:
    """A third of the time without the first one to three turns, as recordings that begin late.

    Else the place alone would stand for a greeting. What shows why a label was given is never cut off.
    """
    lost = chance.randint(1, 3) if chance.random() < CROPPED_SHARE else 0
    if any(turn.shows_intent or turn.shows_resolution for turn in sample.turns[:lost]) or len(sample.turns) < lost + 4:
        return sample
    return sample.with_turns(sample.turns[lost:])


def _items(viewer: Viewer, samples: Sequence[Sample], weight: float, held: bool) -> list[Item]:
    return [Item(s, v, weight or s.weight, held) for s, v in zip(samples, viewer.views(samples), strict=True)]


def label_lists() -> dict[str, tuple[str, ...]]:
    """The families in the order of the schema."""
    known = vocabulary()
    return {
        "intent": tuple(known.intent),
        "resolution": tuple(known.resolution),
        "sentiment": tuple(known.sentiment),
        "courtesy": known.courtesy,
    }


def learn_turn_head(name: str, items: Sequence[Item], parts: Parts) -> None:
    """Fits one turn head, and keeps what it answered on dev."""
    inputs, recipe = TURN_HEADS[name]
    rows, where = turn_rows(items, name, inputs, targets(parts.labels)[name])
    experts, held = learn.train(rows, recipe), rows.take(rows.held)
    said = experts(held)
    weight, bias = learn.mix(said, held.wanted, recipe.kind)
    parts.add(name, experts, weight, bias)
    where = [place for place in where if items[place[0]].held]
    parts.tested[name] = Answers(learn.mixed(said, weight, bias), held.wanted, where)
    weights = ", ".join(f"{expert} {w:.2f}" for expert, w in zip(EXPERTS, weight, strict=False))
    print(f"{name}: {len(rows.weight)} rows; weights: {weights}", flush=True)


def learn_courtesy(items: Sequence[Item], parts: Parts) -> None:
    """Fits the courtesy head piece by piece (`rows.piece_rows`), twice; tested is the strongest piece of a turn."""
    target = targets(parts.labels)["courtesy"]
    rows = piece_rows(items, parts.labels).rows
    experts, held = learn.train(rows, COURTESY), rows.take(rows.held)
    weight, bias = learn.mix(experts(held), held.wanted, COURTESY.kind)

    def score(item: Item) -> Array:
        pieces = item.view.pieces
        said = [item.view.tuned.courtesy, experts.dense(item.pieces), experts.words([[g] for g in pieces.grams])]
        return learn.mixed(said, weight, bias)

    known = piece_rows(items, parts.labels, choose_pieces(items, target, score))
    rows = known.rows
    experts, held = learn.train(rows, COURTESY), rows.take(rows.held)
    weight, bias = learn.mix(experts(held), held.wanted, COURTESY.kind)
    parts.add("courtesy", experts, weight, bias)
    logits = np.zeros(rows.wanted.shape, np.float32)
    logits[rows.held] = learn.mixed(experts(held), weight, bias)
    parts.tested["courtesy"] = _by_turn(items, target, known, logits, rows.held)
    print(f"courtesy: {len(rows.weight)} rows; weights: {np.round(weight, 2)}", flush=True)
    parts.apart = _apart(items, target, known, (weight, bias))


def _apart(items: Sequence[Item], target: Target, known: PieceRows, mix: tuple[Array, Array]) -> Answers:
    """Conversations read by heads that were fitted without their writers, in WRITER_FOLDS goes."""
    rows, numbers = known.rows, np.array([item for item, _ in known.where])
    asked = np.array([_whole(item) for item in items])
    writers = sorted({item.sample.group for item, whole in zip(items, asked, strict=True) if whole})
    fold = {writer: place % WRITER_FOLDS for place, writer in enumerate(writers)}
    of_row = np.array([fold.get(items[number].sample.group, -1) for number in numbers])
    logits = np.zeros(rows.wanted.shape, np.float32)
    for k in range(WRITER_FOLDS):
        chosen = asked[numbers] & (of_row == k)
        logits[chosen] = learn.mixed(learn.train(rows.take(of_row != k), COURTESY)(rows.take(chosen)), *mix)
    return _by_turn(items, target, known, logits, asked[numbers])


def _whole(item: Item) -> bool:
    """Whether it is a conversation of the part train as it was written, whose agent was judged in full."""
    written = item.weight == 1.0 and not item.held and "ended" in item.sample.info
    return written and any(turn.courtesy is not None for turn in item.sample.turns)


def _by_turn(
    items: Sequence[Item], target: Target, known: PieceRows, logits: Array, chosen: NDArray[np.bool_]
) -> Answers:
    """The strongest piece of each turn among the chosen rows, against the labels of the turn."""
    where = [place for place, kept in zip(known.where, chosen, strict=True) if kept]
    places = list(dict.fromkeys(where))
    number = {place: row for row, place in enumerate(places)}
    pieces = logits[chosen] + known.unsaid[chosen]
    best = features.by_turn(pieces, np.array([number[place] for place in where], np.int64), len(places))
    wanted = [target(items[item].sample, items[item].sample.turns[turn]) for item, turn in places]
    return Answers(best, np.stack([goal for goal in wanted if goal is not None]), places)


def learn_whole_head(name: str, items: Sequence[Item], parts: Parts) -> None:
    """Fits intent or resolution: vectors, words, and the pooled answers of the turn head; of contacts that end."""
    inputs, grams, recipe = WHOLE_HEADS[name]
    known = (item for item in items if getattr(item.sample, name) is not None and len(item.sample.turns) > 1)
    whole = [item for item in known if item.sample.info.get("ended", True)]
    rows = whole_rows(whole, inputs, grams, parts.labels[name], name)
    experts, held = learn.train(rows, recipe), rows.take(rows.held)
    said = [log_softmax(s) for s in [*experts(held), _pooled(whole, f"{name}_turn", parts)]]
    weight, bias = learn.mix(said, held.wanted, "softmax")
    parts.add(name, experts, weight, bias)
    where = [(number, 0) for number, item in enumerate(whole) if item.held]
    parts.tested[name] = Answers(learn.mixed(said, weight, bias), held.wanted, where)
    right = held.wanted.argmax(axis=1)
    alone = ", ".join(
        f"{expert} {(s.argmax(axis=1) == right).mean():.3f} (weight {w:.2f})"
        for expert, s, w in zip(EXPERTS, said, weight, strict=True)
    )
    print(f"{name}: {len(rows.weight)} rows; alone right: {alone}", flush=True)


def learn_ended(items: Sequence[Item], parts: Parts) -> None:
    """Fits whether a contact comes to its end: of conversations of calls and chats, whole and broken off."""
    whole = [item for item in items if "ended" in item.sample.info and len(item.sample.turns) > 2]
    wanted = np.array([[item.sample.info["ended"]] for item in whole], np.float32)
    rows = Rows(
        dense=np.concatenate([item.whole["ending"] for item in whole]),
        grams=[features.interaction_grams(item.view)["ended"] for item in whole],
        wanted=wanted,
        weight=np.array([item.weight for item in whole], np.float32),
        tuned=np.zeros_like(wanted),
        held=np.array([item.held for item in whole]),
    )
    experts, held = learn.train(rows, ENDED), rows.take(rows.held)
    said = experts(held)[1:]
    weight, bias = learn.mix(said, held.wanted, ENDED.kind)
    parts.add("ended", experts, weight, bias)
    where = [(number, 0) for number, item in enumerate(whole) if item.held]
    parts.tested["ended"] = Answers(learn.mixed(said, weight, bias), held.wanted, where)
    print(f"ended: {len(wanted)} rows; weights: {np.round(weight, 2)}", flush=True)


def learn_familiar(items: Sequence[Item], parts: Parts) -> None:
    """What conversations usually look like; `parts.distances` are those of the part dev."""
    whole = [item for item in items if "ended" in item.sample.info and len(item.sample.turns) > 1]
    parts.arrays |= familiarity.fit(np.stack([item.view.vectors.mean(axis=0) for item in whole if not item.held]))
    known = familiarity.Familiarity(parts.arrays)
    parts.distances = [known.distance(item.view.vectors) for item in whole if item.held]


def _pooled(whole: Sequence[Item], name: str, parts: Parts) -> Array:
    """For each interaction of dev the pooled answers of a turn head."""
    inputs, _ = TURN_HEADS[name]
    experts, out = parts.experts[name], []
    for item in (item for item in whole if item.held):
        tuned = item.view.tuned.expert(name, len(experts.dense.bias))
        said = [tuned, experts.dense(item.turns[inputs]), experts.words([[g] for g in item.view.grams])]
        out.append(features.pooled(softmax(learn.mixed(said, *parts.mixes[name]))[:, :-1]))
    return np.stack(out)


def main() -> None:
    """Train, print the cross-tested figures, write the artefact."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, help="default: the interaction encoder, built when absent")
    parser.add_argument("--tuned", type=Path, default=TUNED, help="heads tuned with the encoder (.npz)")
    parser.add_argument("--out", type=Path, default=HERE / "artefact")
    parser.add_argument("--cache", type=Path, default=HERE.parents[1] / ".cache" / "heads")
    parser.add_argument("--no-public", action="store_true", help="without banking77, clinc150 and multidogo")
    parser.add_argument("--no-star", action="store_true", help="without star's chats, to measure on them from outside")
    args = parser.parse_args()
    with np.load(args.tuned) as stored:
        arrays = dict(stored)
    viewer = Viewer(args.encoder or encoder_folder(), TunedHeads(arrays), args.cache)
    items, apart = training_items(viewer, not args.no_public, not args.no_star), voices(viewer)
    parts = Parts(label_lists(), viewer.cues, viewer.encoder_sha256, arrays | {"encoder/probe": viewer.probe})
    for name in TURN_HEADS:
        learn_turn_head(name, apart if name == "role" else items, parts)
    learn_courtesy(items, parts)
    learn_ended(items, parts)
    learn_familiar(items, parts)
    for name in WHOLE_HEADS:
        learn_whole_head(name, items, parts)
    thresholds.choose(items, parts)
    write(parts, args.out)


if __name__ == "__main__":
    main()
