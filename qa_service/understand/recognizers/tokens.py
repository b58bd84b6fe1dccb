"""Personal data that the token model sees: runs of tokens that it holds for part of a datum, whatever the rules say."""

from collections.abc import Iterator, Sequence

from qa_service.understand.recognizers import codes, lexicon
from qa_service.understand.recognizers.text_line import Hit, TextLine
from qa_service.understand.recognizers.token_model import KINDS, Floats

INSIDE = 0.4
"""Least probability that a token belongs to a datum for it to be hidden in a run that holds one surely."""
SURE, SURE_ALONE = 0.96, 0.98
"""Least probability of the surest token of a run, and of one that is a plain word and the whole run. All three were
chosen on exchanges (eval/talk/strangers-*.jsonl) that the model had not learned from then."""
NOTHING = 0.05
"""Below this probability the model sees nothing."""
SCORE = 0.2
"""Below that of every rule: where both see something, the rule says what it is and how far it reaches."""


def find(lines: Sequence[TextLine], shares: Sequence[Floats]) -> list[list[Hit]]:
    """The hits of each line. `shares`: what `TokenModel.probabilities` says of the lines."""
    return [list(_hits(line, own)) for line, own in zip(lines, shares, strict=True)]


def is_plain_talk(line: TextLine, hit: Hit, shares: Floats) -> bool:
    """Whether a rule takes plain words for a name of which the model sees nothing: `read as in read a book`."""
    first, last = line.token_from(hit.start), line.token_to(hit.end)
    if hit.kind != "PERSON" or hit.score == SCORE or first is None or last is None:
        return False
    places = [at for at in range(first, last + 1) if line.words[at][0].isalnum()]
    return all(_is_plain(line, at) and 1 - shares[at, 0] < NOTHING for at in places)


def _hits(line: TextLine, shares: Floats) -> Iterator[Hit]:
    personal = (1 - shares[:, 0]).tolist()
    for first, last in (_within(line, personal, *run) for run in _runs(line, personal)):
        least = SURE_ALONE if first == last and _is_plain(line, first) else SURE
        if max(personal[first : last + 1]) >= least:
            kind = KINDS[int(shares[first : last + 1, 1:].sum(0).argmax())]
            yield line.hit(first, last, kind, SCORE)


def _runs(line: TextLine, personal: Sequence[float]) -> list[tuple[int, int]]:
    """First and last token of each run of words that may be personal; one mark between two of them parts nothing."""
    runs: list[tuple[int, int]] = []
    for at, share in enumerate(personal):
        if share < INSIDE or not line.words[at][0].isalnum():
            continue
        joined = runs and (runs[-1][1] == at - 1 or (runs[-1][1] == at - 2 and not line.words[at - 1][0].isalnum()))
        runs[-1:] = [(runs[-1][0], at)] if joined else [*runs[-1:], (at, at)]
    return runs


def _within(line: TextLine, personal: Sequence[float], first: int, last: int) -> tuple[int, int]:
    """A run without the words at its ends that only name what it is: `iban`, `mister`."""
    while first < last and _only_names(line.lows[first]) and personal[first] < SURE:
        first += 1
    while first < last and _only_names(line.lows[last]) and personal[last] < SURE:
        last -= 1
    return first, last


def _only_names(low: str) -> bool:
    return not low[0].isalnum() or low in codes.nouns() or low in lexicon.cues("names", "titles")


def _is_plain(line: TextLine, at: int) -> bool:
    return lexicon.plainness(line.lows[at]) in ("o", "r") and not line.words[at][0].isupper()
