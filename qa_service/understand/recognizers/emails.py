"""E-mail addresses, written (also with endings no registry knows) and as spoken: `mario punto rossi chiocciola ...`."""

import re

from qa_service.understand.recognizers.lines import Hit, Line
from qa_service.understand.recognizers.numerals import value_of

_WRITTEN = re.compile(r"[\w.+%-]+@[\w-]+(?:[ .][\w-]+)*?\.[a-z]{2,8}\b", re.IGNORECASE)
_HALF = re.compile(r"[\w.+%-]{2,}@[\w.-]+")
_AT = frozenset(("chiocciola", "chiocciolina", "at"))
_DOT = frozenset(("punto", "dot", "point"))
_JOINTS = frozenset(
    [
        "punto",
        "dot",
        "trattino",
        "underscore",
        "barra",
        "bassa",
        "basso",
        "dash",
        "hyphen",
        "meno",
        "slash",
        ".",
        ",",
        "-",
        "_",
        "point",
    ]
)
_ENDINGS = frozenset(
    [
        "it",
        "com",
        "net",
        "org",
        "eu",
        "example",
        "uk",
        "ie",
        "edu",
        "gov",
        "info",
        "biz",
        "co",
        "de",
        "fr",
        "es",
        "ch",
        "at",
        "au",
        "us",
        "ca",
        "in",
        "me",
        "io",
        "app",
        "online",
        "tv",
        "test",
    ]
)
_HOSTS = frozenset(
    [
        "gmail",
        "hotmail",
        "outlook",
        "yahoo",
        "libero",
        "virgilio",
        "alice",
        "tiscali",
        "icloud",
        "live",
        "msn",
        "googlemail",
        "aol",
        "fastwebnet",
        "tim",
        "pec",
        "aruba",
        "protonmail",
        "proton",
        "posteo",
        "legalmail",
        "poste",
        "btinternet",
        "sky",
    ]
)
_STOPS = frozenset(
    [
        "è",
        "é",
        "e",
        "la",
        "il",
        "mia",
        "mio",
        "sua",
        "suo",
        "mail",
        "email",
        "posta",
        "indirizzo",
        "a",
        "di",
        "con",
        "l",
        "lo",
        "al",
        "alla",
        "the",
        "my",
        "his",
        "her",
        "your",
        "is",
        "it",
        "it's",
        "s",
        "its",
        "to",
        "address",
        "e-mail",
        "sarebbe",
        "allora",
        "ecco",
        "sì",
        "si",
        "no",
        "yes",
        "yeah",
        "okay",
        "ok",
        "that's",
        "so",
        "and",
        "cioè",
        "da",
        "per",
        "su",
        "sulla",
        "sul",
        "nella",
        "quella",
        "che",
        "ho",
        "hai",
        "ha",
        "questa",
        "questo",
        "scritto",
        "scrivere",
        "elettronica",
        "quello",
        "utente",
        "nome",
        "infatti",
        "appunto",
        "send",
        "write",
        "on",
        "for",
        "or",
        "of",
        "was",
        "be",
        "i",
        "i'm",
        "im",
        "well",
        "um",
        "uh",
        "mandi",
        "manda",
        "invio",
        "invii",
        "arriva",
        "arrivata",
        "elettronico",
        "account",
        "scrivo",
        "trovo",
        "vedo",
        "new",
        "old",
        "nuova",
        "vecchia",
        "contract",
        "tonight",
        "him",
        "them",
        "me",
        "rileggo",
        "ripeto",
        "confermo",
        "confirm",
        "have",
        "got",
        "here",
        "it",
    ]
)
_AFTER_AT = 6
_BEFORE_AT = 4


def find(line: Line) -> list[Hit]:
    """E-mail addresses of a line."""
    hits = []
    if "@" in line.text:
        hits += [Hit(*match.span(), "EMAIL", 0.99) for match in _WRITTEN.finditer(line.text)]
        hits += [Hit(*match.span(), "EMAIL", 0.9) for match in _HALF.finditer(line.text)]
    for at, low in enumerate(line.lows):
        if low in _AT and at:
            last = _domain(line, at)
            first = _local(line, at) if last else at
            if last and first < at:
                hits.append(line.hit(first, last, "EMAIL", 0.9))
    return hits


def _domain(line: Line, at: int) -> int:
    """The last token of the spoken domain after the at sign, 0 when none follows."""
    last = 0
    for place in range(at + 1, min(len(line), at + 1 + _AFTER_AT)):
        low = line.lows[place]
        if low in _DOT and place > at + 1 and place + 1 < len(line) and line.lows[place + 1] in _ENDINGS:
            last = place + 1
            at_end = place + 2 >= len(line) or line.lows[place + 2] not in _DOT
            if at_end:
                break
    if not last and at + 1 < len(line):
        following = line.lows[at + 1]
        if following in _HOSTS:
            return at + 1
        return min(len(line) - 1, at + 2) if line.lows[at] != "at" else 0
    return _country(line, last)


def _country(line: Line, last: int) -> int:
    """`dot a u`, `dot co dot u k`: single letters that close the domain belong to it."""
    place = last
    if place + 2 < len(line) and line.lows[place + 1] in _DOT and len(line.lows[place + 2]) == 1:
        place += 2
        while place + 1 < len(line) and len(line.lows[place + 1]) == 1 and line.words[place + 1].isalpha():
            place += 1
    return place


def _local(line: Line, at: int) -> int:
    """The first token of the spoken part before the at sign."""
    if line.lows[max(0, at - 2) : at] == ["senza", "punti"]:
        at -= 2
    first, free = at, _BEFORE_AT
    while first > 0:
        low = line.lows[first - 1]
        if low in _JOINTS and first < at and line.words[first - 1] not in ".,":
            first -= 1
            continue
        tied = first < at and line.lows[first] in _JOINTS
        weak = low in _STOPS and not (tied and len(low) == 1)
        if weak or free == 0 or not (line.words[first - 1][0].isalnum() or tied):
            break
        first, free = first - 1, free - (0 if value_of(low) or len(low) == 1 else 1)
    while first < at and line.lows[first] in _JOINTS:
        first += 1
    return first
