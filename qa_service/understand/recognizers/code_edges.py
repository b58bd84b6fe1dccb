"""Where a personal code begins and ends: with what was said or written right beside it and means nothing else.

`plus four four`, `dash l w`, `cl 55 90 31`, `IT 001 E`: the sign, the unknown letters and the country are a part of it.
"""

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import codes
from qa_service.understand.recognizers.lexicon import cues, ordinary, pairs
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import Hit, TextLine

_SIGNS = frozenset(("plus", "più", "+", "dash", "hyphen", "trattino", "slash", "barra"))
_VOWELS = frozenset("aeiou")
_WITH_COUNTRY = (forms.IBAN, forms.POD)
_RARELY_WORDS = frozenset(("ti", "vi", "ci", "ar", "en", "ex"))
_LONGEST_BLOCK = 4
_MOST_BLOCKS = 2


def hit(line: TextLine, run: Run, kind: str, score: float) -> Hit:
    """The hit over a run and its edges."""
    return line.hit(_first(line, run, kind), _last(line, run), kind, score)


def _first(line: TextLine, run: Run, kind: str) -> int:
    first = run.first
    if first and kind in _WITH_COUNTRY and line.lows[first - 1] in cues("codes", "countries"):
        return first - 1
    spelled = run.letters > 0 and kind != "PERSON" and not (first > 1 and line.words[first - 2] in "'’")
    if first and spelled and _is_letter(line, first) and _is_letter(line, first - 1):
        first -= 1
    if first > 1 and line.lows[first - 1] in _SIGNS and _is_single(line.lows[first - 2]):
        return first - 2
    blocks = 0
    while first and (line.lows[first - 1] in _SIGNS or (blocks < _MOST_BLOCKS and _is_block(line, first - 1))):
        blocks += line.lows[first - 1] not in _SIGNS
        first -= 1
    return first


def _last(line: TextLine, run: Run) -> int:
    last = run.last
    if run.letters > 1 and _is_letter(line, last) and _is_letter(line, last + 1, weak=False):
        last += 1
    if _ends_with_country(line, run):
        last += 1
    while last + 1 < len(line) and line.lows[last + 1] in _SIGNS and line.words[last + 1].isalpha():
        last += 1
    return last


def _ends_with_country(line: TextLine, run: Run) -> bool:
    """`RR 123 456 785 IT`: the country closes the number of a parcel."""
    after = line.words[run.last + 1] if run.last + 1 < len(line) else ""
    return bool(
        run.letters and run.code[-1].isdecimal() and after.isupper() and after.lower() in cues("codes", "countries")
    )


def _is_letter(line: TextLine, at: int, weak: bool = True) -> bool:
    """Whether a token names a letter. `weak`: also one that is a common word."""
    if at >= len(line):
        return False
    low = line.lows[at]
    if low in pairs("numerals", "letters") and low not in cues("numerals", "letters_that_are_words"):
        return True
    if _is_single(low) and low not in _VOWELS:
        return True
    return (_is_single(low) or low in pairs("numerals", "weak_letters")) and (weak or low in _RARELY_WORDS)


def _is_single(low: str) -> bool:
    return len(low) == 1 and "a" <= low <= "z"


def _is_block(line: TextLine, at: int) -> bool:
    """Whether a token is a few letters that are no word: a part of a code written apart."""
    word, low = line.words[at], line.lows[at]
    if not (1 < len(word) <= _LONGEST_BLOCK and word.isalpha() and word.isascii()):
        return False
    if codes.is_cue(low) or ordinary(low) or low.upper() in cues("runs", "acronyms"):
        return False
    return word.isupper() or word.islower()
