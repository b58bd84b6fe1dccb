"""Thirty real dialogues, judged by the guides by somebody who had no part in the models: `by_eye.jsonl`.

The file holds judgements and where the dialogue lies, never its words. An answer is right where the judge holds it
right, debatable where a fair reader could defend it, else wrong; "cannot tell" is an answer like the others.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.dialogues import OFFICE_HOURS, dialogues
from eval.figures import Figure, Result
from eval.service import Service
from eval.text import CANNOT_TELL
from models.interaction_encoder.samples import read_lines
from qa_service.domain.understanding import NEGATIVE, Understanding

JUDGED = Path(__file__).with_name("by_eye.jsonl")
ITALIAN = (OFFICE_HOURS, "jilda")
GRADES = ("right", "debatable", "wrong")


def by_eye(service: Service, limit: int | None) -> Result:
    """Counts by grade for intent and resolution; how many agents are accused whom the judge does not accuse."""
    judged = list(read_lines(JUDGED))[:limit]
    read = [(judgement, _read(service, judgement)) for judgement in judged]
    figures = {
        f"{family} {grade}": Figure(float(sum(_grade(family, judgement, said) == grade for judgement, said in read)))
        for family in ("intent", "resolution")
        for grade in GRADES
    }
    figures["accused against the judge"] = Figure(float(sum(_unjust(judgement, said) for judgement, said in read)))
    return Result(len(read), "dialogues", figures)


def table(service: Service) -> str:
    """The dialogues one by one, in Markdown: `python -m eval.by_eye`."""
    lines = ["| set | intent: judge, service | | outcome: judge, service | |", "| --- | --- | --- | --- | --- |"]
    for judgement in read_lines(JUDGED):
        said = _read(service, judgement)
        cells = [judgement["set"]]
        for family in ("intent", "resolution"):
            answer = getattr(said, family).label or CANNOT_TELL
            cells += [f"{' or '.join(judgement[family])}, {answer}", _grade(family, judgement, said)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _grade(family: str, judgement: Mapping[str, Any], said: Understanding) -> str:
    answer = getattr(said, family).label or CANNOT_TELL
    if answer in judgement[family]:
        return "right"
    return "debatable" if answer in judgement[f"{family}_debatable"] else "wrong"


def _unjust(judgement: Mapping[str, Any], said: Understanding) -> bool:
    defended = {*judgement["negative"], *judgement["negative_debatable"]}
    return any(said.courtesy[label].present for label in NEGATIVE - defended)


def _read(service: Service, judgement: Mapping[str, Any]) -> Understanding:
    name = judgement["set"]
    return service.read(dialogues(name)[judgement["id"]], "it" if name in ITALIAN else "en")


if __name__ == "__main__":
    from eval.service import real

    print(table(real()))
