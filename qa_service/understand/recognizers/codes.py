"""Numbers and codes that point at a person: which runs are personal data, and of which type.

The form decides where it can (`code_forms`); otherwise the words around do, the question of an earlier turn included.
Quantities, prices and times stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import lexicon, quantities
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import TextLine

_KINDS = (forms.PHONE, forms.CARD, forms.IBAN, forms.POD, forms.NATIONAL, forms.CUSTOMER, forms.OTHER, forms.ADDRESS)
_WITH_ENDINGS = (forms.CARD, forms.IBAN, forms.PHONE)
_POINTERS = frozenset(("numero", "number", "n", "nr", "no", "codice", "code", "num"))
_LOOK_BACK = 14
_LOOK_AHEAD = 4
_LONGEST_ENDING = 8
_LONGEST_READING = 7
_SOME = ("2", "3", "4", "5", "6", "8")
READING = "READING"
"""What a meter shows: no personal datum."""
_LONGEST_REPEATED = 40
_MOST_REPEATED = 2_000


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """A run that is personal data, and how much its type rests on (0: the form alone, 3: a proof)."""

    run: Run
    kind: str
    evidence: int

    @property
    def sure(self) -> float:
        """The score of the hit: a long code that was dictated beats a street number or a date that overlaps it; one
        whose type is a guess gives way to presidio's telephone numbers (0.7)."""
        if self.evidence == 3 or self.run.singles >= 6:
            return 0.95
        return 0.75 if self.evidence else 0.65


def classify(
    line: TextLine, spelled: Sequence[Run], expected_kinds: Sequence[str], ending: bool = False
) -> list[PersonalCode]:
    """The runs of a line that are personal data. `expected_kinds`: the types that earlier turns spoke of, nearest
    first; `ending`: they asked for the last digits of something."""
    judged = [(run, *_judge(line, run, expected_kinds, ending)) for run in spelled]
    return [PersonalCode(run, kind, evidence) for run, kind, evidence in judged if kind]


def agree(spelled: Sequence[Sequence[Run]], codes: Sequence[Sequence[PersonalCode]]) -> list[list[PersonalCode]]:
    """The codes of a whole interaction made consistent.

    A code said again has one type, the best founded; and a run that repeats a part of a code found elsewhere
    (the last digits read back) is that datum too.
    """
    types: dict[str, tuple[str, int]] = {}
    for code in chain.from_iterable(codes):
        if code.evidence > types.get(code.run.code, ("", -1))[1]:
            types[code.run.code] = (code.kind, code.evidence)
    parts = _parts(types)
    own_ids = {id(code.run) for line_codes in codes for code in line_codes}
    return [
        [PersonalCode(run, *types[repeated]) for run in runs if (repeated := _same(run, parts, id(run) in own_ids))]
        + _read_otherwise(runs, line_codes)
        for runs, line_codes in zip(spelled, codes, strict=True)
    ]


def _read_otherwise(runs: Sequence[Run], codes: Sequence[PersonalCode]) -> list[PersonalCode]:
    """The codes that are none of the line's runs: answers, read with the letters that may be words."""
    ids = {id(run) for run in runs}
    return [code for code in codes if id(code.run) not in ids]


def _parts(codes: Iterable[str]) -> dict[str, str]:
    """By what may be said of a code when it is repeated, the longest code that holds it: four characters or more of
    it, or three at its beginning or end. Very long ones, and of very many the shortest, are repeated whole."""
    parts: dict[str, str] = {}
    for number, code in enumerate(sorted(codes, key=len, reverse=True)):
        parts.setdefault(code, code)
        cut_up = len(code) <= _LONGEST_REPEATED and number < _MOST_REPEATED
        for start in range(len(code) if cut_up else 0):
            for end in range(start + 3, len(code) + 1):
                if end - start > 3 or start == 0 or end == len(code):
                    parts.setdefault(code[start:end], code)
    return parts


def cues(line: TextLine) -> list[str]:
    """The types that the words of a line speak of, last first, each once; `READING` for a meter's."""
    return list(dict.fromkeys(kind for at in range(len(line) - 1, -1, -1) if (kind := _cue_at(line, at))))


def _cue_at(line: TextLine, at: int) -> str:
    """What token `at` speaks of. `reading` is a verb, too: a word before it tells."""
    low = line.lows[at]
    if low in lexicon.cues("codes", READING):
        known = low[0] == "l" or low[0] == "a" or (at > 0 and line.lows[at - 1] in lexicon.cues("codes", "of_meters"))
        return READING if known else ""
    of_reading = low == "contatore" and not lexicon.cues("codes", READING).isdisjoint(line.lows[max(0, at - 3) : at])
    return READING if of_reading else _cue(low)


