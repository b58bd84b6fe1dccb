"""Written figures that are no codes: prices, times, dates, decimals. Digits that go on beyond them are dictated ones.

Every pattern has a fixed longest match and cannot begin inside a figure, so that any text is searched in linear time.
"""

import re

from qa_service.understand.recognizers.lexicon import cues

Span = tuple[int, int]

_SURE = re.compile(
    r"""[€£$]\s?\d[\d.,]{0,20}                                                      # € 1.048,50
      | (?<![\d.,])\d[\d.,]{0,20}\s?(?:€|£|\$|%|(?:euro|eur|cents?|pounds?|quid|dollars?|percent|gradi)\b)
      | (?<![\w/.-])\d{1,2}(?::|(?-i:h))\d{2}(?:[:.]\d{2})?(?![\w/-]|\.\d)          # 21:15
      | (?<![\w/.-])\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}(?![\w/-]|\.\d)     # 8.30-9.30
      | (?<![\w/.-])\d{1,2}/\d{1,2}(?:/(?:19|20)?\d{2})?(?![\w/]|[.-]\d)            # 9/10
      | (?<![\w/.-])\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d{2}(?![\w/]|[.-]\d)            # 14.08.1989
      | (?<![\w/.-])(?:19|20)\d{2}[/-](?:19|20)?\d{2}(?:-\d{2})?(?![\w/-])          # 2025/26, 2025-11-03
      | \b\d{1,6}(?:x\d{1,6}){1,5}\b | \bh24\b | \b24/7\b | \b7/7\b | \b[ap]\.m\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_THINGS = re.compile(
    r"""\b(?:err(?:ore|or)?|firmware|vers(?:ione|ion)?|version|windows|modell?o?|model|discount[ ]code
         |promo[ ]code|codice[ ]sconto|off[ ]with[ ]code)
      [ :"'«]{1,3}(?:(?:code|codice|cod\.?|n\.?|is|l[ao]|the)[ :"']{1,3})?
      (?:0x[0-9a-f]{4,8} | [a-z]{1,8}-?\d{1,4}[a-z]{0,2} | \d{1,5}(?:\.\d{1,5}){2,3} | \d{1,2}[ ]\d\dh[12])
      (?![\w/-]|[.,]\d)                                      # errore E-1047, firmware 1.0.11""",
    re.IGNORECASE | re.VERBOSE,
)
"""What things are called: at most four digits in a row but in versions, so that no number of a person is among them."""
_UNLESS_TIED = re.compile(
    r"""(?<![\w/.,-])(?:\d{1,2}\.\d{2}(?:\.\d{2})?                                  # 9.30
      | \d{1,2}[.-]\d{1,2}(?:[.-]\d{2})?                                            # 3-5, 14.08
      | [1-9]\d?(?:[.,]\d{3}){2}(?:[.,]\d{1,2})? | [1-9]\d{0,2}[.,]\d{3}(?:[.,]\d{1,2})?  # 12.500
      | \d{1,9}[.,]\d{1,2})(?![\w/-]|[.,]\d)                                        # 46.50""",
    re.VERBOSE,
)
_TIE = r"[ .,;…–-]{1,3}"
_DIGITS_BEFORE = re.compile(rf"(?<!\d)(\d{{1,16}}){_TIE}\Z")
_DIGITS_AFTER = re.compile(rf"{_TIE}(\d{{1,16}})")
_BLOCK_BEFORE = re.compile(r"(?<![A-Za-z])(?!EUR|USD|GBP|CHF)[A-Z]{2,4}[ -]?\Z")
_SORT_CODE = re.compile(r"\d\d-\d\d-\d\d")
_SORT_CODE_BEFORE = re.compile(r"(?:sort code|s/c|sc)[\s:.]{0,3}(?:is )?\Z", re.IGNORECASE)
_POINTER = re.compile(r"([^\W\d_]{1,20})[ :.°#]{0,3}(?:\b(?:n|nr|num|numero|number|no|è|is)[ :.°#]{1,3}){0,2}\Z")
_POINTER_REACH = 50
_REACH = 20
_LEAST = 3
_LONGEST_HARMLESS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")


def spans(text: str) -> list[Span]:
    """Where such figures stand, in order. `348.611, 92.05` is none: other digits are tied to what looks like one."""
    sure = [match.span() for pattern in (_SURE, _OF_THINGS) for match in pattern.finditer(text)]
    maybe = [match.span() for match in _UNLESS_TIED.finditer(text)]
    starts, ends = {start for start, _ in sure + maybe}, {end for _, end in sure + maybe}
    return sorted(sure + [span for span in maybe if not _is_tied(text, span, starts, ends)])


def _is_tied(text: str, span: Span, starts: set[int], ends: set[int]) -> bool:
    """Whether other digits, no such figure themselves and no year, stand right before or after: three, or any when the
    figure has five itself (`28, 17-19` is a day and hours)."""
    start, end = span
    least = 1 if sum(map(str.isdecimal, text[start:end])) > _LONGEST_HARMLESS else _LEAST
    low = max(0, start - _REACH)
    if text.count(".", start, end) > 1 and _BLOCK_BEFORE.search(text[low:start]):  # VT 77.104.552
        return True
    if _is_pointed_at(text, start):
        return True
    if _SORT_CODE.fullmatch(text, start, end) and (
        _SORT_CODE_BEFORE.search(text[low:start]) or not _is_day(text, start)
    ):
        return True
    before = _DIGITS_BEFORE.search(text[low:start])
    after = _DIGITS_AFTER.match(text, end)
    return bool(
        (before and low + before.end(1) not in ends and len(before[1]) >= least and not _YEAR.fullmatch(before[1]))
        or (after and after.start(1) not in starts and len(after[1]) >= least and not _YEAR.fullmatch(after[1]))
    )


def _is_pointed_at(text: str, start: int) -> bool:
    """`codice cliente 912.406`: whether the name of a code stands right before the figure at `start`."""
    pointer = _POINTER.search(text[max(0, start - _POINTER_REACH) : start])
    return pointer is not None and pointer[1].lower() in cues("codes", "sure_names")


def _is_day(text: str, start: int) -> bool:
    """Whether the figures at `start`, like 12-11-81, can be a day and a month."""
    first, second = int(text[start : start + 2]), int(text[start + 3 : start + 5])
    return min(first, second) <= 12 and max(first, second) <= 31
