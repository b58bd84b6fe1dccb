"""Numbers cut up: dictated over several turns with the other's `sì` between, or in stretches of one turn.

Each piece may be too short to tell anything; together they are longer than any amount, and are hidden as one datum.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import quantities
from qa_service.understand.recognizers.codes import Found
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.lines import TextLine
from qa_service.understand.recognizers.runs import Run

_LONGEST_NOD = 6
_MOST_NODS = 2
_LONGEST_HARMLESS = 4
_FEW = 3
_NUMBER = frozenset(("numero", "number"))


class Piece(NamedTuple):
    """A run in turn number `turn`. A `weak` one stands beside other words and may be any quantity: it proves nothing,
    but is hidden with a number that the others make.
    """

    turn: int
    run: Run
    weak: bool


def join(
    lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]], found: Sequence[list[Found]]
) -> list[list[Found]]:
    """`found` with the pieces of cut-up numbers added."""
    out = [_with_neighbours(line, own, items) for line, own, items in zip(lines, spelled, found, strict=True)]
    known = [{id(item.run) for item in items} for items in out]
    for chain in _chains(lines, spelled):
        datum = _datum(chain, out)
        if datum is None:
            continue
        for turn, run, _ in chain:
            if id(run) not in known[turn]:
                out[turn].append(Found(run, *datum))
    return out


def _with_neighbours(line: TextLine, own: Sequence[Run], items: list[Found]) -> list[Found]:
    """The finds of one line with the stretches of digits right before and after: `348 611 e 92 05`."""
    known = {id(item.run): item for item in items}
    pairs = list(pairwise(own))
    backwards = [(after, before) for before, after in reversed(pairs)]
    for near, other in pairs + backwards:
        item, gap = known.get(id(near)), (min(near.last, other.last) + 1, max(near.first, other.first))
        if item is None or id(other) in known or item.run.letters or not _continues(line, other):
            continue
        if item.run.digits > _LONGEST_HARMLESS and _only_asides(line, *gap, and_too=True):
            known[id(other)] = Found(other, item.kind, item.evidence)
    return list(known.values())


def _continues(line: TextLine, run: Run) -> bool:
    return not run.letters and run.digits > 1 and not quantities.measured(line, run.last)


def _chains(lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]]) -> Iterator[list[Piece]]:
    """Runs of successive turns that begin where the turn begins, the first one where a turn ends with it."""
    chain: list[Piece] = []
    nods = 0
    for turn, (line, own) in enumerate(zip(lines, spelled, strict=True)):
        if not own and chain and nods < _MOST_NODS and _nods(line):
            nods += 1
            continue
        nods = 0
        opens = bool(own) and _only_asides(line, 0, own[0].first, and_too=True) and _counts(line, own[0])
        closes = bool(own) and _only_asides(line, own[-1].last + 1, len(line)) and _counts(line, own[-1])
        alone = opens and closes and all(_only_asides(line, a.last + 1, b.first) for a, b in pairwise(own))
        if opens:
            chain += [Piece(turn, run, _weak(line, run, alone)) for run in (own if alone else own[:1])]
        if not alone:
            yield chain
            chain = [Piece(turn, own[-1], _weak(line, own[-1], _pointed(line)))] if closes else []
    yield chain


def _counts(line: TextLine, run: Run) -> bool:
    """Whether a run can be a piece of a number."""
    return run.digits > 0 and not (run.spoken and run.letters) and not quantities.measured(line, run.last)


def _weak(line: TextLine, run: Run, led: bool) -> bool:
    """Whether a run may be anything: a lone `oh`, and one that neither looks dictated nor is `led` to."""
    return line.lows[run.first : run.last + 1] == ["oh"] or not (led or _dictated(run))


def _pointed(line: TextLine) -> bool:
    """Whether a line says that a number comes."""
    return not cues("codes", "PHONE").isdisjoint(line.lows) or not _NUMBER.isdisjoint(line.lows)


def _dictated(run: Run) -> bool:
    """Whether a run beside other words looks dictated: three digits or more, not said as one number."""
    return run.length > 2 and (not run.spoken or len(run.numbers) > 1)


def _datum(chain: Sequence[Piece], found: Sequence[Sequence[Found]]) -> tuple[str, int] | None:
    """The type of what a chain spells, and how much it rests on; None when it is no datum."""
    sure = [piece for piece in chain if not piece.weak]
    runs = {piece.run.code: piece.run for piece in sure}
    values = [number.digits for run in runs.values() for number in run.numbers]
    if len({piece.turn for piece in sure}) < 2 or len(runs) < 2:  # said once, perhaps repeated
        return None
    if len(runs) < _FEW and not any(_dictated(run) for run in runs.values()):
        return None
    if sum(run.length for run in runs.values()) <= _LONGEST_HARMLESS or quantities.listed(values):
        return None
    pieces = {id(piece.run) for piece in chain}
    known = [item for turn in {piece.turn for piece in chain} for item in found[turn] if id(item.run) in pieces]
    if known:
        best = max(known, key=lambda item: item.evidence)
        return best.kind, best.evidence
    code = "".join(piece.run.code for piece in chain)
    return forms.PHONE if forms.is_mobile(code) or forms.is_landline(code) else forms.OTHER, 0


def _only_asides(line: TextLine, first: int, end: int, and_too: bool = False) -> bool:
    """Whether tokens `first` up to `end` say nothing: marks, `sì`, `ok`, `poi`, and `e` where it does not part."""
    return all(
        not low[0].isalnum()
        or (low in cues("codes", "asides") and (and_too or low != "e"))
        or low in cues("numerals", "fillers")
        for low in line.lows[first:end]
    )


def _nods(line: TextLine) -> bool:
    """Whether a turn only asks for more: `sì, mi dica`, `go on`."""
    return len(line) <= _LONGEST_NOD and all(
        not low[0].isalnum() or low in cues("codes", "asides") or low in cues("codes", "nods") for low in line.lows
    )
