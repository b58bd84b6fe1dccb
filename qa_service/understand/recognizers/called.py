"""Names by what calls somebody so, beside what the model sees: after a word for a person (`mia figlia`), a phrase that
people go with (`ho scritto a`), `si chiama`; a surname before its given name; the same name in one word and in two.

All of it widens the tags of tokens that the model set, one pass a rule.
"""

from collections.abc import Sequence

from qa_service.understand.recognizers.lexicon import cues, phrases, words
from qa_service.understand.recognizers.name_features import same_row
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import TextLine

_TALK = "talk_words.txt"
_SHORTEST = 3
_SHORTEST_JOINED = 6
_PERSON_REACH = 5
_LONGEST_PHRASE = 4
_YOURS = (["vostro"], ["vostra"], ["vostri"], ["supporto"], ["servizio"], ["team"])
_BEFORE_PEOPLE = frozenset(("a", "ad", "con", "da", "di", "per", "e", "ed", "la"))


def widen(lines: Sequence[TextLine], kinds: Sequence[Sequence[str]], tags: Sequence[list[bool]]) -> None:
    """Sets the tags of the names that are called so, and of the same words in the other lines."""
    fresh: set[str] = set()
    for line, own, row in zip(lines, kinds, tags, strict=True):
        fresh |= _called(line, own, row)
        _pairs(line, own, row)
        _initials(line, own, row)
    for line, own, row in zip(lines, kinds, tags, strict=True) if fresh else ():
        for at, low in enumerate(line.lows):
            row[at] = row[at] or (low in fresh and not _plain(own[at]))
    _joined(lines, tags)


