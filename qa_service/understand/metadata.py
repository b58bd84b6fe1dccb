"""Names, telephone numbers and e-mail addresses in metadata: ids made from file names, cases and queues.

The lists, check digits and number plans of the other recognisers, by a rule of their own: metadata are no sentences,
and what a system numbered (`ext-8842`, UUIDs, times, tickets) must stay as it is, since callers find it again by it.
See docs/decisions/masked-metadata.md.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from qa_service.understand.recognizers import code_forms
from qa_service.understand.recognizers.lexicon import given_name, plainness, surname
from qa_service.understand.redact import placeholder

_MACHINE_MADE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"  # UUID
    r"|(?<!\d)(?:19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d(?:[-_.T ]*[0-2]\d[-_.:h]?[0-5]\d(?:[-_.:m]?[0-5]\d)?)?(?!\d)"
    r"|(?<!\d)[0-3]\d[-_.]?[01]\d[-_.]?(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
"""Dates and times among them, which otherwise look like parts of telephone numbers."""
_EMAIL = re.compile(r"[\w.+%=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_NUMBER = re.compile(r"(?<![^\W_])\+?\d+(?:[ ._/-]\d+)*(?![^\W_])")
_CODE = re.compile(r"(?<![^\W_])[A-Z0-9]{15,34}(?![^\W_])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_MOST_GROUPS = 5
_LEAST_DIGITS, _MOST_DIGITS = 8, 13
LONGEST = 200
"""Characters that are looked at and kept: no id and no queue has a longer name."""
_COUNTRIES = ("IT", "GB")


class PersonalPart(NamedTuple):
    """Characters `start` to `end` of a text, and what kind of personal data they are."""

    start: int
    end: int
    kind: str


@cache
def _list(name: str) -> frozenset[str]:
    """The words of one list of metadata_words.toml."""
    lists = tomllib.loads(Path(__file__).with_name("metadata_words.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name].split())


def masked(text: str, of_file: bool = False) -> str:
    """The first `LONGEST` characters of `text`, with names, telephone numbers, e-mail addresses and the like masked.

    `of_file`: it is, or was cut out of, the name of a file. People name files, so there every word that is no known
    word is taken for a name.
    """
    pieces, at, text = [], 0, text[:LONGEST]
    for part in personal(text, of_file):
        pieces += [text[at : part.start], placeholder(part.kind)]
        at = part.end
    return "".join([*pieces, text[at:]])


def personal(text: str, of_file: bool = False) -> list[PersonalPart]:
    """What is personal in `text`, in order and without overlap."""
    personal_parts: list[PersonalPart] = []
    unread = text
    for look in (_emails, _codes, _without_machine_made, _phones, _names_of_files if of_file else _names):
        parts = list(look(unread))
        personal_parts += [part for part in parts if part.kind]
        for part in parts:  # what is known is not looked at again; a blank of the same length keeps the places
            unread = unread[: part.start] + "\x00" * (part.end - part.start) + unread[part.end :]
    return sorted(personal_parts)


def _without_machine_made(text: str) -> Iterator[PersonalPart]:
    """What no person's number or name is: the kind is empty."""
    yield from (PersonalPart(*match.span(), "") for match in _MACHINE_MADE.finditer(text))


def _emails(text: str) -> Iterator[PersonalPart]:
    """Addresses; those whose part before the at sign a machine made (as in Message-ID and Call-ID) are none."""
    for match in _EMAIL.finditer(text):
        local = match.group().partition("@")[0]
        by_machine = any(map(str.isdecimal, local)) and not list(_names(local))
        yield PersonalPart(*match.span(), "" if by_machine else "EMAIL")


def _codes(text: str) -> Iterator[PersonalPart]:
    for match in _CODE.finditer(text):
        kind = code_forms.proven(match.group().upper())
        if kind in (code_forms.NATIONAL, code_forms.IBAN):
            yield PersonalPart(*match.span(), kind)


def _phones(text: str) -> Iterator[PersonalPart]:
    """Numbers that stand alone and are telephone numbers of Italy or Britain, or begin with + or 00."""
    for match in _NUMBER.finditer(text):
        groups = [(group.start(), group.end()) for group in re.finditer(r"\+?\d+", match.group())]
        at = 0
        while at < len(groups):
            for last in range(min(len(groups), at + _MOST_GROUPS), at, -1):
                if _is_phone([match.group()[start:end] for start, end in groups[at:last]]):
                    yield PersonalPart(match.start() + groups[at][0], match.start() + groups[last - 1][1], "PHONE")
                    at = last
                    break
            else:
                at += 1


