"""Numbers cut up: dictated over several turns with the other's `sì` between, or in stretches of one turn.

Each piece may be too short to tell anything; together they are longer than any amount, and are hidden as one datum.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import open_questions, quantities
from qa_service.understand.recognizers.codes import PersonalCode
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import TextLine

_MOST_NODS = 2
_LONGEST_HARMLESS = 4
_FEW = 3
_NUMBER = frozenset(("numero", "number"))


class ChainedRun(NamedTuple):
    """A run in turn number `turn`. A `weak` one stands beside other words and may be any quantity: it proves nothing,
    but is hidden with a number that the others make.
    """

    turn: int
    run: Run
    weak: bool


def join(
    lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]], codes: Sequence[list[PersonalCode]]
) -> list[list[PersonalCode]]:
    """`codes` with the pieces of cut-up numbers added."""
    result = [
        _with_neighbours(line, runs, line_codes) for line, runs, line_codes in zip(lines, spelled, codes, strict=True)
    ]
    ids = [{id(code.run) for code in line_codes} for line_codes in result]
    for chained in _chains(lines, spelled):
        datum = _datum(chained, result)
        if datum is None:
            continue
        for turn, run, _ in chained:
            if id(run) not in ids[turn]:
                result[turn].append(PersonalCode(run, *datum))
    return result


def _with_neighbours(line: TextLine, runs: Sequence[Run], codes: list[PersonalCode]) -> list[PersonalCode]:
    """The codes of one line with the stretches of digits right before and after: `348 611 e 92 05`."""
    by_run = {id(code.run): code for code in codes}
    pairs = list(pairwise(runs))
    backwards = [(after, before) for before, after in reversed(pairs)]
    for run, neighbour in pairs + backwards:
        code, gap = by_run.get(id(run)), (min(run.last, neighbour.last) + 1, max(run.first, neighbour.first))
        if code is None or id(neighbour) in by_run or code.run.letters or not _continues(line, neighbour):
            continue
        if code.run.digits > _LONGEST_HARMLESS and open_questions.only_asides(line, *gap, and_too=True):
            by_run[id(neighbour)] = PersonalCode(neighbour, code.kind, code.evidence)
    return list(by_run.values())


def _continues(line: TextLine, run: Run) -> bool:
    return not run.letters and run.digits > 1 and not quantities.measured(line, run.last)


def _chains(lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]]) -> Iterator[list[ChainedRun]]:
    """Runs of successive turns that begin where the turn begins, the first one where a turn ends with it."""
    chain: list[ChainedRun] = []
    nods = 0
    for turn, (line, runs) in enumerate(zip(lines, spelled, strict=True)):
        if not runs and chain and nods < _MOST_NODS and open_questions.nods(line):
            nods += 1
            continue
        nods = 0
        opens = (
            bool(runs) and open_questions.only_asides(line, 0, runs[0].first, and_too=True) and _counts(line, runs[0])
        )
        closes = (
            bool(runs) and open_questions.only_asides(line, runs[-1].last + 1, len(line)) and _counts(line, runs[-1])
        )
        alone = (
            opens and closes and all(open_questions.only_asides(line, a.last + 1, b.first) for a, b in pairwise(runs))
        )
        if opens:
            chain += [ChainedRun(turn, run, _weak(line, run, alone)) for run in (runs if alone else runs[:1])]
        if not alone:
            yield chain
            chain = [ChainedRun(turn, runs[-1], _weak(line, runs[-1], _pointed(line)))] if closes else []
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


def _datum(chain: Sequence[ChainedRun], codes: Sequence[Sequence[PersonalCode]]) -> tuple[str, int] | None:
    """The type of what a chain spells, and how much it rests on; None when it is no datum."""
    certain = [piece for piece in chain if not piece.weak]
    runs = {piece.run.code: piece.run for piece in certain}
    values = [number.digits for run in runs.values() for number in run.numbers]
    if len({piece.turn for piece in certain}) < 2 or len(runs) < 2:  # said once, perhaps repeated
        return None
    if len(runs) < _FEW and not any(_dictated(run) for run in runs.values()):
        return None
    if sum(run.length for run in runs.values()) <= _LONGEST_HARMLESS or quantities.listed(values):
        return None
    pieces = {id(piece.run) for piece in chain}
    own_codes = [code for turn in {piece.turn for piece in chain} for code in codes[turn] if id(code.run) in pieces]
    if own_codes:
        best = max(own_codes, key=lambda code: code.evidence)
        return best.kind, best.evidence
    digits = "".join(piece.run.code for piece in chain)
    return forms.PHONE if forms.is_mobile(digits) or forms.is_landline(digits) else forms.OTHER, 0
