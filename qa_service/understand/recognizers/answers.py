"""What a question asked for is hidden in its answer, whatever its form: `che via?` `contrada serra di sotto`.

Of a short answer all is hidden but the words that carry any talk (`sì allora è`); of a long one, or of one that refuses
(`non ce l'ho qui`), only what looks like a datum: unknown words, numbers, letters.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from qa_service.understand.recognizers import not_codes, quantities
from qa_service.understand.recognizers.dates import MONTHS
from qa_service.understand.recognizers.lexicon import cues, given_name, ordinary, surname, words
from qa_service.understand.recognizers.numerals import code_part, compose, value_of
from qa_service.understand.recognizers.questions import Asked, Expected, has_phrase, is_noun, of
from qa_service.understand.recognizers.text_line import Hit, TextLine

KINDS = {
    Asked.ADDRESS: "ADDRESS",
    Asked.EMAIL: "EMAIL",
    Asked.NAME: "PERSON",
    Asked.SPELLING: "PERSON",
    Asked.CODE: "OTHER_ID",
    Asked.WORD: "OTHER_ID",
}
SCORE = 0.45
"""Under all other recognisers: what they find keeps its type, what they leave is hidden too."""
_TALK = "talk_words.txt"
_MARKS = frozenset(",-–/.'’()°:")
_SHORT = {Asked.ADDRESS: 10, Asked.EMAIL: 4, Asked.NAME: 3, Asked.SPELLING: 4, Asked.CODE: 0, Asked.WORD: 4}
_SHORT_REST = 4
_LEAST_DIGITS = 3
_ABBREVIATION = 2
_MANY = 4
_NEAR = 3
_LONGEST_WHOLE = 14
_LONGEST_NAMING = 9
_NAMES = (Asked.NAME, Asked.SPELLING)
_MOST_GLUE = 2
_LONGEST_SECOND = 6


class AnswerSpan(NamedTuple):
    """Tokens `first` to `last`, and the classes of what they hold: n number, l letter, u unknown word, o plain word."""

    first: int
    last: int
    classes: str


def find(line: TextLine, expected: Expected | None, known: Sequence[Hit] = ()) -> list[Hit]:
    """The answer in a line. `known`: the codes and addresses that were found in it; then what stands apart from them
    is no
    part of it."""
    if expected is None:
        return []
    kind = KINDS[expected.asked]
    hits = [line.hit(span.first, span.last, kind, SCORE) for span in _answer(line, expected)]
    known = [datum for datum in known if datum.kind == "ADDRESS" or expected.asked is Asked.CODE]
    if not known or expected.asked not in (Asked.CODE, Asked.ADDRESS):
        return hits
    known.sort()
    starts = [datum.start for datum in known]
    return [
        hit
        for hit in hits
        for at in [bisect_left(starts, hit.end)]
        if any(_touch(line.text, hit, datum) for datum in known[max(0, at - 1) : at + 1])
    ]


def _touch(text: str, hit: Hit, datum: Hit) -> bool:
    """Whether nothing but a mark or a word of no weight stands between, and no end of a sentence."""
    between = text[min(hit.end, datum.end) : max(hit.start, datum.start)]
    return len(between) <= _NEAR and "." not in between


def _answer(line: TextLine, expected: Expected) -> list[AnswerSpan]:
    kinds = classes(line)
    if expected.asked in _NAMES:
        _name_words(line, kinds)
    spans = _spans(line, kinds, expected.asked)
    if expected.asked is Asked.EMAIL and _only_joints(line):
        return [AnswerSpan(0, len(line) - 1, "u")]
    if of(line) is not None:  # a question back
        spans = [span for span in spans if "u" in span.classes or "n" in span.classes]
    said = [low for low in line.lows if low[0].isalnum()]
    content = sum(len(span.classes) for span in spans)
    refused = has_phrase(said, "refusals")
    covered = sum(low[0].isalnum() for span in spans for low in line.lows[span.first : span.last + 1])
    mostly = covered * 2 >= len(said) and not refused
    if expected.first:
        whole = (
            content <= _SHORT[expected.asked]
            and mostly
            and len(said) <= _LONGEST_WHOLE
            and _believable(spans, content, expected.asked)
        )
    elif expected.open:
        whole = content <= min(_SHORT[expected.asked], _SHORT_REST) and mostly
    else:
        plain = any("o" in span.classes for span in spans)
        told = mostly and not plain and len(said) <= _LONGEST_SECOND and expected.asked is not Asked.CODE
        return [span for span in spans if told and ("u" in span.classes or expected.asked is Asked.ADDRESS)]
    named = [span for span in spans[:1] if expected.first and not refused and _names(line, span, expected.asked)]
    return [span for span in spans if whole or span in named or _telling(line, span, expected.asked)]


def _names(line: TextLine, span: AnswerSpan, asked: Asked) -> bool:
    """Whether the first words of an answer that are no talk name somebody: unknown, with a capital or in a short
    answer."""
    if asked not in _NAMES or "u" not in span.classes or len(span.classes) > _SHORT_REST:
        return False
    return line.words[span.first][0].isupper() if line.cased else len(line) <= _LONGEST_NAMING


def _name_words(line: TextLine, kinds: list[str]) -> None:
    """Words of any talk that are names, too, count beside one: `Primo Colombo`."""
    for at, low in enumerate(line.lows):
        beside = any(kind in "uo" for kind in kinds[max(0, at - 1) : at + 2])
        if kinds[at] == "t" and beside and len(low) > 2 and (given_name(low) == "G" or surname(low) == "N"):
            kinds[at] = "o"


def _only_joints(line: TextLine) -> bool:
    """Whether a line is a piece between two others: `dot`, `chiocciola`."""
    joints = cues("emails", "said_joints") | cues("emails", "at") | cues("emails", "weak_at")
    said = [low for low in line.lows if low[0].isalnum()]
    return bool(said) and all(low in joints for low in said)


def _believable(spans: list[AnswerSpan], content: int, asked: Asked) -> bool:
    """Whether plain words alone can be an answer: a few of them. `con due bi` tells no name."""
    if asked in _NAMES and all(set(span.classes) <= set("nl") for span in spans):
        return sum(span.classes.count("l") for span in spans) >= _LEAST_DIGITS
    return content <= _SHORT_REST or any("u" in span.classes or "n" in span.classes for span in spans)


def _telling(line: TextLine, span: AnswerSpan, asked: Asked) -> bool:
    """Whether a span looks like a datum by itself."""
    if asked is Asked.CODE:
        return _is_code(line, span)
    if asked is Asked.ADDRESS:
        capital = line.cased and any(word[0].isupper() for word in line.words[span.first : span.last + 1])
        return "u" in span.classes and len(span.classes) > 1 and ("n" in span.classes or capital)
    if asked is Asked.EMAIL:
        tied = not cues("emails", "joints").isdisjoint(line.lows[span.first : span.last + 1])
        return "ll" in span.classes or ("u" in span.classes and tied)
    return "ll" in span.classes or (asked is Asked.WORD and "u" in span.classes)


def _is_code(line: TextLine, span: AnswerSpan) -> bool:
    """Whether a span of an answer is a code: letters with something, or three digits that are no time or year."""
    if span.classes.count("l") > 1 or ("l" in span.classes and "n" in span.classes):
        return True
    if span.first and line.lows[span.first - 1] in cues("answers", "before_times"):
        return False
    values = [value for low in line.lows[span.first : span.last + 1] if (value := value_of(low))]
    if len(values) == 1 or all(value.endswith("00") for value in values):
        return False
    joined = span.last > span.first and line.lows[span.last - 1] in ("e", "and", "di", "dei", "of")
    return len(compose(values)) >= _LEAST_DIGITS and not (joined and len(values) < _MANY)


def classes(line: TextLine) -> list[str]:
    """One class a token: n number, l letter, u unknown word, o plain word, t word of any talk, m mark, x none of
    these."""
    quantity = _quantities(line)
    return ["x" if at in quantity else _class(line, at) for at in range(len(line))]


def _class(line: TextLine, at: int) -> str:
    word, low = line.words[at], line.lows[at]
    if _elided(line, at):
        return "t"
    if not word[0].isalnum():
        tied = word != "." or (at > 0 and len(line.words[at - 1]) <= _ABBREVIATION) or _glued(line, at)
        return "m" if word in _MARKS and tied else "x"
    if low == "one" and at > 0 and line.lows[at - 1] in ("the", "this", "that", "which"):
        return "t"
    if any(map(str.isdecimal, word)) or value_of(low) is not None:
        return "x" if quantities.measured(line, at) else "n"
    if low in MONTHS:
        return "x"
    part = code_part(low)
    if part is not None and part.role == "L":
        return "l"
    if low in words(_TALK) or is_noun(low) or len(low) == 1 or (part is not None and part.role in "lx"):
        return "t"
    return "o" if ordinary(low) else "u"


def _glued(line: TextLine, at: int) -> bool:
    """Whether a mark stands inside a word: `posta.it`."""
    return line.glued(at) and at + 1 < len(line) and line.glued(at + 1)


def _elided(line: TextLine, at: int) -> bool:
    """Whether a token is what an apostrophe ties to a word: `l`, `d`, `s`, `ll`; not the `N` of `N'Guessan`."""
    return line.words[at].isalpha() and line.elided(at)


def _quantities(line: TextLine) -> frozenset[int]:
    """The tokens of written prices, times and dates."""
    spans = not_codes.spans(line.text) if line.has_digits else []
    return frozenset(
        at for start, end in spans for at in range(bisect_left(line.starts, start), bisect_left(line.starts, end))
    )


def _spans(line: TextLine, kinds: list[str], asked: Asked) -> list[AnswerSpan]:
    """Stretches of content with at most a few words that tie between: `serra di sotto`."""
    links = cues("answers", "links")
    spans: list[AnswerSpan] = []
    glue = _MOST_GLUE + 1
    for at, kind in enumerate(kinds):
        if kind in "nluo":
            if glue <= _MOST_GLUE:
                spans[-1] = AnswerSpan(spans[-1].first, at, spans[-1].classes + kind)
            else:
                spans.append(AnswerSpan(at, at, kind))
            glue = 0
        elif kind == "x" or (kind == "t" and line.lows[at] not in links):
            glue = _MOST_GLUE + 1
        elif kind == "t":
            glue += 1
    if asked is Asked.CODE:  # plain words around a number are none of it
        spans = [trimmed for span in spans for trimmed in _bare(kinds, span)]
    return [_widened(line, span, asked) for span in spans]


def _bare(kinds: list[str], span: AnswerSpan) -> list[AnswerSpan]:
    """Without the plain words at its ends."""
    places = [at for at in range(span.first, span.last + 1) if kinds[at] in "nlu"]
    if not places:
        return []
    inner = "".join(kind for kind in kinds[places[0] : places[-1] + 1] if kind in "nluo")
    return [AnswerSpan(places[0], places[-1], inner)]


def _widened(line: TextLine, span: AnswerSpan, asked: Asked) -> AnswerSpan:
    """With the letters at its ends that may be words, too: `dodici a`, `o kappa o`."""
    first, last = span.first, span.last
    if asked is Asked.NAME or asked is Asked.SPELLING:
        while first > 0 and line.lows[first - 1] in cues("names", "particles"):
            first -= 1
    while (
        last + 1 < len(line) and _may_be_letter(line, last + 1) and (asked is not Asked.ADDRESS or "n" in span.classes)
    ):
        last += 1
    if asked is Asked.ADDRESS:
        while first > 0 and line.lows[first - 1] in cues("addresses", "before_houses"):
            first -= 1
        if first == 1 and line.lows[0] in cues("addresses", "particles"):
            first = 0
    inside = asked is not Asked.ADDRESS or first == 1
    while inside and first > 0 and _may_be_letter(line, first - 1) and span.classes[0] in "nl":
        first -= 1
    return AnswerSpan(first, last, span.classes)


def _may_be_letter(line: TextLine, at: int) -> bool:
    part = code_part(line.lows[at])
    return part is not None and part.role in "lLx" and line.words[at][0].isalpha() and not _elided(line, at)
