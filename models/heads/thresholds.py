"""Chooses thresholds on cross-tested answers, pools courtesy over turns, and says how good the answers were."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models import measures
from models.heads.artefact_file import Answers, Parts
from models.heads.linear import Fitted, fit
from models.heads.rows import Item
from qa_service.domain.understanding import CONFIRM_BELOW, NEGATIVE
from qa_service.understand import decide, features
from qa_service.understand.heads import sigmoid, softmax

Array = NDArray[np.float32]
WITHHELD = 0.1
"""Share of dev, strangers' conversations among it, whose intent or resolution stays open: the least sure answers."""
STRANGE = 0.995
"""Of the conversations of dev so many are like enough to what was learned to be judged."""
REAL = ("real", "quiet")
"""Files of the corpus in the style of the real; what counts as found is chosen on the broad rest."""
COVERAGES = (1.0, 0.95, 0.9, 0.8)
INDIFFERENT = 0.006
LOST_ENDS = 0.03
LETTER_SHIFTS = (0.0, 0.5, 1.0, 1.5, 2.0)
LETTER_DOUBTS = 0.2
"""Of the letters of dev in which nobody is wronged at most this share may be left to a person."""
MOST_ACCUSED = 0.005
"""Of the conversations in which nobody is wronged, by each of four labels: under two in a hundred by any."""


def choose(items: Sequence[Item], parts: Parts) -> None:
    """Fills `parts.thresholds`, the pooling of courtesy, and `parts.figures`."""
    for family in ("intent", "resolution"):
        _whole(family, parts)
    _sentiment(parts)
    _courtesy(items, parts)
    _ended(parts)
    parts.thresholds["strange"] = round(float(np.quantile(parts.distances, STRANGE)), 3)
    role = parts.tested["role"]
    parts.figures["role"] = {"turn accuracy": round(float(((role.logits > 0) == (role.wanted > 0.5)).mean()), 3)}
    for name, figures in parts.figures.items():
        print(name, figures)


def best_cut(chances: Array) -> float:
    """The threshold with the best F1 to expect, were the chances true: they are calibrated, and a label with ten cases
    in dev has too few for its best threshold to be read off them (Lipton et al. 2014, "Optimal thresholding of
    classifiers to maximize F1 measure").
    """
    ordered = -np.sort(-chances.astype(np.float64))
    score = 2 * np.cumsum(ordered) / (np.arange(1, len(ordered) + 1) + ordered.sum())
    return float(np.clip(ordered[int(score.argmax())], 0.05, 0.95))


def _whole(family: str, parts: Parts) -> None:
    tested, labels = parts.tested[family], parts.labels[family]
    chances = softmax(tested.logits)
    top, right = chances.max(axis=1), chances.argmax(axis=1) == tested.wanted.argmax(axis=1)
    parts.thresholds[family] = round(float(np.quantile(top, WITHHELD)), 3)
    gold = [labels[i] for i in tested.wanted.argmax(axis=1)]
    said = [labels[i] for i in chances.argmax(axis=1)]
    parts.figures[family] = {
        "accuracy": round(measures.accuracy(gold, said), 3),
        "macro F1": round(measures.macro_f1(gold, said), 3),
        "kappa": round(measures.kappa(gold, said), 3),
        "calibration error": round(measures.calibration_error(top.tolist(), right.tolist()), 3),
        "errors by share answered": _risks(top, right),
    }


def _risks(top: Array, right: NDArray[np.bool_]) -> dict[str, float]:
    """The share of wrong answers when the least sure ones are withheld (models/heads/card.md says what was chosen)."""
    surest = np.argsort(-top)
    shares = {cover: surest[: round(cover * len(top))] for cover in COVERAGES}
    return {str(cover): round(float((~right[kept]).mean()), 3) for cover, kept in shares.items()}


def _ended(parts: Parts) -> None:
    """Under which chance a contact counts as broken off: of those that end at most `LOST_ENDS` are lost by it."""
    tested = parts.tested["ended"]
    chances, whole = sigmoid(tested.logits)[:, 0], tested.wanted[:, 0] > 0.5
    cut = float(np.quantile(chances[whole], LOST_ENDS))
    parts.thresholds["ended"] = round(min(cut, 0.5), 3)
    parts.figures["ended"] = {
        "AUC": round(measures.auc(chances.tolist(), whole.tolist()), 3),
        "broken off and seen": round(float((chances[~whole] < cut).mean()), 3),
        "ended and called broken off": round(float((chances[whole] < cut).mean()), 3),
    }


