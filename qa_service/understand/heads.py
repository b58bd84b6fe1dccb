"""The trained heads: small linear maps over features, combined and calibrated. numpy only.

`heads.npz` holds the arrays, `heads.json` the labels, thresholds, the sha256 of the encoder they were trained on and
of `heads.npz`. A head's experts look at the same turn or interaction in different ways (vectors, words, single turns);
their log-odds are added with learned weights, which also calibrates them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.domain.understanding import NEGATIVE
from qa_service.errors import MissingModel
from qa_service.understand import companding, features, ngrams
from qa_service.understand.familiarity import Familiarity
from qa_service.understand.tuned import TunedHeads, TunedLogits
from qa_service.understand.window_encoder import WindowEncoder

Array = NDArray[np.float32]
PROBE = "Buongiorno, vorrei disdire il contratto della luce."
LIKENESS = 0.97
"""Least cosine between the probe's vector here and in training: builds differ by thousandths, models by far more."""
IMPOSSIBLE = -20.0
"""Log-odds."""
FAMILIES = ("intent", "resolution", "sentiment", "courtesy")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of one interaction: probabilities, nothing decided yet.

    `intent`, `resolution`: one row of labels. `sentiment`, `role` (P(agent)): a row a turn, right only for the turns of
    that party. `courtesy` (label), `courtesy_turns` (turn x label) and `courtesy_pieces` (piece of a turn x label).
    `*_turns`: how much each turn shows each label. `ended`: P(the contact comes to its end in these turns).
    `strangeness`: how unlike all that was learned (`familiarity`). `letter`: whether it is a correspondence.
    """

    intent: Array
    resolution: Array
    sentiment: Array
    courtesy: Array
    courtesy_turns: Array
    courtesy_pieces: Array
    intent_turns: Array
    resolution_turns: Array
    ended: float
    strangeness: float
    letter: bool


def probe_of(encoder: WindowEncoder) -> Array:
    """(width,) the vector of PROBE, of length one: tells encoders apart."""
    vector = encoder.vectors([[(Party.CUSTOMER, PROBE)]])[0][0]
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


class Heads:
    """Loaded heads. `labels`, `thresholds` and `cues` are what training wrote beside the weights.

    Raises MissingModel when a file is absent or altered, or when the label lists differ from `labels`.
    """

    def __init__(self, folder: Path, labels: Mapping[str, Sequence[str]] | None = None) -> None:
        self._about, arrays = _open(folder)
        self.labels: Mapping[str, tuple[str, ...]] = {k: tuple(v) for k, v in self._about["labels"].items()}
        self.thresholds: Mapping[str, Any] = self._about["thresholds"]
        self.cues: tuple[str, ...] = tuple(self._about["cues"])
        self.encoder_sha256: str = self._about["encoder_sha256"]
        self.version = f"heads@sha256:{self._about['weights_sha256'][:12]}"
        for family in FAMILIES if labels is not None else ():
            if labels is not None and set(labels[family]) != set(self.labels[family]):
                raise MissingModel(
                    "the heads in {folder} know other labels of {family}; train them: make models",
                    folder=folder,
                    family=family,
                )
        self._linear = {name: _Linear(name, arrays) for name in self._about["dense"]}
        self._words = {name: _Words(name, arrays) for name in self._about["words"]}
        self._mix = {name: _Mix(name, arrays) for name in self._about["mixes"]}
        self._pooling: Array = arrays["courtesy/pooling"]
        self._probe: Array = arrays["encoder/probe"].astype(np.float32)
        self.tuned = TunedHeads(arrays)
        self._familiarity = Familiarity(arrays)

    def require(self, encoder: WindowEncoder) -> None:
        """Raises MissingModel unless `encoder` is the one that the heads learned on."""
        trained_probe, probe = self._probe, probe_of(encoder)
        if probe.shape != trained_probe.shape or float(probe @ trained_probe) < LIKENESS:
            raise MissingModel("the heads were trained on another text encoder than the one in use; run: make models")

    def score(self, view: features.HeadInputs) -> Scores:
        """All judgements of an interaction of at least one turn, in one pass."""
        turn, whole = features.turns(view), features.interaction(view)
        tuned = view.tuned
        grams = features.interaction_grams(view)
        intent_turns = softmax(self._turns("intent_turn", tuned, turn["spoken"], view.grams))
        resolution_turns = softmax(self._turns("resolution_turn", tuned, turn["context"], view.grams))
        piece_logits = self._turns("courtesy", tuned, features.pieces(view), view.pieces.grams) + self._unsaid(view)
        courtesy_logits = features.by_turn(piece_logits, view.pieces.turn, len(view.parties))
        sentiment = self._turns("sentiment", tuned, turn["own"], view.grams)
        return Scores(
            intent=self._whole("intent", tuned.intent, whole["opening"], grams["said"], intent_turns),
            resolution=self._whole("resolution", tuned.resolution, whole["ending"], grams["ended"], resolution_turns),
            sentiment=softmax(sentiment),
            courtesy=self._pooled_courtesy(courtesy_logits, view),
            courtesy_turns=sigmoid(courtesy_logits),
            courtesy_pieces=sigmoid(piece_logits),
            intent_turns=intent_turns[:, :-1],
            resolution_turns=resolution_turns[:, :-1],
            ended=self._ended(whole["ending"], grams["ended"]),
            strangeness=self._familiarity.distance(view.vectors),
            letter=features.is_letter(view),
        )

    def agent_logits(self, view: features.HeadInputs) -> Array:
        """(n,) log-odds that each turn is the agent's, from its words alone."""
        return np.asarray(self._turns("role", view.tuned, features.turns(view)["own"], view.grams)[:, 0])

    def word_scores(self, family: str, label: str, texts: Sequence[str]) -> Array:
        """How strongly the words of each text speak for `label`: chooses the sentence inside a turn."""
        head = {"courtesy": "courtesy", "intent": "intent_turn", "resolution": "resolution_turn"}[family]
        column = self.labels[family].index(label)
        return np.asarray(self._words[head].logits([[ngrams.grams(text)] for text in texts])[:, column])

    def _turns(self, name: str, tuned: TunedLogits, dense: Array, grams: Sequence[ngrams.Grams]) -> Array:
        linear = self._linear[name](dense)
        words = self._words[name].logits([[g] for g in grams])
        return self._mix[name]([tuned.expert(name, linear.shape[1]), linear, words])

    def _whole(self, name: str, tuned: Array, dense: Array, grams: Sequence[ngrams.Grams], by_turn: Array) -> Array:
        pooled = features.pooled(by_turn[:, :-1])[None]
        experts = [tuned[None], self._linear[name](dense), self._words[name].logits([grams]), pooled]
        return np.asarray(softmax(self._mix[name]([log_softmax(x) for x in experts]))[0])

    def _ended(self, ending: Array, grams: Sequence[ngrams.Grams]) -> float:
        said = [self._linear["ended"](ending), self._words["ended"].logits([grams])]
        return float(sigmoid(self._mix["ended"](said))[0, 0])

    def _unsaid(self, view: features.HeadInputs) -> Array:
        """(pieces, labels) what keeps one that is nothing but a name from showing more than who speaks, and one that
        is nothing but a sign of listening from accusing anybody.

        Place alone would say otherwise of a name: the first thing that agents say is nearly always a greeting.
        """
        bare = np.array([ngrams.is_name(grams) for grams in view.pieces.grams])
        other = np.array([label != "self_identification" for label in self.labels["courtesy"]])
        accuses = np.array([label in NEGATIVE for label in self.labels["courtesy"]])
        unsaid = (bare[:, None] & other) | (view.pieces.listening[:, None] & accuses)
        return np.where(unsaid, np.float32(IMPOSSIBLE), np.float32(0))

    def _pooled_courtesy(self, logits: Array, view: features.HeadInputs) -> Array:
        agent = [i for i, who in enumerate(view.parties) if who == "agent"]
        return sigmoid(features.weighed(features.top_two(logits[agent]), self._pooling))


