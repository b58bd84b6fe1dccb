"""Street addresses: Italian ones open with the kind of street, English ones close with it; UK postcodes."""

import re

from qa_service.understand.recognizers.lexicon import ordinary
from qa_service.understand.recognizers.lines import Hit, Line
from qa_service.understand.recognizers.numerals import value_of

_IT_STREETS = frozenset(
    [
        "via",
        "viale",
        "piazza",
        "piazzale",
        "piazzetta",
        "corso",
        "largo",
        "vicolo",
        "contrada",
        "strada",
        "stradone",
        "salita",
        "lungomare",
        "lungarno",
        "lungotevere",
        "borgo",
        "frazione",
        "località",
        "loc",
        "calle",
        "campo",
        "fondamenta",
        "vico",
        "v.le",
        "p.zza",
        "c.so",
        "c.da",
        "traversa",
        "rione",
        "regione",
        "galleria",
        "circonvallazione",
        "borgata",
        "masseria",
        "cascina",
        "podere",
        "villaggio",
    ]
)
_SURE_STREETS = frozenset(
    [
        "via",
        "viale",
        "piazza",
        "piazzale",
        "vicolo",
        "lungomare",
        "lungarno",
        "corso",
        "contrada",
        "salita",
        "calle",
        "vico",
    ]
)
_IT_PARTICLES = frozenset(
    [
        "di",
        "del",
        "dello",
        "della",
        "dei",
        "degli",
        "delle",
        "dell",
        "d",
        "da",
        "san",
        "santa",
        "santo",
        "sant",
        "s",
        "la",
        "lo",
        "le",
        "li",
        "il",
        "i",
    ]
)
_NOT_AFTER_VIA = frozenset(
    [
        "mail",
        "email",
        "e",
        "posta",
        "pec",
        "fax",
        "sms",
        "chat",
        "telefono",
        "web",
        "app",
        "internet",
        "cavo",
        "whatsapp",
        "telefonica",
        "telematica",
        "definitiva",
        "cautelare",
        "eccezionale",
        "ufficiale",
        "bonaria",
        "provvisoria",
        "preventiva",
        "d",
        "di",
        "generale",
        "esclusiva",
        "amichevole",
        "radio",
        "satellite",
        "bluetooth",
        "libera",
        "così",
        "poi",
        "che",
        "da",
        "per",
        "con",
        "non",
        "il",
        "la",
        "lo",
        "le",
        "gli",
        "un",
        "una",
        "ma",
        "se",
        "adesso",
        "ora",
        "subito",
        "tutto",
        "tutti",
        "anche",
        "quando",
        "prima",
        "dopo",
        "già",
        "mai",
        "sempre",
        "è",
        "sono",
        "ho",
        "ha",
        "mi",
        "ti",
        "si",
        "ci",
        "vi",
        "ne",
    ]
)
_EN_STREETS = frozenset(
    [
        "road",
        "street",
        "lane",
        "avenue",
        "close",
        "drive",
        "court",
        "crescent",
        "place",
        "gardens",
        "terrace",
        "mews",
        "row",
        "square",
        "grove",
        "rise",
        "hill",
        "view",
        "walk",
        "way",
        "park",
        "yard",
        "garth",
        "cottages",
        "cottage",
        "rd",
        "st",
        "ave",
        "ln",
        "cres",
        "strasse",
        "boulevard",
        "blvd",
        "parade",
        "wharf",
        "quay",
        "green",
        "croft",
        "mount",
        "steps",
        "wynd",
        "brae",
        "buildings",
        "hythe",
        "house",
        "farm",
        "marina",
        "parkway",
        "highway",
        "circle",
        "orchard",
        "rode",
    ]
)
_WEAK_EN = frozenset(
    [
        "close",
        "drive",
        "court",
        "place",
        "way",
        "park",
        "view",
        "walk",
        "house",
        "farm",
        "green",
        "mount",
        "steps",
        "rise",
        "hill",
        "square",
        "st",
        "circle",
        "orchard",
        "marina",
        "buildings",
        "row",
        "yard",
        "quay",
        "gardens",
        "highway",
        "croft",
        "rode",
    ]
)
_UNITS = frozenset(["flat", "apartment", "apt", "unit", "room", "suite", "floor", "plot"])
_IN_FRONT = frozenset(
    ["in", "di", "da", "a", "abito", "abitiamo", "indirizzo", "residente", "vive", "all'indirizzo", "è", "sempre", "at"]
)
_TAIL_IT = frozenset(
    ["scala", "scal", "sc", "interno", "int", "palazzina", "piano", "civico", "citofono", "bis", "edificio", "lotto"]
)
_POSTCODE = re.compile(r"\b(?:GIR 0AA|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b")
_CAP = re.compile(r"\d{5}")
_SHOPS = frozenset(
    [
        "shop",
        "store",
        "branch",
        "office",
        "pharmacy",
        "clinic",
        "depot",
        "garage",
        "negozio",
        "filiale",
        "sportello",
        "laboratorio",
        "sede",
        "ufficio",
        "farmacia",
        "ambulatorio",
        "studio",
        "magazzino",
        "agenzia",
        "comune",
        "hotel",
        "ospedale",
    ]
)
_NOT_STREETS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "my",
        "your",
        "our",
        "their",
        "his",
        "her",
        "high",
        "main",
        "same",
        "other",
        "next",
        "whole",
        "any",
        "some",
        "every",
        "each",
        "own",
        "which",
        "what",
        "on",
        "in",
        "of",
        "off",
        "down",
        "up",
        "across",
        "along",
        "by",
        "to",
        "from",
        "and",
        "or",
        "no",
        "under",
        "one",
        "way",
        "cross",
        "wrong",
        "right",
        "left",
        "busy",
        "local",
        "dead",
    ]
)


