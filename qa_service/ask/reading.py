"""What of an answer is believed: its form as it was asked for, and quotes that stand in the conversation like that."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_service.ask.no_answer import NoAnswer
from qa_service.ask.prompt import LONGEST_QUOTE, LONGEST_REASON, MOST_QUOTES
from qa_service.domain.ask_failures import MALFORMED, NO_QUOTE, WRONG_QUOTE
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Evidence


class _Quote(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    turn: Annotated[int, Field(ge=0)]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Literal["yes", "no", "unclear"]
    quotes: Annotated[list[_Quote], Field(max_length=MOST_QUOTES)]
    reason: Annotated[str, Field(max_length=LONGEST_REASON)]


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1, max_length=1)]


def read(body: bytes, transcript: Transcript, model: str) -> ModelAnswer:
    """The answer in a completion, after its quotes were held against the masked turns. Raises NoAnswer on another form.

    One quote that was not said like that makes it unclear, and so does a yes without any.
    """
    try:
        answer = _Answer.model_validate_json(_Completion.model_validate_json(body).choices[0].message.content)
    except ValidationError:
        raise NoAnswer(MALFORMED) from None
    passages = [_passage(quote, transcript) for quote in answer.quotes]
    verified = tuple(dict.fromkeys(passage for passage in passages if passage is not None))
    if None in passages:
        return ModelAnswer("unclear", failure=WRONG_QUOTE, model=model)
    if answer.verdict == "yes" and not verified:
        return ModelAnswer("unclear", failure=NO_QUOTE, model=model)
    return ModelAnswer(answer.verdict, verified, answer.reason, model=model)


def _passage(quote: _Quote, transcript: Transcript) -> Evidence | None:
    """Where the quote stands in its turn, letter by letter and in whole words; None where it does not."""
    if quote.turn >= len(transcript.turns):
        return None
    text, wanted = transcript.turns[quote.turn].text, quote.text.strip()
    start = text.find(wanted) if any(sign.isalnum() for sign in wanted) else -1
    while start >= 0:
        end = start + len(wanted)
        if _is_whole(text, start, end):
            return Evidence(quote.turn, start, end)
        start = text.find(wanted, start + 1)
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cut_before and not cut_after
