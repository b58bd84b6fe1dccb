"""From words to turns: who said what in which order. Pure.

A turn is what one speaker says until somebody else takes the word, or until a pause of `PAUSE` seconds. A bare
backchannel ("sì", "mhm") that falls into another's speech does not take the word: it becomes a turn of its own, and
the turn around it stays whole.
"""

import string
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import SpeakerSpan, Transcript, Turn, Word

PAUSE = 2.0
"""Seconds of silence after which the same speaker begins a new turn."""
BREATH = 0.3
"""Seconds between two words at which another speaker may come between them."""
ASIDE = 0.6
"""Longest pause of the other speaker in which a bare word is a backchannel: an answer needs more room than this
(0.3 s for the word, and 0.2 s before and after it)."""
JITTER = 0.3
"""Seconds by which a word's time may be off: shorter stretches of a speaker inside another's are corrected."""

LONGEST = 20_000
"""Characters of a turn, as of one that comes in as text (`QA_MAX_TURN_CHARACTERS`): what is longer, as a voice that
never pauses for half an hour, goes on in a turn of its own, so that reading it takes no gigabytes."""

BACKCHANNELS = frozenset(
    """sì si già certo certamente ok okay okey esatto ecco capito perfetto giusto ottimo bene d'accordo mh mhm mmh mm hm
    uhm ehm ah eh oh yes yeah yep right sure fine uh huh uh-huh mm-hmm mhmm hmm um alright""".split()  # noqa: SIM905
)
PHRASES = frozenset(("va bene", "ho capito", "di sì", "come no", "i see", "all right", "got it", "of course"))
SENTENCE_END = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """A turn whose speaker is still a number."""

    speaker: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        """Seconds of the first word's beginning."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Seconds of the last word's end."""
        return max(word.end for word in self.words)


def speaker_turns(words: Sequence[Word], pause: float = PAUSE) -> tuple[SpeakerTurn, ...]:
    """Turns in order of their beginning; every word is in exactly one of them."""
    utterances = _utterances(words)
    turns: list[list[Word]] = []
    asides: list[list[Word]] = []
    for i, utterance in enumerate(utterances):
        if _is_aside(utterances, i):
            asides.append(utterance)
        elif turns and turns[-1][0].speaker == utterance[0].speaker and _gap(turns[-1], utterance) <= pause:
            turns[-1].extend(utterance)
        else:
            turns.append(list(utterance))
    bounded = [piece for turn in (*turns, *asides) for piece in _bounded(turn)]
    ordered = sorted(bounded, key=lambda turn: turn[0].start)
    return tuple(SpeakerTurn(turn[0].speaker, tuple(turn)) for turn in ordered)


def _bounded(turn: Sequence[Word]) -> list[list[Word]]:
    """The words of a turn in pieces that are no longer than a turn may be."""
    pieces: list[list[Word]] = [[]]
    length = 0
    for word in turn:
        length += len(word.text) + 1
        if pieces[-1] and length > LONGEST:
            pieces.append([])
            length = len(word.text) + 1
        pieces[-1].append(word)
    return pieces


