"""What becomes of a stored interaction when a person masks words in it, or takes a mask away: nothing is judged anew,
and all that rests on passages of the words finds them where they stand then.

`Evidence` stands for characters of the masked text of a turn, as everywhere; `PiiSpan` for those of the unmasked one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa_service.domain.masked_words import MASK, HiddenWords
from qa_service.domain.processed import Silence, Understood
from qa_service.domain.transcript import PiiSpan, Turn, Word
from qa_service.domain.understanding import Evidence
from qa_service.understand import redact


class Edit(NamedTuple):
    """Characters of a text, and what stands in their place from now on."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """By turn; those of a turn in order, never overlapping."""

    by_turn: Mapping[int, Sequence[Edit]]

    def place(self, passage: Evidence) -> Evidence:
        """Where a passage stands after them; one that touches an edit takes in all that it put there."""
        edits = self.by_turn.get(passage.turn, ())
        start, end = _after(edits, passage.start, opens=True), _after(edits, passage.end, opens=False)
        return Evidence(passage.turn, start, max(start, end))


def _after(edits: Sequence[Edit], at: int, *, opens: bool) -> int:
    """Where a passage that begins (`opens`) or ends at a character does so after the edits."""
    shift = 0
    for edit in edits:
        if at < edit.start or (at == edit.start and not opens):
            break
        if at < edit.end:
            return edit.start + shift + (0 if opens else len(edit.text))
        shift += len(edit.text) - (edit.end - edit.start)
    return at + shift


def places(turns: Sequence[Turn], hidden: HiddenWords) -> list[Evidence]:
    """Where words stand in a conversation."""
    return [Evidence(number, *place) for number, turn in enumerate(turns) for place in hidden.places(turn.text)]


def disjoint(passages: Iterable[Evidence]) -> list[Evidence]:
    """The passages in order, those that overlap as one."""
    joined: list[Evidence] = []
    for passage in sorted(passages, key=lambda p: (p.turn, p.start, p.end)):
        if joined and joined[-1].turn == passage.turn and passage.start < joined[-1].end:
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, passage.end))
        else:
            joined.append(passage)
    return joined


def hide(understood: Understood, passages: Sequence[Evidence], kind: str) -> tuple[Understood, Edits]:
    """The same with these passages (disjoint, whole words and masks) masked as `kind`, and the seconds in which they
    were said silent; and what changed in the texts.
    """
    marks = [PiiSpan(p.turn, p.start, p.end, kind, by_hand=True) for p in passages]
    edits = _edits([(p, redact.placeholder(kind)) for p in passages])
    before = understood.transcript.turns
    spans = list(understood.pii)
    for mark in marks:
        start, end = redact.unmask_span(redact.of_turn(understood.pii, mark.turn), mark.start, mark.end)
        spans = [span for span in spans if not _overlaps(span, mark.turn, start, end)]
        spans.append(replace(mark, start=start, end=end))
    silences = redact.joined([*understood.silences, *redact.silences(before, marks)], ())
    after = replace(
        understood,
        transcript=replace(understood.transcript, turns=redact.mask(before, marks)),
        pii=tuple(sorted(spans, key=lambda span: (span.turn, span.start))),
        silences=tuple(Silence(*piece) for piece in silences),
        understanding=understood.understanding.moved(edits.place),
    )
    return after, edits


def _edits(replaced: Iterable[tuple[Evidence, str]]) -> Edits:
    by_turn: dict[int, list[Edit]] = {}
    for passage, text in replaced:
        by_turn.setdefault(passage.turn, []).append(Edit(passage.start, passage.end, text))
    return Edits(by_turn)


def _overlaps(span: PiiSpan, turn: int, start: int, end: int) -> bool:
    return span.turn == turn and span.start < end and start < span.end


class StandingMask(NamedTuple):
    """A mask in the text of a turn: where, of what kind, and what it hides in the unmasked text; `span` None: somebody
    wrote it there, and nothing is known of what stood in its place.
    """

    passage: Evidence
    kind: str
    span: PiiSpan | None


def mask_at(understood: Understood, turn: int, start: int) -> StandingMask | None:
    """The mask that begins at this character; None where there is none."""
    turns = understood.transcript.turns
    match = MASK.match(turns[turn].text, start) if 0 <= turn < len(turns) and start >= 0 else None
    if match is None:
        return None
    passage, marks = Evidence(turn, match.start(), match.end()), redact.of_turn(understood.pii, turn)
    unmasked = redact.unmask_span(marks, passage.start, passage.end)
    return StandingMask(passage, match[1], next((mark for mark in marks if (mark.start, mark.end) == unmasked), None))


def masks_of(understood: Understood, turn: int) -> list[StandingMask]:
    """All masks of a turn, in order."""
    text = understood.transcript.turns[turn].text
    found = (mask_at(understood, turn, match.start()) for match in MASK.finditer(text))
    return [mask for mask in found if mask is not None]


def fits(unmasked: str, understood: Understood, turn: int) -> bool:
    """Whether `unmasked` is what a turn was masked from: it may have been corrected since."""
    return redact.mask_text(unmasked, redact.of_turn(understood.pii, turn)) == understood.transcript.turns[turn].text


def spoken_under(understood: Understood, mask: StandingMask) -> Word | None:
    """The masked word that says when the datum was spoken; None where no times are known, or others are in it."""
    turn = understood.transcript.turns[mask.passage.turn]
    places = redact.place(turn.words, turn.text) if turn.words else None
    for word, (start, end) in zip(turn.words, places or (), strict=bool(places)):
        if start <= mask.passage.start and mask.passage.end <= end:
            return word if len(MASK.findall(word.text)) == 1 else None
    return None


def show(understood: Understood, mask: StandingMask, text: str, heard: Sequence[Word] = ()) -> tuple[Understood, Edits]:
    """The same with `text` in the place of a mask, and what changed. `heard`: its words as the original recording has
    them, which may be heard again; without them the sound stays silent.
    """
    passage = mask.passage
    edits = _edits([(passage, text)])
    turns, under = list(understood.transcript.turns), spoken_under(understood, mask)
    turn = turns[passage.turn]
    turns[passage.turn] = replace(
        turn,
        text=turn.text[: passage.start] + text + turn.text[passage.end :],
        words=_words(turn, mask, text, under, heard),
    )
    after = replace(
        understood,
        transcript=replace(understood.transcript, turns=tuple(turns)),
        pii=_spans_after(understood, mask, len(text)),
        understanding=understood.understanding.moved(edits.place),
    )
    if heard and under is not None:
        after = replace(after, silences=_audible(after, under))
    return after, edits


def _words(turn: Turn, mask: StandingMask, text: str, under: Word | None, heard: Sequence[Word]) -> tuple[Word, ...]:
    if not turn.words:
        return ()
    if under is None:  # several data in one word, or words that do not tell the same story as the text
        return ()
    before, _, after = under.text.partition(redact.placeholder(mask.kind))
    shown = [replace(word, text=word.text.strip()) for word in heard] or [replace(under, text=text)]
    shown[0] = replace(shown[0], text=before + shown[0].text)
    shown[-1] = replace(shown[-1], text=shown[-1].text + after)
    at = turn.words.index(under)
    return (*turn.words[:at], *shown, *turn.words[at + 1 :])


def _spans_after(understood: Understood, mask: StandingMask, length: int) -> tuple[PiiSpan, ...]:
    """The spans without that of the mask; those behind it in its turn as far off as the text there is longer."""
    turn, marks = mask.passage.turn, redact.of_turn(understood.pii, mask.passage.turn)
    start, end = redact.unmask_span(marks, mask.passage.start, mask.passage.end)
    longer = length - (end - start)
    kept = [span for span in understood.pii if mask.span is None or not _overlaps(span, turn, start, end)]
    return tuple(
        replace(span, start=span.start + longer, end=span.end + longer)
        if span.turn == turn and span.start >= end
        else span
        for span in kept
    )


def _audible(after: Understood, under: Word) -> tuple[Silence, ...]:
    """The silences without the time of a word, and all of those again in which another datum was spoken."""
    marks = [
        PiiSpan(number, match.start(), match.end(), match[1])
        for number, turn in enumerate(after.transcript.turns)
        for match in MASK.finditer(turn.text)
    ]
    left = [piece for silence in after.silences for piece in _without(silence, under)]
    silent = redact.joined([*left, *redact.silences(after.transcript.turns, marks)], ())
    return tuple(Silence(*piece) for piece in silent)


def _without(silence: Silence, word: Word) -> list[Silence]:
    if silence.channel != word.speaker or word.end <= silence.start or silence.end <= word.start:
        return [silence]
    pieces = [(silence.start, word.start), (word.end, silence.end)]
    return [Silence(start, end, silence.channel) for start, end in pieces if start < end]
