"""The marked exchanges, as texts and spans."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qa_service.domain.transcript import PiiSpan

FOLDER = Path(__file__).parent
HALVES = {"tune": 1, "measure": 0}
"""By the remainder of the number."""
SETS = (*HALVES, "later")
"""`later`: exchanges by two further writers, more than half of them full of what only looks personal."""
_MARK = re.compile(r"\{\{([A-Z_]+):(.*?)\}\}", re.DOTALL)


class Exchange(NamedTuple):
    """The turns as they were said, and where personal data stand in them."""

    id: str
    lang: str
    style: str
    texts: tuple[str, ...]
    gold: tuple[PiiSpan, ...]


def load(chosen: str) -> Iterator[Exchange]:
    """Those of one half, or of the later set."""
    folder = FOLDER if chosen in HALVES else FOLDER / chosen
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            body = json.loads(line)
            if chosen not in HALVES or int(body["id"].rpartition("-")[2]) % 2 == HALVES[chosen]:
                yield exchange(body)


def exchange(body: dict[str, object]) -> Exchange:
    """Of one line of a file."""
    turns = body["turns"]
    assert isinstance(turns, list)
    read = [unmarked(number, text) for number, (_, text) in enumerate(turns)]
    spans = tuple(span for _, marks in read for span in marks)
    return Exchange(str(body["id"]), str(body["lang"]), str(body["style"]), tuple(text for text, _ in read), spans)


def unmarked(turn: int, marked: str) -> tuple[str, list[PiiSpan]]:
    """The words without their marks, and where these stood."""
    text, spans, end = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        spans.append(PiiSpan(turn, len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        end = mark.end()
    return text + marked[end:], spans
