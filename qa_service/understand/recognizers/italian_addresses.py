"""Italian street addresses: kind of street, name, house number, stair, floor, postcode and town, however they are
said."""

import re

from qa_service.understand.recognizers import dates, house_numbers, quantities
from qa_service.understand.recognizers.lexicon import cues, ordinary, words
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_TALK = "talk_words.txt"
_POSTCODE = re.compile(r"\d{5}")
_NUMBER_AND_LETTER = re.compile(r"\d{1,4}[a-z]")
_LONG_NUMBER = 4
_LONGEST_SHORT_PART = 4
_SHOP_BEFORE, _SHOP_AFTER = 5, 2
_ABBREVIATED = {
    *(("c", "so"), ("v", "le"), ("p", "zza"), ("p", "le"), ("c", "da"), ("l", "go"), ("p", "za"), ("str", "da"))
}
_BEFORE_NUMBER = frozenset((",", "n", "numero", "nr", "num", "civico", "civ", "al", ".", "°", "º", "-"))
_NUMBER_WORDS = frozenset(("civico", "civ"))
_BARS = frozenset(("/", "-", "barra", "slash", "sbarra", "trattino"))
_SUFFIXES = frozenset(("bis", "ter", "quater", "rosso", "nero", "r", "snc"))
_LIVES = frozenset(
    (
        "abito",
        "abitiamo",
        "vivo",
        "viviamo",
        "residente",
        "risiedo",
        "domiciliato",
        "domiciliata",
        "sto",
        "stiamo",
        "abita",
    )
)
_JOINTS = frozenset(
    ("e", "o", "a", "al", "alle", "in", "con", "per", "da", "dalle", "ha", "ho", "è", "ma", "sono", "ho")
)
_TO_THE = frozenset(("al", "alla", "allo", "ai", "alle"))
_WEAK_LETTERS = frozenset("aeio")
_MOST_NAME, _LONGEST_NAME = 5, 9
_MOST_NUMBERS = 5
_MOST_SKIPPED = 4
_MOST_TAIL = 8
_MOST_TOWN = 4
_POSTCODE_DIGITS = 5
_POSTCODE_AND_TOWN = re.compile(
    r"\b\d{5},? [A-ZÀ-Ü][\w'’]{1,20}(?: (?:[A-ZÀ-Ü][\w'’]{1,20}|d[aei]l?l?a?|in|sul?|a|al)){0,4}"
    r"(?: ?\([A-Z]{2}\)| [A-Z]{2}\b)"
)


def find(line: TextLine, awaited: bool = False) -> list[Hit]:
    """Italian addresses of a line. `awaited`: an earlier turn asked for one or told one, so that its parts count
    alone."""
    hits = [
        hit
        for at in range(len(line))
        if (start := _street(line, at)) is not None and (hit := _from(line, start, at, awaited))
    ]
    hits += _parts(line, awaited)
    hits += [Hit(*match.span(), "ADDRESS", 0.8) for match in _POSTCODE_AND_TOWN.finditer(line.text)]
    return hits + house_numbers.after(line, hits)


def is_business(line: TextLine, first: int, last: int) -> bool:
    """Whether the words around a street speak of a place of business, whose address is nobody's: `la filiale di corso
    Cavour`, `the Oxford Street shop`."""
    around = line.lows[max(0, first - _SHOP_BEFORE) : first] + line.lows[last + 1 : last + 1 + _SHOP_AFTER]
    return not cues("addresses", "shops").isdisjoint(around)


def _street(line: TextLine, at: int) -> int | None:
    """Where the kind of street that ends at this token begins; None when it is none."""
    if line.lows[at] in cues("addresses", "italian_streets"):
        return at
    dotted = at > 1 and line.words[at - 1] == "." and (line.lows[at - 2], line.lows[at]) in _ABBREVIATED
    return at - 2 if dotted else None


def _from(line: TextLine, start: int, at: int, awaited: bool) -> Hit | None:
    """The address whose kind of street stands at tokens `start` to `at`."""
    name = _name(line, at, awaited)
    if name is None:
        return None
    first, name_end = name
    number_end = _number(line, name_end)
    before = _number_before(line, start)
    if number_end == name_end and before == start and not _believable(line, start, at, first, name_end, awaited):
        return None
    if line.lows[at] in cues("addresses", "weak_streets") and not (awaited or _is_named(line, at, first)):
        return None
    if line.lows[at] == "v" and (line.words[at + 1] != "." or number_end == name_end):
        return None
    return line.hit(_town_before(line, before), _tail(line, number_end), "ADDRESS", 0.85)


