"""Figures on dev (or test), and on other people's material, as served: int8 encoder, numpy pools.

`python -m models.interaction_encoder.evaluate --checkpoint FILE|--heads FILE --base DIR [--part dev]`
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from models.base_encoder.folder import source_bin
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.batches import CONTEXT, COURTESY, INTENTS, LIMIT, RESOLUTIONS, TURN_OUTPUTS
from models.interaction_encoder.export import write_layers
from models.interaction_encoder.figures import (
    courtesy_figures,
    courtesy_scores,
    interaction_figures,
    roles,
    sentiments,
    thresholds,
)
from models.interaction_encoder.losses import RESOLVED
from models.interaction_encoder.network import Heads
from models.interaction_encoder.predict import Prediction, from_vectors
from models.interaction_encoder.public import rows, star
from models.interaction_encoder.samples import LabelledTurn, Sample, corpus
from models.interaction_encoder.split import load, of_part
from models.interaction_encoder.train import averaged
from qa_service.domain.interaction import Party
from qa_service.understand.base_encoder import build
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.window_encoder import WindowEncoder

OASIS_ACTS = {"thank": "thanks", "expressRegret": "apology", "bye": "farewell", "greet": "greeting",
              "identifySelf": "self_identification", "hold": "hold_etiquette"}  # fmt: skip


class Served:
    """Encoder and heads as the service runs them."""

    def __init__(self, folder: Path, heads: Heads) -> None:
        self._encoder = WindowEncoder(TextEncoder(folder), LIMIT, CONTEXT)
        self._heads = heads

    def predict(self, samples: Sequence[Sample], hidden: bool = False) -> list[Prediction]:
        """Logits of every head."""
        found: list[Prediction] = []
        for start in range(0, len(samples), 16):
            few = samples[start : start + 16]
            turns = self._encoder.vectors([[(None if hidden else t.party, t.text) for t in s.turns] for s in few])
            found.extend(from_vectors(self._heads, few, turns))
        return found


def own(served: Served, part: str, cut: Any = None) -> tuple[dict[str, float], Any]:
    """Figures on a part of the corpus; thresholds are chosen there when none are given."""
    samples = of_part(always_masked(corpus()), part, load())
    predictions = served.predict(samples)
    logits, truth = courtesy_scores(predictions, samples)
    cut = thresholds(logits, truth) if cut is None else cut
    hidden = roles(served.predict(samples[::3], hidden=True), samples[::3])
    figures = {**interaction_figures(predictions, samples), **courtesy_figures(logits, truth, cut), **hidden}
    for lang in ("it", "en"):
        chosen = [k for k, s in enumerate(samples) if s.lang == lang]
        part_figures = interaction_figures([predictions[k] for k in chosen], [samples[k] for k in chosen])
        figures.update({f"{lang}_{name}": value for name, value in part_figures.items()})
    return figures, cut


def outside(served: Served, cut: Any, size: int) -> dict[str, float]:
    """Figures on sets that train nothing (star: see the card of the model), `size` texts of each at most."""
    from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

    figures: dict[str, float] = {}
    chats = star("dev")[:size]
    done = [bool(s.done) for s in chats]
    resolved = [float(_softmax(p.resolution)[RESOLVED]) for p in served.predict(chats)]
    figures["star_auc"] = float(roc_auc_score(done, resolved))
    figures["star_balanced"] = float(balanced_accuracy_score(done, np.array(resolved) > 0.5))
    for name, lang in (("sentipolc", "it"), ("airline-tweets", "en")):
        items = [i for i in rows(name, "train") if i["sentiment"] in ("negative", "neutral", "positive")][-size:]
        tweets = [
            Sample(str(n), lang, name, (LabelledTurn(Party.CUSTOMER, i["text"], sentiment=i["sentiment"]),))
            for n, i in enumerate(items)
        ]
        said, real = sentiments(served.predict(tweets), tweets)
        figures[name] = float(f1_score(real, said, average="macro"))
    jobs = [i for i in rows("jilda", "train") if i["outcome"]][: size // 6]
    shown = [Sample(i["id"], "it", "jilda", _turns(i)) for i in jobs]
    resolved = [float(_softmax(p.resolution)[RESOLVED]) for p in served.predict(shown)]
    figures["jilda_auc"] = float(roc_auc_score([i["outcome"] == "positive" for i in jobs], resolved))
    return {**figures, **_oasis(served, cut)}


def _oasis(served: Served, cut: Any) -> dict[str, float]:
    from sklearn.metrics import f1_score, roc_auc_score

    calls = rows("bt-oasis", "dev")
    samples = [Sample(c["id"], "en", "bt-oasis", _turns(c)) for c in calls]
    predictions = served.predict(samples)
    figures = {f"oasis_{name}": value for name, value in roles(served.predict(samples, hidden=True), samples).items()}
    for act, label in OASIS_ACTS.items():
        column, real, scores = COURTESY.index(label), [], []
        for call, prediction in zip(calls, predictions, strict=True):
            for turn, row in zip(call["turns"], prediction.turn, strict=True):
                if turn["speaker"] == "agent":
                    real.append(any(act in (s["act"], s.get("act2")) for s in turn["segments"]))
                    scores.append(float(row[3 + column]))
        figures[f"oasis_{label}"] = float(f1_score(real, np.array(scores) > cut[column]))
        figures[f"oasis_{label}_auc"] = float(roc_auc_score(real, scores))
    return figures


def _turns(item: dict[str, Any]) -> tuple[LabelledTurn, ...]:
    return tuple(LabelledTurn(Party(t["speaker"]), t["text"]) for t in item["turns"])


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum())


def main() -> None:
    """Print the figures as JSON."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    weights = ask.add_mutually_exclusive_group(required=True)
    weights.add_argument("--checkpoint", type=Path)
    weights.add_argument("--heads", type=Path, help="heads.pt of the probe, on the base encoder")
    ask.add_argument("--size", type=int, default=600, help="texts of each outside set; 0: none")
    given = ask.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.base
        heads = Heads(TURN_OUTPUTS, len(INTENTS), len(RESOLUTIONS))
        if given.heads:
            heads.load_state_dict(torch.load(given.heads, weights_only=True))
        else:
            net, heads = averaged(given.checkpoint)
            folder = Path(scratch) / "encoder"
            write_layers(net, Path(scratch) / "layers.npz")
            build(source_bin(), folder, layers=[Path(scratch) / "layers.npz"])
        served = Served(folder, heads)
        figures, cut = own(served, "dev")
        print(json.dumps({k: round(v, 3) for k, v in figures.items()}), flush=True)
        if given.size:
            print(json.dumps({k: round(v, 3) for k, v in outside(served, cut, given.size).items()}))


if __name__ == "__main__":
    main()
