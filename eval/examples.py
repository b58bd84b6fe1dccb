"""How often criteria are right that were learned from a few answers, beside logistic regression on a frozen encoder.

    python -m eval.examples [--answers 10 40] [--drawn 80] [--draws 5] [--only cost ...] [--methods ...]

Eight criteria that no head knows (models/criteria/gold-own.md), on the test part of the corpus. Of each as many
answers of yes and of no are drawn as `--answers` says, a model is learned from them, and all others are the test;
`--drawn` takes so many answers as they come, as a sample of reviews does, at least ten of either. Interactions in
which the readers differ or no agent speaks are left out. The baseline sees the same draws: the base encoder's own
sentence vectors, their mean and maximum over all turns, and scikit-learn's logistic regression; it never withholds.
`--methods by-chance` deals the answers that are learned from out anew: what is not withheld then was luck. Turn vectors
are kept under .cache/examples.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.criteria import CRITERIA
from eval.measured import setting
from eval.text import ROOT, transcript, with_ends
from models.base_encoder.folder import base_folder, encoder_folder
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, read_lines
from models.measures import auc, calibration_error, kappa
from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.scorecard import Setting
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import Judgement, Sentiment, Understanding
from qa_service.learning.cases import LearningCase
from qa_service.learning.criterion import learn_criterion
from qa_service.learning.examples import FEWEST
from qa_service.scoring.finding import ClauseInput
from qa_service.scoring.learned.artefact import from_bytes, name_of
from qa_service.scoring.rules import find
from qa_service.scoring.wording.tokens import SpokenWords
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.heads import Heads
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.reader import HeadsReader
from qa_service.understand.window_encoder import WindowEncoder

CACHE = ROOT / ".cache" / "examples"
HEADS = ROOT / "models" / "heads" / "artefact"
GOLD = CRITERIA / "gold-own.jsonl"
CRITERIA_ASKED = (
    *("deadline", "customer_step", "reason_given", "restates"),
    *("cost", "written_confirmation", "looks_up", "commits"),
)
NOTHING_UNDERSTOOD = Understanding(Judgement(None, 0.0, {}), Judgement(None, 0.0, {}), Sentiment((), None, None), {})
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReadSample:
    """An interaction with what the shipped models saw of it, and the base encoder's vectors of its turns."""

    sample: Sample
    setting: Setting
    base: NDArray[np.float32]


class Replies(NamedTuple):
    """On the test of one draw: the chances of a yes, and answers (NaN: cannot tell)."""

    gold: NDArray[np.bool_]
    chances: Floats
    answers: Floats


def read_samples(part: str) -> list[ReadSample]:
    """Every interaction of a part, read once: later calls take what was kept, as long as the heads are the same."""
    samples = with_ends(always_masked(split.of_part(corpus(), part, split.load())))
    heads = Heads(HEADS)
    kept = CACHE / f"{part}-{heads.version.split(':')[-1]}.npz"
    if not kept.exists():
        _keep(samples, heads, kept)
    with np.load(kept) as stored:
        return [_read(sample, stored[f"{sample.id}/features"], stored[f"{sample.id}/base"]) for sample in samples]


def _read(sample: Sample, body: NDArray[np.uint8], base: NDArray[np.float32]) -> ReadSample:
    return ReadSample(sample, replace(setting(sample), features=TurnFeatures.from_bytes(body.tobytes())), base)


def _keep(samples: Sequence[Sample], heads: Heads, path: Path) -> None:
    reader = HeadsReader(WindowEncoder(TextEncoder(encoder_folder(), 1)), heads, Linguistics())
    base = TextEncoder(base_folder(), 1)
    arrays: dict[str, Any] = {}
    for sample in samples:
        direction = Direction(sample.info.get("direction", "inbound"))
        features = reader.read(transcript(sample), direction).features
        assert features is not None
        arrays[f"{sample.id}/features"] = np.frombuffer(features.to_bytes(), np.uint8)
        arrays[f"{sample.id}/base"] = base.embed([turn.text for turn in sample.turns])
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)


def gold(path: Path = GOLD) -> Mapping[str, Mapping[str, bool]]:
    """By criterion and interaction the answer of both readers."""
    lines = list(read_lines(path))
    return {
        name: {line["id"]: name in line["yes"] for line in lines if name not in line["open"]} for name in CRITERIA_ASKED
    }


