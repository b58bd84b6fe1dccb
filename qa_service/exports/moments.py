"""Moments worth training with, in analysis documents: what they show, where, and which seconds to hear."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_service.domain.understanding import Status

Document = Mapping[str, Any]
Quote = Mapping[str, Any]
BEFORE, AFTER = 4.0, 4.0
"""Seconds that are heard around the words."""
WHOLE = -1
TO_BE_CONFIRMED: Status = "to_be_confirmed"


@dataclass(frozen=True, slots=True)
class TrainingMoment:
    """A turn of an interaction (-1: all of it), what it shows (``courtesy:rudeness``), and what a coach says of it."""

    document: Document
    turn: int = WHOLE
    topic: str = ""
    note: str = ""
    used: bool = False


def showing(document: Document, topics: Iterable[str]) -> Iterator[TrainingMoment]:
    """The moments that show one of `topics`: behaviours that are there, criteria that are not met."""
    for topic in topics:
        if not _fires(document, topic):
            continue
        turns = list(dict.fromkeys(quote["turn"] for quote in evidence(document, topic))) or [WHOLE]
        for turn in turns:
            yield TrainingMoment(document, turn, topic)


def speaker(turn: Mapping[str, Any]) -> str:
    """Who speaks in a turn of a document; a bot is an other voice to readers of the first contract."""
    return "bot" if turn.get("bot") else str(turn["speaker"])


def evidence(document: Document, topic: str) -> Sequence[Quote]:
    """The passages that the machine gave for `topic`; none for a topic that the document does not know."""
    family, _, label = topic.partition(":")
    if family == "courtesy":
        quotes = document["courtesy"].get(label, {}).get("evidence", ())
    elif family == "criterion":
        quotes = (_answer(document, label) or {}).get("evidence", ())
    else:
        quotes = document.get(family, {}).get("evidence", ()) if family in ("intent", "resolution") else ()
    return list(quotes)


def to_be_confirmed(document: Document, topic: str) -> bool:
    """Whether what `topic` names waits for a person to confirm it."""
    family, _, label = topic.partition(":")
    if family == "courtesy":
        return bool(document["courtesy"].get(label, {}).get("status") == TO_BE_CONFIRMED)
    return family == "criterion" and bool((_answer(document, label) or {}).get("to_be_confirmed"))


def quotes(moment: TrainingMoment) -> Sequence[Quote]:
    """The words of the moment: the evidence in its turn, or else the turn itself."""
    own_quotes = [quote for quote in evidence(moment.document, moment.topic) if moment.turn in (WHOLE, quote["turn"])]
    if own_quotes or moment.turn == WHOLE:
        return own_quotes
    return [{**turn, "quote": turn["text"]} for turn in _turns(moment.document, [moment.turn])]


def seconds(moment: TrainingMoment) -> tuple[float, float] | None:
    """The stretch to be heard: around the turns of the moment, the whole recording where it names none.

    None where nothing says when it was spoken.
    """
    spots = [moment.turn] if moment.turn != WHOLE else [quote["turn"] for quote in quotes(moment)]
    spots = spots or _examined(moment)
    turns = _turns(moment.document, spots) if spots else list(moment.document["transcript"])
    timed = [turn for turn in turns if turn.get("start") is not None]
    if not timed:
        return None
    start, end = min(turn["start"] for turn in timed), max(turn["end"] for turn in timed)
    return (max(0.0, start - BEFORE), end + AFTER)


def around(moment: TrainingMoment) -> Sequence[int]:
    """The turns that a reader needs to see with it: two before and two after; all of them for the whole."""
    count = len(moment.document["transcript"])
    if moment.turn == WHOLE:
        return range(count)
    return range(max(0, moment.turn - 2), min(count, moment.turn + 3))


def _fires(document: Document, topic: str) -> bool:
    family, _, label = topic.partition(":")
    if family == "courtesy":
        return document["courtesy"].get(label, {}).get("present") is True
    if family == "criterion":
        return (_answer(document, label) or {}).get("verdict") == "no"
    return family in ("intent", "resolution") and document[family]["label"] == label


def _answer(document: Document, criterion: str) -> Mapping[str, Any] | None:
    return next((answer for answer in document["scorecard"]["answers"] if answer["criterion"] == criterion), None)


def _examined(moment: TrainingMoment) -> list[int]:
    """Where an absence was looked for."""
    family, _, label = moment.topic.partition(":")
    answer = _answer(moment.document, label) if family == "criterion" else None
    return list(answer["examined"]) if answer else []


def _turns(document: Document, numbers: Iterable[int]) -> list[Mapping[str, Any]]:
    chosen = set(numbers)
    return [turn for turn in document["transcript"] if turn["turn"] in chosen]
