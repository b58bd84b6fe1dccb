"""E-mail addresses, written (also with endings no registry knows) and as spoken: `mario punto rossi chiocciola ...`."""

import re

from qa_service.understand.recognizers import email_parts
from qa_service.understand.recognizers.lexicon import cues, ordinary
from qa_service.understand.recognizers.numerals import code_part, value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_BEFORE = re.compile(r"[\w.+%*-]+ ?\Z")
_WRITTEN = re.compile(r"@ ?[\w-]{1,64}(?:[ .][\w-]{1,64}){0,7}?(?:\.[a-z]{2,24}\b)+", re.IGNORECASE)
_HALF = re.compile(r"@[\w.-]{0,255}\w(?:,(?:it|com|net|org|eu|uk|ie)\b)?")
_SPACED = re.compile(
    r"@ ?[\w-]{1,64}(?: ?\. ?[\w-]{1,64}){0,3} ?\. ?(?:com|co|it|net|org|uk|eu|ie|info|biz|me)\b", re.IGNORECASE
)
_HANDLE = re.compile(r"@[\w.-]{2,64}")
_BRACKETED = re.compile(
    r"[\w+%*-]{1,64}(?: ?[\[({] ?(?:dot|punto|\.) ?[\])}] ?[\w-]{1,64}|\.[\w-]{1,64}){0,5}"
    r" ?[\[({] ?(?:at|chiocciola|@|et) ?[\])}] ?[\w-]{1,64}"
    r"(?: ?[\[({] ?(?:dot|punto|\.) ?[\])}] ?[\w-]{1,24}|\.[\w-]{1,24}| \. ?(?:it|com|net|org|eu|uk|ie)\b){1,4}",
    re.IGNORECASE,
)
_LONGEST_LOCAL = 65
_LONGEST_DOMAIN_WRITTEN = 300
_LONGEST_DOMAIN = 6
_MOST_WORDS = 4
_LONGEST_SAID = 60  # tokens: a long address spelled letter by letter


def find(line: TextLine) -> list[Hit]:
    """E-mail addresses of a line."""
    hits = _written(line.text) if "@" in line.text else []
    if "[" in line.text or "(" in line.text or "{" in line.text:
        hits += [Hit(*match.span(), "EMAIL", 0.9) for match in _BRACKETED.finditer(line.text)]
    signs, weak = cues("emails", "at"), cues("emails", "weak_at")
    for at, low in enumerate(line.lows):
        if low in signs or low in weak:
            last = _domain(line, at, low in weak)
            first = _local(line, at) if last else at
            if first < at and (low != "at" or last - at < 2 or _meant(line, first, at, last)):
                hits.append(line.hit(first, last, "EMAIL", 0.9))
            elif at <= _opening(line) and last > at and (low not in weak or last - at > 2):
                hits.append(line.hit(at, last, "EMAIL", 0.9))  # what stood before was said in the turn before
    return hits


def _opening(line: TextLine) -> int:
    """The first token after the words of no weight that open a line."""
    at = 0
    while at < len(line) and (line.lows[at] in cues("codes", "asides") or not line.words[at][0].isalnum()):
        at += 1
    return at


def _written(text: str) -> list[Hit]:
    """Addresses around each at sign; what is looked at before and after it is bounded, whatever the text."""
    hits, at = [], text.find("@")
    while at >= 0:
        end = at + _LONGEST_DOMAIN_WRITTEN
        before = _BEFORE.search(text[max(0, at - _LONGEST_LOCAL) : at])
        start = at - len(before.group()) if before else at
        hits += _handle(text, at) if text[at - 1 : at] in ("", " ", "\n", "(", ":") else []
        if not hits or hits[-1].kind != "OTHER_ID" or hits[-1].start != at:
            whole = _WRITTEN.match(text, at, end) or _SPACED.match(text, at, end)
            half = _HALF.match(text, at, end)
            if whole and start < at:
                hits.append(Hit(start, whole.end(), "EMAIL", 0.99))
            if start < at and text[at - 1] != " " and (half or at - start > 2):
                hits.append(Hit(start, half.end() if half else at + 1, "EMAIL", 0.9))
        at = text.find("@", at + 1)
    return hits