def _town_before(line: TextLine, start: int) -> int:
    """The first token of the town in `abito a Cesano Boscone in via ...`; `start` where none is named."""
    place = start - 1
    while place > 0 and (line.lows[place] == "in" or line.words[place] in ",()"):
        place -= 1
    last = place
    while place > 0 and last - place < 2 * _MOST_TOWN and line.lows[place] not in ("a", "ad"):
        plain = line.lows[place] in words(_TALK) and not _is_particle(line, place)
        if plain or not (line.words[place].isalpha() or line.words[place] in "'’()"):
            return start
        place -= 1
    led = place > 0 and place < last and line.lows[place] in ("a", "ad") and line.lows[place - 1] in _LIVES
    return place + 1 if led else start


def _is_named(line: TextLine, at: int, first: int) -> bool:
    """Whether a word that mostly means something else (`campo`, `corte`) begins an address: by capitals, or a name that
    is no plain word."""
    if line.cased and line.words[at][0].isupper():
        return True
    if line.lows[first] in cues("addresses", "street_names") or line.lows[first] in words("towns.txt"):
        return True
    return line.words[first][0].isupper() if line.cased else not ordinary(line.lows[first])


def _believable(line: TextLine, start: int, at: int, first: int, name_end: int, awaited: bool) -> bool:
    """Whether a street without a house number is one: a capital name, or an unknown word after "in via"."""
    if line.lows[at] == "borgo" or is_business(line, start, name_end):
        return False
    sure = line.lows[at] in cues("addresses", "sure_streets")
    if line.cased and line.words[first][0].isupper():
        short = line.lows[at] in cues("addresses", "short_streets") and line.words[at + 1] == "."
        return sure or short or line.words[at][0].isupper() or line.lows[at - 1] == "."
    if awaited and line.lows[at] != "via":
        return True
    name = line.lows[first]
    unknown = (not ordinary(name) and len(name) > 3) or name in cues("addresses", "street_names")
    led = awaited or start == 0 or line.lows[start - 1] in cues("addresses", "lead_in")
    if led and sure and not line.cased and line.lows[at] != "corso" and _town_after(line, name_end):
        return True
    return unknown and led and sure and line.lows[at] != "corso" and not (line.cased and first == name_end)


def _name(line: TextLine, at: int, awaited: bool) -> tuple[int, int] | None:
    """The first and the last token of the street's name after token `at`, None when no name follows."""
    name: list[int] = []
    place = at + 1
    while place < len(line) and len(name) < _MOST_NAME and place - at <= _LONGEST_NAME:
        if _leads_on(line, at, place, name):
            place += 1
        elif _is_date(line, place):
            name += [place, place + 1]
            place += 2
        elif _is_name_word(line, place, not name, awaited):
            name.append(place)
            place += 1
        else:
            break
    return (name[0], name[-1]) if name else None


def _leads_on(line: TextLine, at: int, place: int, name: list[int]) -> bool:
    """Whether a token only leads to the next word of the name: a particle, the full stop of `Loc.`, `per` of a road
    that
    is named after where it goes, `alla` of `via alla Spiaggia 21`."""
    low = line.lows[place]
    if low == "per":
        return bool(name) and line.lows[name[-1]] in cues("addresses", "weak_streets") | {"comunale", "vecchia"}
    if low in _TO_THE:
        capital = bool(name) and line.cased and place + 1 < len(line) and line.words[place + 1][0].isupper()
        return capital or (not name and _names_a_goal(line, place + 1))
    if line.words[place] == "." and place == at + 1 and line.lows[at] in cues("addresses", "short_streets"):
        return place + 1 < len(line)
    return _is_particle(line, place) and not (name and low in cues("addresses", "articles"))


def _names_a_goal(line: TextLine, at: int) -> bool:
    """Whether a word that is no talk stands here, and a number right after."""
    if at + 1 >= len(line) or not line.words[at].isalpha() or value_of(line.lows[at]) is not None:
        return False
    return line.lows[at] not in words(_TALK) and value_of(line.lows[at + 1]) is not None


def _is_particle(line: TextLine, at: int) -> bool:
    """`del`, `San`, an apostrophe, the full stop of `S.` or `F.lli`."""
    if line.words[at] == ".":
        return line.glued(at) and len(line.words[at - 1]) <= 2 and at + 1 < len(line)
    return line.lows[at] in cues("addresses", "particles") or line.words[at] in "'’"


