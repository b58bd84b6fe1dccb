"""Codes of letters and digits told piece by piece after somebody spoke of one: IBAN, tax code, POD.

Once such a code is spoken of, what says nothing but letters, numbers and what leads to them is a piece of it, however
short: `poi acca`, `i e`, `then oh`. Neither country nor check digits need be right: better hidden too much.
"""

from collections.abc import Sequence

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import codes, open_questions
from qa_service.understand.recognizers.lexicon import cues, ordinary
from qa_service.understand.recognizers.numerals import code_part
from qa_service.understand.recognizers.text_line import Hit, TextLine

SCORE = 0.9
_TURNS_OPEN = 2
_NAMES = {
    "iban": forms.IBAN, "bancarie": forms.IBAN, "bank details": forms.IBAN, "eye ban": forms.IBAN,
    "i ban": forms.IBAN, "fiscale": forms.NATIONAL, "cf": forms.NATIONAL, "national insurance": forms.NATIONAL,
    "ni number": forms.NATIONAL, "pod": forms.POD, "pdr": forms.POD,
}  # fmt: skip
_LAST_WORDS = frozenset(name.split()[-1] for name in _NAMES)
_LONGEST_BLOCK = 4
_MOST_MARKS = 4
_LEAST = 2
_OF = frozenset(("di", "da", "of", "in"))
_SHAPES_OF_LETTERS = frozenset(("lunga", "corta", "greca", "doppia"))
_ALSO_LIGHT = frozenset(
    ("away", "begins", "comincia", "eccola", "eccolo", "fire", "got", "next", "scritto", "starts", "una", "un")
)


def find(lines: Sequence[TextLine]) -> list[list[Hit]]:
    """The pieces in each line."""
    kind, left, begun = "", 0, False
    hits: list[list[Hit]] = []
    for line in lines:
        spoken_of, begin = _spoken_of(line)
        if spoken_of:
            kind, left, begun = spoken_of, _TURNS_OPEN, begun and kind == spoken_of
        piece = _piece(line, begin, begun) if left else None
        hits.append([line.hit(*piece, kind, SCORE)] if piece else [])
        if piece:
            left, begun = _TURNS_OPEN, True
        elif left and not (spoken_of or all(map(_is_light, line.lows)) or open_questions.follows_up(line)):
            left -= 1
    return hits


def _spoken_of(line: TextLine) -> tuple[str, int]:
    """The kind of code that a line names last, and the token after its name; ("", 0) for none."""
    if _LAST_WORDS.isdisjoint(line.lows):
        return "", 0
    for at in range(len(line) - 1, -1, -1):
        kind = _NAMES.get(line.lows[at]) or _NAMES.get(" ".join(line.lows[max(0, at - 1) : at + 1]))
        if kind:
            return kind, at + 1
    return "", 0


def _piece(line: TextLine, begin: int, begun: bool) -> tuple[int, int] | None:
    """The first and last token of the code that a line says from `begin` on, and nothing else; or that it ends with,
    after other words, where it is a letter and more."""
    if begun and _is_lone_letter(line):
        return 0, 0
    own = {at for at in range(begin, len(line)) if _is_code(line, at, begin)}
    other = [at for at in range(begin, len(line)) if at not in own and not _adds_nothing(line, at)]
    if other:
        own = {at for at in own if at > other[-1]}
        if not _looks_spelled([line.lows[at] for at in own]):
            return None
    if not own or (len(own) == 1 and _is_word(line, min(own), begun)):
        return None
    return min(own), max(own)


def _is_word(line: TextLine, at: int, begun: bool) -> bool:
    """Whether a lone number may be none: the `one` of `that's the one`, an `oh` before anything was told."""
    said = line.lows[at]
    return (said == "one" and line.lows[max(0, at - 1) : at] == ["the"]) or (said in ("one", "oh") and not begun)


def _looks_spelled(lows: Sequence[str]) -> bool:
    """Whether words are two names of letters or numbers and more, not numbers alone."""
    roles = [(low, part.role) for low in lows if (part := code_part(low)) is not None]
    named = sum(role in "nL" and len(low) > 1 for low, role in roles)
    return named >= _LEAST and any(role != "n" for _, role in roles)


def _is_lone_letter(line: TextLine) -> bool:
    """A turn of one letter or `oh`, in the midst of a code; `e?` asks for more."""
    said = [low for low in line.lows if low[0].isalnum()]
    return len(said) == 1 and (len(said[0]) == 1 or said[0] == "oh") and line.lows[0] in said and "?" not in line.words


def _is_code(line: TextLine, at: int, begin: int) -> bool:
    """Whether a token is a number, a letter, its name, or a few signs that are no word."""
    word, low = line.words[at], line.lows[at]
    if not word[0].isalnum() or line.elided(at):
        return False
    part = code_part(low)
    if part is not None and part.role in "nLxz":
        return True
    if low in cues("numerals", "spelling_names") or any(map(str.isdecimal, low)) or _is_ray(line, at):
        return True
    if part is not None and part.role == "l":
        return _stands_as_letter(line, at, begin)
    if low in _SHAPES_OF_LETTERS:
        return at > begin and code_part(line.lows[at - 1]) is not None
    return word.isalpha() and len(word) <= _LONGEST_BLOCK and not ordinary(low) and not _is_light(low)


def _stands_as_letter(line: TextLine, at: int, begin: int) -> bool:
    """Whether a letter that is a word as well (`a`, `e`, `ho`) closes what is said, or stands beside another letter."""
    after = next((low for low in line.lows[at + 1 : at + 1 + _MOST_MARKS] if low[0].isalnum()), "")
    before = line.lows[at - 1] if at > begin else ""
    letters = [part for part in map(code_part, (before, after)) if part is not None and part.role in "Ll"]
    spelled = after in cues("numerals", "as_in") or after in _SHAPES_OF_LETTERS
    return bool(letters) or spelled or (not after and bool(before))


def _is_light(low: str) -> bool:
    """Whether a word adds nothing: it leads, agrees, joins, or names the code."""
    return (
        not low[0].isalnum()
        or low in _ALSO_LIGHT
        or low in cues("codes", "asides")
        or low in cues("codes", "nods")
        or low in cues("open_questions", "leads")
        or low in cues("numerals", "fillers")
        or low in cues("numerals", "separators")
        or codes.is_cue(low)
    )


def _adds_nothing(line: TextLine, at: int) -> bool:
    return _is_light(line.lows[at]) or _spells_out(line, at)


def _spells_out(line: TextLine, at: int) -> bool:
    """Whether a token is the `come` or the town of `bi come Bologna`."""
    joins = cues("numerals", "as_in") | _OF
    return line.lows[at] in joins or line.lows[at - 1] in joins


def _is_ray(line: TextLine, at: int) -> bool:
    return line.lows[max(0, at - 2) : at + 1] == ["x", "-", "ray"]
