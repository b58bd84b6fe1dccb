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

from qa_service.understand.recognizers import called, name_features, name_spans
from qa_service.understand.recognizers.text_line import Hit, TextLine

CASED, UNCASED = 0.45, 0.35
"""Least probability of a name, in text with and without capitals: a name missed costs more than a word hidden."""
PLAIN, PLAIN_KNOWN = 0.5, 0.6
"""The same of a plain word without capital or all in capitals, and of one that is a name elsewhere."""

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
    contexts = name_features.line_contexts(lines)
    scores = [tag(line, own, context, model.weights) for line, own, context in zip(lines, kinds, contexts, strict=True)]
    sure = _sure_names(lines, scores)
    for at, (line, context) in enumerate(zip(lines, contexts, strict=True)):
        if not sure.isdisjoint(line.lows):
            again = tag(line, kinds[at], context._replace(known=sure), model.weights)
            scores[at] = list(map(_together, kinds[at], scores[at], again))
    tags = [
        [_is_name(line, own, at, score, sure) for at, score in enumerate(row)]
        for line, own, row in zip(lines, kinds, scores, strict=True)
    ]
    called.widen(lines, kinds, tags)
    name_spans.with_particles(lines, tags)
    return [name_spans.join(line, own, row) for line, own, row in zip(lines, kinds, tags, strict=True)]


def tag(
    line: TextLine, kinds: Sequence[str], context: name_features.LineContext, weights: Mapping[str, float]
) -> list[float]:
    """P(token is part of a name) for each token, left to right, each knowing the answers before it."""
    probabilities: list[float] = []
    tags = (False, False)
    for at, word in enumerate(line.words):
        probability = 0.0
        if name_features.is_candidate(line, kinds, at, tags, context):
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
    return frozenset(words - name_features.never_known())


def _is_name(line: TextLine, kinds: Sequence[str], at: int, score: float, sure: frozenset[str]) -> bool:
    """By its own score, or as the repetition of a sure name: in capitals, or, where there are none, no plain word.

    A plain word must be a name more probably, the more so where somebody is called so elsewhere in the interaction.
    """
    plain = kinds[at][-1] == "o"
    if plain and line.lows[at] in sure:
        return score >= PLAIN_KNOWN
    if plain and kinds[at][0] in "uA":
        return score >= PLAIN
    return score >= (CASED if line.cased else UNCASED) or (line.lows[at] in sure and not plain)


def _together(kind: str, alone: float, known: float) -> float:
    """The probability of a word as a name, of what it is by itself and knowing the names of the interaction."""
    return (alone + known) / 2 if kind[-1] == "o" else max(alone, known)
