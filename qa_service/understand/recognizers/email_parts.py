"""Parts of e-mail addresses and domains that are told apart from the rest: `libero punto it`, `dot co dot uk`, a
site of
one's own.

A domain is anybody's until an address was asked for or told, or somebody calls it theirs.
"""

import re

from qa_service.understand.recognizers.lexicon import cues, ordinary, phrases, words
from qa_service.understand.recognizers.numerals import code_part, value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

SCORE = 0.6
_TALK = "talk_words.txt"
_DOT = frozenset(("punto", "dot", "point"))
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[\w-]{1,64}\.){1,5}(?:com|it|net|org|uk|eu|ie|info|biz|io|shop|co|store|online|app|dev|me"
    r"|example|test)\b(?![\w@])(?:/\S{0,80})?",
    re.IGNORECASE,
)
_MOST_WORDS = 3
_LONGEST_ASIDE = 5
_NEAR = 90
_MOST_LETTERS = 3


def is_dot(line: TextLine, at: int) -> bool:
    """`punto`, `dot`, or a full stop inside an address."""
    inside = line.words[at] == "." and line.glued(at) and at + 1 < len(line) and line.glued(at + 1)
    return inside or line.lows[at] in _DOT


def is_ending(line: TextLine, at: int) -> bool:
    """Whether a token is the end of a domain: `com`, `it`, the `u` of `u k`, the `i` of `i t`."""
    if at >= len(line):
        return False
    if line.lows[at] in cues("emails", "endings"):
        return True
    spelled = "".join(line.lows[at : at + _MOST_LETTERS])
    return len(line.lows[at]) == 1 and any(
        spelled.startswith(end) for end in ("com", "it", "uk", "ie", "net", "eu", "co")
    )


def host_end(line: TextLine, at: int) -> int:
    """The last token of a provider's name that begins here, as recognised or not (`g mail`, `hot mail`); 0 for none."""
    if at >= len(line):
        return 0
    for row in phrases("emails", "split_hosts").get(line.lows[at], ()):
        if tuple(line.lows[at : at + len(row)]) == row:
            return at + len(row) - 1
    return at if line.lows[at] in cues("emails", "hosts") else 0


def aside_before(line: TextLine, end: int) -> int:
    """The first token of what is said about how an address is written right before token `end`: `con la i finale`, `al
    numero`, `tutto attaccato`; `end` where nothing is."""
    for first in range(max(0, end - _LONGEST_ASIDE), end - 1):
        rows = phrases("emails", "asides").get(line.lows[first], ())
        said = line.lows[first:end]
        if any(len(row) == len(said) and all(map(_matches, row, said)) for row in rows):
            return first
    return end


def _matches(pattern: str, low: str) -> bool:
    """`x` in a phrase stands for a letter."""
    return low == pattern or (pattern == "x" and (len(low) == 1 or code_part(low) is not None))


def find(line: TextLine, near: bool, mentioned: bool) -> list[Hit]:
    """Parts of a line. `near`: an e-mail address or a domain was asked for or told in the lines around; `mentioned`: a
    site of somebody's own was."""
    own = mentioned or speaks_of_own_site(line)
    hits = [
        Hit(*match.span(), "OTHER_ID", SCORE)
        for match in (_DOMAIN.finditer(line.text) if "." in line.text else ())
        if near or (own and _is_own(line.text, match.start()))
    ]
    return hits + ([*_said(line), *_tied(line), *_hanging(line)] if near or own else _addressed(line))


def speaks_of_own_site(line: TextLine) -> bool:
    """Whether a line speaks of a site or domain that is the speaker's."""
    lows = set(line.lows)
    owned = not (lows.isdisjoint(cues("emails", "sites")) or lows.isdisjoint(cues("emails", "own")))
    return owned or "dominio" in lows or "domain" in lows


def speaks_of_mail(line: TextLine) -> bool:
    """Whether a line tells or asks for an address: `la mia mail è`, `my email's`."""
    lows = line.lows
    told = any(
        low in cues("emails", "mails") and not cues("emails", "tells").isdisjoint(lows[at + 1 : at + 4])
        for at, low in enumerate(lows)
    )
    return told or not cues("emails", "at").isdisjoint(lows)


def _is_own(text: str, start: int) -> bool:
    """Whether the words just before a domain call it the speaker's."""
    before = set(re.findall(r"[^\W_]+", text[max(0, start - _NEAR) : start].lower()))
    return not before.isdisjoint(cues("emails", "own")) and not before.isdisjoint(cues("emails", "sites"))