def _utterances(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one speaker without a breath between them, by time of beginning."""
    runs: list[list[Word]] = []
    for speaker in sorted({word.speaker for word in words}):
        own = sorted((word for word in words if word.speaker == speaker), key=lambda word: (word.start, word.end))
        for i, word in enumerate(own):
            if i == 0 or word.start - own[i - 1].end > BREATH:
                runs.append([])
            runs[-1].append(word)
    return sorted(runs, key=lambda run: run[0].start)


def _is_aside(utterances: Sequence[Sequence[Word]], i: int) -> bool:
    """A bare backchannel during another's speech, or in a short pause of it that follows no question."""
    own = utterances[i]
    bare_words = [_bare(word) for word in own]
    if len(own) > 2 or not (" ".join(bare_words) in PHRASES or BACKCHANNELS.issuperset(bare_words)):
        return False
    before = _other(utterances, i - 1, own[0].speaker)
    after = _other(utterances, i + 1, own[0].speaker)
    if before is not None and before[-1].end >= own[-1].end:
        return True
    if before is None or after is None or before[0].speaker != after[0].speaker:
        return False
    return _gap(before, after) <= ASIDE and not before[-1].text.endswith("?")


def _other(utterances: Sequence[Sequence[Word]], i: int, speaker: int) -> Sequence[Word] | None:
    """Utterance `i`, provided that there is one and that it is another speaker's."""
    return utterances[i] if 0 <= i < len(utterances) and utterances[i][0].speaker != speaker else None


def _gap(before: Sequence[Word], after: Sequence[Word]) -> float:
    return after[0].start - before[-1].end


def _bare(word: Word) -> str:
    return word.text.strip(string.punctuation + "…").casefold()


def assign(words: Sequence[Word], spans: Sequence[SpeakerSpan]) -> tuple[Word, ...]:
    """The words of a mono recording with the speaker in whose span each lies longest, or nearest.

    Spans are in time order and apart. Slips at the seams are corrected: a stretch shorter than `JITTER` inside another
    speaker's goes to that speaker, and a change of speaker within a breath moves to the sentence end beside it.
    Without spans everybody is speaker 0.
    """
    ends = [span.end for span in spans]
    speakers = [_speaker(word, spans, bisect_right(ends, word.start)) for word in words]
    return tuple(
        replace(word, speaker=speaker)
        for word, speaker in zip(words, _at_sentences(words, _smoothed(words, speakers)), strict=True)
    )


def _speaker(word: Word, spans: Sequence[SpeakerSpan], first: int) -> int:
    """The speaker of the span that `word` overlaps most, of those from `first` on, or of the nearest one around it."""
    shared: dict[int, float] = {}
    for span in spans[first:]:
        if span.start >= word.end:
            break
        overlap = min(word.end, span.end) - max(word.start, span.start)
        if overlap > 0:
            shared[span.speaker] = shared.get(span.speaker, 0.0) + overlap
    if shared:
        return max(shared, key=lambda speaker: (shared[speaker], -speaker))
    around = spans[max(first - 1, 0) : first + 1]
    nearest = min(around, key=lambda span: max(span.start - word.end, word.start - span.end), default=None)
    return nearest.speaker if nearest else 0


def _smoothed(words: Sequence[Word], speakers: Sequence[int]) -> list[int]:
    """Gives a stretch shorter than JITTER, without a breath around it, to the speaker on both sides of it."""
    smoothed = list(speakers)
    for first, last in _stretches(speakers)[1:-1]:
        close = (
            words[first].start - words[first - 1].end <= BREATH and words[last + 1].start - words[last].end <= BREATH
        )
        if close and speakers[first - 1] == speakers[last + 1] and words[last].end - words[first].start < JITTER:
            smoothed[first : last + 1] = [speakers[first - 1]] * (last + 1 - first)
    return smoothed


def _stretches(speakers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last index of each run of one speaker."""
    starts = [i for i in range(len(speakers)) if i == 0 or speakers[i] != speakers[i - 1]]
    return [(a, b - 1) for a, b in pairwise([*starts, len(speakers)])]


def _at_sentences(words: Sequence[Word], speakers: Sequence[int]) -> list[int]:
    """Moves a change of speaker by at most two words to where a sentence ends, unless a pause marks it already."""
    moved = list(speakers)
    for first, _ in _stretches(speakers)[1:]:
        if words[first].start - words[first - 1].end > BREATH or _ends(words[first - 1]):
            continue
        for change in (first - 1, first + 1, first - 2, first + 2):
            if 0 < change < len(words) and _ends(words[change - 1]) and _one_speaker_each(moved, first, change):
                low, high = sorted((first, change))
                moved[low:high] = [moved[first] if change < first else moved[first - 1]] * (high - low)
                break
    return moved


def _ends(word: Word) -> bool:
    return word.text.endswith(SENTENCE_END)


def _one_speaker_each(speakers: Sequence[int], first: int, change: int) -> bool:
    """Whether moving the change from `first` to `change` crosses no other change and empties no stretch."""
    if change < first:
        return change > 0 and len(set(speakers[change - 1 : first])) == 1
    return change < len(speakers) and len(set(speakers[first : change + 1])) == 1


def parties(turns: Sequence[SpeakerTurn], agent_speaker: int) -> Mapping[int, Party]:
    """The agent's number is given; of the others the lowest is the customer, a third one is OTHER."""
    others = sorted({turn.speaker for turn in turns} - {agent_speaker})
    return {agent_speaker: Party.AGENT} | {
        speaker: Party.CUSTOMER if i == 0 else Party.OTHER for i, speaker in enumerate(others)
    }


def transcript(
    turns: Sequence[SpeakerTurn],
    agent_speaker: int,
    *,
    lang: str | None,
    lang_probability: float,
    roles_probability: float,
    duration: float | None = None,
) -> Transcript:
    """The conversation with its parties named.

    `confidence` holds `language`, `roles` and `asr` (mean probability of the words); it is empty where nothing was
    said, since there is nothing then to be sure of.
    """
    party = parties(turns, agent_speaker)
    probabilities = [word.probability for turn in turns for word in turn.words]
    confidence = (
        {"language": lang_probability, "roles": roles_probability, "asr": sum(probabilities) / len(probabilities)}
        if probabilities
        else {}
    )
    return Transcript(
        turns=tuple(Turn(party[t.speaker], t.text, t.start, t.end, words=t.words) for t in turns),
        lang=lang if probabilities else None,
        confidence=confidence,
        duration=duration,
    )