def _handle(text: str, at: int) -> list[Hit]:
    """`@la.nonna.di.gio`: a name in a network, where nothing like the first half of an address stands before it."""
    match = _HANDLE.match(text, at)
    before = text[max(0, at - _LONGEST_LOCAL) : at].split()[-1:]
    local = bool(before) and (any(not c.isalpha() for c in before[0].strip(",:;()")) or not ordinary(before[0].lower()))
    own = not cues("emails", "networks").isdisjoint(text[max(0, at - 2 * _LONGEST_LOCAL) : at].lower().split())
    if match is None or (local and not own):
        return []
    return [Hit(at, match.end(), "OTHER_ID", 0.995)] if own or not _WRITTEN.match(text, at, match.end()) else []


def _meant(line: TextLine, first: int, at: int, last: int) -> bool:
    """Whether `at` before a written domain means the sign: `l.bennett at example.com`, not `look at example.com`."""
    domain, local = line.words[at + 1 : last + 1], line.words[first:at]
    if "." not in domain:
        return True
    if "@" in domain or not any(map(str.isalpha, local)):
        return False
    plain = all(word.isalpha() and ordinary(low) for word, low in zip(local, line.lows[first:at], strict=True))
    return not plain or not cues("emails", "asked").isdisjoint(line.lows)


def _domain(line: TextLine, at: int, weak: bool) -> int:
    """The last token of the spoken domain after the at sign, 0 when none follows. A `weak` sign needs a dot."""
    last = 0
    for place in range(at + 2, min(len(line) - 1, at + 1 + _LONGEST_DOMAIN)):
        if email_parts.is_dot(line, place) and email_parts.is_ending(line, place + 1):
            last = place + 1
            if place + 2 >= len(line) or not email_parts.is_dot(line, place + 2):
                break
    if last:
        return _country(line, last)
    host = email_parts.host_end(line, at + 1)
    if host:
        return host
    return min(len(line) - 1, at + 2) if not weak and at + 1 < len(line) else 0


def _country(line: TextLine, last: int) -> int:
    """`dot a u`, `dot co dot u k`: single letters that close the domain belong to it."""
    place = last
    if place + 2 < len(line) and email_parts.is_dot(line, place + 1) and len(line.lows[place + 2]) == 1:
        place += 2
    while (
        place > last - (len(line.lows[last]) == 1)
        and place + 1 < min(len(line), last + _LONGEST_DOMAIN)
        and len(line.lows[place + 1]) == 1
        and line.words[place + 1].isalpha()
    ):
        place += 1
    return place


def _local(line: TextLine, at: int) -> int:
    """The first token of the spoken part before the at sign; `at` when there is none."""
    end = at - 2 if line.lows[max(0, at - 2) : at] in (["senza", "punti"], ["tutto", "attaccato"]) else at
    end = at - 3 if line.lows[max(0, at - 3) : at] == ["all", "one", "word"] else end
    first, free = end, _MOST_WORDS
    while first > max(0, at - _LONGEST_SAID):
        aside = email_parts.aside_before(line, first) if first < end else first
        if aside < first:
            first, free = aside, min(free, 1)
            continue
        if first < end and _is_joint(line, first - 1):
            first -= 1
            continue
        low = line.lows[first - 1]
        tied = first < end and _is_joint(line, first)
        spells = _is_letter(line, first - 1) and (
            _is_letter(line, first - 2) or (first < end and _is_letter(line, first))
        )
        stop = low in cues("emails", "stops") and not (tied and len(low) == 1) and not spells
        if stop or free == 0 or not line.words[first - 1][0].isalnum():
            break
        first, free = first - 1, free - (0 if value_of(low) or len(low) == 1 or tied or spells else 1)
    while first < end and _is_joint(line, first):
        first += 1
    return first if first < end else at


def _is_letter(line: TextLine, at: int) -> bool:
    """Whether a token may name a letter: `effe`, `e`, `ti`."""
    part = code_part(line.lows[at]) if at >= 0 else None
    return part is not None and part.role in "lL"


def _is_joint(line: TextLine, at: int) -> bool:
    """`punto`, `trattino`, `underscore`, `barra bassa`: what ties two parts of an address."""
    return line.lows[at] in cues("emails", "joints") and (line.words[at] not in ".," or email_parts.is_dot(line, at))
