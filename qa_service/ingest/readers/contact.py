"""What all readers of foreign transcripts make: turns with what their system knows of them, and of these a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from qa_service.domain.interaction import Channel, Party
from qa_service.errors import BadDocument
from qa_service.ingest.mail import lines, quotes

MEDIA = "[MEDIA]"
"""Stands where somebody sent a picture, a sound or a file: no word, and none is taken from it."""
_MOST_TRANSFERS = 100
_LANGUAGES = ("it", "en")


@dataclass(frozen=True, slots=True)
class ForeignTurn:
    """One turn as another system has it. `voice` is whatever that system tells people apart by, where it does not say
    who of them serves. `agent` is its id of an agent or bot. `start` and `end` are seconds.
    """

    text: str
    speaker: Party | None = None
    agent: str | None = None
    voice: str | int | None = None
    at: datetime | None = None
    start: float | None = None
    end: float | None = None


def document(channel: Channel, turns: Iterable[ForeignTurn], **fields: Any) -> dict[str, Any]:
    """The interaction document of turns, in their order in time; `fields` are those of the contract, None: not known.

    Raises BadDocument where there are no words.
    """
    own = turns if channel is not Channel.EMAIL else (replace(turn, text=_own_words(turn.text)) for turn in turns)
    said = _told_apart(channel, in_order([turn for turn in own if turn.text.strip()]))
    if all(turn.text == MEDIA for turn in said):
        raise BadDocument("holds no words of a conversation", hint="export it with its messages")
    known = {name: value for name, value in fields.items() if value is not None}
    return _sound(
        {
            "schema": "qa-interaction/1",
            "channel": channel,
            **_times(said),
            "agent": next((turn.agent for turn in said if turn.agent and turn.speaker is Party.AGENT), None),
            "transfers": transfers(said),
            **known,
            "turns": _turns(said),
        }
    )


def _sound(document: dict[str, Any]) -> dict[str, Any]:
    """Without an end that lies before the beginning, as where their clocks differ."""
    started, ended = document["started_at"], document["ended_at"]
    backwards = started and ended and _comparable(ended) < _comparable(started)
    return {**document, "ended_at": None} if backwards else document


def _own_words(text: str) -> str:
    """Of a mail without what it quotes, and without its signature; all of it where nothing would be left."""
    own = [item.text for item in quotes.said(lines.of_text(text)) if item.level == 0 and not item.forwarded]
    return "\n\n".join(own).strip() or text


def _told_apart(channel: Channel, turns: list[ForeignTurn]) -> list[ForeignTurn]:
    """The turns of a call in which one voice says everything say of none who speaks: nobody was told apart."""
    if channel is not Channel.CALL or any(turn.speaker for turn in turns) or len({turn.voice for turn in turns}) > 1:
        return turns
    return [replace(turn, voice=None) for turn in turns]


def in_order(turns: Sequence[ForeignTurn]) -> list[ForeignTurn]:
    """By their times, where all have one of the same sort; as they came otherwise."""
    if turns and all(turn.start is not None for turn in turns):
        return sorted(turns, key=lambda turn: turn.start or 0.0)
    if turns and all(turn.at is not None for turn in turns):
        return sorted(turns, key=lambda turn: _comparable(turn.at))
    return list(turns)


def _comparable(at: datetime | None) -> datetime:
    """Times of one file all have a zone or none has; a mixture is compared as if it were UTC."""
    return datetime.min.replace(tzinfo=UTC) if at is None else at if at.tzinfo else at.replace(tzinfo=UTC)


def _times(turns: Sequence[ForeignTurn]) -> dict[str, datetime | None]:
    times = sorted((turn.at for turn in turns if turn.at is not None), key=_comparable)
    return {"started_at": times[0] if times else None, "ended_at": times[-1] if times else None}


def transfers(turns: Sequence[ForeignTurn]) -> list[dict[str, Any]]:
    """Where one agent's turns are followed by another's: the contact went on to them."""
    served = [turn for turn in turns if turn.speaker is Party.AGENT and turn.agent]
    return [
        {"at": after.at, "start": after.start, "from_agent": before.agent, "to_agent": after.agent}
        for before, after in pairwise(served)
        if before.agent != after.agent
    ][:_MOST_TRANSFERS]


def _turns(turns: Sequence[ForeignTurn]) -> list[dict[str, Any]]:
    voices = {voice: place for place, voice in enumerate(dict.fromkeys(turn.voice for turn in turns))}
    return [
        {
            "speaker": turn.speaker,
            "agent": turn.agent if turn.speaker in (Party.AGENT, Party.BOT) else None,
            "voice": None if turn.voice is None else voices[turn.voice],
            "text": turn.text,
            "at": turn.at,
            "start": turn.start,
            "end": None if turn.end is None or turn.start is None or turn.end < turn.start else turn.end,
        }
        for turn in turns
    ]


def language(code: Any) -> str | None:
    """The language of a tag such as `en-US` or `english`, where it is one that is read."""
    start = code[:2].lower() if isinstance(code, str) else ""
    whole = code.lower() if isinstance(code, str) else ""
    return start if start in _LANGUAGES and (len(whole) == 2 or whole[2] in "-_" or whole in _NAMES) else None


_NAMES = ("italian", "english")
