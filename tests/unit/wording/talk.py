"""Small conversations to look for words in."""

from typing import Any

from qa_service.domain.clauses import Rule
from qa_service.domain.interaction import Party
from qa_service.domain.scorecard import Answer
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Evidence
from qa_service.scoring.finding import ClauseInput, Finding
from qa_service.scoring.rules import find
from qa_service.scoring.wording.tokens import SpokenWords
from tests.unit.test_score import rubric, understanding

_PARTIES = {"a": Party.AGENT, "c": Party.CUSTOMER, "b": Party.BOT, "o": Party.OTHER}


def talk(*lines: str, lang: str | None = "it", seconds: float | None = None, **confidence: float) -> Transcript:
    """``a: buongiorno``, ``c: salve``: each line takes `seconds`, where there are any."""
    turns = []
    for number, line in enumerate(lines):
        party, _, text = line.partition(": ")
        start, end = (None, None) if seconds is None else (number * seconds, (number + 1) * seconds)
        turns.append(Turn(_PARTIES[party], text, start, end))
    return Transcript(tuple(turns), lang, confidence)


def clause(**rule: Any) -> Rule:
    """A clause as a rubric has it, checked as one is when it is loaded."""
    return rubric({"id": "x", "rule": rule}, {"id": "other", "rule": {"kind": "person"}}).criteria[0].rule


def look(
    transcript: Transcript, answers: dict[str, Answer] | None = None, *, written: bool = False, **rule: Any
) -> Finding:
    """What is found of a clause; in a call, unless the words are `written`."""
    return find(
        clause(**rule), ClauseInput(understanding(), answers or {}, SpokenWords(transcript, recognised=not written))
    )


def quoted(transcript: Transcript, passages: tuple[Evidence, ...]) -> list[str]:
    """The passages as they stand in the transcript."""
    return [transcript.turns[passage.turn].text[passage.start : passage.end] for passage in passages]
