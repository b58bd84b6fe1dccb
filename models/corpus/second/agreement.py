"""How far the second annotator agrees with the first: `python -m models.corpus.second.agreement [--differences]`.

Every figure is a function of a square table of counts (first label by second label). Each interaction has its own
table; the figure is taken on their sum, and its interval by drawing interactions with replacement.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.corpus.second.draw import HERE, SEED, interactions

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]

# Turns whose text was rewritten in the corpus after the second annotator's copy was taken: not compared.
REWRITTEN = {"en-j-005": {5, 42, 45, 51}, "en-i-018": {6}, "en-i-046": {27}}
DRAWS = 2000
LEVEL = 0.95
POSITIVE = (
    "greeting",
    "self_identification",
    "courteous_address",
    "thanks",
    "apology",
    "empathy",
    "active_listening",
    "hold_etiquette",
    "offer_of_help",
    "farewell",
)
NEGATIVE = ("rudeness", "blame", "impatience", "inappropriate_informality")


@dataclass(frozen=True)
class Labels:
    """One annotator's labels of one interaction."""

    id: str
    agent_turns: tuple[int, ...]
    intent: str
    resolution: str
    sentiment: dict[int, str]
    start: str
    end: str
    courtesy: dict[str, frozenset[int]]


Pair = tuple[Labels, Labels]


def pairs() -> list[Pair]:
    rows = interactions()
    lines = (HERE / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [_pair(rows[second["id"]], second) for second in map(json.loads, lines)]


def _pair(row: dict[str, Any], answer: dict[str, Any]) -> Pair:
    labels = row["labels"]
    said = {n: turn for n, turn in enumerate(row["turns"]) if n not in REWRITTEN.get(row["id"], ())}
    first = Labels(
        id=row["id"],
        agent_turns=tuple(n for n, turn in said.items() if turn["speaker"] == "agent"),
        intent=labels["intent"],
        resolution=labels["resolution"],
        sentiment={n: turn["sentiment"] for n, turn in said.items() if turn["speaker"] == "customer"},
        start=labels["sentiment_start"],
        end=labels["sentiment_end"],
        courtesy=_turns(labels["courtesy_evidence"]),
    )
    second = replace(
        first,
        intent=answer["intent"],
        resolution=answer["resolution"],
        sentiment={int(n): label for n, label in answer["sentiment"].items()},
        start=answer["sentiment_start"],
        end=answer["sentiment_end"],
        courtesy=_turns(answer["courtesy_evidence"]),
    )
    return first, second


def _turns(evidence: dict[str, list[int]]) -> dict[str, frozenset[int]]:
    return {label: frozenset(evidence.get(label, ())) for label in POSITIVE + NEGATIVE}


def kappa(tables: Floats) -> Floats:
    """Cohen's kappa."""
    total = tables.sum((-2, -1))
    expected = (tables.sum(-1) * tables.sum(-2)).sum(-1) / total**2
    return _ratio(_observed(tables) - expected, 1 - expected)


def alpha(tables: Floats) -> Floats:
    """Krippendorff's alpha, nominal, two annotators who both answered everything."""
    values = tables.sum(-1) + tables.sum(-2)
    total = values.sum(-1)
    expected = (values * (values - 1)).sum(-1) / (total * (total - 1))
    return _ratio(_observed(tables) - expected, 1 - expected)


def positive_agreement(tables: Floats) -> Floats:
    """F1 of one annotator's yes against the other's, from tables of no and yes."""
    return _ratio(2 * tables[..., 1, 1], tables[..., 1, :].sum(-1) + tables[..., :, 1].sum(-1))


def _observed(tables: Floats) -> Floats:
    share: Floats = np.trace(tables, axis1=-2, axis2=-1) / tables.sum((-2, -1))
    return share


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def table(answers: Iterable[tuple[str, str]], labels: Sequence[str]) -> Floats:
    counts = np.zeros((len(labels), len(labels)))
    for first, second in answers:
        counts[labels.index(first), labels.index(second)] += 1
    return counts


def tables(answers: Sequence[Sequence[tuple[str, str]]]) -> Floats:
    """One table an interaction, over the labels that either annotator used."""
    labels = sorted({label for each in answers for pair in each for label in pair})
    return np.stack([table(each, labels) for each in answers])


def yes_no(answers: Iterable[tuple[bool, bool]]) -> Floats:
    counts = np.zeros((2, 2))
    for first, second in answers:
        counts[int(first), int(second)] += 1
    return counts


def estimate(counts: Floats, statistic: Statistic) -> str:
    """The figure on all interactions, with its interval."""
    rng = np.random.default_rng(SEED)
    weights = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), DRAWS).astype(float)
    drawn = statistic(np.einsum("bi,ijk->bjk", weights, counts))
    low, high = np.nanquantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return f"{float(statistic(counts.sum(0))):.2f} [{low:.2f}, {high:.2f}]"


