"""Measures the reader on interactions that its training never saw, and on other people's material.

    python -m eval.text [--encoder FOLDER] [--heads models/heads/artefact] [--part test] [--outside] [--json FILE]

The text goes through `HeadsReader` as in the service: personal data masked, one interaction at a time.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.outside import outside_figures
from models import measures
from models.base_encoder.folder import encoder_folder
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, read_lines
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Understanding
from qa_service.ports import Reader, RoleFinder
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.heads import Heads
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.reader import HeadsReader
from qa_service.understand.roles import HeadsRoleFinder
from qa_service.understand.window_encoder import WindowEncoder

ROOT = Path(__file__).resolve().parents[1]
NEGATIVE = ("rudeness", "blame", "impatience", "inappropriate_informality")
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Read:
    """An interaction with what the reader said of it."""

    sample: Sample
    said: Understanding


def transcript(sample: Sample) -> Transcript:
    """The sample as the pipeline hands it to the reader."""
    return Transcript(tuple(Turn(turn.party, turn.text) for turn in sample.turns), sample.lang)


def read_all(samples: Sequence[Sample], reader: Reader) -> list[Read]:
    """One at a time."""
    return [Read(sample, reader.read(transcript(sample)).understanding) for sample in samples]


def figures(reads: Sequence[Read]) -> dict[str, float]:
    """All measures on these interactions; an abstention counts as wrong."""
    intent = [(r.sample.intent or "", r.said.intent) for r in reads]
    resolution = [(r.sample.resolution or "", r.said.resolution) for r in reads]
    out = _judged("intent", [g for g, _ in intent], [j for _, j in intent])
    out |= _judged("resolution", [g for g, _ in resolution], [j for _, j in resolution])
    return out | _sentiment(reads) | _courtesy(reads)


def _judged(name: str, gold: Sequence[str], said: Sequence[Any]) -> dict[str, float]:
    labels = [j.label or CANNOT_TELL for j in said]
    top = [max(j.distribution.values()) for j in said]
    right = [max(j.distribution, key=j.distribution.__getitem__) == g for g, j in zip(gold, said, strict=True)]
    return {
        f"{name} accuracy": measures.accuracy(gold, labels),
        f"{name} macro F1": measures.macro_f1(gold, labels),
        f"{name} kappa": measures.kappa(gold, labels),
        f"{name} cannot tell": labels.count(CANNOT_TELL) / len(labels),
        f"{name} calibration error": measures.calibration_error(top, right),
    }


def _sentiment(reads: Sequence[Read]) -> dict[str, float]:
    gold, said, top = [], [], []
    for read in reads:
        for found in read.said.sentiment.turns:
            wanted = read.sample.turns[found.turn].sentiment
            if wanted is not None:
                gold.append(wanted)
                said.append(found.label or CANNOT_TELL)
                top.append(found.probability)
    right = [g == s for g, s in zip(gold, said, strict=True)]
    ends = [
        (r.sample.info[end], getattr(r.said.sentiment, end))
        for r in reads
        for end in ("start", "end")
        if end in r.sample.info
    ]
    return {
        "sentiment macro F1": measures.macro_f1(gold, said),
        "sentiment positive F1": measures.label_f1(gold, said, "positive") or 0.0,
        "sentiment calibration error": measures.calibration_error(top, right),
    } | ({"start and end accuracy": measures.accuracy([g for g, _ in ends], [s for _, s in ends])} if ends else {})


def _courtesy(reads: Sequence[Read]) -> dict[str, float]:
    labels = list(reads[0].said.courtesy)
    gold = [frozenset().union(*(t.courtesy or frozenset() for t in r.sample.turns)) for r in reads]
    said = [{label for label, b in r.said.courtesy.items() if b.detected} for r in reads]
    scores = measures.each_label_f1(gold, said, labels)
    gold_turns = [{(i, x) for i, t in enumerate(r.sample.turns) for x in t.courtesy or ()} for r in reads]
    said_turns = [{(e.turn, x) for x, b in r.said.courtesy.items() for e in b.evidence} for r in reads]
    chances = [b.probability for r in reads for b in r.said.courtesy.values()]
    true = [label in g for g, r in zip(gold, reads, strict=True) for label in r.said.courtesy]
    return {
        "courtesy macro F1": sum(scores.values()) / len(scores),
        "courtesy negative macro F1": sum(scores.get(x, 0.0) for x in NEGATIVE) / len(NEGATIVE),
        "courtesy evidence F1": measures.sets_f1(gold_turns, said_turns),
        "courtesy calibration error": measures.calibration_error(chances, true),
    } | {f"courtesy {label} F1": score for label, score in scores.items()}


def role_accuracy(samples: Sequence[Sample], finder: RoleFinder) -> float:
    """Share of interactions whose agent is found among two speakers of unknown party."""
    right = []
    for sample in samples:
        sides = [[t.text for t in sample.turns if t.party is party] for party in (Party.AGENT, Party.CUSTOMER)]
        if all(sides):
            right.append(finder.find(sides, sample.lang)[0] > 0.5)
    return sum(right) / len(right)


def turn_role_accuracy(samples: Sequence[Sample], finder: RoleFinder) -> float:
    """Share of turns whose party is told from that turn alone."""
    right = []
    for sample in samples:
        turns = [turn for turn in sample.turns if turn.party is not Party.OTHER]
        right += [(finder.find([[t.text]], sample.lang)[0] > 0.5) == (t.party is Party.AGENT) for t in turns]
    return sum(right) / len(right)


def unnamed_role_accuracy(samples: Sequence[Sample], finder: RoleFinder) -> float:
    """Share of turns whose party is told when a conversation names no speaker at all."""
    right = []
    for sample in samples:
        turns = [turn for turn in sample.turns if turn.party is not Party.OTHER and turn.text.strip()]
        found = finder.find([[turn.text] for turn in turns], sample.lang)
        right += [(p > 0.5) == (t.party is Party.AGENT) for p, t in zip(found, turns, strict=True)]
    return sum(right) / len(right)


def with_ends(samples: Sequence[Sample]) -> list[Sample]:
    """Adds the labelled sentiment of start and end, which training does not use."""
    known: dict[str, Mapping[str, Any]] = {}
    for path in sorted((ROOT / "models" / "corpus").glob("[ie][tn]-?.jsonl")):
        known |= {line["id"]: line["labels"] for line in read_lines(path)}
    ends = {name: {"start": x["sentiment_start"], "end": x["sentiment_end"]} for name, x in known.items()}
    return [replace(s, info={**s.info, **ends[s.id]}) for s in samples]


def cuts(samples: Sequence[Sample]) -> dict[str, Callable[[Sample], bool]]:
    """The subsets that are reported apart."""
    return {
        "all": lambda s: True,
        "it": lambda s: s.lang == "it",
        "en": lambda s: s.lang == "en",
        "as recognised": lambda s: bool(s.info["asr"]),
        "as written": lambda s: not s.info["asr"],
    }


def headline(reads: Sequence[Read]) -> dict[str, tuple[float, float]]:
    """95 % intervals of the main figures, drawn over whole interactions."""
    wanted = ("intent accuracy", "resolution kappa", "sentiment macro F1", "courtesy macro F1", "courtesy evidence F1")
    rng = random.Random(1)
    draws = [figures(rng.choices(reads, k=len(reads))) for _ in range(200)]
    ordered = {name: sorted(d[name] for d in draws) for name in wanted}
    return {name: (values[5], values[194]) for name, values in ordered.items()}


def main() -> None:
    """Print the table, and write it as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, help="default: the base encoder, built when absent")
    parser.add_argument("--heads", type=Path, default=ROOT / "models" / "heads" / "artefact")
    parser.add_argument("--part", choices=split.PARTS, default="test")
    parser.add_argument("--outside", action="store_true", help="also the sets of QA_EVAL_DATA")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    heads = Heads(args.heads)
    engines = (WindowEncoder(TextEncoder(args.encoder or encoder_folder(), args.threads)), heads, Linguistics())
    reader, finder = HeadsReader(*engines), HeadsRoleFinder(*engines)
    samples = with_ends(always_masked(split.of_part(corpus(), args.part, split.load())))
    started = time.perf_counter()
    reads = read_all(samples, reader)
    seconds = time.perf_counter() - started
    report: dict[str, Any] = {"part": args.part, "n": len(reads), "heads": heads.version}
    for name, inside in cuts(samples).items():
        report[name] = figures([r for r in reads if inside(r.sample)])
    report["intervals"] = headline(reads)
    report["roles"] = {
        "speakers": role_accuracy(samples, finder),
        "turns of a conversation": unnamed_role_accuracy(samples, finder),
        "single turns": turn_role_accuracy(samples, finder),
    }
    report["interactions a second"] = len(reads) / seconds
    if args.outside:
        report["outside"] = outside_figures(reader)
    _show(report)
    if args.json:
        args.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _show(report: Mapping[str, Any]) -> None:
    columns = [name for name in ("all", "it", "en", "as recognised", "as written") if name in report]
    print(f"{report['n']} interactions of {report['part']}, {report['heads']}")
    print(f"{'':38}", *(f"{name:>14}" for name in columns))
    for measure in report["all"]:
        print(f"{measure:38}", *(f"{report[name].get(measure, float('nan')):14.3f}" for name in columns))
    for name in ("intervals", "roles", "interactions a second", "outside"):
        if name in report:
            print(name, report[name])


if __name__ == "__main__":
    main()
