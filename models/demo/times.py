"""Days, times and waits for dialogues that have none: from the number of their words, with some chance."""

import random
from typing import Any

Document = dict[str, Any]
WORDS_A_SECOND = 2.6
OPENS, CLOSES = 8 * 60 + 30, 18 * 60
_KEPT = ("id", "client", "agent", "team", "channel", "direction", "lang")


def timed(document: Document, days: int, chance: random.Random) -> Document:
    """What ships of a dialogue: its words, its labels, a day (0 is the first), a minute of the day, and times."""
    channel = document["channel"]
    last = days - 2 if channel == "email" else days  # the answer to an e-mail may come a day later
    when = {"day": chance.randrange(last), "minute": chance.randrange(OPENS, CLOSES)}
    turns = {"call": _spoken, "chat": _typed, "email": _mailed}[channel](document, chance)
    wait = {"wait": _wait(chance)} if (channel, document["direction"]) == ("call", "inbound") else {}
    labels = {name: document["labels"][name] for name in ("intent", "resolution", "courtesy", "sentiment_start")}
    labels["sentiment_end"] = document["labels"]["sentiment_end"]
    return {**{name: document[name] for name in _KEPT}, **when, **wait, "turns": turns, "labels": labels}


def _wait(chance: random.Random) -> int:
    """Seconds in the queue: mostly short, a few long."""
    return min(240, round(chance.lognormvariate(2.7, 0.9)))


def _spoken(document: Document, chance: random.Random) -> list[Document]:
    """Seconds from the start of the call; after an agent's word about waiting there is a wait."""
    waits = set(document["labels"]["courtesy_evidence"].get("hold_etiquette", ()))
    clock, turns = 0.8, []
    for number, turn in enumerate(document["turns"]):
        end = clock + max(0.6, len(turn["text"].split()) / WORDS_A_SECOND)
        turns.append({**_said(turn), "start": round(clock, 1), "end": round(end, 1)})
        held = number in waits and number + 1 not in waits and chance.random() < 0.6
        clock = end + (chance.uniform(11, 40) if held else chance.uniform(0.2, 1.1))
    return turns


def _typed(document: Document, chance: random.Random) -> list[Document]:
    """Seconds until each message of a chat is sent."""
    clock, turns = 0.0, []
    for number, turn in enumerate(document["turns"]):
        pause = chance.uniform(12, 50) if turn["speaker"] == "agent" else chance.uniform(8, 40)
        clock += (pause + len(turn["text"].split()) / 1.5) if number else 0.0
        turns.append({**_said(turn), "at": round(clock)})
    return turns


def _mailed(document: Document, chance: random.Random) -> list[Document]:
    """Seconds until each e-mail is sent: answers take from one hour to a day."""
    clock, turns = 0.0, []
    for number, turn in enumerate(document["turns"]):
        clock += chance.uniform(1, 20) * 3600 / max(1, len(document["turns"]) - 1) if number else 0.0
        turns.append({**_said(turn), "at": round(clock)})
    return turns


def _said(turn: Document) -> Document:
    return {"speaker": turn["speaker"], "text": turn["text"]}
