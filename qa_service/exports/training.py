"""Interactions as training data: masked words, labels, evidence. One JSON object an interaction, ``qa-training/1``."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa_service.exports.moments import Document, TrainingMoment, speaker, to_be_confirmed

SCHEMA = "qa-training/1"
_TURN = ("turn", "speaker", "text", "start", "end")


def example(document: Document, moments: Sequence[TrainingMoment] = ()) -> dict[str, Any]:
    """One interaction with what was found in it; `moments` of it were picked by a coach. A label is null where it
    could not be told, and where a person is to confirm it: nothing should be learned from it then.
    """
    return {
        "schema": SCHEMA,
        **{name: document[name] for name in ("id", "client", "channel", "lang")},
        "turns": [
            {name: turn[name] for name in _TURN if name in turn} | {"speaker": speaker(turn)}
            for turn in document["transcript"]
        ],
        "labels": _labels(document),
        "criteria": {
            answer["criterion"]: None
            if to_be_confirmed(document, f"criterion:{answer['criterion']}")
            else answer["verdict"]
            for answer in document["scorecard"]["answers"]
        },
        "to_be_confirmed": [label for label in document["courtesy"] if to_be_confirmed(document, f"courtesy:{label}")],
        "evidence": _evidence(document),
        "moments": [_moment(moment) for moment in moments],
        "versions": document["versions"],
    }


def _labels(document: Document) -> dict[str, Any]:
    sentiment = document["sentiment"]
    return {
        "intent": document["intent"]["label"],
        "resolution": document["resolution"]["label"],
        "sentiment_start": sentiment["start"],
        "sentiment_end": sentiment["end"],
        "sentiment_turns": {str(turn["turn"]): turn["label"] for turn in sentiment["turns"]},
        "courtesy": {
            label: None if to_be_confirmed(document, f"courtesy:{label}") else behaviour["present"]
            for label, behaviour in document["courtesy"].items()
        },
    }


def _evidence(document: Document) -> list[dict[str, Any]]:
    judgements: list[tuple[str, Mapping[str, Any]]] = [(name, document[name]) for name in ("intent", "resolution")]
    judgements += [(f"courtesy:{label}", judgement) for label, judgement in document["courtesy"].items()]
    judgements += [(f"criterion:{answer['criterion']}", answer) for answer in document["scorecard"]["answers"]]
    return [
        {"topic": topic, "turn": quote["turn"], "quote": quote["quote"]}
        for topic, judgement in judgements
        if not to_be_confirmed(document, topic)
        for quote in judgement["evidence"]
    ]


def _moment(moment: TrainingMoment) -> dict[str, Any]:
    turn = moment.turn if moment.turn >= 0 else None
    return {"turn": turn, "topic": moment.topic, "note": moment.note, "used": moment.used}
