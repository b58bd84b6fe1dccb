"""English street addresses: flat and house number, house, name, kind of street, town and postcode, however they are
said."""

import re
from bisect import bisect_left

from qa_service.understand.recognizers.italian_addresses import is_business
from qa_service.understand.recognizers.lexicon import cues, ordinary, words
from qa_service.understand.recognizers.numerals import compose, value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_TALK = "talk_words.txt"
_POSTCODE = re.compile(r"\b(?:GIR 0AA|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b")
_SMALL_POSTCODE = re.compile(
    r"(?<![\w.-])[a-z]{1,2}\d[\da-z]? ?\d(?!st|nd|rd|th|am|pm|gb|mb|kg|km|cm|mm)[a-z]{2}(?![\w-])", re.IGNORECASE
)
_ENDS_IN_POSTCODE = re.compile(r"(?:[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}|[A-Z]\d[\dW] ?[\dA-Z]{4})$")
_LONGEST_WRITTEN = 24
_OUTWARD = re.compile(r"[A-Z]{1,2}\d[\dA-Z]?")
_EIRCODE = re.compile(r"\b(?:[AC-FHKNPRTV-Y]\d\d|D6W) ?(?=[\dA-Z]*[A-Z])[\dAC-FHKNPRTV-Y]{4}\b")
_NUMBER_AND_LETTER = re.compile(r"\d{1,4}[a-z]")
_LOT = re.compile(r"\b(?:[Nn]o\.?|[Nn]umber|№) ?\d{1,4}[A-Za-z]\b")
_POSTCODE_REACH = 16
_MOST_NUMBER_TOKENS = 9
_LONGEST_NAME = 4
_MOST_UNIT_TOKENS = 4
_MOST_PARTS = 3
_FIRMS_AND_TOWNS = frozenset(("bank", "bridge"))
"""`in Corrib Bank`, `from Hebden Bridge`: kinds of street that firms and towns are named by, too."""
_ALWAYS_STREETS = frozenset(("road", "street", "lane", "avenue", "crescent"))
_HOUSE_LETTERS = frozenset("abcdefgh")


def find(line: TextLine, expected: bool, awaited: bool = False, told: bool = False) -> list[Hit]:
    """English addresses of a line. `expected`: an earlier turn speaks of one; `awaited`: this one answers a question
    for
    one, or follows one that was told."""
    streets = cues("addresses", "english_streets")
    expected = expected or told
    hits = [
        hit for at, low in enumerate(line.lows) if at and low in streets and (hit := _to(line, at, expected, awaited))
    ]
    hits += [
        Hit(*match.span(), "ADDRESS", 0.85)
        for pattern in (_POSTCODE, _EIRCODE)
        for match in pattern.finditer(line.text)
    ]
    if line.has_digits:
        hits += [
            Hit(*match.span(), "ADDRESS", 0.7)
            for pattern in (_SMALL_POSTCODE, _LOT)
            for match in pattern.finditer(line.text)
        ]
    return [_from_house(line, hit) for hit in hits] + _units(line, awaited) + _said_postcodes(line)


def _from_house(line: TextLine, hit: Hit) -> Hit:
    """A hit that ends in a written postcode with all that stands before it and can belong to the address."""
    last = line.token_to(hit.end)
    if (
        not line.cased
        or last is None
        or not _ENDS_IN_POSTCODE.search(line.text, max(hit.start, hit.end - _POSTCODE_REACH), hit.end)
    ):
        return hit
    first = bisect_left(line.starts, hit.start)
    place, steps = first, 0
    while place > 0 and steps < _LONGEST_WRITTEN and _in_written(line, place - 1):
        place, steps = place - 1, steps + 1
    while place < first and not (line.words[place][0].isupper() or line.words[place][0].isdecimal()):
        place += 1
    comma = "," in line.words[place : first + 1] or hit.end - hit.start > _POSTCODE_REACH
    return hit._replace(start=line.starts[place]) if comma and place < first else hit


