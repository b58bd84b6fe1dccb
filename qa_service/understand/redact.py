"""Hides personal data: masks text and words, maps offsets there and back, and says which seconds to silence.

Everything here takes *all* spans of an interaction (`PiiSpan.turn` indexes `turns`) or, where the argument is called
`marks`, the spans of one turn. Spans may come unsorted, nested or overlapping: overlapping ones are hidden as one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa_service.domain.transcript import PiiSpan, Turn, Word

Silence = tuple[float, float, int | None]
"""Seconds from, seconds to, and the channel or diarised speaker; None stands for all of them."""
QUICKEST, SLOWEST = 0.2, 0.6
"""Seconds that a dictated digit takes at least, and at most."""


def placeholder(kind: str) -> str:
    """What stands in masked text for a datum of this type: ``[PHONE]``."""
    return f"[{kind}]"


def tidy(marks: Iterable[PiiSpan]) -> tuple[PiiSpan, ...]:
    """The marks of one turn sorted, without empty ones, overlapping ones joined under the type of the longest."""
    joined: list[PiiSpan] = []
    widest = 0
    for mark in sorted((mark for mark in marks if mark.start < mark.end), key=lambda m: (m.start, -m.end)):
        if not joined or mark.start >= joined[-1].end:
            joined.append(mark)
            widest = mark.end - mark.start
            continue
        last, size = joined[-1], mark.end - mark.start
        kind = mark.type if size > widest else last.type
        widest = max(widest, size)
        joined[-1] = replace(last, end=max(last.end, mark.end), type=kind)
    return tuple(joined)


def of_turn(spans: Iterable[PiiSpan], turn: int) -> tuple[PiiSpan, ...]:
    """The tidy marks of turn number `turn`."""
    return tidy(span for span in spans if span.turn == turn)


def _by_turn(spans: Iterable[PiiSpan]) -> dict[int, tuple[PiiSpan, ...]]:
    """The tidy marks of each turn that has any."""
    grouped: dict[int, list[PiiSpan]] = {}
    for span in spans:
        grouped.setdefault(span.turn, []).append(span)
    return {turn: tidy(marks) for turn, marks in grouped.items()}


def mask_text(text: str, marks: Iterable[PiiSpan]) -> str:
    """`text` with every marked passage replaced by its placeholder."""
    pieces, at = [], 0
    for mark in tidy(marks):
        pieces += [text[at : mark.start], placeholder(mark.type)]
        at = mark.end
    return "".join([*pieces, text[at:]])


def mask(turns: Sequence[Turn], spans: Iterable[PiiSpan]) -> tuple[Turn, ...]:
    """The turns with text and words masked; nothing else changes."""
    marks = _by_turn(spans)
    return tuple(_mask_turn(turn, marks.get(number, ())) for number, turn in enumerate(turns))


def unmask_span(marks: Iterable[PiiSpan], start: int, end: int) -> tuple[int, int]:
    """Offsets into the masked turn -> offsets into the original one.

    A placeholder that is touched even in part stands for the whole datum.
    """
    low, high, shift = None, None, 0
    for mark in tidy(marks):
        opens = mark.start - shift
        closes = opens + len(placeholder(mark.type))
        if low is None and start < closes:
            low = min(start + shift, mark.start)
        if high is None and end <= closes:
            high = end + shift if end <= opens else mark.end
        shift += (mark.end - mark.start) - (closes - opens)
    return (start + shift if low is None else low, end + shift if high is None else high)


def silences(turns: Sequence[Turn], spans: Iterable[PiiSpan], pad: float = 0.25) -> tuple[Silence, ...]:
    """The stretches of a recording that hold personal data, `pad` seconds wider on both sides, in time order.

    Fails closed: a turn whose words cannot be found in its text, or that has times but no words, is silenced whole.
    Word times of a recogniser are off by a tenth of a second or two, hence the guard band; and what lies between the
    first and the last word of a datum is silenced too, for a digit that the recogniser did not write down. A number
    that is written as one word may have got the time of its last digit alone: then all is silenced that it may have
    taken.
    """
    marks = _by_turn(spans)
    raw = [piece for number, turn in enumerate(turns) for piece in _spoken(turn, marks.get(number, ()), turns)]
    return joined((), raw, pad)


def joined(silences: Iterable[Silence], raw: Iterable[Silence], pad: float = 0.25) -> tuple[Silence, ...]:
    """Stretches that are `silences`, and `raw` ones made `pad` seconds wider on both sides, in time order."""
    return _merge([*silences, *((max(0.0, start - pad), end + pad, speaker) for start, end, speaker in raw)])


def place(words: Sequence[Word], text: str) -> list[tuple[int, int]] | None:
    """Where each word stands in `text`; None when the words and the text do not tell the same story."""
    places, at = [], 0
    for word in words:
        bare = word.text.strip()
        start = text.find(bare, at)
        if start < 0 or any(character.isalnum() for character in text[at:start]):
            return None
        at = start + len(bare)
        places.append((start, at))
    return None if any(character.isalnum() for character in text[at:]) else places


def _mask_turn(turn: Turn, marks: tuple[PiiSpan, ...]) -> Turn:
    if not marks:
        return turn
    return replace(turn, text=mask_text(turn.text, marks), words=_mask_words(turn, marks))


def _mask_words(turn: Turn, marks: tuple[PiiSpan, ...]) -> tuple[Word, ...]:
    """Words with every run that a mark touches joined into one masked word."""
    if not turn.words:
        return ()
    places = place(turn.words, turn.text)
    if places is None:
        return (_join(turn.words, mask_text(turn.text, marks)),)
    masked: list[Word] = []
    for first, last in _runs(places, marks):
        start, end = places[first][0], places[last][1]
        inside = marks[_first_after(marks, start) : bisect_left(marks, end, key=lambda mark: mark.start)]
        shifted = [replace(m, start=max(m.start, start) - start, end=min(m.end, end) - start) for m in inside]
        text = mask_text(turn.text[start:end], shifted)
        masked.append(_join(turn.words[first : last + 1], text) if inside else turn.words[first])
    return tuple(masked)


def _first_after(marks: Sequence[PiiSpan], start: int) -> int:
    """The number of the first mark that ends after this character."""
    return bisect_right(marks, start, key=lambda mark: mark.end)


def _runs(places: list[tuple[int, int]], marks: tuple[PiiSpan, ...]) -> list[tuple[int, int]]:
    """First and last word of each run: words that share a mark stand together, every other word alone."""
    runs: list[tuple[int, int]] = []
    for index, (start, _) in enumerate(places):
        mark = _first_after(marks, start)
        shared = runs and mark < len(marks) and marks[mark].start < places[index - 1][1]
        runs[-1:] = [(runs[-1][0], index)] if shared else [*runs[-1:], (index, index)]
    return runs


def _join(words: Sequence[Word], text: str) -> Word:
    return Word(text, words[0].start, words[-1].end, min(word.probability for word in words), words[0].speaker)


def _spoken(turn: Turn, marks: tuple[PiiSpan, ...], turns: Sequence[Turn]) -> list[Silence]:
    if not marks:
        return []
    places = place(turn.words, turn.text) if turn.words else None
    if places is not None:
        touched = (turn.words[slice(*_touched(places, mark))] for mark in marks)
        return [_as_long_as_said(piece, words, turns) for words in touched for piece in _stretch(words)]
    return whole(turn)


def whole(turn: Turn) -> list[Silence]:
    """The stretch of a turn from its first to its last word, or by its own times; none where it has none."""
    if turn.words:
        return [(turn.words[0].start, turn.words[-1].end, turn.words[0].speaker)]
    return [] if turn.start is None or turn.end is None else [(turn.start, turn.end, None)]


def _touched(places: Sequence[tuple[int, int]], mark: PiiSpan) -> tuple[int, int]:
    """The first word that a mark touches, and the first after those."""
    return bisect_right(places, mark.start, key=lambda p: p[1]), bisect_left(places, mark.end, key=lambda p: p[0])


def _stretch(words: Sequence[Word]) -> list[Silence]:
    """From the first word to the last; each alone where several people speak."""
    if len({word.speaker for word in words}) != 1:
        return [(word.start, word.end, word.speaker) for word in words]
    return [(min(word.start for word in words), max(word.end for word in words), words[0].speaker)]


def _as_long_as_said(piece: Silence, words: Sequence[Word], turns: Sequence[Turn]) -> Silence:
    """The same stretch; one in which nobody says so many digits reaches back and forth for as long as it may have taken
    to say them, though not into other words of the same speaker.
    """
    start, end, speaker = piece
    digits = sum(character.isdigit() for word in words for character in word.text if word.speaker == speaker)
    if end - start >= QUICKEST * digits:
        return piece
    others = [word for turn in turns for word in turn.words if word.speaker == speaker]
    before = max((word.end for word in others if word.end <= start), default=0.0)
    after = min((word.start for word in others if word.start >= end), default=start + SLOWEST * digits)
    return max(before, end - SLOWEST * digits), min(after, start + SLOWEST * digits), speaker


def _merge(pieces: Iterable[Silence]) -> tuple[Silence, ...]:
    """Touching stretches of the same speaker become one."""
    merged: list[Silence] = []
    for start, end, speaker in sorted(pieces, key=lambda p: (-1 if p[2] is None else p[2], p[0])):
        if merged and merged[-1][2] == speaker and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), speaker)
        else:
            merged.append((start, end, speaker))
    return tuple(sorted(merged, key=lambda p: (p[0], p[1])))
