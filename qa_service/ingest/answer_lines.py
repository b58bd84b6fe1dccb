"""Answers to learn from, as a centre hands them in: JSON Lines of an interaction and yes or no."""

import json
from typing import NamedTuple

from qa_service.errors import BadInput, say

MOST = 10_000
LARGEST = 2 * 1024 * 1024
"""Bytes of all of them."""
_ANSWERS = {"yes": True, "no": False, True: True, False: False}
_LONGEST = 200


class AnswerLine(NamedTuple):
    """An interaction, by whichever name it was given, and whether the criterion is met."""

    interaction: str
    answer: bool


def parse(text: str) -> list[AnswerLine]:
    """Empty lines are passed over. Raises BadInput with the number of the first line that is none of these."""
    given = [line for line in text.split("\n") if line.strip()]
    if len(given) > MOST:
        raise BadInput("are more than {most}", most=MOST, where="answers", hint="send fewer")
    return [_line(line, number) for number, line in enumerate(given, 1)]


def _line(line: str, number: int) -> AnswerLine:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("is no JSON", where=f"[{number}]") from error
    if not isinstance(raw, dict):
        raise BadInput("is no JSON object", where=f"[{number}]")
    name, answer = raw.get("interaction"), raw.get("answer")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST:
        raise BadInput("names no interaction", where=f"[{number}].interaction")
    if not isinstance(answer, str | bool) or answer not in _ANSWERS:
        raise BadInput("is neither yes nor no", where=f"[{number}].answer", hint=say("write yes or no"))
    return AnswerLine(name, _ANSWERS[answer])
