"""How the ready criteria (models/criteria/templates) answer on the corpus, and how often they are right.

    python -m eval.templates [--part test] [--only ID] [--misses ID] [--labels] [--write] [--json FILE]

Each interaction is masked and read by the shipped heads as the pipeline would, and scored under a rubric of each
template alone. By part and language: how often it applies (yes, no, cannot tell), and how many of the noes that
somebody read are wrong. Where there is a gold (from `ENOUGH` interactions on), by part, held out (dev and test) and of
all: share right, Cohen's kappa over yes, no and not applicable with its 95 % interval, precision/recall of yes and no;
what the machine could not tell is left out of these and stated. Gold: gold-templates.jsonl, read by hand (ids and
answers, no words; what does not apply was mostly taken from the writers' labels of reason and outcome), or the
writers' courtesy labels. It was chosen so that each answer occurs, and is no picture of how often. The heads learned
from the train part, on which the phrases were tuned too; the noes of all parts were read, and wrong ones mended.
`--labels` takes the writers' labels in the heads' place: what the words alone are worth. `--write` puts the quality
into the templates.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from eval.measured import behaviours, setting, truth
from eval.text import ROOT, Read, with_ends
from models import measures
from models.base_encoder.folder import encoder_folder
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, read_lines
from qa_service.bootstrap.engines import criterion_templates
from qa_service.domain.scorecard import Verdict
from qa_service.domain.templates import CriterionTemplate
from qa_service.scoring.templates import alone
from qa_service.scoring.total import score
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.heads import Heads
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.reader import HeadsReader
from qa_service.understand.window_encoder import WindowEncoder

TEMPLATES = ROOT / "models" / "criteria" / "templates"
GOLD = ROOT / "models" / "criteria" / "gold-templates.jsonl"
Gold = Mapping[tuple[str, str], Verdict]
"""The true answer by template and interaction."""
ENOUGH = 40
"""Interactions with a true answer from which kappa is stated; of fewer only the wrong noes are."""
COMMAND = "python -m eval.templates"
BY_LABELS = "heard_when_unhappy"
"""The template that the writers' labels answer."""
TRUE_ANSWERS = (Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE)


class TemplateCase(NamedTuple):
    """One template and one interaction: the machine's answer, and the true one where it is known."""

    template: str
    sample: Sample
    part: str
    answer: Verdict
    gold: Verdict | None


def cases(
    templates: Sequence[CriterionTemplate], reads: Sequence[Read], parts: Mapping[str, str], gold: Gold
) -> Iterator[TemplateCase]:
    """Every template on every interaction, each template alone in its rubric."""
    for template in templates:
        rubric = alone(template.criterion)
        for read in reads:
            (answer,) = score(rubric, read.said, setting(read.sample)).answers
            true = true_answer(template.id, read.sample, gold)
            yield TemplateCase(template.id, read.sample, parts[read.sample.id], answer.verdict, true)


def true_answer(template: str, sample: Sample, gold: Gold) -> Verdict | None:
    """What is known to be true; None where nobody read it."""
    return by_labels(sample) if template == BY_LABELS else gold.get((template, sample.id))


def by_labels(sample: Sample) -> Verdict:
    """Whether somebody who came unhappy was heard, by the writers' labels."""
    if sample.info["start"] != "negative":
        return Verdict.NOT_APPLICABLE
    return Verdict.YES if behaviours(sample) & {"apology", "empathy"} else Verdict.NO


def hand_labels(path: Path = GOLD) -> Gold:
    """What was read by hand."""
    return {(line["template"], line["id"]): Verdict(line["answer"]) for line in read_lines(path)}


def counts(rows: Sequence[TemplateCase]) -> dict[str, int]:
    """How often a template applies, and its answers."""
    tally = Counter(row.answer for row in rows)
    return {
        "interactions": len(rows),
        "applies": len(rows) - tally[Verdict.NOT_APPLICABLE],
        "yes": tally[Verdict.YES],
        "no": tally[Verdict.NO],
        "cannot tell": tally[Verdict.UNCLEAR],
    }


def accusations(rows: Sequence[TemplateCase]) -> dict[str, int]:
    """The noes, how many of them somebody read, and how many of these are wrong."""
    accused = [row for row in rows if row.answer is Verdict.NO]
    read = _known(accused)
    return {
        "accused": len(accused),
        "looked_at": len(read),
        "wrongly": sum(row.gold is not Verdict.NO for row in read),
    }


def _known(rows: Sequence[TemplateCase]) -> list[TemplateCase]:
    return [row for row in rows if row.gold is not None]


def quality(rows: Sequence[TemplateCase]) -> dict[str, Any]:
    """How often it is right, where that is known; empty where nothing is."""
    known = _known(rows)
    told = [(row.gold, row.answer) for row in known if row.answer is not Verdict.UNCLEAR]
    if not told:
        return {}
    return {
        "n": len(told),
        "true": " ".join(f"{answer}:{sum(gold is answer for gold, _ in told)}" for answer in TRUE_ANSWERS),
        "cannot tell": len(known) - len(told),
        "right": round(measures.accuracy(*zip(*told, strict=True)), 2),
        "kappa": _kappa(told),
        "yes": _precision_and_recall(told, Verdict.YES),
        "no": _precision_and_recall(told, Verdict.NO),
    }


Pair = tuple[Verdict | None, Verdict]