def _sentiment(parts: Parts) -> None:
    """Lifts the feelings over the common neutral as far as macro F1 stays within INDIFFERENT of its best.

    Other people's customers show more feeling than the corpus: between equals the stronger lift carries over better.
    """
    tested, labels = parts.tested["sentiment"], parts.labels["sentiment"]
    chances, truth = softmax(tested.logits), tested.wanted.argmax(axis=1)
    gold = [labels[i] for i in truth]
    neutral = labels.index("neutral")

    def score(lift: Array) -> float:
        return measures.macro_f1(gold, [labels[i] for i in (chances * lift).argmax(axis=1)])

    lifts = []
    for one in (1.0, 1.2, 1.4, 1.7, 2.0):
        for other in (1.0, 1.2, 1.4, 1.7, 2.0, 2.5):
            lift = np.array([one, one, other], np.float32)
            lift[neutral] = 1.0
            lifts.append(lift)
    scores = [score(lift) for lift in lifts]
    equals = [lift for lift, value in zip(lifts, scores, strict=True) if value >= max(scores) - INDIFFERENT]
    best = max(equals, key=lambda lift: float(np.prod(lift)))
    parts.thresholds["sentiment"] = {label: round(float(x), 3) for label, x in zip(labels, best, strict=True)}
    top, right = chances.max(axis=1), chances.argmax(axis=1) == truth
    parts.figures["sentiment"] = {
        "macro F1": round(score(best), 3),
        "macro F1 without lift": round(score(np.ones(len(labels), np.float32)), 3),
        "calibration error": round(measures.calibration_error(top.tolist(), right.tolist()), 3),
    }


def _courtesy(items: Sequence[Item], parts: Parts) -> None:
    tested, labels = parts.tested["courtesy"], parts.labels["courtesy"]
    best, present = pool(items, tested)
    pooling = np.zeros((len(labels), 3), np.float32)
    cuts: dict[str, dict[str, float]] = {}
    turn_chances = sigmoid(tested.logits)
    whole = pool_weights(best, present)
    for k in range(len(labels)):
        pooling[k] = [*whole.weight[:2, 0], whole.weight[2 + k, 0] + whole.bias[0]]
    lowered = _accusing(items, parts, pooling)
    conversations = _conversations(items, tested)
    broad = ~np.array([item.sample.group.startswith(REAL) for item in conversations])
    plain_chances = sigmoid(features.weighed(best, pooling))
    pooling[:, 2] -= lowered
    chances = sigmoid(features.weighed(best, pooling))
    for k, label in enumerate(labels):
        cut = decide.lowered(best_cut(plain_chances[broad, k]), float(lowered[k]))
        at = {"interaction": cut, "turn": best_cut(turn_chances[:, k])}
        cuts[label] = {name: round(cut, 3) for name, cut in at.items()}
    negative = np.array([label in NEGATIVE for label in labels])
    letters = np.array([features.is_letter(item.view) for item in conversations])
    least = np.array([cuts[label]["interaction"] for label in labels])[negative]
    parts.thresholds["letters"] = _letters(chances[letters][:, negative], present[letters][:, negative], least)
    parts.arrays["courtesy/pooling"] = pooling
    parts.thresholds["courtesy"] = cuts
    parts.figures["courtesy"] = _courtesy_figures(parts, chances, present, turn_chances)


