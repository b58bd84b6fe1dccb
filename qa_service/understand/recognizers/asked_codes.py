"""What answers a question for a number or code: hidden however short it is, letter by letter, over several turns.

A piece of it may be one digit or one letter. Beside other words only what looks dictated is taken for one; where a turn
says little else, anything is.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import codes, lexicon, open_questions, quantities, runs
from qa_service.understand.recognizers.codes import PersonalCode
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import TextLine

_NUMBERS = frozenset(("numero", "number", "numeretto"))
_OF = frozenset(("di", "of"))
_WITHOUT_LETTERS = frozenset((forms.PHONE, forms.CARD))
_DICTATED = 3
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,3}")


class CodeTopic(NamedTuple):
    """What a turn asks for: types, the likeliest first; `letters`: it speaks of a letter; `digits`: of some digits."""

    kinds: tuple[str, ...]
    letters: bool
    digits: bool = False


def add(lines: Sequence[TextLine], found_codes: Sequence[list[PersonalCode]]) -> list[list[PersonalCode]]:
    """`found_codes` with the pieces that answer a question for a code."""
    result = [list(line_codes) for line_codes in found_codes]
    pieces: dict[int, list[Run]] = {}

    def answered(at: int, topic: CodeTopic, begun: bool) -> bool:
        pieces[at] = _pieces(lines[at], topic, begun)
        return bool(pieces[at])

    asked = [_topic(line) for line in lines]
    told = [_told(line, line_codes) for line, line_codes in zip(lines, found_codes, strict=True)]
    topics = [question or code for question, code in zip(asked, told, strict=True)]
    under_way = {at for at, (question, code) in enumerate(zip(asked, told, strict=True)) if code and not question}
    for at, topic, _ in open_questions.turns(lines, topics, answered, under_way):
        result[at] = _joined(result[at], pieces[at], topic)
    return result


def _joined(line_codes: Sequence[PersonalCode], pieces: Sequence[Run], topic: CodeTopic) -> list[PersonalCode]:
    """The codes and the pieces; of two that overlap, the longer with the better founded type."""
    result = list(line_codes)
    for run in pieces:
        same = [code for code in result if code.run.first <= run.last and run.first <= code.run.last]
        if not same:
            result.append(PersonalCode(run, _kind(run, topic), 1))
        elif all(run.first <= code.run.first and code.run.last <= run.last for code in same):
            best = max(same, key=lambda code: code.evidence)
            result = [code for code in result if code not in same]
            result.append(PersonalCode(run, best.kind, best.evidence))
    return result


def _topic(line: TextLine) -> CodeTopic | None:
    kinds = [kind for kind in codes.cues(line) if kind not in (forms.ADDRESS, codes.READING)]
    numbers = not _NUMBERS.isdisjoint(line.lows)
    nouns = codes.nouns() if numbers else codes.nouns() - lexicon.cues("open_questions", "amounts")
    nouns |= _NUMBERS if kinds or not _number_of(line) else frozenset()
    if not (open_questions.requested(line, nouns) or codes.asks_for_digits(line)):
        return None
    return CodeTopic(tuple(kinds), _speaks_of_letters(line), codes.asks_for_digits(line))


def _told(line: TextLine, line_codes: Sequence[PersonalCode]) -> CodeTopic | None:
    """What a turn ends with: it may go on in the next."""
    kinds = [code.kind for code in line_codes if _closes(line, code.run)]
    return CodeTopic((kinds[0],), letters=False) if kinds else None


def _number_of(line: TextLine) -> bool:
    """Whether a line speaks of the `number of` something: a quantity."""
    return any(low in _NUMBERS and after in _OF for low, after in zip(line.lows, line.lows[1:], strict=False))


def _speaks_of_letters(line: TextLine) -> bool:
    return not lexicon.cues("open_questions", "letters").isdisjoint(line.lows)


def _kind(run: Run, topic: CodeTopic) -> str:
    return forms.fitting(run, topic.kinds) or next(iter(topic.kinds), "") or forms.likeliest(run)


def _pieces(line: TextLine, topic: CodeTopic, begun: bool) -> list[Run]:
    """The pieces of a code in a turn. Words that are letters as well count only where nothing else is said."""
    spelled = [run for run in runs.find(line, greedy=True) if _counts(line, run)]
    alone = _alone(line, spelled)
    if not alone:
        spelled = [run for run in runs.find(line) if _counts(line, run)]
    return [run for run in spelled if _is_piece(line, run, topic, begun, alone)]


def _counts(line: TextLine, run: Run) -> bool:
    """Whether a run can be a part of a code: no quantity, price, date."""
    if quantities.measured(line, run.last) and run.singles < 2 * _DICTATED:
        return False
    if forms.is_toll_free(run.code) or _VERSION.fullmatch(line.text, line.starts[run.first], line.ends[run.last]):
        return False
    return bool(run.letters) or not quantities.harmless(line, run, cued=True)


def _alone(line: TextLine, spelled: Sequence[Run]) -> bool:
    """Whether a turn says nothing but these runs and what leads to them."""
    begins = [0, *(run.last + 1 for run in spelled)]
    ends = [*(run.first for run in spelled), len(line)]
    return all(open_questions.only_leads(line, begin, end) for begin, end in zip(begins, ends, strict=True))


def _is_piece(line: TextLine, run: Run, topic: CodeTopic, begun: bool, alone: bool) -> bool:
    if not run.digits:
        return _are_letters(line, run, topic, begun, alone)
    if _is_word(line, run):
        return False
    if alone:
        return run.length > 1 or begun or topic.digits
    if forms.looks_like_year(run.code) and not run.singles:
        return False
    led = open_questions.only_leads(line, 0, run.first)
    if begun and not led:
        return False
    return _is_dictated(run, led and begun) or (begun and max(run.singles, len(run.numbers)) > 1 and _opens(line, run))


def _is_word(line: TextLine, run: Run) -> bool:
    """Whether a run is the exclamation `oh`, or the `one` of `that's the one`."""
    lone = line.lows[run.first : run.last + 1]
    return lone == ["oh"] or (lone == ["one"] and line.lows[run.first - 1 : run.first] == ["the"])


def _are_letters(line: TextLine, run: Run, topic: CodeTopic, begun: bool, alone: bool) -> bool:
    """Whether a run without digits is a piece: spelled at the end of a turn, or asked for."""
    roles = [part.role for part in run.parts if part.role in "LlU"]
    words = 2 * roles.count("l") > len(roles)
    if (words and not begun) or roles.count("l") == len(roles) or "ho" in line.lows[run.first : run.last + 1]:
        return False
    if not _WITHOUT_LETTERS.isdisjoint(topic.kinds[:1]):
        return False
    return (alone and (begun or topic.letters)) or (len(run.code) > 1 and _closes(line, run) and (alone or run.spoken))


def _is_dictated(run: Run, begun: bool) -> bool:
    """Whether a run beside other words is no amount: four digits written, or three words for digits."""
    if run.letters:
        return run.digits > 1
    if not run.spoken:
        return run.digits > _DICTATED or (begun and run.digits >= _DICTATED)
    return run.digits >= _DICTATED and (run.singles >= _DICTATED or len(run.numbers) >= _DICTATED)


def _opens(line: TextLine, run: Run) -> bool:
    """Whether a turn begins with a run, and a mark or nothing comes after it."""
    ended = run.last + 1 == len(line) or not line.words[run.last + 1][0].isalnum()
    return ended and open_questions.only_leads(line, 0, run.first)


def _closes(line: TextLine, run: Run) -> bool:
    """Whether nothing but marks, written or said, comes after a run."""
    signs = lexicon.cues("numerals", "separators")
    return all(not low[0].isalnum() or low in signs for low in line.lows[run.last + 1 : run.last + 4]) and (
        run.last + 4 >= len(line)
    )
