"""Italian street addresses: kind of street, name, house number, stair, postcode and town."""

import re

from qa_service.understand.recognizers import dates
from qa_service.understand.recognizers.lexicon import cues, ordinary
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_POSTCODE = re.compile(r"\d{5}")
_NUMBER_AND_LETTER = re.compile(r"\d{1,4}[a-z]")
_ABBREVIATED = {("c", "so"), ("v", "le"), ("p", "zza"), ("p", "le"), ("c", "da"), ("l", "go")}
_BEFORE_NUMBER = frozenset((",", "n", "numero", "nr", "civico", ".", "°"))


def find(line: TextLine) -> list[Hit]:
    """Italian addresses of a line."""
    return [
        hit for at in range(len(line)) if (start := _street(line, at)) is not None and (hit := _from(line, start, at))
    ]


def _street(line: TextLine, at: int) -> int | None:
    """Where the kind of street that ends at this token begins; None when it is none."""
    if line.lows[at] in cues("addresses", "italian_streets"):
        return at
    dotted = at > 1 and line.words[at - 1] == "." and (line.lows[at - 2], line.lows[at]) in _ABBREVIATED
    return at - 2 if dotted else None


def _from(line: TextLine, start: int, at: int) -> Hit | None:
    """The address whose kind of street stands at tokens `start` to `at`."""
    name_end = _name(line, at)
    if name_end is None:
        return None
    number_end = _number(line, name_end)
    if number_end == name_end and not _believable(line, start, at, name_end):
        return None
    if number_end > name_end and line.cased and line.words[name_end].islower() and not _sure(line, at):
        return None
    return line.hit(start, _tail(line, number_end), "ADDRESS", 0.85)


def _sure(line: TextLine, at: int) -> bool:
    """Whether the word hardly ever means anything but a street."""
    return line.lows[at] in cues("addresses", "sure_streets") or line.words[at][0].isupper() or line.lows[at - 1] == "."


def _believable(line: TextLine, start: int, at: int, name_end: int) -> bool:
    """Whether a street without a house number is one: a capital name, or an unknown word after "in via"."""
    if line.lows[at] == "borgo" or is_business(line, start):
        return False
    if line.cased:
        return line.words[name_end][0].isupper() and _sure(line, at)
    name = line.lows[name_end]
    unknown = (not ordinary(name) and len(name) > 3) or name in cues("addresses", "street_names")
    led = start == 0 or line.lows[start - 1] in cues("addresses", "lead_in")
    return unknown and led and line.lows[at] in cues("addresses", "sure_streets") and line.lows[at] != "corso"


def is_business(line: TextLine, at: int) -> bool:
    """Whether the words before speak of a place of business, whose address is nobody's."""
    return any(low in cues("addresses", "shops") for low in line.lows[max(0, at - 5) : at])


def _name(line: TextLine, at: int) -> int | None:
    """The last token of the street's name after token `at`, None when no name follows."""
    place = at + 1
    while place < len(line) and place - at < 5 and _is_particle(line, place):
        place += 1
    if place >= len(line) or not line.words[place].isalpha() or line.lows[place] in cues("addresses", "not_after_via"):
        return None
    if line.cased and line.words[place].islower():
        return place if _number(line, place) > place and _sure(line, at) and line.lows[at] != "corso" else None
    if value_of(line.lows[place]) and place + 1 < len(line) and line.lows[place + 1] in dates.MONTHS:
        return place + 1
    end = place
    while end + 1 < len(line) and end - place < 2 and _goes_on(line, end + 1):
        end += 1
    is_number = value_of(line.lows[end]) is not None and not line.cased and end == place
    return None if is_number and _number(line, end) == end else end


def _is_particle(line: TextLine, at: int) -> bool:
    """`del`, `San`, an apostrophe; but `in via di massima` is no street."""
    return line.lows[at] in cues("addresses", "particles") or line.words[at] in "'’"


def _goes_on(line: TextLine, at: int) -> bool:
    """Whether a token is a further word of the street's name."""
    low, word = line.lows[at], line.words[at]
    if not word.isalpha() or low in cues("addresses", "tail"):
        return False
    if line.cased:
        return word[0].isupper()
    number_soon = any(value_of(after) for after in line.lows[at + 1 : at + 3])
    return number_soon and value_of(low) is None and not ordinary(low)


def _number(line: TextLine, name_end: int) -> int:
    """The last token of the house number after the name; `name_end` when there is none."""
    place = name_end + 1
    while place < len(line) and line.lows[place] in _BEFORE_NUMBER and place - name_end < 4:
        place += 1
    end = name_end
    while place < len(line) and place - name_end < 6 and value_of(line.lows[place]):
        end, place = place, place + 1
    if end == name_end:
        return place if place < len(line) and _NUMBER_AND_LETTER.fullmatch(line.lows[place]) else end
    letter = place + 1 < len(line) and line.words[place] in "/-" and len(line.words[place + 1]) <= 2
    return place + 1 if letter else end


def _tail(line: TextLine, end: int) -> int:
    """On over `, scala B`, `, interno 4`, `, secondo piano`, `, 12038 Savigliano`, `, Monza`, `a Imola`."""
    for _ in range(4):
        further = _inside(line, end)
        if further == end:
            return _town(line, end)
        end = further
    return end


def _after_comma(line: TextLine, end: int) -> int:
    """The token after `end` and an optional comma, hyphen or bracket; the line's length when there is none."""
    place = end + 1
    return place + 1 if place < len(line) and line.words[place] in ",-(" else place


def _inside(line: TextLine, end: int) -> int:
    """One step further inside the building, or to the postcode; `end` when there is none."""
    place = _after_comma(line, end)
    if place + 1 < len(line) and line.lows[place + 1] == "piano":
        return place + 1
    if place < len(line) and _POSTCODE.fullmatch(line.words[place]):
        return place
    if place + 1 >= len(line) or line.lows[place] not in cues("addresses", "tail"):
        return end
    value = place + 2 if line.words[place + 1] == "." and place + 2 < len(line) else place + 1
    return value if len(line.words[value]) <= 2 or value_of(line.lows[value]) else end


def _town(line: TextLine, end: int) -> int:
    """On over the town, which stands after a comma, `a` or a postcode; `end` when there is none."""
    place = _after_comma(line, end)
    if not line.cased or place >= len(line):
        return end
    if line.lows[place] in ("a", "ad"):
        place += 1
    elif place == end + 1 and not _POSTCODE.fullmatch(line.words[end]):
        return end
    town = place
    while town < len(line) and line.words[town][0].isupper() and line.words[town].isalpha() and town - place < 3:
        town += 1
    closed = town < len(line) and line.words[place - 1] == "(" and line.words[town] == ")"
    return (town if closed else town - 1) if town > place else end
