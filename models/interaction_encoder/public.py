"""The public sets that may train, read through mapping.yaml, and those that may only test."""

import gzip
import json
import os
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from models.interaction_encoder.samples import ROOT, LabelledTurn, Sample
from qa_service.domain.interaction import Party

MAPPING = Path(__file__).with_name("mapping.yaml")


def data_dir() -> Path:
    """Where the public sets lie: QA_EVAL_DATA, or ../shared/data beside the repository."""
    return Path(os.environ.get("QA_EVAL_DATA") or ROOT.parent / "shared" / "data")


def rows(name: str, part: str) -> list[dict[str, Any]]:
    """All items of one part of a set."""
    with gzip.open(data_dir() / name / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def mapping(name: str) -> dict[str, str]:
    """Their label -> our intent."""
    table: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(MAPPING.read_text(encoding="utf-8"))
    return {theirs: ours for ours, names in table[name].items() for theirs in names}


def utterances(name: str, each: int, seed: int) -> list[Sample]:
    """banking77 or clinc150: at most `each` single customer texts a label of theirs."""
    table = mapping(name)
    chosen: dict[str, list[str]] = {label: [] for label in table}
    items = rows(name, "train")
    random.Random(seed).shuffle(items)
    for item in items:
        if item["intent"] in table and len(chosen[item["intent"]]) < each:
            chosen[item["intent"]].append(item["text"])
    return [
        Sample(
            f"{name}-{label}-{n}", "en", name, (LabelledTurn(Party.CUSTOMER, text),), intent=table[label], weight=0.3
        )
        for label, texts in chosen.items()
        for n, text in enumerate(texts)
    ]


def multidogo(each: int, seed: int) -> list[Sample]:
    """The customer's side of chats up to three sentences past the first service intent, `each` a label of theirs."""
    table = mapping("multidogo")
    items = rows("multidogo", "train")
    random.Random(seed).shuffle(items)
    count = dict.fromkeys(table, 0)
    found = []
    for item in items:
        said = item["utterances"]
        first = next(((n, i) for n, u in enumerate(said) for i in u["intents"] if i in table), None)
        if first is None or count[first[1]] >= each:
            continue
        count[first[1]] += 1
        turns = tuple(LabelledTurn(Party.CUSTOMER, u["text"]) for u in said[: first[0] + 3])
        found.append(Sample(item["id"], "en", "multidogo", turns, intent=table[first[1]], weight=0.3))
    return found


def star(part: str, judged_only: bool = True) -> list[Sample]:
    """Chats with the customer's word on whether the task was done."""
    table = mapping("star")
    found = []
    for item in rows("star", part):
        if judged_only and item["task_done"] is None:
            continue
        turns = tuple(LabelledTurn(Party(t["speaker"]), t["text"]) for t in item["turns"])
        intent = table.get(item["tasks"][0]) if len(item["tasks"]) == 1 else None
        found.append(
            Sample(f"star-{item['id']}", "en", "star", turns, intent=intent, done=item["task_done"], weight=0.5)
        )
    return found