def _said(line: TextLine) -> list[Hit]:
    """`thistledown dot co dot uk`, `libero punto it`, `punto it`, `hyphen joinery`: words around a spoken dot."""
    hits: list[Hit] = []
    at = 0
    while at < len(line) - 1:
        if not (line.lows[at] in _DOT and is_ending(line, at + 1)):
            at += 1
            continue
        end, first = _end(line, at + 1), _front(line, at)
        if first < at or line.lows[at + 1] not in cues("emails", "plain_endings"):
            hits.append(line.hit(first, end, "EMAIL", SCORE))
        at = end + 1
    return hits


def _tied(line: TextLine) -> list[Hit]:
    """`vu punto sorrentino tre`, `kettlewell hyphen joinery`: words tied by a joint that is said, and numbers after
    them."""
    hits: list[Hit] = []
    at = 1
    while at < len(line) - 1:
        end = _joint_end(line, at)
        if not (end and _is_part(line, at - 1) and _is_part(line, end + 1)):
            at += 1
            continue
        first, last = at - 1, end + 1
        while (end := _joint_end(line, last + 1)) and _is_part(line, end + 1):
            last = end + 1
        while last + 1 < len(line) and value_of(line.lows[last + 1]) is not None:
            last += 1
        hits.append(line.hit(first, last, "EMAIL", SCORE))
        at = last + 1
    return hits


def _hanging(line: TextLine) -> list[Hit]:
    """`jo dot erm jo dot hanrahan`, `m for mike underscore`: what was begun, and broken off after the joint."""
    return [
        line.hit(at - 1, end, "EMAIL", SCORE)
        for at in range(1, len(line))
        if (end := _joint_end(line, at))
        and _is_part(line, at - 1)
        and (end + 1 == len(line) or line.lows[end + 1] in cues("numerals", "fillers"))
    ]


def _joint_end(line: TextLine, at: int) -> int:
    """The last token of `punto`, `underscore`, `trattino basso` that begins here; 0 for none."""
    if at >= len(line) or line.lows[at] not in cues("emails", "said_joints"):
        return 0
    low_line = line.lows[at + 1 : at + 2] in (["basso"], ["bassa"])
    if line.lows[at] == "barra" and not low_line:  # a path: `area clienti barra documenti`
        return 0
    return at + 1 if low_line else at


def _is_part(line: TextLine, at: int) -> bool:
    """Whether a token can be a part of an address: a letter, a number, a word that does not carry any talk."""
    if at >= len(line) or not line.words[at].isalnum():
        return False
    low = line.lows[at]
    if _joint_end(line, at - 1) and _joint_end(line, at + 1):  # `hyphen and hyphen`
        return True
    part = code_part(low)
    letter = part is not None and part.role == "L"
    return value_of(low) is not None or letter or (low not in words(_TALK) and low not in ("è", "a", "e"))


def _addressed(line: TextLine) -> list[Hit]:
    """A provider's domain said where nothing was asked: `gmail punto com`."""
    return [
        line.hit(at, _end(line, end + 2), "EMAIL", SCORE)
        for at in range(len(line))
        if (end := host_end(line, at))
        and end + 2 < len(line)
        and line.lows[end + 1] in _DOT
        and is_ending(line, end + 2)
    ]


def _end(line: TextLine, at: int) -> int:
    """On over `dot uk`, and letters said one by one."""
    while at + 2 < len(line) and line.lows[at + 1] in _DOT and is_ending(line, at + 2):
        at += 2
    while (
        len(line.lows[at]) == 1 and at + 1 < len(line) and len(line.lows[at + 1]) == 1 and line.words[at + 1].isalpha()
    ):
        at += 1
    return at


def _front(line: TextLine, at: int) -> int:
    """The first of the words before a dot that belong to the domain."""
    first = at
    while first > 0 and at - first < 2 * _MOST_WORDS:
        low = line.lows[first - 1]
        if first > 1 and host_end(line, first - 2) == first - 1:  # `hot mail`
            first -= 2
            continue
        joint = low in cues("emails", "joints") and low not in ".,"
        host = low in cues("emails", "hosts")
        word = line.words[first - 1].isalnum() and low not in words(_TALK) and low not in cues("emails", "stops")
        if not (
            joint
            or host
            or (word and (first == at or not ordinary(low) or line.lows[first] in cues("emails", "joints")))
        ):
            break
        first -= 1
    return first
