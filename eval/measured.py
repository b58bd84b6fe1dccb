"""How often the shipped heads are right, for the intervals of figures that nobody has checked yet.

    python -m eval.measured [--encoder FOLDER] [--heads models/heads/artefact] [--part test]

Reads the held-out part of the corpus as `eval.text` does and writes `measured.json` beside the heads: confusion
counts by family (what the machine could not tell is left out), and the error of each section's score under the
default rubric. Make it anew whenever the heads change: it names the heads that it measured.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from eval.text import ROOT, Read, read_all, transcript, with_ends
from models.base_encoder.folder import encoder_folder
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, vocabulary
from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.measured import SCHEMA
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting
from qa_service.domain.understanding import Behaviour, Judgement, Sentiment, Understanding
from qa_service.scoring.load import parse
from qa_service.scoring.total import score
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.heads import Heads
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.reader import HeadsReader
from qa_service.understand.window_encoder import WindowEncoder

Pair = tuple[str, str, str]
"""Family, true label, label that the machine gave."""


def document(reads: Sequence[Read], rubric: Rubric, model: str, part: str) -> dict[str, Any]:
    """The content of `measured.json`."""
    return {
        "schema": SCHEMA,
        "model": model,
        "on": f"{len(reads)} interactions of the corpus's {part} part",
        "families": _confusions(pair for read in reads for pair in (*pairs(read), *_harms(read, rubric))),
        "scores": _score_errors(reads, rubric),
    }


def pairs(read: Read) -> Iterator[Pair]:
    """What is true and what was said of one interaction, where both are decided."""
    said = read.said
    labels = (
        ("label:intent", read.sample.intent, said.intent.label),
        ("label:resolution", read.sample.resolution, said.resolution.label),
        ("label:sentiment_start", read.sample.info.get("start"), said.sentiment.start),
        ("label:sentiment_end", read.sample.info.get("end"), said.sentiment.end),
    )
    yield from ((family, true, found) for family, true, found in labels if true and found)
    shown = behaviours(read.sample)
    for label, behaviour in said.courtesy.items():
        if behaviour.present is not None:
            yield f"courtesy:{label}", _yes_no(label in shown), _yes_no(behaviour.present)


def behaviours(sample: Sample) -> frozenset[str]:
    """The courtesy labels that any turn truly shows."""
    return frozenset().union(*(turn.courtesy or frozenset() for turn in sample.turns))


def _harms(read: Read, rubric: Rubric) -> Iterator[Pair]:
    """Whether a critical criterion failed, by the harm that it does; only where the rubric names such criteria."""
    true, said = score(rubric, truth(read), setting(read.sample)), score(rubric, read.said, setting(read.sample))
    for harm in sorted({one.critical.harms for one in rubric.criteria if one.critical is not None}):
        family = f"harm:{harm}:{rubric.name_at_version}"
        yield family, _yes_no(harm in true.critical_by_harm), _yes_no(harm in said.critical_by_harm)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _confusions(found: Iterable[Pair]) -> dict[str, dict[str, dict[str, int]]]:
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for family, true, said in found:
        counts[family][true][said] += 1
    return {
        family: {true: dict(sorted(row.items())) for true, row in sorted(table.items())}
        for family, table in sorted(counts.items())
    }


def _score_errors(reads: Sequence[Read], rubric: Rubric) -> dict[str, dict[str, float]]:
    gaps: dict[str, list[float]] = defaultdict(list)
    for read in reads:
        true, said = score(rubric, truth(read), setting(read.sample)), score(rubric, read.said, setting(read.sample))
        for section, figure in true.sections.items():
            machine = said.sections[section]
            if figure is not None and machine is not None:
                gaps[section].append(figure - machine)
    return {section: _spread(found) for section, found in gaps.items() if len(found) >= 2}


def _spread(gaps: Sequence[float]) -> dict[str, float]:
    mean = sum(gaps) / len(gaps)
    deviation = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / (len(gaps) - 1))
    return {"bias": round(mean, 3), "deviation": round(deviation, 3), "n": len(gaps)}


def truth(read: Read) -> Understanding:
    """The labels of the corpus as an understanding; what was measured by the clock stays as it is."""
    info, shown = read.sample.info, behaviours(read.sample)
    return Understanding(
        _certain(read.sample.intent),
        _certain(read.sample.resolution),
        Sentiment((), info.get("start"), info.get("end")),
        {label: Behaviour(label in shown, 1.0) for label in read.said.courtesy},
        read.said.dynamics,
    )


def _certain(label: str | None) -> Judgement:
    return Judgement(label, 1.0, {label: 1.0} if label else {})


def setting(sample: Sample) -> Setting:
    """What the rubric may know besides."""
    channel, direction = sample.info.get("channel", "call"), sample.info.get("direction", "inbound")
    return Setting(Channel(channel), Direction(direction), transcript(sample))


def main() -> None:
    """Read, count, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, help="default: the base encoder, built when absent")
    parser.add_argument("--heads", type=Path, default=ROOT / "models" / "heads" / "artefact")
    parser.add_argument("--part", choices=split.PARTS, default="test")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    heads = Heads(args.heads)
    encoder = TextEncoder(args.encoder or encoder_folder(), args.threads)
    reader = HeadsReader(WindowEncoder(encoder), heads, Linguistics())
    samples = with_ends(always_masked(split.of_part(corpus(), args.part, split.load())))
    text = (ROOT / "models" / "rubrics" / "default.yaml").read_text(encoding="utf-8")
    rubric = parse(yaml.safe_load(text), vocabulary())
    found = document(read_all(samples, reader), rubric, heads.version, args.part)
    target = args.heads / "measured.json"
    target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{target}: {found['model']} on {found['on']}")


if __name__ == "__main__":
    main()