def nominal_rows(compared: Sequence[Pair]) -> Iterator[list[str]]:
    answers = {
        "intent": [[(a.intent, b.intent)] for a, b in compared],
        "resolution": [[(a.resolution, b.resolution)] for a, b in compared],
        "sentiment, customer turn": [[(a.sentiment[n], b.sentiment[n]) for n in a.sentiment] for a, b in compared],
        "sentiment, start": [[(a.start, b.start)] for a, b in compared],
        "sentiment, end": [[(a.end, b.end)] for a, b in compared],
    }
    for name, each in answers.items():
        counts = tables(each)
        observed = float(_observed(counts.sum(0)))
        yield [name, f"{counts.sum():.0f}", f"{observed:.2f}", estimate(counts, kappa), estimate(counts, alpha)]


def courtesy_row(name: str, labels: Sequence[str], compared: Sequence[Pair]) -> list[str]:
    """One label, or several pooled."""
    shown = np.stack(
        [yes_no((bool(a.courtesy[label]), bool(b.courtesy[label])) for label in labels) for a, b in compared]
    )
    turns = np.stack(
        [
            yes_no((n in a.courtesy[label], n in b.courtesy[label]) for label in labels for n in a.agent_turns)
            for a, b in compared
        ]
    )
    counts = [f"{marked:.0f}" for marked in (*_marked(shown), *_marked(turns))]
    return [name, *counts[:2], estimate(shown, kappa), *counts[2:], estimate(turns, positive_agreement)]


def _marked(counts: Floats) -> tuple[float, float]:
    """How often the first annotator said yes, and the second."""
    total = counts.sum(0)
    return total[1].sum(), total[:, 1].sum()


def courtesy_rows(compared: Sequence[Pair]) -> Iterator[list[str]]:
    for label in POSITIVE + NEGATIVE:
        yield courtesy_row(label, [label], compared)
    yield courtesy_row("positive, pooled", POSITIVE, compared)
    yield courtesy_row("negative, pooled", NEGATIVE, compared)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def differences(compared: Iterable[Pair]) -> Iterator[str]:
    """What the two said differently, for whoever settles it."""
    for a, b in compared:
        for name in ("intent", "resolution", "start", "end"):
            if getattr(a, name) != getattr(b, name):
                yield f"{a.id} {name}: {getattr(a, name)} / {getattr(b, name)}"
        yield from (
            f"{a.id} turn {n} sentiment: {a.sentiment[n]} / {b.sentiment[n]}"
            for n in a.sentiment
            if a.sentiment[n] != b.sentiment[n]
        )
        yield from (
            f"{a.id} {label}: only first {sorted(turns - b.courtesy[label])}, only second "
            f"{sorted(b.courtesy[label] - turns)}"
            for label, turns in a.courtesy.items()
            if turns != b.courtesy[label]
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--differences", action="store_true", help="list what the two said differently instead")
    compared = pairs()
    if parser.parse_args().differences:
        print("\n".join(differences(compared)))
        return
    print(markdown(["", "units", "same", "Cohen's kappa", "Krippendorff's alpha"], nominal_rows(compared)))
    print()
    head = ["courtesy", "first", "second", "kappa, interactions", "turns, first", "turns, second", "F1, agent turns"]
    print(markdown(head, courtesy_rows(compared)))


if __name__ == "__main__":
    main()
