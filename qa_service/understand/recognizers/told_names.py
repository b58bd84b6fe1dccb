"""Names that English talk gives away by their place, whatever word they are: `is that may`, `a fella called grant`, `my
daughter faith`, `i'll get summer to call you`.

The names model weighs a word; here the place alone decides, for words that are names on a list. A plain word that is
somebody's name in the interaction is looked for in the other lines, too, where a name can stand: `may's off today`.
"""

from collections.abc import Collection, Iterator, Sequence

from qa_service.understand.recognizers.lexicon import cues, listed, ordinary, phrases, words
from qa_service.understand.recognizers.questions import phrase_ends
from qa_service.understand.recognizers.text_line import Hit, TextLine

SCORE = 0.58
_TALK = "talk_words.txt"
_PERSON_NEAR = 4
_MOST_MARKS = 2
_POSSESSIVE = 2
_MODALS = frozenset(("may", "will"))


class SpokenLine:
    """The words of a line without its marks: `lows`, and `places`, the token of each."""

    def __init__(self, line: TextLine) -> None:
        self.line = line
        self.places = [at for at, low in enumerate(line.lows) if low[0].isalnum()]
        self.lows = [line.lows[at] for at in self.places]

    def ends(self, at: int) -> bool:
        """Whether a sentence or a part of one ends after word `at`."""
        place = self.places[at] + 1
        return place >= len(self.line) or self.line.words[place] in ".,?!;:" or self.closes(at + 1)

    def closes(self, at: int) -> bool:
        """Whether the words from `at` on only close what was said: `it's mark now`, `is that may i was talking to`."""
        after = self.lows[at : at + 2]
        closing = bool(after) and after[0] in cues("told_names", "closes")
        return closing or after in (["i", "was"], ["i", "spoke"])

    def follows(self, at: int, key: str) -> bool:
        """Whether a phrase of a list stands right before word `at`."""
        start = max(0, at - _PERSON_NEAR)
        return at - start in phrase_ends(self.lows[start:at], key, "told_names")

    def leads(self, at: int, key: str) -> bool:
        """Whether a phrase of a list stands right after word `at`."""
        after = self.lows[at + 1 : at + 1 + _PERSON_NEAR]
        return bool(after) and any(tuple(after[: len(row)]) == row for row in _phrases_from(after[0], key))


def _phrases_from(low: str, key: str) -> Sequence[tuple[str, ...]]:
    """The phrases of a list that begin with a word."""
    return phrases("told_names", key).get(low, ())


