"""The corpus as texts with annotated spans of personal data, in two halves.

An interaction belongs to the tuning half when the first byte of the sha256 of its id is even. Rules were made, and the
lists of names completed, on that half alone.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_service.domain.transcript import PiiSpan

CORPUS = Path(__file__).parents[1] / "models" / "corpus"


@dataclass(frozen=True)
class Case:
    """One interaction: its texts and the annotated spans in them."""

    id: str
    lang: str
    asr_like: bool
    texts: tuple[str, ...]
    gold: tuple[PiiSpan, ...]


def held_out(identifier: str) -> bool:
    """Whether an interaction belongs to the half that no rule or list was made on."""
    return hashlib.sha256(identifier.encode()).digest()[0] % 2 == 1


def load(folder: Path, half: str, files: str = "[a-z][a-z]-*.jsonl") -> Iterator[Case]:
    """The cases of one half (``tune`` or ``held-out``) in file order."""
    for path in sorted(folder.glob(files)):
        for row in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(row)
            if held_out(document["id"]) == (half == "held-out"):
                yield _case(document)


def _case(document: dict[str, Any]) -> Case:
    texts = tuple(turn["text"] for turn in document["turns"])
    taken: set[tuple[int, int]] = set()
    gold = []
    for item in sorted(document.get("pii", ()), key=lambda item: -len(item["text"])):
        start = _free(texts[item["turn"]], item["text"], item["turn"], taken)
        if start >= 0:
            gold.append(PiiSpan(item["turn"], start, start + len(item["text"]), item["type"]))
            taken.update((item["turn"], place) for place in range(start, start + len(item["text"])))
    return Case(document["id"], document["lang"], document["asr_like"], texts, tuple(gold))


def _free(text: str, datum: str, turn: int, taken: set[tuple[int, int]]) -> int:
    """The first place of `datum` in `text` that no longer annotation holds, as a whole word where there is one."""
    places = [at for at in range(len(text)) if text.startswith(datum, at) and (turn, at) not in taken]
    whole = [
        at
        for at in places
        if not (at and text[at - 1].isalnum()) and not text[at + len(datum) : at + len(datum) + 1].isalnum()
    ]
    return (whole or places or [-1])[0]
