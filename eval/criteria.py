"""How often criteria written from the guides are right, by phrases and scripts, beside a plain pattern.

    python -m eval.criteria [--part test] [--rubric models/criteria/guides.yaml] [--exact] [--misses ID] [--json FILE]

Each interaction of the corpus is masked as the pipeline would hand it over, and scored under the rubric; what the
machine could not tell is left out of kappa and stated. Gold: the writer's courtesy labels. `read_back` has none: its
gold is whether an agent's unmasked turn repeats three tokens of a number in a row, or a code of five signs, that a
customer's earlier turn holds. The criteria are tuned on the train part. The test part was looked
at several times; how numbers are read was changed after a look at it.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from eval.measured import behaviours, setting
from eval.text import ROOT, with_ends
from models import measures
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, vocabulary
from qa_service.domain.clauses import AllOf, AnyOf, Not, Rule
from qa_service.domain.interaction import Party
from qa_service.domain.letters import plain
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Answer, Verdict
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript
from qa_service.domain.understanding import Judgement, Sentiment, Understanding
from qa_service.scoring.load import parse_text
from qa_service.scoring.total import score
from qa_service.scoring.wording.numerals import is_number

CRITERIA = ROOT / "models" / "criteria"
UNREAD = Understanding(Judgement(None, 0.0, {}), Judgement(None, 0.0, {}), Sentiment((), None, None), {})
"""No model reads anything here: only words decide."""
RUN = 3
CODE = 5


class CriterionCase(NamedTuple):
    """One interaction and one criterion: what is true, what was answered (None: cannot tell), what a pattern says."""

    sample: Sample
    gold: bool
    answer: bool | None
    pattern: bool


def cases(
    originals: Sequence[Sample], masked: Sequence[Sample], rubric: Rubric, patterns: Mapping[str, Mapping[str, str]]
) -> dict[str, list[CriterionCase]]:
    """Every interaction, by criterion: those that have a pattern."""
    rows: dict[str, list[CriterionCase]] = {id: [] for id in patterns}
    for original, sample in zip(originals, masked, strict=True):
        answers = {answer.criterion: answer for answer in score(rubric, UNREAD, setting(sample)).answers}
        for id, by_language in patterns.items():
            said = _says(by_language[sample.lang], sample)
            rows[id].append(CriterionCase(sample, is_true(original, id), decided(answers[id]), said))
    return rows


def _says(pattern: str, sample: Sample) -> bool:
    """Whether a turn of the agent's holds it."""
    agent = [turn.text for turn in sample.turns if turn.party is Party.AGENT]
    return any(re.search(pattern, text, re.IGNORECASE) for text in agent)


def decided(answer: Answer) -> bool | None:
    """Yes or no; where the criterion does not apply, what it asks for was not done."""
    return None if answer.verdict is Verdict.UNCLEAR else answer.verdict is Verdict.YES


def is_true(sample: Sample, id: str) -> bool:
    """Whether the writer labelled it, or for a number read back, whether it was."""
    return reads_back(sample) if id == "read_back" else id in behaviours(sample)


def reads_back(sample: Sample) -> bool:
    """Whether an agent repeats a number of the customer's; in the unmasked words."""
    given: set[tuple[str, ...]] = set()
    for turn in sample.turns:
        numbers = set(_numbers(turn.text, sample.lang))
        if turn.party is Party.CUSTOMER:
            given |= numbers
        elif turn.party is Party.AGENT and given & numbers:
            return True
    return False


def _numbers(text: str, lang: str) -> Iterator[tuple[str, ...]]:
    """Runs of three number tokens, and codes of five signs or more that hold a digit."""
    run: list[str] = []
    for word in re.findall(r"\w+", plain(text)):
        has_digit = any(sign.isdigit() for sign in word)
        run = [*run, word] if has_digit or is_number(word, lang) else []
        if len(run) >= RUN:
            yield tuple(run[-RUN:])
        if len(word) >= CODE and has_digit:
            yield (word,)