def _is_date(line: TextLine, at: int) -> bool:
    """`quattro novembre`, `XX settembre`."""
    return (
        at + 1 < len(line)
        and line.lows[at + 1] in dates.MONTHS
        and (value_of(line.lows[at]) is not None or line.lows[at] in cues("addresses", "street_days"))
    )


def _is_name_word(line: TextLine, at: int, opens: bool, awaited: bool) -> bool:
    """Whether a token is a word of the street's name."""
    low, word = line.lows[at], line.words[at]
    if not word.isalpha() or low in _NUMBER_WORDS or low in _BEFORE_NUMBER:
        return False
    if low in cues("addresses", "tail"):
        return opens and _goes_on_as_name(line, at)
    if low in cues("addresses", "not_after_via") or low in _SUFFIXES:
        return False
    if value_of(low) is not None and word[0].isupper() and line.cased:  # `Vicolo Tre Re`
        return opens and line.words[at + 1 : at + 2] != [] and line.words[at + 1][0].isupper()
    if value_of(low) is not None:
        return opens and at + 1 < len(line) and value_of(line.lows[at + 1]) is not None
    if awaited and not line.cased and _of_what(line, at):
        return True
    if not opens and low in words(_TALK) and not (line.cased and word[0].isupper()):
        return value_of(line.lows[at + 1 : at + 2][0] if at + 1 < len(line) else "") is not None and low not in _JOINTS
    if line.cased and word[0].isupper():
        return True
    if opens:
        return not line.cased or _number_soon(line, at)
    return (
        _number_soon(line, at)
        or (not line.cased and _town_after(line, at) > 0)
        or (awaited and not line.cased and not ordinary(low))
    )


def _goes_on_as_name(line: TextLine, at: int) -> bool:
    """Whether a part of a building is a part of a street's name: `via Torre Annunziata 3`, `contrada piano tavola`."""
    if len(line.words[at]) <= _LONGEST_SHORT_PART or at + 1 >= len(line) or not line.words[at + 1].isalpha():
        return False
    after = line.lows[at + 1]
    if line.cased:
        return line.words[at][0].isupper() and line.words[at + 1][0].isupper() and len(after) > 1
    return len(after) > 2 and value_of(after) is None and after not in words(_TALK) | cues("addresses", "floors")


def _of_what(line: TextLine, at: int) -> bool:
    """Whether the word after `del`, `della` ends a line, as in `frazione pian del voglio`."""
    particle = at > 1 and line.lows[at - 1] in ("del", "della", "dei", "delle", "dell", "degli", "di")
    return particle and at + 1 == len(line) and line.lows[at - 2] not in words(_TALK)


def _town_after(line: TextLine, at: int) -> int:
    """The last token of a known town that is named after this token: `vico lungo gelso a napoli`; 0 where none is."""
    led = at + 2 < len(line) and line.lows[at + 1] in ("a", "ad")
    return at + 2 if led and line.lows[at + 2] in words("towns.txt") else 0


def _number_soon(line: TextLine, at: int) -> bool:
    """Whether a house number follows within three words."""
    ahead = line.lows[at + 1 : at + 5]
    return any(value_of(low) is not None or _NUMBER_AND_LETTER.fullmatch(low) for low in ahead) or "senza" in ahead[:3]


def _number(line: TextLine, name_end: int) -> int:
    """The last token of the house number after the name; `name_end` when there is none."""
    unnumbered = _without_number(line, name_end + 1)
    if unnumbered:
        return unnumbered
    place = name_end + 1
    while place < len(line) and line.lows[place] in _BEFORE_NUMBER and place - name_end <= _MOST_SKIPPED:
        place += 1
    end = _digits_end(line, place)
    if end is None or quantities.measured(line, end):
        return name_end
    return _suffix(line, end)


def _without_number(line: TextLine, at: int) -> int:
    """The last token of `senza numero civico`, `snc`; 0 where it does not stand here."""
    if at < len(line) and line.words[at] == ",":
        at += 1
    if at < len(line) and line.lows[at] == "snc":
        return at
    if at + 1 < len(line) and line.lows[at] == "senza" and line.lows[at + 1] in ("numero", "civico"):
        return at + 2 if at + 2 < len(line) and line.lows[at + 2] == "civico" else at + 1
    return 0