def find(line: Line) -> list[Hit]:
    """Addresses of a line."""
    hits = [hit for at, low in enumerate(line.lows) if low in _IT_STREETS and (hit := _italian(line, at))]
    hits += [hit for at, low in enumerate(line.lows) if low in _EN_STREETS and (hit := _english(line, at))]
    hits += [Hit(*match.span(), "ADDRESS", 0.75) for match in _POSTCODE.finditer(line.text)]
    return _joined(line, hits)


def _italian(line: Line, at: int) -> Hit | None:
    """From the kind of street over its name to number, stair, postcode and town."""
    name_end = _italian_name(line, at)
    if name_end is None:
        return None
    number_end = _civic(line, name_end)
    numbered = number_end > name_end
    capital = line.cased and line.words[name_end][0].isupper()
    led = at > 0 and line.lows[at - 1] in _IN_FRONT
    street = line.lows[at]
    if not numbered and (_is_shop(line, at) or (street == "borgo" and capital)):
        return None
    if not numbered and not (capital and (street in _SURE_STREETS or line.words[at][0].isupper())):
        unknown = not ordinary(line.lows[name_end]) and len(line.lows[name_end]) > 3
        if line.cased or street not in _SURE_STREETS or not (led and unknown):
            return None
    if numbered and line.cased and not capital and street not in _SURE_STREETS:
        return None
    if street == "corso" and not (capital or numbered):
        return None
    return line.hit(at, _italian_tail(line, number_end), "ADDRESS", 0.85)


def _italian_name(line: Line, at: int) -> int | None:
    """The last token of the street's name, None when no name follows."""
    place = at + 1
    if place < len(line) and line.words[place] == "." and line.glued(place) and line.lows[at] in ("loc", "fraz", "v"):
        place += 1
    begin = place
    while place < len(line) and (line.lows[place] in _IT_PARTICLES or line.words[place] in "'’.") and place - begin < 4:
        place += 1
    if place >= len(line) or not line.words[place].isalpha():
        if begin < len(line) and value_of(line.lows[begin]) and line.cased:
            return None
        return None
    if place == begin and line.lows[place] in _NOT_AFTER_VIA:
        return None
    if line.cased and line.words[place].islower():
        return place if _civic(line, place) > place and line.words[at][0].isupper() else None
    end = place
    for step in range(1, 3):
        following = place + step
        if following >= len(line):
            break
        word = line.words[following]
        if line.cased:
            name = word[0].isupper() and word.isalpha() and line.lows[following] not in _TAIL_IT
        else:
            name = (
                word.isalpha()
                and not value_of(line.lows[following])
                and any(value_of(low) for low in line.lows[following + 1 : following + 3])
                and not ordinary(line.lows[following])
            )
        if not name:
            break
        end = following
    if not line.cased and value_of(line.lows[end]) and end == place and end + 1 < len(line):
        return None if not value_of(line.lows[end + 1]) else end
    return end


def _civic(line: Line, name_end: int) -> int:
    """The last token of the house number after the name (and an optional comma or `n.`); `name_end` when none."""
    place = name_end + 1
    while place < len(line) and line.lows[place] in (",", "n", "numero", "nr", "civico", ".") and place - name_end < 4:
        place += 1
    end = name_end
    while place < len(line) and value_of(line.lows[place]) and place - name_end < 6:
        end, place = place, place + 1
    if end > name_end and place + 1 < len(line) and line.words[place] in "/-" and len(line.words[place + 1]) <= 2:
        end = place + 1
    elif end == name_end and place < len(line) and re.fullmatch(r"\d{1,4}[a-z]", line.lows[place]):
        end = place
    return end