def _in_written(line: TextLine, at: int) -> bool:
    word, low = line.words[at], line.lows[at]
    if word in ",'’-/":
        return True
    if not word[0].isalnum() or low in cues("names", "titles"):
        return False
    number = word[0].isdecimal() and len(word) <= _LONGEST_NAME
    return (
        number
        or low in cues("addresses", "inside_names")
        or (word[0].isupper() and (low == "the" or low not in words(_TALK)))
    )


def _said_postcodes(line: TextLine) -> list[Hit]:
    """`s e fifteen two j q`, `se fifteen two jq`: area, district, then a digit and two letters."""
    hits: list[Hit] = []
    at = 0
    while at < len(line) - 2:
        end = _said_postcode(line, at)
        if end:
            hits.append(line.hit(at, end, "ADDRESS", 0.85))
        at = end + 1 if end else at + 1
    return hits


def _said_postcode(line: TextLine, at: int) -> int:
    """The last token of the postcode that begins here; 0 where none does."""
    place = _letters(line, at)
    if not place or "".join(line.lows[at:place]) not in cues("addresses", "postcode_areas"):
        return 0
    district = place
    while place < len(line) and place - district < 2 and value_of(line.lows[place]) is not None:
        place += 1
    for split in (place, place - 1):  # the last number may be the digit of the second half
        digits = compose([value_of(low) or "" for low in line.lows[district:split]])
        inward = split + (split < len(line) and line.words[split] == ",")
        if not 1 <= len(digits) <= 2 or inward >= len(line) or len(value_of(line.lows[inward]) or "") != 1:
            continue
        end = _letters(line, inward + 1)
        if not end or sum(map(len, line.words[inward + 1 : end])) != 2:
            continue
        spelled = end - inward == 3
        if spelled or not any(low in words(_TALK) for low in (line.lows[at], line.lows[inward + 1])):
            return end - 1
    return 0


def _letters(line: TextLine, at: int) -> int:
    """The token after one or two letters that begin here, said one by one or written together; 0 for none."""
    if at >= len(line) or not line.words[at].isalpha() or len(line.words[at]) > 2:
        return 0
    both = (
        len(line.words[at]) == 1
        and at + 1 < len(line)
        and len(line.words[at + 1]) == 1
        and line.words[at + 1].isalpha()
    )
    return at + 2 if both else at + 1


def _to(line: TextLine, at: int, expected: bool, awaited: bool) -> Hit | None:
    """The address whose kind of street stands at token `at`."""
    first = _name(line, at, awaited)
    if first is None:
        return None
    start = _number(line, first)
    weak = line.lows[at] in cues("addresses", "weak_english_streets")
    if start < first:
        plain = weak and not line.cased and not awaited and all(map(ordinary, line.lows[first:at]))
        return None if plain else line.hit(_house(line, start), _tail(line, at), "ADDRESS", 0.8)
    if not expected and (is_business(line, first, at) or _names_a_firm(line, at)):
        return None
    if not _believable(line, first, at, weak, expected, awaited):
        return None
    return line.hit(_house(line, start), _tail(line, at), "ADDRESS", 0.8)


def _believable(line: TextLine, first: int, at: int, weak: bool, expected: bool, awaited: bool) -> bool:
    """Whether a street without a house number is one."""
    if line.cased:
        named = line.words[first][0].isupper() and line.words[at][0].isupper()
        led = first > 0 and line.lows[first - 1] in ("at", "in", "to", "from") and line.lows[at] not in _FIRMS_AND_TOWNS
        return named and (not weak or expected or led)
    unknown = not ordinary(line.lows[at - 1])
    if expected and weak:
        return unknown or (awaited and line.lows[at] in cues("addresses", "houses"))
    return (unknown and not weak) or line.lows[at] in _ALWAYS_STREETS


def _names_a_firm(line: TextLine, at: int) -> bool:
    """`Garrison Road Pharmacy`: a further capital word right after."""
    return line.cased and at + 1 < len(line) and line.words[at + 1][0].isupper() and line.words[at + 1].isalpha()