def _digits_end(line: TextLine, at: int) -> int | None:
    """The last of the number tokens from `at` on, None when there are none."""
    place = at
    while place < len(line) and place - at < _MOST_NUMBERS and value_of(line.lows[place]) is not None:
        if place > at and _POSTCODE.fullmatch(line.words[place]):
            break
        place += 1
    if place == at:
        return at if at < len(line) and _NUMBER_AND_LETTER.fullmatch(line.lows[at]) else None
    return place - 1


def _suffix(line: TextLine, end: int) -> int:
    """On over `bis`, `barra c`, `/B`, ` r`."""
    for _ in range(3):
        place = end + 1
        barred = place + 1 < len(line) and line.lows[place] in _BARS
        value = place + 1 if barred else place
        if value >= len(line):
            return end
        low, word = line.lows[value], line.words[value]
        letter = word.isalpha() and len(word) == 1 and (barred or word.isupper() or low not in _WEAK_LETTERS)
        number = barred and len(word) <= 3 and word[0].isalnum()
        if not (low in _SUFFIXES or (letter and not _elides(line, value)) or number):
            return end
        end = value
    return end


def _elides(line: TextLine, at: int) -> bool:
    """Whether an apostrophe follows: the `l` of `l'acqua`."""
    return at + 1 < len(line) and line.words[at + 1] in "'’"


def _number_before(line: TextLine, start: int) -> int:
    """The first token of a number before the street: `al nove di viale Umbria`, `4/A di Calle del Forno`."""
    if start < 2 or line.lows[start - 1] not in ("di", "del", "della"):
        return start
    place = start - 2
    bars = 2
    while place >= 0 and start - place <= _MOST_SKIPPED + 2:
        low = line.lows[place]
        if value_of(low) is not None or _NUMBER_AND_LETTER.fullmatch(low):
            return _lead(line, place)
        if not (low in _BARS or low in _SUFFIXES or len(low) == 1) or not bars:
            break
        place, bars = place - 1, bars - 1
    return start


def _lead(line: TextLine, at: int) -> int:
    """The first token of `al civico`, `al` before a number; the number itself when there is none."""
    while at > 0 and (line.lows[at - 1] in ("al", "numero", "civico") or value_of(line.lows[at - 1]) is not None):
        at -= 1
    return at


def _tail(line: TextLine, end: int) -> int:
    """On over `, scala B`, `interno 4`, `al secondo piano`, `, 12038 Savigliano (CN)`, `cap venti zero novantadue`."""
    for _ in range(_MOST_TAIL):
        further = _inside(line, end) or _postcode(line, end) or _town(line, end)
        if not further or further == end:
            break
        end = further
    return end


def _after_mark(line: TextLine, end: int) -> int:
    """The token after `end` and an optional comma, hyphen or bracket, or `al`."""
    place = end + 1
    while place < len(line) and place - end < 3 and (line.words[place] in ",-(–" or line.lows[place] in ("al", "e")):
        place += 1
    return place


def _inside(line: TextLine, end: int) -> int:
    """One step further inside the building; 0 when there is none."""
    place = _after_mark(line, end)
    return _unit(line, place) or _floor(line, place)


def _unit(line: TextLine, place: int) -> int:
    """The last token of `scala B`, `int. 4`, `interno sette`; 0 where no such thing begins."""
    if place + 1 >= len(line) or line.lows[place] not in cues("addresses", "tail"):
        return 0
    value = place + 1
    while value < len(line) - 1 and (line.words[value] in ".°º" or line.lows[value] in ("n", "numero", "civico")):
        value += 1
    if value_of(line.lows[value]) is not None or _NUMBER_AND_LETTER.fullmatch(line.lows[value]):
        return _suffix(line, _digits_end(line, value) or value)
    word = line.words[value]
    letter = len(word) == 1 and word.isalpha() and (word.isupper() or word not in "eoiè") and not _elides(line, value)
    capitals = line.cased and len(word) == 2 and word.isupper()
    if line.lows[value] in cues("addresses", "sides"):
        return value
    floor = line.lows[place] == "piano" and line.lows[value] in cues("addresses", "floors")
    return value if floor or letter or capitals else 0


def _floor(line: TextLine, place: int) -> int:
    """The last token of `secondo piano`, `3° piano`, `pianoterra`; 0 where no floor is named."""
    if place < len(line) and line.lows[place] in ("pianoterra", "pianterreno", "seminterrato", "mansarda"):
        return place
    if place >= len(line) or not (line.lows[place] in cues("addresses", "floors") or value_of(line.lows[place])):
        return 0
    after = place + 1 + (line.words[place + 1 : place + 2] in (["°"], ["º"]))
    return after if after < len(line) and line.lows[after] == "piano" else 0