def _called(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> set[str]:
    """The words that this line calls somebody by."""
    fresh, plain = set(), set()
    for at in range(1, len(line)):
        if tags[at] or not _may_name(line, at):
            continue
        if _is_called(line, kinds, at):
            tags[at] = True
            if _plain(kinds[at]):
                plain.add(line.lows[at])
            else:
                fresh.add(line.lows[at])
    if plain:
        _again(line, plain, tags)
    return fresh


def _again(line: TextLine, plain: set[str], tags: list[bool]) -> None:
    """The same plain words in their line beside another name, and in `pacifico è il cognome`."""
    for at, low in enumerate(line.lows):
        if low in plain:
            named = line.lows[at + 1 : at + 3] == ["è", "il"] and line.lows[at + 3 : at + 4] in (["nome"], ["cognome"])
            tags[at] = tags[at] or named or any(tags[max(0, at - 1) : at] + tags[at + 1 : at + 2])


def _may_name(line: TextLine, at: int) -> bool:
    """Whether a token can be a name at all: letters, no talk, no number, of one row with the word before."""
    low = line.lows[at]
    talk = low in words(_TALK) and low not in cues("names", "foreign_plain")
    return len(low) >= _SHORTEST and low.isalpha() and not talk and value_of(low) is None and same_row(line, at)


def _is_called(line: TextLine, kinds: Sequence[str], at: int) -> bool:
    low, before = line.lows[at], line.lows[at - 1]
    if low in cues("names", "foreign_plain"):
        return before in cues("names", "before_foreign") and _ends_call(line, at)
    if _named_so(line, at) or _of_our_team(line, kinds, at) or _given_name_in_a_sentence(line, kinds, at):
        return True
    if before in cues("names", "relatives"):
        return _is_name_like(line, kinds[at])
    if _led(line, at, "led_by_door"):
        return _is_name_like(line, kinds[at]) or (line.cased and line.words[at][0].isupper())
    return _led(line, at, "led_by") and (_is_name_like(line, kinds[at]) if line.cased else _is_listed(kinds[at]))


def _ends_call(line: TextLine, at: int) -> bool:
    """Whether no word of English goes on after a name that is one, too: `sono will`, but not `è mark up`."""
    after = line.lows[at + 1] if at + 1 < len(line) else ","
    return after != "-" and (not after.isalpha() or after in ("che", "di", "del", "della", "il", "e", "dalla", "da"))


def _named_so(line: TextLine, at: int) -> bool:
    """`mi chiamo felice`, `mia figlia si chiama viola`: whatever word comes, where somebody is spoken of."""
    if line.lows[at - 1] == "chiamo":
        return at > 1 and line.lows[at - 2] == "mi"
    if line.lows[at - 1] != "chiama" or at < 2 or line.lows[at - 2] != "si":
        return False
    return not cues("names", "relatives").isdisjoint(line.lows[max(0, at - 2 - _PERSON_REACH) : at - 2])


def _of_our_team(line: TextLine, kinds: Sequence[str], at: int) -> bool:
    """`ieri ale del vostro team`: an unknown word that the company's people are called by."""
    ours = line.lows[at + 1 : at + 2] in (["del"], ["della"], ["dei"]) and line.lows[at + 2 : at + 3] in _YOURS
    return ours and kinds[at][-1] not in "orsp-"


def _given_name_in_a_sentence(line: TextLine, kinds: Sequence[str], at: int) -> bool:
    """`ho riferito ieri a Wanda`: a given name with a capital between words without one."""
    kind = kinds[at]
    small = line.words[at - 1] in _BEFORE_PEOPLE
    alone = at + 1 == len(line) or not line.words[at + 1][0].isupper()
    named = kind[0] == "T" and "G" in kind and "p" not in kind and kind[-1] not in "ors"
    return named and small and alone


def _led(line: TextLine, at: int, key: str) -> bool:
    """Whether one of the phrases of this list ends right before a token, marks and articles aside."""
    start = at
    while start > 0 and (line.words[start - 1] in ":'’" or (start == at and line.lows[at - 1] in ("il", "la", "l"))):
        start -= 1
    return any(
        tuple(line.lows[first:start]) == row
        for first in range(max(0, start - _LONGEST_PHRASE), start)
        for row in phrases("names", key).get(line.lows[first], ())
    )


def _is_listed(kind: str) -> bool:
    """Whether a word is a given name or surname of the curated lists, and no plain word or place."""
    return ("G" in kind or "N" in kind) and kind[-1] not in "orsp"


def _is_name_like(line: TextLine, kind: str) -> bool:
    """Whether a word is listed as a name, or unknown and written or sounding like one."""
    if _is_listed(kind) or (kind[0] == "T" and kind[-1] not in "orsp-"):
        return True
    return kind in ("u+", "ug", "un", "ugn") if not line.cased else False


def _plain(kind: str) -> bool:
    return kind[-1] in "or"


def _pairs(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> None:
    """A surname before its given name (`Sartori Elena`), and both in capitals whatever stands around."""
    for at in range(len(line) - 1):
        left, right = kinds[at], kinds[at + 1]
        if left[0] + right[0] not in ("TT", "AA", "uu") or not same_row(line, at + 1):
            continue
        both = ("N" in left and "G" in right) or ("G" in left and "N" in right)
        both = both or (left[0] == "T" and "G" in right and _after_capital_particle(line, at))
        if left[0] == "u":
            beside = (tags[at] and not _plain(left)) or (tags[at + 1] and ("N" in left or "n" in left))
            if both and beside and not _talks(line, at) and left[-1] != "o" and right[-1] != "o":
                tags[at] = tags[at + 1] = True
        elif both and ("o" not in left[-1] + right[-1] or _after_capital_particle(line, at)):
            tags[at] = tags[at + 1] = True


def _after_capital_particle(line: TextLine, at: int) -> bool:
    """`Di Benedetto Carmelo`."""
    return at > 0 and line.lows[at - 1] in cues("names", "front") and line.words[at - 1][0].isupper()


def _talks(line: TextLine, at: int) -> bool:
    return line.lows[at] in words(_TALK) or line.lows[at + 1] in words(_TALK)


def _initials(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> None:
    """`T. Quaglia`: the initials before a name that is written with a capital."""
    for at in range(len(line) - 1, 1, -1):
        led = tags[at] and kinds[at][0] in "TAI" and line.words[at - 1] == "." and line.glued(at - 1)
        if led and kinds[at - 2] and kinds[at - 2][0] == "I" and same_row(line, at):
            tags[at - 2] = True


def _joined(lines: Sequence[TextLine], tags: Sequence[list[bool]]) -> None:
    """`la gioia` where `lagioia` is a name elsewhere, and the other way round."""
    whole, halves = set(), set()
    for line, own in zip(lines, tags, strict=True):
        for at, low in enumerate(line.lows):
            if own[at] and len(low) >= _SHORTEST_JOINED:
                whole.add(low)
            if own[at] and at + 1 < len(line) and own[at + 1] and low in cues("names", "front"):
                halves.add(low + line.lows[at + 1])
    for line, own in zip(lines, tags, strict=True) if whole or halves else ():
        for at in range(len(line)):
            if line.lows[at] in halves:
                own[at] = True
            if at + 1 < len(line) and line.lows[at] + line.lows[at + 1] in whole:
                own[at] = own[at + 1] = True