def _accusing(items: Sequence[Item], parts: Parts, pooling: Array) -> Array:
    """For each label by how much its log-odds are lowered, so that `CONFIRM_BELOW` is where an accusation may stand.

    Of conversations in which nobody is wronged at most `MOST_ACCUSED` may get each negative label. They are read by
    heads that learned nothing from their writer (`parts.apart`): strangers to them, as every centre is to us.
    """
    apart, labels = parts.apart, parts.labels["courtesy"]
    best, present = pool(items, apart)
    logits = features.weighed(best, pooling)
    negative = np.array([label in NEGATIVE for label in labels])
    clean = ~present[:, negative].any(axis=1)
    real = np.array([item.sample.group.startswith(REAL) for item in _conversations(items, apart)])
    stands = np.log(CONFIRM_BELOW / (1 - CONFIRM_BELOW))
    lowered = np.zeros(len(labels), np.float32)
    for k in np.flatnonzero(negative):
        cuts = [np.quantile(logits[clean & kind, k], 1 - MOST_ACCUSED) for kind in (real, ~real)]
        lowered[k] = max(*cuts, stands) - stands
    said = (logits - lowered)[:, negative] >= stands
    shares = {
        name: round(float(said[chosen].any(axis=1).mean()), 3)
        for name, chosen in (
            ("clean real style accused", clean & real),
            ("clean corpus accused", clean & ~real),
            ("guilty found", ~clean),
        )
    }
    parts.figures["accused, by heads that do not know the writer"] = shares
    return lowered


def _letters(chances: Array, present: NDArray[np.bool_], least: Array) -> float:
    """By how much the log-odds are lowered from which something in a letter is left to a person: one sentence in ten
    stands alone there, and is seldom as plain as the worst of forty turns. The best mean F1 within `LETTER_DOUBTS`.
    """
    clean, scores = ~present.any(axis=1), {}
    for shift in LETTER_SHIFTS:
        said = chances >= decide.lowered(least, shift)
        doubts = float(said[clean].any(axis=1).mean())
        hits, total = (said & present).sum(axis=0), said.sum(axis=0) + present.sum(axis=0)
        if doubts <= LETTER_DOUBTS or shift == 0.0:
            scores[shift] = float(np.mean(2 * hits / np.maximum(total, 1)))
    return max(scores, key=lambda shift: scores[shift])


def pool_weights(best: Array, present: NDArray[np.bool_]) -> Fitted:
    """Weights of an interaction's two strongest turns, the same for all labels, then a bias for each label."""
    count, labels = present.shape
    which = np.tile(np.eye(labels, dtype=np.float32), (count, 1))
    inputs = np.hstack([best.reshape(count * labels, 2), which])
    return fit(inputs, present.reshape(-1, 1).astype(np.float32), "sigmoid", 1e-3)


def _conversations(items: Sequence[Item], answers: Answers) -> list[Item]:
    """Those that were answered of, in the order of `pool`."""
    return [items[number] for number in dict.fromkeys(item for item, _ in answers.where)]


def pool(items: Sequence[Item], tested: Answers) -> tuple[Array, NDArray[np.bool_]]:
    """By interaction: (n, labels, 2) highest turn logits, and (n, labels) whether the label is present."""
    rows: dict[int, list[int]] = {}
    for row, (item, _) in enumerate(tested.where):
        rows.setdefault(item, []).append(row)
    best = np.stack([features.top_two(tested.logits[r]) for r in rows.values()])
    return best, np.stack([tested.wanted[r].max(axis=0) > 0.5 for r in rows.values()])


def _courtesy_figures(parts: Parts, chances: Array, present: NDArray[np.bool_], turns: Array) -> dict[str, object]:
    labels, cuts = parts.labels["courtesy"], parts.thresholds["courtesy"]
    said = chances >= np.array([cuts[label]["interaction"] for label in labels])
    gold_sets = [{labels[k] for k in np.flatnonzero(row).tolist()} for row in present]
    said_sets = [{labels[k] for k in np.flatnonzero(row).tolist()} for row in said]
    scores = measures.each_label_f1(gold_sets, said_sets, list(labels))
    at = turns >= np.array([cuts[label]["turn"] for label in labels])
    wanted = parts.tested["courtesy"].wanted > 0.5
    negative = [scores[label] for label in labels[-4:]]
    return {
        "macro F1": round(float(np.mean(list(scores.values()))), 3),
        "macro F1 of negative labels": round(float(np.mean(negative)), 3),
        "turn F1 (micro)": round(2 * float((at & wanted).sum()) / float(at.sum() + wanted.sum()), 3),
        "calibration error": round(measures.calibration_error(chances.ravel().tolist(), present.ravel().tolist()), 3),
        "by label": {label: round(score, 2) for label, score in scores.items()},
    }