def _postcode(line: TextLine, end: int) -> int:
    """The last token of a postcode, written or said; 0 when there is none."""
    place = _after_mark(line, end)
    named = place < len(line) and line.lows[place] == "cap"
    return _postcode_from(line, place + 1 if named else place)


def _postcode_from(line: TextLine, place: int) -> int:
    if place < len(line) and _POSTCODE.fullmatch(line.words[place]):
        return place
    digits, at = 0, place
    while at < len(line) and digits < _POSTCODE_DIGITS and (value := value_of(line.lows[at])) is not None:
        ten = len(value) == 2 and value[1] == "0" and at + 1 < len(line)
        unit = value_of(line.lows[at + 1]) if ten else None
        joins = unit is not None and len(unit) == 1 and unit != "0"
        digits, at = digits + len(value), at + (2 if joins else 1)
    return at - 1 if digits == _POSTCODE_DIGITS else 0


def _town(line: TextLine, end: int) -> int:
    """The last token of the town and its province; 0 where none is named."""
    place = _after_mark(line, end)
    if place < len(line) and line.lows[place] in ("a", "ad", "in", "provincia", "comune", "località", "frazione"):
        place += 1 + (line.lows[place] in ("provincia", "comune") and line.lows[place + 1 : place + 2] == ["di"])
    elif place == end + 1 and line.cased and not _POSTCODE.fullmatch(line.words[end]) and not _is_town(line, place):
        return 0
    town = place
    while town < len(line) and town - place < _MOST_TOWN and _is_town(line, town):
        town += 1
    if town == place:
        return 0
    closed = town < len(line) and line.words[place - 1] == "(" and line.words[town] == ")"
    return town if closed else _province(line, town - 1)


def _is_town(line: TextLine, at: int) -> bool:
    """Whether a token is a word of a town's name."""
    if at >= len(line) or not line.words[at].isalpha():
        return False
    if line.cased and line.words[at][0].isupper():
        return True
    low = line.lows[at]
    if low in words("towns.txt"):
        return True
    unknown = not line.cased and not ordinary(low) and low not in words(_TALK) and value_of(low) is None
    return unknown and low not in cues("addresses", "tail") and low != "cap" and len(low) > 3


def _province(line: TextLine, end: int) -> int:
    """On over `(CN)`."""
    bracketed = end + 3 < len(line) and line.words[end + 1] == "(" and line.words[end + 3] == ")"
    return end + 3 if bracketed and len(line.words[end + 2]) == 2 else end


def _parts(line: TextLine, awaited: bool) -> list[Hit]:
    """Parts of an address without its street: `civico sedici bis`, `interno sette scala c`, `cap 20092`."""
    hits: list[Hit] = []
    at = 0
    while at < len(line):
        end, sure = _part(line, at)
        units = 0
        first = end
        while end:
            units += 1
            further = _inside(line, end) or _postcode(line, end)
            if not further:
                break
            end = further
        last = end or first
        if last and (sure or units > 1 or awaited):
            if awaited or sure:
                last = _tail(line, last)
            hits.append(line.hit(at, last, "ADDRESS", 0.8))
        at = last + 1 if last else at + 1
    return hits


def _part(line: TextLine, at: int) -> tuple[int, bool]:
    """The last token of the part that begins here, and whether it can be nothing else."""
    low = line.lows[at]
    if low in _NUMBER_WORDS:
        place = at + 1
        while place < len(line) and line.lows[place] in (".", "n", "numero", "è", "il"):
            place += 1
        end = _digits_end(line, place)
        return (_suffix(line, end), True) if end is not None else (0, False)
    if low == "provincia" and at + 2 < len(line) and line.lows[at + 1] == "di":
        return at + 2, False
    if low == "cap":
        place = at + 1 + (line.lows[at + 1 : at + 2] in (["è"], [":"], [","]))
        return _postcode_from(line, place), True
    scattered = house_numbers.scattered(line, at)
    if scattered:
        return scattered, True
    floor = _floor(line, at)
    alone = floor and line.lows[at] in words(_TALK) and not _unit(line, floor + 1)  # `un secondo piano` may be a plan
    return _unit(line, at) or (0 if alone else floor), False