class _Linear:
    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.weight, self.bias = arrays[f"{name}/dense/weight"].astype(np.float32), arrays[f"{name}/dense/bias"]

    def __call__(self, dense: Array) -> Array:
        return np.asarray(dense @ self.weight + self.bias, np.float32)


class _Words:
    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.rows = ngrams.table(np.cumsum(arrays[f"{name}/words/steps"], dtype=np.int64).tolist())
        self.weight = companding.unpack(arrays[f"{name}/words/weight"], arrays[f"{name}/words/largest"])
        self.idf = arrays[f"{name}/words/idf"].astype(np.float32)
        self.bias = arrays[f"{name}/words/bias"]

    def logits(self, texts: Sequence[Sequence[ngrams.Grams]]) -> Array:
        return (
            np.stack([self._of_text(parts) for parts in texts]) if texts else np.zeros((0, len(self.bias)), np.float32)
        )

    def _of_text(self, parts: Sequence[ngrams.Grams]) -> Array:
        numbers, values = ngrams.weights(parts)
        rows = self.rows[numbers]
        rows, values = rows[rows >= 0], values[rows >= 0]
        values = values * self.idf[rows]
        length = float(np.sqrt(values @ values)) or 1.0
        return np.asarray(values @ self.weight[rows] / length + self.bias, np.float32)


class _Mix:
    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.weight, self.bias = arrays[f"{name}/mix/weight"], arrays[f"{name}/mix/bias"]

    def __call__(self, experts: Sequence[Array]) -> Array:
        total = sum(w * logits for w, logits in zip(self.weight, experts, strict=True))
        return np.asarray(total + self.bias, np.float32)


def log_softmax(logits: Array) -> Array:
    """Row by row, safe for large numbers."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), np.float32)


def softmax(logits: Array) -> Array:
    """Row by row."""
    return np.exp(log_softmax(logits))


def sigmoid(logits: Array) -> Array:
    """Element by element, safe for large numbers."""
    return np.asarray(np.exp(-np.logaddexp(0.0, -logits)), np.float32)


def _open(folder: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    try:
        about = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
        raw = (folder / "heads.npz").read_bytes()
        if hashlib.sha256(raw).hexdigest() != about["weights_sha256"]:
            raise MissingModel(
                "{file} differs from the sha256 in heads.json; check out the tree again", file=folder / "heads.npz"
            )
        with np.load(folder / "heads.npz") as stored:
            return about, dict(stored)
    except (OSError, json.JSONDecodeError, KeyError, ValueError) as error:
        raise MissingModel(
            "the heads in {folder} cannot be read ({error}); run: make models",
            folder=folder,
            error=type(error).__name__,
        ) from error
