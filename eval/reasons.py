"""A client's own reasons on public sets: ten examples a label, and texts that are about none of the labels."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.figures import Result, stated
from eval.service import Service
from models import measures
from models.interaction_encoder.public import rows
from qa_service.errors import MissingModel
from qa_service.understand.encoder import Vectors
from qa_service.understand.own_reasons import learn

BANKING_EXAMPLES = 10
BANKING_DRAWS = 4
CLINC_EXAMPLES = 30
MOST = 2000
"""Texts that are judged, unless a limit says fewer: half a minute of the encoder."""
OUTSIDE = "oos"
ALLOWED = 0.05
"""Share of texts about a known reason that may be turned away."""
SEED = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A text about `gold` (OUTSIDE: about none) with what leads, how close it is, and whether it was let in."""

    gold: str
    said: str
    close: float
    let_in: bool


def banking(service: Service, limit: int | None) -> Result:
    """banking77, part train: ten examples of each of 77 labels, judged on the rest, as many of each label as of any
    other (as in the set's own test part). Several draws, since which ten are drawn moves the figure by a point.
    """
    found: list[Judged] = []
    for draw in range(BANKING_DRAWS):
        taught, rest = _parted(rows("banking77", "train"), BANKING_EXAMPLES, draw)
        found += _judge(service, taught, _evenly(rest, (limit or MOST) // BANKING_DRAWS))
    return Result(len(found), "texts", stated(found, _right))


def clinc(service: Service, limit: int | None) -> Result:
    """clinc150: thirty examples of each of 150 labels (part train), judged on part dev with its texts about none."""
    known = [row for row in rows("clinc150", "train") if row["intent"] != OUTSIDE]
    asked = rows("clinc150", "dev")
    inside = _few([row for row in asked if row["intent"] != OUTSIDE], limit)
    outside = [row for row in asked if row["intent"] == OUTSIDE]
    found = _judge(service, _parted(known, CLINC_EXAMPLES)[0], [*inside, *outside])
    return Result(len(found), "texts", stated(found, _scope))


def _parted(
    all_rows: Sequence[dict[str, Any]], each: int, draw: int = 0
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """`each` rows a label, drawn by chance, and the others."""
    shuffled = random.Random(f"{SEED}:{draw}").sample(all_rows, len(all_rows))
    count: defaultdict[str, int] = defaultdict(int)
    taught: list[dict[str, Any]] = []
    rest: list[dict[str, Any]] = []
    for row in shuffled:
        (taught if count[row["intent"]] < each else rest).append(row)
        count[row["intent"]] += 1
    return taught, rest


def _few(some: list[dict[str, Any]], limit: int | None) -> list[dict[str, Any]]:
    return random.Random(SEED).sample(some, min(len(some), limit or MOST))


def _evenly(some: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """About `limit` rows, the same number of each label."""
    labels = len({row["intent"] for row in some})
    return _parted(some, max(1, limit // labels))[0]


def _judge(service: Service, taught: Sequence[dict[str, Any]], asked: Sequence[dict[str, Any]]) -> list[Judged]:
    reasons = learn(_vectors(service, taught), [row["intent"] for row in taught])
    vectors = _vectors(service, asked)
    leads, close = reasons.distributions(vectors).argmax(axis=1), reasons.closeness(vectors)
    return [
        Judged(row["intent"], reasons.labels[lead], float(near), bool(near >= reasons.threshold))
        for row, lead, near in zip(asked, leads, close, strict=True)
    ]


def _vectors(service: Service, some: Sequence[dict[str, Any]]) -> Vectors:
    if service.embed is None:
        raise MissingModel("there is no text encoder for clients' own reasons")
    return service.embed([row["text"] for row in some])


def _right(found: Sequence[Judged]) -> dict[str, float]:
    return {"accuracy": measures.accuracy([j.gold for j in found], [j.said for j in found])}


def _scope(found: Sequence[Judged]) -> dict[str, float]:
    inside = [j for j in found if j.gold != OUTSIDE]
    outside = [j for j in found if j.gold == OUTSIDE]
    if not inside or not outside:
        raise ValueError("texts of both kinds are needed")
    line = float(np.quantile([j.close for j in inside], ALLOWED))
    return {
        "out-of-scope recall at 5 % false rejection": sum(j.close < line for j in outside) / len(outside),
        "out-of-scope recall": sum(not j.let_in for j in outside) / len(outside),
        "false rejection": sum(not j.let_in for j in inside) / len(inside),
    } | {"accuracy in scope": _right(inside)["accuracy"]}