def _without_readings(kinds: Sequence[str]) -> list[str]:
    return [kind for kind in kinds if kind != READING]


@cache
def _all_cues() -> dict[str, str]:
    return {word: kind for kind in _KINDS for word in lexicon.cues("codes", kind)}


@cache
def nouns() -> frozenset[str]:
    """The words that speak of a code, postcodes left out."""
    return frozenset(word for word, kind in _all_cues().items() if kind != forms.ADDRESS)


def is_cue(low: str) -> bool:
    """Whether a word speaks of a code."""
    return low in _all_cues() or low in _POINTERS


def _cue(low: str) -> str:
    return _all_cues().get(low, "")


def _same(run: Run, parts: Mapping[str, str], is_found: bool) -> str:
    """The known code that a run repeats whole or in part, or its own when it was found itself; "" for neither."""
    if run.digits >= 2 and len(run.code) >= 3 and (run.singles >= 2 or not run.spoken or is_found):
        code = parts.get(run.code, "")
        if code:
            return code
    return run.code if is_found else ""


def asks_for_digits(line: TextLine) -> bool:
    """Whether a line asks for a part of a number: `le ultime quattro cifre`, `the last four digits`."""
    lows = set(line.lows)
    if lows.isdisjoint(lexicon.cues("codes", "places")):
        return False
    return not lows.isdisjoint(lexicon.cues("codes", "parts")) or any(
        _asks_for_some(line, at) for at in range(len(line) - 1)
    )


def _asks_for_some(line: TextLine, at: int) -> bool:
    """`le ultime quattro?`, `the last four of the card`: so many of something that is not named right after."""
    if line.lows[at] not in lexicon.cues("codes", "places") or value_of(line.lows[at + 1]) not in _SOME:
        return False
    after = line.lows[at + 2] if at + 2 < len(line) else ""
    return not after.isalpha() or after in lexicon.cues("codes", "after_some")


def _judge(line: TextLine, run: Run, expected_kinds: Sequence[str], ending: bool) -> tuple[str, int]:
    """The type of a run and how much it rests on; ("", 0) when it is no personal data."""
    kind = forms.proven(run.code)
    if kind:
        return kind, 3
    if quantities.measured(line, run.last) and not (run.spoken and run.singles >= 6):
        return "", 0
    near = _near(line, run)
    if (near or expected_kinds)[:1] in ([READING], (READING,)) and not run.letters and run.digits <= _LONGEST_READING:
        return "", 0
    near, expected_kinds = _without_readings(near), _without_readings(expected_kinds)
    if forms.is_toll_free(run.code) and {*near[:1], *expected_kinds[:1]} <= {forms.PHONE}:
        return "", 0
    if run.digits >= 2 and (_is_ending(line, run) or (ending and _can_be_ending(line, run))):
        kind = _ending_kind(line, run, near, expected_kinds)
        if not kind and (ending or _named_ending(line, run)):
            kind = expected_kinds[0] if expected_kinds and ending else forms.OTHER
        if kind:
            return kind, 2
    return _in_context(line, run, forms.fitting(run, near), forms.fitting(run, expected_kinds))


def _can_be_ending(line: TextLine, run: Run) -> bool:
    """Whether a run answers a question for some digits: three to eight of them, two where nothing else is said."""
    return run.digits <= _LONGEST_ENDING and (run.digits > 2 or _alone(line, run))


def _ending_kind(line: TextLine, run: Run, near: Sequence[str], expected_kinds: Sequence[str]) -> str:
    """What the last digits belong to; "the account ending 5509" is a bank account."""
    before = line.lows[max(0, run.first - _LOOK_BACK) : run.first]
    if "account" in before or "conto" in before:
        return forms.IBAN
    return next((kind for kind in [*near, *expected_kinds] if kind in _WITH_ENDINGS), near[0] if near else "")