def _name(line: TextLine, at: int, awaited: bool) -> int | None:
    """The first token of a street's name of one to three words that ends before token `at`."""
    first = at
    while first > 0 and at - first < _LONGEST_NAME:
        apostrophe = line.words[first - 1] in "'’" and first > 1
        if not apostrophe and not _belongs(line, first - 1, first == at, awaited):
            break
        first -= 1
    return first if first < at and line.words[first].isalpha() else None


def _belongs(line: TextLine, at: int, nearest: bool, awaited: bool) -> bool:
    """Whether a token can be a word of a street's name; without capitals only the nearest may be a plain word, or any
    where an address is awaited."""
    word, low = line.words[at], line.lows[at]
    if not word.isalpha() or value_of(low) or low in cues("addresses", "units"):
        return False
    if low == "the" and at > 0 and value_of(line.lows[at - 1]) is not None:
        after = line.lows[at + 1]
        street = after in cues("addresses", "english_streets") - cues("addresses", "weak_english_streets")
        return not nearest or street or after in cues("addresses", "houses")
    if low in cues("addresses", "not_streets") and not (low == "high" and awaited):
        return False
    if line.cased:
        return word[0].isupper() or low == "s"
    if len(low) == 1 and low != "s":
        return False
    if low in words(_TALK):
        return low in cues("addresses", "plain_streets")
    numbered = at > 0 and (value_of(line.lows[at - 1]) is not None or line.lows[at - 1] in _HOUSE_LETTERS)
    return nearest or numbered or awaited or not ordinary(low)


def _number(line: TextLine, first: int) -> int:
    """The first token of flat and house number before the name: `flat two, one hundred and twelve b`; `first` when
    there
    is none."""
    place, digits = first, False
    while place > 0 and first - place < _MOST_NUMBER_TOKENS:
        low = line.lows[place - 1]
        number = value_of(low) is not None or _NUMBER_AND_LETTER.fullmatch(low) is not None
        named = low in ("number", "no") and digits
        if not (number or named or low in cues("addresses", "units") or _ties(line, place - 1, digits)):
            break
        digits = digits or number
        place -= 1
    while place < first and not _opens_number(line, place):
        place += 1
    return place if digits else first


def _ties(line: TextLine, at: int, digits: bool) -> bool:
    """Whether a token may stand inside such numbers: a mark or `and` between two, a letter after one."""
    low = line.lows[at]
    if at == 0:
        return False
    before = value_of(line.lows[at - 1]) is not None
    if low in ",-/":
        return before or line.lows[at - 1] in _HOUSE_LETTERS
    if low == "and":
        return before and digits and line.lows[at - 1] in ("hundred", "thousand")
    unit = line.lows[at - 1] in cues("addresses", "units")
    return low in _HOUSE_LETTERS and (before or unit)


def _opens_number(line: TextLine, at: int) -> bool:
    low = line.lows[at]
    return (
        value_of(low) is not None
        or _NUMBER_AND_LETTER.fullmatch(low) is not None
        or low in cues("addresses", "units")
        or low in ("number", "no")
    )


def _house(line: TextLine, start: int) -> int:
    """The first token of what stands before a comma: `Ballynahatty Lodge, 2b Upper Malone Park`, `Apt 12, Block D, The
    Maltings, Carrow Rd`."""
    for _ in range(_MOST_PARTS):
        if start < 2 or line.words[start - 1] != ",":
            break
        first = _part_before(line, start - 1)
        if first is None:
            break
        start = first
    return start


def _part_before(line: TextLine, comma: int) -> int | None:
    """Where the house or flat begins that ends at this comma; None where none does."""
    first = comma
    while first > 0 and comma - first < _LONGEST_NAME and _belongs_to_house(line, first - 1):
        first -= 1
    if first == comma:
        return None
    lows = line.lows[first:comma]
    named = not cues("addresses", "houses").isdisjoint(lows) or not cues("addresses", "units").isdisjoint(lows)
    before = line.lows[first - 1] if first else ","
    alone = (
        line.cased and before in ("at", ":", "is", "address", "s", "of", ",") and line.lows[first] not in words(_TALK)
    )
    return first if named or alone else None


