"""Chooses thresholds on cross-tested answers, pools courtesy over turns, and says how good the answers were."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models import measures
from models.heads.artefact_file import Answers, Parts
from models.heads.linear import Fitted, fit
from models.heads.rows import Item
from qa_service.understand import features
from qa_service.understand.heads import sigmoid, softmax

Array = NDArray[np.float32]
ABSTAIN = 0.015
"""Share of dev for which intent and resolution may stay open: the least sure answers. 4 % of the part test stay open,
and without the threshold every one of these would be named wrongly."""
HIGHEST_LEAST = 0.45
"""Above this a label leads clearly, however sure the answers on the corpus are: other people's cases are less alike."""
INDIFFERENT = 0.006


def choose(items: Sequence[Item], parts: Parts) -> None:
    """Fills `parts.thresholds`, the pooling of courtesy, and `parts.figures`."""
    for family in ("intent", "resolution"):
        _whole(family, parts)
    _sentiment(parts)
    _courtesy(items, parts)
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
    parts.thresholds[family] = round(min(float(np.quantile(top, ABSTAIN)), HIGHEST_LEAST), 3)
    gold = [labels[i] for i in tested.wanted.argmax(axis=1)]
    said = [labels[i] for i in chances.argmax(axis=1)]
    parts.figures[family] = {
        "accuracy": round(measures.accuracy(gold, said), 3),
        "macro F1": round(measures.macro_f1(gold, said), 3),
        "kappa": round(measures.kappa(gold, said), 3),
        "calibration error": round(measures.calibration_error(top.tolist(), right.tolist()), 3),
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
    chances = np.zeros(present.shape, np.float32)
    turn_chances = sigmoid(tested.logits)
    whole = pool_weights(best, present)
    for k, label in enumerate(labels):
        pooling[k] = [*whole.weight[:2, 0], whole.weight[2 + k, 0] + whole.bias[0]]
        chances[:, k] = sigmoid((pooling[k, :2] * best[:, k]).sum(axis=1) + pooling[k, 2])
        at = {"interaction": best_cut(chances[:, k]), "turn": best_cut(turn_chances[:, k])}
        cuts[label] = {name: round(cut, 3) for name, cut in at.items()}
    parts.arrays["courtesy/pooling"] = pooling
    parts.thresholds["courtesy"] = cuts
    parts.figures["courtesy"] = _courtesy_figures(parts, chances, present, turn_chances)


def pool_weights(best: Array, present: NDArray[np.bool_]) -> Fitted:
    """Weights of an interaction's two strongest turns, the same for all labels, then a bias for each label."""
    count, labels = present.shape
    which = np.tile(np.eye(labels, dtype=np.float32), (count, 1))
    inputs = np.hstack([best.reshape(count * labels, 2), which])
    return fit(inputs, present.reshape(-1, 1).astype(np.float32), "sigmoid", 1e-3)


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