def draw(answers: NDArray[np.bool_], each: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(n,) which are learned from: `each` of yes and of no."""
    chosen = np.zeros(len(answers), bool)
    for kind in (True, False):
        chosen[rng.permutation(np.flatnonzero(answers == kind))[:each]] = True
    return chosen


def as_they_come(answers: NDArray[np.bool_], count: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(n,) which are learned from: `count` at random, drawn again until ten are of either answer."""
    while True:
        chosen = np.zeros(len(answers), bool)
        chosen[rng.permutation(len(answers))[:count]] = True
        if min(answers[chosen].sum(), (~answers[chosen]).sum()) >= FEWEST:
            return chosen


def learned(read: Sequence[ReadSample], answers: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> Replies:
    """What a model of ours says of the others, by the rule as scoring reads it."""
    cases = [
        LearningCase(read[number].sample.id, None, "", read[number].setting, bool(answers[number]))
        for number in np.flatnonzero(chosen).tolist()
    ]
    body = learn_criterion("", cases).artefact
    name, model = name_of(body), from_bytes(body)
    chances, replies = [], []
    for number in np.flatnonzero(~chosen).tolist():
        own = read[number].setting
        words = SpokenWords(own.transcript, own.channel is Channel.CALL)
        inputs = ClauseInput(NOTHING_UNDERSTOOD, {}, words, own.features, learned={name: body})
        holds = find(ResemblesExamples(kind="examples", model=name), inputs).holds
        reply = model.reply(words, own.features)
        chances.append(reply.chance if reply is not None else float(answers[chosen].mean()))
        replies.append(np.nan if holds is None else float(holds))
    return Replies(answers[~chosen], np.array(chances), np.array(replies))


def baseline(read: Sequence[ReadSample], answers: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> Replies:
    """What logistic regression on mean and maximum of frozen sentence vectors says of the others."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    pooled = np.stack([np.concatenate([one.base.mean(axis=0), one.base.max(axis=0)]) for one in read])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    chances = model.fit(pooled[chosen], answers[chosen]).predict_proba(pooled[~chosen])[:, 1]
    return Replies(answers[~chosen], chances, (chances >= 0.5).astype(float))


def by_chance(read: Sequence[ReadSample], answers: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> Replies:
    """As `learned`, from the same answers dealt out to other interactions."""
    dealt = answers.copy()
    dealt[chosen] = np.random.default_rng(int(chosen.argmax())).permutation(answers[chosen])
    return learned(read, dealt, chosen)


def figures(replies: Replies) -> dict[str, float]:
    """Of one draw; kappa and balanced accuracy of what is decided, NaN where nothing is."""
    told = ~np.isnan(replies.answers)
    gold_told, said = replies.gold[told], replies.answers[told] == 1
    sides = [float((said[gold_told == kind] == kind).mean()) for kind in (True, False) if (gold_told == kind).any()]
    forced = replies.chances >= 0.5
    return {
        "kappa": kappa(gold_told.tolist(), said.tolist()) if told.any() else float("nan"),
        "withheld": float(1 - told.mean()),
        "balanced accuracy": float(np.mean(sides)) if len(sides) == 2 else float("nan"),
        "right": float((gold_told == said).mean()) if told.any() else float("nan"),
        "kappa of all": kappa(replies.gold.tolist(), forced.tolist()),
        "AUC": auc(replies.chances.tolist(), replies.gold.tolist()),
        "calibration error": calibration_error(replies.chances.tolist(), replies.gold.tolist()),
    }


METHODS = {"learned": learned, "frozen-e5": baseline, "by-chance": by_chance}


class Size(NamedTuple):
    """How many answers are learned from, and how they are drawn."""

    words: str
    draw: Callable[[NDArray[np.bool_], int, np.random.Generator], NDArray[np.bool_]]
    number: int


def measure(
    read: Sequence[ReadSample], name: str, size: Size, draws: int, methods: Sequence[str]
) -> dict[str, list[dict[str, float]]]:
    """The figures of every draw, by method."""
    answered = gold()[name]
    own = [one for one in read if one.sample.id in answered and _has_agent(one.sample)]
    answers = np.array([answered[one.sample.id] for one in own])
    found: dict[str, list[dict[str, float]]] = {method: [] for method in methods}
    for number in range(draws):
        chosen = size.draw(answers, size.number, np.random.default_rng([size.number, number]))
        for method in methods:
            found[method].append(figures(METHODS[method](own, answers, chosen)))
    return found


def _has_agent(sample: Sample) -> bool:
    return any(turn.party is Party.AGENT and turn.text.strip() for turn in sample.turns)


def main() -> None:
    """Measure, print a table a size, and write all draws as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, nargs="*", default=[10, 40])
    parser.add_argument("--drawn", type=int, nargs="*", default=[])
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=CRITERIA_ASKED, default=CRITERIA_ASKED)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=["learned", "frozen-e5"])
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    read = read_samples("test")
    found: dict[str, dict[str, Any]] = {}
    sizes = [Size(f"{count} answers of yes and {count} of no", draw, count) for count in args.answers]
    sizes += [Size(f"{count} answers as they come", as_they_come, count) for count in args.drawn]
    for size in sizes:
        found[size.words] = {name: measure(read, name, size, args.draws, args.methods) for name in args.only}
        show(size, found[size.words])
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def show(size: Size, by_name: Mapping[str, Mapping[str, Sequence[Mapping[str, float]]]]) -> None:
    """Mean and standard deviation over the draws."""
    print(f"\n{size.words}")
    for method in next(iter(by_name.values())):
        print(f"{method:22}", *(f"{measure:>18}" for measure in figures_names(by_name)))
        rows = {name: draws[method] for name, draws in by_name.items()}
        rows["all criteria"] = [row for draws in rows.values() for row in draws]
        for name, draws in rows.items():
            print(f"{name:22}", *(f"{_spread([row[m] for row in draws]):>18}" for m in draws[0]), flush=True)


def figures_names(by_name: Mapping[str, Mapping[str, Sequence[Mapping[str, float]]]]) -> list[str]:
    """The columns."""
    first = next(iter(by_name.values()))
    return list(next(iter(first.values()))[0])


def _spread(values: Sequence[float]) -> str:
    known = np.array([value for value in values if not np.isnan(value)])
    if not len(known):
        return "-"
    missing = f" ({len(known)})" if len(known) < len(values) else ""
    return f"{known.mean():.2f} ± {known.std(ddof=1) if len(known) > 1 else 0:.2f}{missing}"


if __name__ == "__main__":
    main()
