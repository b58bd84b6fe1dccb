"""Other people's material, for evaluation only: outcome of chats and sentiment of posts.

Reads QA_DATA_DIR (default ../shared/data beside the repository). None of it trains the shipped heads.
"""

import gzip
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval import measures
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.ports import Reader

ROOT = Path(__file__).resolve().parents[1]
MOST = 1000
"""Items a set: enough for two figures, little enough to run in a minute."""


def rows(name: str, part: str) -> list[dict[str, Any]]:
    """The items of one part of a set. Raises FileNotFoundError when the set is not there."""
    folder = Path(os.environ.get("QA_DATA_DIR") or ROOT.parent / "shared" / "data")
    with gzip.open(folder / name / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def outside_figures(reader: Reader) -> dict[str, float]:
    """star: AUC of P(resolved) against the customer's word. Posts: macro F1 of three sentiments."""
    return {
        **star(reader),
        "sentipolc macro F1": sentiment(reader, "sentipolc", "it"),
        "airline-tweets macro F1": sentiment(reader, "airline-tweets", "en"),
    }


def star(reader: Reader) -> dict[str, float]:
    """How well the outcome is told on star's chats of part dev."""
    chats = [chat for chat in rows("star", "dev") if chat["task_done"] is not None]
    chances = [reader.read(_chat(chat["turns"])).resolution.distribution for chat in chats]
    done = [bool(chat["task_done"]) for chat in chats]
    return {
        "star resolved AUC": measures.auc([c["resolved"] for c in chances], done),
        "star cases": float(len(chats)),
    }


def sentiment(reader: Reader, name: str, lang: str) -> float:
    """Macro F1 over posts, each read as one turn of a customer; mixed ones are left out."""
    posts = [post for post in rows(name, "train") if post["sentiment"] in ("positive", "neutral", "negative")][:MOST]
    said = [_mood(reader, post["text"], lang) for post in posts]
    return measures.macro_f1([post["sentiment"] for post in posts], said)


def _mood(reader: Reader, text: str, lang: str) -> str:
    found = reader.read(Transcript((Turn(Party.CUSTOMER, text),), lang)).sentiment.turns
    return found[0].label or ""


def _chat(turns: Sequence[Mapping[str, Any]]) -> Transcript:
    return Transcript(tuple(Turn(Party(t["speaker"]), t["text"]) for t in turns), "en")
