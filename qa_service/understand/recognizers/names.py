"""People's names: a linear model over what stands in a word and around it.

Cues (`signora`, `mi chiamo`, `Dear`), name lists, shape and place in the turn are features. `eval.train_names` learns
their weights from models/corpus, and they lie beside this file in readable form. A name found once is then
looked for in the whole interaction.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from qa_service.understand.recognizers import name_features, name_spans
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.text_line import Hit, TextLine

CASED, UNCASED = 0.25, 0.2
"""Least probability of a name, in text with and without capitals: a name missed costs more than a word hidden."""

_SURE = 0.6
_LIMIT = 30.0


@dataclass(frozen=True)
class NameModel:
    """Weights by feature, with ``bias``, and what is known of words."""

    weights: Mapping[str, float]
    lists: name_features.NameLists


@cache
def shipped() -> NameModel:
    """The model that lies beside this file."""
    text = Path(__file__).with_name("name_weights.json").read_text(encoding="utf-8")
    return NameModel(json.loads(text), name_features.shipped_lists)


def find(lines: Sequence[TextLine], model: NameModel) -> list[list[Hit]]:
    """The names in all lines of an interaction, those repeated elsewhere included."""
    kinds = [name_features.classes(line, model.lists) for line in lines]
    scores = [
        tag(line, own, context, model.weights)
        for line, own, context in zip(lines, kinds, name_features.line_contexts(lines), strict=True)
    ]
    sure = _sure_names(lines, scores)
    return [
        name_spans.join(line, own, [_is_name(line, own, at, score, sure) for at, score in enumerate(row)])
        for line, own, row in zip(lines, kinds, scores, strict=True)
    ]


def tag(
    line: TextLine, kinds: Sequence[str], context: name_features.LineContext, weights: Mapping[str, float]
) -> list[float]:
    """P(token is part of a name) for each token, left to right, each knowing the answers before it."""
    probabilities: list[float] = []
    tags = (False, False)
    for at, word in enumerate(line.words):
        probability = 0.0
        if name_features.is_candidate(line, kinds, at):
            holding = name_features.features(line, kinds, at, tags, context)
            total = weights["bias"] + sum(weights.get(name, 0.0) for name in holding)
            probability = 1 / (1 + exp(-max(-_LIMIT, min(_LIMIT, total))))
        probabilities.append(probability)
        if word not in "'’-.":
            tags = (probability >= 0.5, tags[0])
    return probabilities


def _sure_names(lines: Sequence[TextLine], scores: Sequence[Sequence[float]]) -> frozenset[str]:
    """Lower-case words that are surely names somewhere in the interaction."""
    words = {
        line.lows[at]
        for line, row in zip(lines, scores, strict=True)
        for at, score in enumerate(row)
        if score >= _SURE and len(line.lows[at]) > 2
    }
    return frozenset(words - cues("names", "titles") - cues("names", "particles"))


def _is_name(line: TextLine, kinds: Sequence[str], at: int, score: float, sure: frozenset[str]) -> bool:
    """By its own score, or as the repetition of a sure name: in capitals, or, where there are none, no plain word."""
    if score >= (CASED if line.cased else UNCASED):
        return True
    return line.lows[at] in sure and (kinds[at][0] in "TA" or kinds[at][-1] != "o")
