"""E-mail addresses, written (also with endings no registry knows) and as spoken: `mario punto rossi chiocciola ...`."""

import re

from qa_service.understand.recognizers.lexicon import cues, ordinary
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_BEFORE = re.compile(r"[\w.+%-]+ ?\Z")
_WRITTEN = re.compile(r"@ ?[\w-]{1,64}(?:[ .][\w-]{1,64}){0,7}?\.[a-z]{2,24}\b", re.IGNORECASE)
_HALF = re.compile(r"@[\w.-]{0,255}\w")
_LONGEST_LOCAL = 65
_LONGEST_DOMAIN_WRITTEN = 300
_AT = frozenset(("chiocciola", "chiocciolina", "chiocciolo", "chioccola", "at"))
_DOT = frozenset(("punto", "dot", "point"))
_LONGEST_DOMAIN = 6
_MOST_WORDS = 4
_LONGEST_SAID = 60  # tokens: a long address spelled letter by letter


def find(line: TextLine) -> list[Hit]:
    """E-mail addresses of a line."""
    hits = _written(line.text) if "@" in line.text else []
    for at, low in enumerate(line.lows):
        if low in _AT:
            last = _domain(line, at)
            first = _local(line, at) if last else at
            if first < at and (low != "at" or last - at < 2 or _meant(line, first, at, last)):
                hits.append(line.hit(first, last, "EMAIL", 0.9))
            elif at == 0 and last > 1 and low != "at":  # what stood before was said in the turn before
                hits.append(line.hit(at, last, "EMAIL", 0.9))
    return hits


def _written(text: str) -> list[Hit]:
    """Addresses around each at sign; what is looked at before and after it is bounded, whatever the text."""
    hits, at = [], text.find("@")
    while at >= 0:
        end = at + _LONGEST_DOMAIN_WRITTEN
        before = _BEFORE.search(text[max(0, at - _LONGEST_LOCAL) : at])
        whole, half = _WRITTEN.match(text, at, end), _HALF.match(text, at, end)
        start = at - len(before.group()) if before else at
        if whole and start < at:
            hits.append(Hit(start, whole.end(), "EMAIL", 0.99))
        if half and at - start > 1 and text[at - 1] != " ":
            hits.append(Hit(start, half.end(), "EMAIL", 0.9))
        at = text.find("@", at + 1)
    return hits


def _meant(line: TextLine, first: int, at: int, last: int) -> bool:
    """Whether `at` before a written domain means the sign: `l.bennett at example.com`, not `look at example.com`."""
    domain, local = line.words[at + 1 : last + 1], line.words[first:at]
    if "." not in domain:
        return True
    if "@" in domain or not any(map(str.isalpha, local)):
        return False
    plain = all(word.isalpha() and ordinary(low) for word, low in zip(local, line.lows[first:at], strict=True))
    return not plain or not cues("emails", "asked").isdisjoint(line.lows)


def _domain(line: TextLine, at: int) -> int:
    """The last token of the spoken domain after the at sign, 0 when none follows."""
    last = 0
    for place in range(at + 2, min(len(line) - 1, at + 1 + _LONGEST_DOMAIN)):
        if _is_dot(line, place) and line.lows[place + 1] in cues("emails", "endings"):
            last = place + 1
            if place + 2 >= len(line) or not _is_dot(line, place + 2):
                break
    if last:
        return _country(line, last)
    if at + 1 < len(line) and line.lows[at + 1] in cues("emails", "hosts"):
        return at + 1
    return min(len(line) - 1, at + 2) if line.lows[at] != "at" and at + 1 < len(line) else 0


def _is_dot(line: TextLine, at: int) -> bool:
    """`punto`, `dot`, or a full stop inside an address."""
    inside = line.words[at] == "." and line.glued(at) and at + 1 < len(line) and line.glued(at + 1)
    return inside or line.lows[at] in _DOT


def _country(line: TextLine, last: int) -> int:
    """`dot a u`, `dot co dot u k`: single letters that close the domain belong to it."""
    place = last
    if place + 2 < len(line) and line.lows[place + 1] in _DOT and len(line.lows[place + 2]) == 1:
        place += 2
        while (
            place + 1 < min(len(line), last + _LONGEST_DOMAIN)
            and len(line.lows[place + 1]) == 1
            and line.words[place + 1].isalpha()
        ):
            place += 1
    return place


def _local(line: TextLine, at: int) -> int:
    """The first token of the spoken part before the at sign; `at` when there is none."""
    end = at - 2 if line.lows[max(0, at - 2) : at] == ["senza", "punti"] else at
    first, free = end, _MOST_WORDS
    while first > max(0, at - _LONGEST_SAID):
        if first < end and _is_joint(line, first - 1):
            first -= 1
            continue
        low = line.lows[first - 1]
        tied = first < end and _is_joint(line, first)
        stop = low in cues("emails", "stops") and not (tied and len(low) == 1)
        if stop or free == 0 or not line.words[first - 1][0].isalnum():
            break
        first, free = first - 1, free - (0 if value_of(low) or len(low) == 1 else 1)
    while first < end and _is_joint(line, first):
        first += 1
    return first if first < end else at


def _is_joint(line: TextLine, at: int) -> bool:
    """`punto`, `trattino`, `underscore`, `barra bassa`: what ties two parts of an address."""
    return line.lows[at] in cues("emails", "joints") and (line.words[at] not in ".," or _is_dot(line, at))