def figures(rows: Sequence[CriterionCase]) -> dict[str, Any]:
    """Kappa with interval, precision, recall, share that could not be told; the pattern's kappa on all."""
    told = [row for row in rows if row.answer is not None]
    return {
        "n": len(rows),
        "yes": sum(row.gold for row in rows),
        "withheld": round(1 - len(told) / len(rows), 3),
        "kappa": _with_interval([(row.gold, bool(row.answer)) for row in told]),
        "precision": _share([row.gold for row in told if row.answer]),
        "recall": _share([bool(row.answer) for row in told if row.gold]),
        "pattern kappa": _with_interval([(row.gold, row.pattern) for row in rows]),
    }


def _with_interval(pairs: Sequence[tuple[bool, bool]]) -> list[float]:
    def kappa(chosen: Sequence[tuple[bool, bool]]) -> float:
        return measures.kappa([gold for gold, _ in chosen], [answer for _, answer in chosen])

    low, high = measures.interval(pairs, kappa, random.Random(0))
    return [round(value, 2) for value in (kappa(pairs), low, high)]


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


def exact(rubric: Rubric) -> Rubric:
    """The same, every word as it is written: what inflection and tolerance bring is the difference."""
    sections = tuple(
        section.model_copy(
            update={
                "criteria": tuple(
                    criterion.model_copy(update={"rule": _exact(criterion.rule)}) for criterion in section.criteria
                )
            }
        )
        for section in rubric.sections
    )
    return rubric.model_copy(update={"sections": sections})


def _exact(rule: Rule) -> Rule:
    match rule:
        case SaysPhrase() | SaysScript():
            return rule.model_copy(update={"exact": True})
        case AllOf() | AnyOf():
            return rule.model_copy(update={"of": tuple(_exact(inner) for inner in rule.of)})
        case Not():
            return rule.model_copy(update={"of": _exact(rule.of)})
        case _:
            return rule


def measure(rows: Mapping[str, Sequence[CriterionCase]]) -> dict[str, dict[str, Any]]:
    """By criterion and language."""
    languages: Mapping[str, Callable[[CriterionCase], bool]] = {
        "it": lambda row: row.sample.lang == "it",
        "en": lambda row: row.sample.lang == "en",
        "both": lambda row: True,
    }
    return {
        id: {lang: figures([row for row in all_rows if fits(row)]) for lang, fits in languages.items()}
        for id, all_rows in rows.items()
    }


def main() -> None:
    """Score, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=split.PARTS, default="test")
    parser.add_argument("--rubric", type=Path, default=CRITERIA / "guides.yaml")
    parser.add_argument("--exact", action="store_true", help="words as they are written")
    parser.add_argument("--misses", help="print the interactions in which this criterion is answered wrongly")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    rubric = parse_text(args.rubric.read_text(encoding="utf-8"), vocabulary())
    originals = with_ends(split.of_part(corpus(), args.part, split.load()))
    masked = always_masked(originals)
    patterns = yaml.safe_load((CRITERIA / "patterns.yaml").read_text(encoding="utf-8"))
    asked = exact(rubric) if args.exact else rubric
    rows = cases(originals, masked, asked, patterns)
    if args.misses:
        _print_misses(rows[args.misses], args.misses)
        return
    found = measure(rows)
    for id, by_language in found.items():
        for lang, values in by_language.items():
            print(f"{id:20} {lang:5}", *(f"{name} {value}" for name, value in values.items()), sep="  ")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _print_misses(rows: Sequence[CriterionCase], id: str) -> None:
    for row in rows:
        if row.answer is not None and row.answer is not row.gold:
            print(f"--- {row.sample.id} gold {row.gold} answer {row.answer}")
            for turn in row.sample.turns:
                if turn.party is Party.AGENT and (not row.gold or id in (turn.courtesy or ()) or id == "read_back"):
                    print("  ", turn.text[:300])


if __name__ == "__main__":
    main()