def _is_phone(groups: Sequence[str]) -> bool:
    number = "".join(groups)
    abroad = number.startswith(("+", "00"))
    digits = number.lstrip("+").removeprefix("00")
    if not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return False
    if abroad:
        return _is_valid(f"+{digits}", None)
    if len(groups) > 1 and not _is_prefix(groups[0]):
        return False
    return digits[0] in "03" and digits[1] != "0" and any(_is_valid(digits, country) for country in _COUNTRIES)


def _is_prefix(group: str) -> bool:
    """What comes before a space in a telephone number: `348`, `06`, `0523`."""
    return len(group) == 3 if group[0] == "3" else 2 <= len(group) <= 5


def _is_valid(number: str, country: str | None) -> bool:
    import phonenumbers  # its tables are large: only where there is a number

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    kinds = phonenumbers.PhoneNumberType
    telephone = (kinds.MOBILE, kinds.FIXED_LINE, kinds.FIXED_LINE_OR_MOBILE)
    return phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) in telephone


def _names(text: str) -> Iterator[PersonalPart]:
    """Known given names and surnames, and what stands beside them."""
    words = list(_words(text))
    strong = [_is_name(text[start:end].lower()) for start, end in words]
    named = set(at for at, is_name in enumerate(strong) if is_name)
    for first, second in pairwise(range(len(words))):
        if not _touch(text, words[first][1], words[second][0]):
            continue
        left, right = (text[slice(*words[at])].lower() for at in (first, second))
        if left in _list("titles") and plainness(right) != "o":
            named.add(second)
        elif _are_pair(left, right) or _are_pair(right, left):
            named |= {first, second}
        elif strong[first] != strong[second] and words[second][0] - words[first][1] <= 1:
            stranger = right if strong[first] else left
            if len(stranger) > 1 and not plainness(stranger) and stranger not in _list("no_names") | _list("titles"):
                named |= {first, second}
    yield from _joined(text, [words[at] for at in sorted(named)])


def _names_of_files(text: str) -> Iterator[PersonalPart]:
    words = {span for span in _words(text) if _is_unknown(text, *span)}
    words |= {span for part in _names(text) for span in _words(text) if part.start <= span[0] < part.end}
    yield from _joined(text, sorted(words))


def _is_unknown(text: str, start: int, end: int) -> bool:
    """Whether letters that stand alone make no word that is known."""
    low = text[start:end].lower()
    alone = not (text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal())
    return (
        alone
        and len(low) > 3
        and not plainness(low)
        and low not in _list("no_names") | _list("systems") | _list("titles")
    )


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The runs of letters, cut at humps as in `MarioRossi`; short ones beside digits are parts of codes."""
    for match in _WORD.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if (before.isalnum() or after.isalnum()) and len(match.group()) < 4:
            continue
        cuts = [match.start(), *(match.start() + hump.start() for hump in _HUMP.finditer(match.group())), match.end()]
        yield from pairwise(cuts)


@cache
def _is_name(low: str) -> bool:
    """Whether a word is a name whatever stands beside it."""
    if len(low) < 3 or low in _list("no_names"):
        return False
    if low in _list("clear_surnames"):
        return True
    if plainness(low) == "o":
        return False
    if given_name(low) == "G" or surname(low) == "N":  # of the curated lists: the census has every word as a name
        return True
    initial = len(low) > 5 and surname(low[1:]) == "N" and not plainness(low)
    return initial or (len(low) > 7 and not plainness(low) and _is_compound(low))


def _is_compound(low: str) -> bool:
    """`mariorossi`, `rossimario`."""
    halves = ((low[:cut], low[cut:]) for cut in range(3, len(low) - 2))
    return any(_are_curated(left, right) or _are_curated(right, left) for left, right in halves)


def _are_curated(first_name: str, family: str) -> bool:
    return given_name(first_name) == "G" and surname(family) == "N"


def _are_pair(first_name: str, family: str) -> bool:
    """Whether both are names that only stand together."""
    return given_name(first_name) == "G" and surname(family) != "" and not {first_name, family} & _list("no_names")


def _touch(text: str, end: int, start: int) -> bool:
    """Whether only a mark or a space stands between two words."""
    return start - end <= 2 and not any(map(str.isalnum, text[end:start])) and "\x00" not in text[end:start]


def _joined(text: str, words: Sequence[tuple[int, int]]) -> Iterator[PersonalPart]:
    """Neighbouring words of a name as one."""
    joined: list[tuple[int, int]] = []
    for start, end in words:
        if joined and _touch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    yield from (PersonalPart(start, end, "PERSON") for start, end in joined)
