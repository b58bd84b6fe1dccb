"""Figures of a set of predictions against labels."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.interaction_encoder.batches import AGENT, COURTESY, INTENTS, RESOLUTIONS, SENTIMENTS, C, S
from models.interaction_encoder.predict import Prediction
from models.interaction_encoder.samples import Sample
from qa_service.domain.interaction import Party

Floats = NDArray[np.float32]
NEGATIVE = COURTESY[-4:]


def courtesy_scores(predictions: Sequence[Prediction], samples: Sequence[Sample]) -> tuple[list[Floats], list[Floats]]:
    """For each sample the logits and the truth of its agent turns, [agent turns, 14]."""
    logits, truth = [], []
    for prediction, sample in zip(predictions, samples, strict=True):
        rows = [n for n, t in enumerate(sample.turns) if t.party is Party.AGENT]
        logits.append(prediction.turn[rows, S : S + C])
        truth.append(
            np.array([[label in (sample.turns[n].courtesy or ()) for label in COURTESY] for n in rows], np.float32)
        )
        truth[-1] = truth[-1].reshape(len(rows), C)
    return logits, truth


def thresholds(logits: Sequence[Floats], truth: Sequence[Floats]) -> Floats:
    """For each courtesy label the logit at which F1 of interactions and of turns together is best."""
    best = np.zeros(C, np.float32)
    whole = (np.array([a.max(0, initial=-20.0) for a in logits]), np.array([t.max(0, initial=0.0) for t in truth]))
    turns = (np.concatenate(list(logits)), np.concatenate(list(truth)))
    for k in range(C):
        grid = np.linspace(-3.0, 2.5, 45)
        scores = [
            _f1(whole[0][:, k] > g, whole[1][:, k] > 0) + _f1(turns[0][:, k] > g, turns[1][:, k] > 0) for g in grid
        ]
        smooth = np.convolve(np.pad(scores, 2, mode="edge"), np.ones(5) / 5, "valid")
        best[k] = grid[int(np.argmax(smooth))]
    return best


def courtesy_figures(logits: Sequence[Floats], truth: Sequence[Floats], cut: Floats) -> dict[str, float]:
    """Macro F1 over labels by interaction; the negative four; evidence F1 by turn (micro)."""
    said = np.array([(a > cut).any(0) if len(a) else np.zeros(C, bool) for a in logits])
    real = np.array([(t > 0).any(0) if len(t) else np.zeros(C, bool) for t in truth])
    each = {label: _f1(said[:, k], real[:, k]) for k, label in enumerate(COURTESY)}
    turns = _f1((np.concatenate(list(logits)) > cut).ravel(), (np.concatenate(list(truth)) > 0).ravel())
    macro, negative = np.mean(list(each.values())), np.mean([each[n] for n in NEGATIVE])
    return {"courtesy": float(macro), "negative": float(negative), "evidence": turns, **each}


def interaction_figures(predictions: Sequence[Prediction], samples: Sequence[Sample]) -> dict[str, float]:
    """Intent accuracy and macro F1, resolution kappa, sentiment macro F1."""
    from sklearn.metrics import cohen_kappa_score, f1_score

    intent = [INTENTS[int(p.intent.argmax())] for p in predictions]
    resolution = [RESOLUTIONS[int(p.resolution.argmax())] for p in predictions]
    real_intent, real_resolution = [s.intent for s in samples], [s.resolution for s in samples]
    said, real = sentiments(predictions, samples)
    return {
        "intent": float(np.mean(np.array(intent) == np.array(real_intent))),
        "intent_f1": float(f1_score(real_intent, intent, average="macro")),
        "resolution": float(cohen_kappa_score(real_resolution, resolution)),
        "sentiment": float(f1_score(real, said, average="macro", labels=list(SENTIMENTS))),
    }


def sentiments(predictions: Sequence[Prediction], samples: Sequence[Sample]) -> tuple[list[str], list[str]]:
    """Labels said and true of all turns that have one."""
    said, real = [], []
    for prediction, sample in zip(predictions, samples, strict=True):
        for row, turn in zip(prediction.turn, sample.turns, strict=True):
            if turn.sentiment:
                said.append(SENTIMENTS[int(row[:S].argmax())])
                real.append(turn.sentiment)
    return said, real


def roles(predictions: Sequence[Prediction], samples: Sequence[Sample]) -> dict[str, float]:
    """Accuracy of turns (markers hidden): one by one, and with all turns of a voice judged together."""
    alone: list[bool] = []
    together: list[bool] = []
    for prediction, sample in zip(predictions, samples, strict=True):
        known = [n for n, t in enumerate(sample.turns) if t.party is not Party.OTHER]
        logits = {n: float(prediction.turn[n, AGENT]) for n in known}
        agent = [n for n in known if sample.turns[n].party is Party.AGENT]
        customer = [n for n in known if sample.turns[n].party is Party.CUSTOMER]
        alone.extend((logits[n] > 0) == (sample.turns[n].party is Party.AGENT) for n in known)
        if agent and customer:
            right = np.mean([logits[n] for n in agent]) > np.mean([logits[n] for n in customer])
            together.extend([bool(right)] * len(known))
    return {"role_turn": float(np.mean(alone)), "role_voice": float(np.mean(together))}


def _f1(said: NDArray[np.bool_], real: NDArray[np.bool_]) -> float:
    right = float((said & real).sum())
    return 2 * right / max(1.0, float(said.sum() + real.sum()))