def _in_context(line: TextLine, run: Run, near_kind: str, expected: str) -> tuple[str, int]:
    """`near_kind`: the type that the words around speak of; `expected`: the one that an earlier turn asked for."""
    close = near_kind if near_kind and _tied(line, run) else ""
    if forms.is_postcode(run.code) and not close and (run.spoken or expected):
        return "ADDRESS", 1
    if forms.IBAN in _near(line, run) and _begins_iban(line, run):
        return forms.IBAN, 2
    if not run.letters and quantities.harmless(line, run, cued=bool(close or expected)):
        return "", 0
    if not expected and quantities.names_a_thing(line, run, cued=bool(close or near_kind)):
        return "", 0
    if forms.stands_out(run) or forms.is_long(run):
        return _standing_out(run, close, near_kind, expected)
    if close and _worth(line, run):
        return close, 2
    if expected and _answers(line, run):
        return expected, 1
    if forms.is_spelled_name(run) and run.code not in lexicon.cues("runs", "acronyms"):
        return "PERSON", 1
    if run.singles >= 3 and _alone(line, run):
        return expected or near_kind or forms.OTHER, int(bool(expected))
    return "", 0


def _standing_out(run: Run, close: str, near_kind: str, expected: str) -> tuple[str, int]:
    """The type of a run that is a code in any case."""
    if close:
        return close, 2
    if not run.letters and (
        forms.is_mobile(run.code) or (forms.is_landline(run.code) and expected in ("", forms.PHONE, forms.IBAN))
    ):
        return forms.PHONE, 2
    if forms.likeliest(run) == forms.POD and near_kind in ("", forms.OTHER):
        return forms.POD, 1
    return near_kind or expected or forms.likeliest(run), 2 if near_kind else int(bool(expected))


def _near(line: TextLine, run: Run) -> list[str]:
    """Types of the cues around a run, the nearest before it first, then those right after it."""
    before = range(run.first - 1, max(-1, run.first - 1 - _LOOK_BACK), -1)
    after = range(run.last + 1, min(len(line), run.last + 1 + _LOOK_AHEAD))
    return [kind for at in chain(before, after) if (kind := _cue_at(line, at))]


def _tied(line: TextLine, run: Run) -> bool:
    """Whether a cue stands close before the run, or right after it."""
    return any(map(_cue, line.lows[max(0, run.first - 5) : run.first] + line.lows[run.last + 1 : run.last + 3]))


def _worth(line: TextLine, run: Run) -> bool:
    """Whether a run beside a cue is long enough to be a code: digits said one by one, four digits written."""
    pointed = run.first > 0 and line.lows[run.first - 1] in _POINTERS
    if run.spoken:
        mixed = run.digits > 0 and run.letters > 0 and (run.digits >= 3 or run.letters >= 3)
        enough = run.singles >= 2 or run.joined or pointed or mixed
        return enough and run.groups >= 2 and len(run.code) >= 3
    if forms.looks_like_year(run.code) and not pointed:
        return False
    return len(run.code) >= 4 and run.digits >= 1 + (run.letters == 0)


def _begins_iban(line: TextLine, run: Run) -> bool:
    """`it quarantadue`, `g b eight two`: a country and the check digits."""
    country = run.first > 0 and line.lows[run.first - 1] in lexicon.cues("codes", "countries") and len(run.code) >= 2
    return country or (run.letters >= 2 and run.digits >= 2 and run.code[:2].isalpha())


def _answers(line: TextLine, run: Run) -> bool:
    """Whether a run can be the answer to a question for a code."""
    if run.spoken:
        enough = run.singles >= 2 or run.joined or (run.letters and run.digits >= 3) or _alone(line, run)
        return bool(enough) and run.groups >= 3 and run.digits >= 2
    return run.digits >= 4 and not forms.looks_like_year(run.code)


def _alone(line: TextLine, run: Run) -> bool:
    """Whether a turn says nothing but this run: a code dictated in parts."""
    others = chain(reversed(range(run.first)), range(run.last + 1, len(line)))  # from the run outwards: soon decided
    return all(not line.words[at][0].isalnum() or line.lows[at] in lexicon.cues("codes", "asides") for at in others)


def _is_ending(line: TextLine, run: Run) -> bool:
    """`la carta che finisce con 4471`, `ending seven seven oh six`, `ultime quattro cifre 4471`."""
    return any(low in lexicon.cues("codes", "endings") for low in line.lows[max(0, run.first - 4) : run.first])


def _named_ending(line: TextLine, run: Run) -> bool:
    """Whether three digits or more are said to end something that has no name here: `ending 291`."""
    if run.digits < 3 or forms.looks_like_year(run.code) or quantities.harmless(line, run, cued=True):
        return False
    return any(low in lexicon.cues("codes", "ends_with") for low in line.lows[max(0, run.first - 3) : run.first])