def find(lines: Sequence[TextLine], called: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """For each line the names that its words tell of, and `called`, the names already found, where they are repeated
    or have initials before them."""
    spoken = [SpokenLine(line) for line in lines]
    told = [[at for at in range(len(own.lows)) if _is_told(own, at)] for own in spoken]
    known = _known(spoken, told, called)
    return [
        [
            *_hits(own, sorted({*places, *_again(own, known), *_alternatives(own, hits)})),
            *_with_initials(own.line, hits),
        ]
        for own, places, hits in zip(spoken, told, called, strict=True)
    ]


def _hits(own: SpokenLine, places: Sequence[int]) -> Iterator[Hit]:
    for at in places:
        yield own.line.hit(own.places[at], own.places[at], "PERSON", SCORE)


def _is_told(own: SpokenLine, at: int) -> bool:
    """Whether the words around word `at` say that it is a name."""
    low = own.lows[at]
    given, surname = _lists(low)
    if not (given or surname) or len(low) < 2:
        return _is_introduced(own, at, low)
    if low in words(_TALK):
        return given and own.ends(at) and own.follows(at, "before_the_end")
    return (
        _is_only_a_name(own.line, low)
        or own.follows(at, "before")
        or (given and own.follows(at, "before_given"))
        or (own.ends(at) and own.follows(at, "before_the_end"))
        or (given and own.follows(at, "before_told") and own.leads(at, "told"))
        or (given and own.leads(at, "after") and _stands_free(own, at))
        or _after_person(own, at)
    )


def _is_only_a_name(line: TextLine, low: str) -> bool:
    """Whether a word of a line without capitals is a common given name and nothing else."""
    lists = listed(low)
    return not line.cased and not ordinary(low) and lists.isupper() and "G" in lists and len(low) > 2


def _lists(low: str) -> tuple[bool, bool]:
    """Whether a word is on the lists of given names and of surnames; a surname of the census only where no plain
    word."""
    lists = listed(low)
    return "g" in lists.lower(), "N" in lists or ("n" in lists and not ordinary(low))


def _is_introduced(own: SpokenLine, at: int, low: str) -> bool:
    """`maiden name tregenza`: an unknown word after the name of a name."""
    return low.isalpha() and len(low) > 2 and not ordinary(low) and low not in words(_TALK) and own.follows(at, "names")


def _after_person(own: SpokenLine, at: int) -> bool:
    """`a fella called grant`, `her daughter faith`, `my carer blessing`."""
    before = own.lows[max(0, at - _PERSON_NEAR) : at]
    people = cues("told_names", "people")
    if own.lows[at] in _MODALS and not own.ends(at):
        return False
    if before[-1:] and before[-1] in ("called", "named"):
        return not people.isdisjoint(before)
    return (
        len(before) > 1
        and before[-1] in people
        and (before[-2] in cues("told_names", "whose") and (own.ends(at) or "g" in listed(own.lows[at]).lower()))
    )


def _stands_free(own: SpokenLine, at: int) -> bool:
    """Whether no article or adjective makes a thing of a word: not `the grant`, `boiler grant`."""
    before = own.lows[at - 1] if at else ""
    free = before in words(_TALK) and before not in cues("told_names", "articles")
    return at == 0 or free or before in cues("told_names", "people") or own.ends(at - 1)


def _known(
    spoken: Sequence[SpokenLine], told: Sequence[Sequence[int]], called: Sequence[Sequence[Hit]]
) -> frozenset[str]:
    """Plain words that are somebody's name in the interaction."""
    lows = {own.lows[at] for own, places in zip(spoken, told, strict=True) for at in places}
    lows |= {
        low
        for own, hits in zip(spoken, called, strict=True)
        for hit in hits
        for low in [own.line.text[hit.start : hit.end].lower()]
        if any(_lists(low))
    }
    return frozenset(low for low in lows if ordinary(low) and len(low) > 2)


def _again(own: SpokenLine, known: Collection[str]) -> Iterator[int]:
    """Where a plain word that is a name elsewhere stands as one."""
    for at, low in enumerate(own.lows):
        if low not in known or not _stands_free(own, at):
            continue
        after = own.lows[at + 1] if at + 1 < len(own.lows) else ""
        opens = at == 0 or own.lows[at - 1] in cues("told_names", "before_again") or own.ends(at - 1)
        if (opens and after not in cues("told_names", "not_before")) or _is_possessive(own, at):
            yield at


def _is_possessive(own: SpokenLine, at: int) -> bool:
    place = own.places[at]
    return own.line.lows[place + 1 : place + 1 + _POSSESSIVE] in (["'", "s"], ["’", "s"])


def _alternatives(own: SpokenLine, hits: Sequence[Hit]) -> Iterator[int]:
    """`kieran i think or kieron`: what else somebody may be called."""
    ends = {hit.end for hit in hits}
    for at in range(1, len(own.lows) - 1):
        before = at - 3 if own.lows[max(0, at - 2) : at] == ["i", "think"] else at - 1
        after = own.lows[at + 1]
        strange = after.isalpha() and not ordinary(after) and after not in words(_TALK)
        if own.lows[at] == "or" and before >= 0 and own.line.ends[own.places[before]] in ends and strange:
            yield at + 1


def _with_initials(line: TextLine, hits: Sequence[Hit]) -> Iterator[Hit]:
    """`M. Oyelaran`, `J & K Pemberton`: the initials before a name in capitals."""
    for hit in hits if line.cased else ():
        first = place = line.token_from(hit.start) or 0
        while (
            place > 0
            and first - place < _MOST_MARKS
            and (line.words[place - 1] in ".&" or _is_initial(line, place - 1))
        ):
            place -= 1
            first = place if _is_initial(line, place) else first
        if line.starts[first] < hit.start:
            yield hit._replace(start=line.starts[first])


def _is_initial(line: TextLine, at: int) -> bool:
    word = line.words[at]
    dotted = line.words[at + 1] == "."
    return len(word) == 1 and word.isupper() and (dotted or word not in "AI") and (at == 0 or not line.glued(at))