def _kappa(told: Sequence[Pair]) -> list[float]:
    def kappa(chosen: Sequence[Pair]) -> float:
        return measures.kappa(*zip(*chosen, strict=True))

    low, high = measures.interval(told, kappa, random.Random(0))
    return [round(value, 2) for value in (kappa(told), low, high)]


def _precision_and_recall(told: Sequence[Pair], answer: Verdict) -> str:
    """`0.91/0.88 (of 34/35)`: the share of the machine's answers that are true, and of the true ones that it gave."""
    said, true = [g for g, a in told if a is answer], [a for g, a in told if g is answer]
    shares = [f"{sum(x is answer for x in found) / len(found):.2f}" if found else "-" for found in (said, true)]
    return f"{shares[0]}/{shares[1]} (of {len(said)}/{len(true)})"


def report(rows: Sequence[TemplateCase]) -> dict[str, Any]:
    """Counts by part and language, quality of all and by part."""
    found: dict[str, Any] = {"counts": {}, "accusations": accusations(rows), "quality": {}}
    for part in split.PARTS:
        for lang in ("it", "en"):
            some = [row for row in rows if row.part == part and row.sample.lang == lang]
            if some:
                found["counts"][f"{part} {lang}"] = counts(some)
    if len(_known(rows)) < ENOUGH or not any(row.gold is row.answer is Verdict.YES for row in rows):
        return found
    for part in split.PARTS:
        found["quality"][part] = quality([row for row in rows if row.part == part])
    found["quality"]["held out"] = quality([row for row in rows if row.part != "train"])
    found["quality"]["all"] = quality(rows)
    return found


def measured(found: Mapping[str, Any], id: str, day: date) -> dict[str, Any]:
    """The `quality` of a template, from its report."""
    of_all = found["quality"].get("all")
    gold = "none" if not of_all else "labels" if id == BY_LABELS else "hand"
    figures = {name: of_all[name] for name in ("n", "right", "kappa")} if of_all else {}
    asked = sum(tally[answer] for tally in found["counts"].values() for answer in ("yes", "no"))
    return {
        "gold": gold,
        **figures,
        "asked": asked,
        **found["accusations"],
        "command": COMMAND,
        "measured_on": f"{day}",
    }


def with_quality(text: str, qualities: Mapping[str, Mapping[str, Any]]) -> str:
    """A file of templates with the `quality` lines of those that were measured anew."""
    lines, id = [], ""
    for line in text.splitlines():
        if line.startswith("- id: "):
            id = line.removeprefix("- id: ")
        if line.startswith("  quality: ") and id in qualities:
            line = "  quality: " + yaml.safe_dump(
                dict(qualities[id]), default_flow_style=True, sort_keys=False, width=999
            )
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def read_corpus(parts: Sequence[str], labels: bool) -> list[Read]:
    """The interactions of these parts, masked, with what is understood of each."""
    samples = [s for part in parts for s in with_ends(always_masked(split.of_part(corpus(), part, split.load())))]
    heads = Heads(ROOT / "models" / "heads" / "artefact")
    reader = HeadsReader(WindowEncoder(TextEncoder(encoder_folder(), 1)), heads, Linguistics())
    reads = []
    for sample in samples:
        where = setting(sample)
        read = Read(sample, reader.read(where.transcript, where.direction).understanding)
        reads.append(Read(sample, truth(read)) if labels else read)
    return reads


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=split.PARTS, help="default: all three, apart")
    parser.add_argument("--only", help="this template alone")
    parser.add_argument("--misses", help="print the interactions in which this template is wrong")
    parser.add_argument("--labels", action="store_true", help="the writers' labels in the heads' place")
    parser.add_argument("--write", action="store_true", help="put the quality into the templates")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    only = args.only or args.misses
    templates = [template for template in criterion_templates() if only in (None, template.id)]
    reads = read_corpus([args.part] if args.part else split.PARTS, args.labels)
    rows = list(cases(templates, reads, split.load(), hand_labels()))
    if args.misses:
        _print_misses(rows)
        return
    found = {template.id: report([row for row in rows if row.template == template.id]) for template in templates}
    _print(found)
    if args.write and not args.part and not args.labels:
        write(found)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def write(found: Mapping[str, Mapping[str, Any]]) -> None:
    """Put what was measured into the files of the templates."""
    qualities = {id: measured(values, id, date.today()) for id, values in found.items()}
    for path in sorted(TEMPLATES.glob("*.yaml")):
        path.write_text(with_quality(path.read_text(encoding="utf-8"), qualities), encoding="utf-8")


def _print(found: Mapping[str, Mapping[str, Any]]) -> None:
    for id, values in found.items():
        print(id)
        for place, tally in values["counts"].items():
            print(f"  {place:9}", *(f"{name} {count}" for name, count in tally.items()), sep="  ")
        print("  the noes ", *(f"{name} {count}" for name, count in values["accusations"].items()), sep="  ")
        for part, figures in values["quality"].items():
            if figures:
                print(f"  {part:9}", *(f"{name} {value}" for name, value in figures.items()), sep="  ")


def _print_misses(rows: Sequence[TemplateCase]) -> None:
    for row in rows:
        if row.gold not in (None, row.answer) and row.answer is not Verdict.UNCLEAR:
            print(f"--- {row.sample.id} {row.part} true {row.gold} answer {row.answer}")
            for turn in row.sample.turns:
                print(f"   {turn.party.value[0]}: {turn.text[:300]}")


if __name__ == "__main__":
    main()
