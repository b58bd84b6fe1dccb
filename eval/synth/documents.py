"""The two documents of a sample: the interaction as it comes in, and the reference it is measured against."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from eval.synth.script import Script, Turn
from eval.synth.timeline import Span

Document = dict[str, Any]


def spoken(script: Script, seconds: float) -> Document:
    """The interaction document beside a recording: no turns, for they are what is to be found out."""
    ended = script.about.started_at + timedelta(seconds=round(seconds))
    about = script.about.model_dump(exclude_none=True, exclude={"lang", "started_at"})
    return {**_head(script), **about, "started_at": script.about.started_at.isoformat(), "ended_at": ended.isoformat()}


def written(script: Script) -> Document:
    """The interaction document of a chat or an e-mail exchange, with its turns."""
    at, turns = script.about.started_at, []
    for turn in script.turns:
        at += timedelta(seconds=turn.after)
        turns.append({"speaker": turn.speaker, "text": turn.text, "at": at.isoformat()})
    about = script.about.model_dump(exclude_none=True, exclude={"started_at"})
    times = {"started_at": script.about.started_at.isoformat(), "ended_at": at.isoformat()}
    return {**_head(script), **about, **times, "turns": turns}


def expected(script: Script, spans: Sequence[Span] | None = None) -> Document:
    """The reference: turns (with their true times, if spoken), labels, personal data and how it was recorded."""
    times = [{"start": round(span.start, 2), "end": round(span.end, 2)} for span in spans or []]
    turns = [_turn(turn) | (times[index] if times else {}) for index, turn in enumerate(script.turns)]
    about = script.about.model_dump(include={"lang", "channel", "direction"})
    labels = script.labels.model_dump() | {"courtesy": list(script.labels.courtesy_evidence)}
    pii = [datum.model_dump() for datum in script.pii]
    document = {"id": script.name, "synthetic": True, **about, "turns": turns, "labels": labels, "pii": pii}
    return document | ({"recording": script.recording.model_dump()} if script.recording else {})


def _head(script: Script) -> Document:
    return {"schema": "qa-interaction/1", "id": script.name, "synthetic": True}


def _turn(turn: Turn) -> Document:
    return turn.model_dump(include={"speaker", "text", "sentiment"}, exclude_none=True)
