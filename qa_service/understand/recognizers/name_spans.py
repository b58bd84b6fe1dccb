"""Joins name tokens into names: over apostrophes, hyphens and initials, with particles and the surname that follows."""

from collections.abc import Sequence

from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.name_features import same_row
from qa_service.understand.recognizers.text_line import Hit, TextLine

_APOSTROPHES = ("", "'", "’")


def join(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> list[Hit]:
    """The names of a line whose tokens `tags` marks; `tags` is widened in place."""
    _pair(line, kinds, tags)
    _tie(line, kinds, tags)
    if not any(tags):
        return []
    _widen(line, kinds, tags)
    _end_no_name_with_a_particle(line, tags)
    _leave_titles(line, tags)
    hits: list[Hit] = []
    at = 0
    while at < len(tags):
        if not tags[at]:
            at += 1
            continue
        last = _last(line, tags, at)
        hits.append(line.hit(at, last, "PERSON", 0.8))
        at = last + 1
    return hits


def _last(line: TextLine, tags: Sequence[bool], first: int) -> int:
    """The last token of the name that begins at `first`."""
    end = first
    while True:
        step = end + 1
        while step < len(tags) and not tags[step] and _binds(line, step):
            step += 1
        if step >= len(tags) or not tags[step] or not all(same_row(line, at) for at in range(end + 1, step + 1)):
            break
        end = step
    initial = len(line.words[end]) == 1 and end + 1 < len(tags) and line.words[end + 1] == "."
    return end + 1 if initial else end


def _binds(line: TextLine, at: int) -> bool:
    """Whether a mark joins two parts of a name."""
    if line.words[at] == ".":
        return len(line.words[at - 1]) == 1
    return line.words[at] in "'’-" and line.glued(at) and at + 1 < len(line) and line.glued(at + 1)


def _pair(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> None:
    """A known given name and a known surname side by side, both with capitals, are a name whatever stands around."""
    if not line.cased:
        return
    for at, kind in enumerate(kinds):
        if kind[0] == "T" and "G" in kind:
            after = _after_particle(line, at + 1)
            surname = after < len(kinds) and kinds[after][0] == "T" and same_row(line, after)
            if surname and ("N" in kinds[after] or (after > at + 1 and "n" in kinds[after])):
                tags[at : after + 1] = [True] * (after + 1 - at)


def _widen(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> None:
    """Takes in the particle before or inside a name (`de Simone`, `Lo Presti`, `D'Angelo`) and the surname after it."""
    for at in range(len(tags)):
        if not tags[at]:
            continue
        after = _after_particle(line, at + 1)
        if at + 1 < after < len(tags) and (tags[after] or (line.cased and kinds[after][0] == "T")):
            tags[at + 1 : after + 1] = [True] * (after - at)
        elif at + 1 < len(tags) and _unknown_capital(kinds[at + 1]) and same_row(line, at + 1):
            tags[at + 1] = True
        start = at - 2 if at > 1 and line.words[at - 1] in "'’" else at - 1
        if start >= 0 and _is_particle(line, start):
            tags[start:at] = [True] * (at - start)


def _tie(line: TextLine, kinds: Sequence[str], tags: list[bool]) -> None:
    """Both halves of a name in two, or none: `Bassey-Thorne`, `D'Ambrosio`, but not `mark-up`."""
    for at in range(1, len(tags) - 1):
        if line.words[at] not in "'’-" or not (line.glued(at) and line.glued(at + 1)):
            continue
        left, right = at - 1, at + 1
        if line.words[at] != "-":
            prefix = line.lows[left] in cues("names", "tied")
            goes_on = kinds[right][0] in "TA" and any(tags[max(0, left - 2) : left])
            sure = tags[left] or tags[right] or goes_on
            if prefix and (sure or (line.lows[left] == "o" and kinds[right][-1] not in "ors")):
                tags[left] = tags[right] = True
        elif tags[left] != tags[right]:
            tags[left] = tags[right] = all(map(_may_be_half, (kinds[left], kinds[right])))


def _may_be_half(kind: str) -> bool:
    """Whether a word may be half of a double name: with a capital, on a list, or unknown."""
    unknown = kind[0] in "ul" and kind[-1] not in "orsp"
    return (kind[0] in "TA" and kind[1:2] != "p") or kind[1:2].lower() in ("g", "n") or unknown


def _end_no_name_with_a_particle(line: TextLine, tags: list[bool]) -> None:
    """Takes in the word after a particle at the end of a name (`degli Esposti`); a particle that is alone is none."""
    for at in range(len(tags)):
        after = line.words[at + 1] if at + 1 < len(tags) else ""
        if not tags[at] or line.lows[at] not in cues("names", "front") or after in _APOSTROPHES or tags[at + 1]:
            continue
        inside = at > 0 and tags[at - 1]
        if inside and after and after[0].isalpha() and same_row(line, at + 1):
            tags[at + 1] = True
        elif not inside and line.words[at].islower():
            tags[at] = False


def _leave_titles(line: TextLine, tags: list[bool]) -> None:
    """A title before a name is no part of it."""
    for at in range(len(tags) - 1):
        if line.lows[at : at + 3] == ["p", ".", "iva"]:  # what a company pays tax by
            tags[at] = False
        after = at + 2 if line.words[at + 1] == "." else at + 1
        if tags[at] and line.lows[at] in cues("names", "titles") and after < len(tags):
            tags[at] = not (tags[after] and (at == 0 or not tags[at - 1]))


def with_particles(lines: Sequence[TextLine], tags: Sequence[list[bool]]) -> None:
    """Takes in a particle and the word after it wherever the same two are a name elsewhere (`lo presti`)."""
    pairs = {
        (line.lows[at], line.lows[at + 1])
        for line, own in zip(lines, tags, strict=True)
        for at in range(len(own) - 1)
        if own[at] and own[at + 1] and line.lows[at] in cues("names", "front")
    }
    for line, own in zip(lines, tags, strict=True) if pairs else ():
        for at in range(len(own) - 1):
            apart = line.lows[at + 1] in cues("names", "written_apart") and at + 2 < len(own)
            last = at + 2 if apart else at + 1
            if (line.lows[at], line.lows[last]) in pairs:
                own[at : last + 1] = [True] * (last + 1 - at)


def _unknown_capital(kind: str) -> bool:
    return kind[0] == "T" and kind[-1] not in "or"


def _after_particle(line: TextLine, at: int) -> int:
    """The token after the particles that begin at `at`; `at` itself when there is none."""
    place = at
    while place < len(line) and place - at < 3 and same_row(line, place):
        if not _is_particle(line, place) and not (place > at and line.words[place] in "'’"):
            break
        place += 1
    return place


def _is_particle(line: TextLine, at: int) -> bool:
    """Whether a token is the particle of a surname; without capitals only those that mean nothing else."""
    if line.cased:
        return line.lows[at] in cues("names", "front") and line.words[at][0].isupper()
    return line.lows[at] in cues("names", "front_uncased")