def _italian_tail(line: Line, end: int) -> int:
    """Over `, scala B`, `, interno 4`, `, secondo piano`, `, 12038 Savigliano`, `, Monza`, `a Imola`."""
    for _ in range(4):
        place = end + 1
        if place < len(line) and line.words[place] in ",-(":
            place += 1
        if place >= len(line):
            return end
        low, word = line.lows[place], line.words[place]
        if low in _TAIL_IT and place + 1 < len(line):
            nxt = place + 1
            while nxt + 1 < len(line) and line.words[nxt] in ".":
                nxt += 1
            small = len(line.words[nxt]) <= 2 or value_of(line.lows[nxt])
            if low != "piano" and low != "citofono" and small:
                end = nxt
                continue
            return end
        if place + 1 < len(line) and line.lows[place + 1] == "piano":
            end = place + 1
            continue
        if _CAP.fullmatch(word):
            end = place
            continue
        town = place if line.cased and word[0].isupper() and word.isalpha() and place > end + 1 else None
        if town is None and low == "a" and place + 1 < len(line) and line.cased and line.words[place + 1][0].isupper():
            town = place + 1
        if town is None and _CAP.fullmatch(line.words[end]) and word[0].isupper():
            town = place
        if town is None:
            return end
        while town + 1 < len(line) and line.words[town + 1][0].isupper() and line.words[town + 1].isalpha():
            town += 1
        if line.words[place - 1] == "(" and town + 1 < len(line) and line.words[town + 1] == ")":
            town += 1
        return town
    return end


def _english(line: Line, at: int) -> Hit | None:
    """Back from the kind of street over its name to the house number, then on to town and postcode."""
    if at == 0:
        return None
    first = _english_name(line, at)
    if first is None:
        return None
    numbered = _english_number(line, first)
    weak = line.lows[at] in _WEAK_EN
    if weak and not line.cased and numbered < first and ordinary(line.lows[at - 1]):
        return None
    if numbered == first:
        if _is_shop(line, first) or (at + 1 < len(line) and line.words[at + 1][0].isupper()):
            return None
        named = line.cased and line.words[first][0].isupper() and line.words[at][0].isupper()
        unknown = not line.cased and not ordinary(line.lows[at - 1])
        if weak and not (named and first > 0 and line.lows[first - 1] in ("at", "in", "to", "from")):
            return None
        if not named and not unknown and line.lows[at] not in ("road", "street", "lane", "avenue", "crescent"):
            return None
    return line.hit(numbered, _english_tail(line, at), "ADDRESS", 0.8)


def _is_shop(line: Line, at: int) -> bool:
    """Whether the words before speak of a place of business, whose address is nobody's."""
    return any(low in _SHOPS for low in line.lows[max(0, at - 5) : at])


def _english_name(line: Line, at: int) -> int | None:
    """The first token of a street's name of one to three words that ends before token `at`."""
    first = at
    while first > 0 and at - first < 3:
        word, low = line.words[first - 1], line.lows[first - 1]
        if word in "'’" and first > 1:
            first -= 1
            continue
        if not word.isalpha() or value_of(low) or low in _NOT_STREETS or low in _UNITS:
            break
        if line.cased and not word[0].isupper() and low != "s":
            break
        if not line.cased and first < at and ordinary(low) and not _english_digits(line, first - 1):
            break
        first -= 1
    return first if first < at and line.words[first].isalpha() else None


def _english_digits(line: Line, at: int) -> bool:
    """Whether a house number stands right before token `at`."""
    return at > 0 and value_of(line.lows[at - 1]) is not None


def _english_number(line: Line, first: int) -> int:
    """The first token of the house number (and flat) before the name; `first` when there is none."""
    place = first
    while place > 0 and first - place < 8:
        low, word = line.lows[place - 1], line.words[place - 1]
        number = value_of(low) is not None or re.fullmatch(r"\d{1,4}[a-z]", low) or low in _UNITS
        link = word in ",-" and place < first and place > 1 and (value_of(line.lows[place - 2]) is not None)
        comma = word in ",-" and place == first and place > 1 and value_of(line.lows[place - 2]) is not None
        if not (number or link or comma):
            break
        place -= 1
    return place


def _english_tail(line: Line, at: int) -> int:
    """Over `, Leith`, `, Flat 3` and a postcode."""
    end = at
    for _ in range(3):
        place = end + 1
        if place + 1 < len(line) and line.words[place] == ",":
            if line.lows[place + 1] in _UNITS and place + 2 < len(line) and value_of(line.lows[place + 2]):
                end = place + 2
                continue
            if line.words[place + 1][0].isupper() and line.words[place + 1].isalpha() and line.cased:
                end = place + 1
                continue
        break
    match = _POSTCODE.search(line.text, line.ends[end])
    if match and match.start() - line.ends[end] <= 2 and match.end() in line.ends:
        end = line.ends.index(match.end())
    return end


def _joined(line: Line, hits: list[Hit]) -> list[Hit]:
    """Hits that touch, or that only a comma parts, are one address."""
    joined: list[Hit] = []
    for hit in sorted(hits):
        if joined and not line.text[joined[-1].end : hit.start].strip(" ,"):
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, hit.end))
        elif not joined or hit.start >= joined[-1].end:
            joined.append(hit)
    return joined
