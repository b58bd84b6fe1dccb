"""When a payment card expires: asked for, said after its name, or written after the card's number."""

import re
from collections.abc import Sequence

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import date_parts, open_questions
from qa_service.understand.recognizers.codes import PersonalCode
from qa_service.understand.recognizers.date_parts import DatePart
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.text_line import Hit, TextLine

_LINES_BACK = 6
_TOKENS_AFTER = 6
_WRITTEN = re.compile(r"(?<![\w/.-])(?:0[1-9]|1[0-2])\s?[/-]\s?(?:20)?[2-4]\d(?![\w/-])")
_CODE = re.compile(r"\b(?:cod|codice|code|cv[vc]2?)\W{0,3}(?:è |is )?(\d{3,4})(?![\w/-])", re.IGNORECASE)
_REACH = 60


def find(lines: Sequence[TextLine], found_codes: Sequence[Sequence[PersonalCode]]) -> list[list[Hit]]:
    """The months and years of cards in each line."""
    cards = [any(code.kind == forms.CARD for code in line_codes) for line_codes in found_codes]
    of_cards = {at for at in range(len(lines)) if any(cards[max(0, at - 1) : at + 1]) or _of_card(lines, at)}
    hits = [
        [*_after_its_name(line), *_after_a_card(line, line_codes)] if at in of_cards else []
        for at, (line, line_codes) in enumerate(zip(lines, found_codes, strict=True))
    ]
    topics = [True if _speaks_of(line) and at in of_cards else None for at, line in enumerate(lines)]

    def answered(at: int, _topic: bool, begun: bool) -> bool:
        return bool(_answering(lines[at], begun))

    for at, _, begun in open_questions.turns(lines, topics, answered):
        hits[at] += [_hit(lines[at], part) for part in _answering(lines[at], begun)]
    return hits


def _speaks_of(line: TextLine) -> bool:
    return not cues("cards", "expiry").isdisjoint(line.lows)


def _of_card(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a card is spoken of here, and nothing else that expires since."""
    for line in reversed(lines[max(0, at - _LINES_BACK) : at + 1]):
        for place in range(len(line) - 1, -1, -1):
            if line.lows[place] in cues("cards", "other_things") or line.lows[place : place + 3] == ["carta", "d", "'"]:
                return False
            if line.lows[place] in cues("codes", forms.CARD) | cues("cards", "security"):
                return line.lows[place + 1 : place + 2] != ["d"] and line.lows[place + 1 : place + 2] != ["identità"]
    return False


def _answering(line: TextLine, begun: bool) -> list[DatePart]:
    """The parts of a date in an answer: where it says little else, or with a month's name or slash."""
    parts = date_parts.find(line)
    if date_parts.alone(line, parts):
        return [part for part in parts if begun or _is_month(part)]
    return [part for part in parts if part.named or _is_written(line, part) or (begun and part.first == 0)]


def _is_month(part: DatePart) -> bool:
    """Whether a part can be a month and year: one number may be any day."""
    return part.named or part.numbers > 1


def _is_written(line: TextLine, part: DatePart) -> bool:
    return _WRITTEN.search(line.text[line.starts[part.first] : line.ends[part.last]]) is not None


def _after_its_name(line: TextLine) -> list[Hit]:
    """`scadenza zero otto ventisette`, `expires 08/28`."""
    places = [at for at, low in enumerate(line.lows) if low in cues("cards", "expiry")]
    return [
        _hit(line, part)
        for part in (date_parts.find(line) if places else [])
        if _is_month(part) and any(0 < part.first - place <= _TOKENS_AFTER for place in places)
    ]


def _after_a_card(line: TextLine, line_codes: Sequence[PersonalCode]) -> list[Hit]:
    """`4539 7721 0048 6615, 08/28, codice 731`."""
    ends = [line.ends[code.run.last] for code in line_codes if code.kind == forms.CARD]
    if not ends:
        return []
    places = [match.span() for match in _WRITTEN.finditer(line.text)]
    places += [match.span(1) for match in _CODE.finditer(line.text)]
    return [
        Hit(start, end, forms.CARD, 0.9)
        for start, end in places
        if any(0 < start - card_end <= _REACH for card_end in ends)
    ]


def _hit(line: TextLine, part: DatePart) -> Hit:
    return line.hit(part.first, part.last, forms.CARD, 0.9)