def _belongs_to_house(line: TextLine, at: int) -> bool:
    low, word = line.lows[at], line.words[at]
    if low in cues("addresses", "units") or value_of(low) is not None or _NUMBER_AND_LETTER.fullmatch(low):
        return True
    if not line.cased:
        return (
            low in ("the", "old") or low in cues("addresses", "houses") or (word.isalpha() and low not in words(_TALK))
        )
    return word.isalpha() and word[0].isupper()


def _tail(line: TextLine, end: int) -> int:
    """On over `, Leith`, `in tipton`, `, Flat 3`, `, HU3` and a postcode."""
    for _ in range(3):
        comma = end + 2 < len(line) and line.words[end + 1] == ","
        if comma and end + 3 < len(line) and line.lows[end + 2] in cues("addresses", "units"):
            end += 3 if value_of(line.lows[end + 3]) or len(line.lows[end + 3]) == 1 else 0
        elif comma and line.cased and _OUTWARD.fullmatch(line.words[end + 2]):
            end += 2
        else:
            end = _town(line, end, comma)
    match = _POSTCODE.search(line.text, line.ends[end], line.ends[end] + _POSTCODE_REACH)
    last = line.token_to(match.end()) if match and match.start() - line.ends[end] <= 2 else None
    return end if last is None else last


def _town(line: TextLine, end: int, comma: bool) -> int:
    """On over a town after a comma, `in`, or nothing where it is a known one."""
    led = end + 2 < len(line) and line.lows[end + 1] == "in"
    place = end + 2 if comma or led else end + 1
    town = place
    while town < len(line) and town - place < 2 and line.words[town].isalpha() and _is_town(line, town, comma or led):
        town += 1
    return town - 1 if town > place else end


def _is_town(line: TextLine, at: int, led: bool) -> bool:
    if line.lows[at] in words("towns.txt"):
        return not line.cased or line.words[at][0].isupper()
    if not led or line.lows[at] in words(_TALK) or line.lows[at] in cues("addresses", "english_streets"):
        return False
    return line.words[at][0].isupper() if line.cased else not ordinary(line.lows[at]) and len(line.lows[at]) > 3


def _units(line: TextLine, awaited: bool) -> list[Hit]:
    """`flat two oh four`, `tower b`, `Block D, third floor`: parts of an address without its street."""
    hits: list[Hit] = []
    at = 0
    while at < len(line):
        end = _unit(line, at)
        more = end
        while more:
            end = more
            comma = end + 1 < len(line) and line.words[end + 1] == ","
            more = _unit(line, end + 2 if comma else end + 1)
            awaited = awaited or bool(more)
        if end and awaited:
            hits.append(line.hit(at, end, "ADDRESS", 0.7))
        at = end + 1 if end else at + 1
    return hits


def _unit(line: TextLine, at: int) -> int:
    """The last token of a unit with its number or letter, or of a floor, that begins here; 0 where none does."""
    if at >= len(line):
        return 0
    if line.lows[at] in cues("addresses", "ordinal_floors") and line.lows[at + 1 : at + 2] == ["floor"]:
        return at + 1 + (line.lows[at + 2 : at + 3] == ["flat"])
    if at + 1 >= len(line) or not (line.lows[at] in cues("addresses", "units") or line.lows[at] == "number"):
        return 0
    place = at + 1
    while place < len(line) and place - at <= _MOST_UNIT_TOKENS and value_of(line.lows[place]) is not None:
        place += 1
    lettered = place < len(line) and len(line.words[place]) == 1 and line.lows[place] in _HOUSE_LETTERS
    lettered = lettered and not (line.lows[place] == "a" and place > at + 1)
    numbered = place < len(line) and _NUMBER_AND_LETTER.fullmatch(line.lows[place]) is not None and place == at + 1
    last = place if lettered or numbered else place - 1
    return last if last > at else 0
