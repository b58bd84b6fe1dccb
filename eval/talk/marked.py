"""Marked exchanges as turns of pieces, from the three ways in which this project writes them down."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eval.corpus_pii import CORPUS, Case, load
from qa_service.domain.transcript import PiiSpan

FOLDER = Path(__file__).parent
KINDS = {
    "A": "ADDRESS", "C": "CREDIT_CARD", "D": "DATE_OF_BIRTH", "E": "EMAIL", "I": "IBAN", "K": "CUSTOMER_CODE",
    "N": "NATIONAL_ID", "O": "OTHER_ID", "P": "PERSON", "T": "PHONE", "U": "POD_PDR",
}  # fmt: skip
"""Letters of the marks in the files of this folder: ``sono [P:Anna]``."""
_SHORT = re.compile(r"\[([A-Z]):(.*?)\]", re.DOTALL)
_LONG = re.compile(r"\{\{([A-Z_]+):(.*?)\}\}", re.DOTALL)

Piece = tuple[str, str]
"""Words, and the kind of datum that they are part of, "" for none."""
Turn = list[Piece]


class Exchange(NamedTuple):
    """A language and the turns of an exchange."""

    lang: str
    turns: list[Turn]


def written() -> Iterator[Exchange]:
    """Those of this folder: one a line, turns parted by " / "."""
    for path in sorted(FOLDER.glob("*-*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                turns = line.replace("\\n", "\n").split(" / ")
                yield Exchange(path.name[:2], [_pieces(turn.strip(), _SHORT) for turn in turns])


def strangers(path: Path, numbers: int | None = None) -> Iterator[Exchange]:
    """Those of a file in the form of eval.strangers; `numbers` takes the odd (1) or even (0) ones only."""
    for line in path.read_text(encoding="utf-8").splitlines():
        body = json.loads(line)
        if numbers is None or int(body["id"].rpartition("-")[2]) % 2 == numbers:
            yield Exchange(body["lang"], [_pieces(text, _LONG) for _, text in body["turns"]])


def interactions(half: str, without: frozenset[str]) -> Iterator[Exchange]:
    """The interactions of one half of models/corpus but those with these ids."""
    for case in load(CORPUS, half):
        if case.id not in without:
            yield of_case(case)


def of_case(case: Case) -> Exchange:
    """Texts with spans as pieces."""
    return Exchange(
        case.lang, [_cut(text, [s for s in case.gold if s.turn == at]) for at, text in enumerate(case.texts)]
    )


def plain(exchange: Exchange) -> tuple[list[str], list[PiiSpan]]:
    """The texts, and where data stand in them."""
    texts, spans = [], []
    for at, turn in enumerate(exchange.turns):
        text = ""
        for words, kind in turn:
            if kind:
                spans.append(PiiSpan(at, len(text), len(text) + len(words), kind))
            text += words
        texts.append(text)
    return texts, spans


def _pieces(marked: str, form: re.Pattern[str]) -> Turn:
    turn, end = [], 0
    for mark in form.finditer(marked):
        turn += [(marked[end : mark.start()], ""), (mark[2], KINDS.get(mark[1], mark[1]))]
        end = mark.end()
    return [piece for piece in (*turn, (marked[end:], "")) if piece[0]]


def _cut(text: str, spans: list[PiiSpan]) -> Turn:
    turn, end = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= end:
            turn += [(text[end : span.start], ""), (text[span.start : span.end], span.type)]
            end = span.end
    return [piece for piece in (*turn, (text[end:], "")) if piece[0]]
