"""Whether analyses keep the contract `qa-analysis/1`: its JSON Schema, and what a schema cannot say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "qa-analysis-1.json").read_text())
GUIDE = yaml.safe_load((ROOT / "annotation_guides" / "schema.yaml").read_text())
BEHAVIOURS = {**GUIDE["courtesy"]["positive"], **GUIDE["courtesy"]["negative"]}


def breaches(analysis: dict[str, Any], turns: list[dict[str, Any]] | None = None) -> list[str]:
    """Where and how an analysis breaks the contract; `turns` are those of the text it was made of."""
    wrong = [str(error) for error in jsonschema_rs.validator_for(SCHEMA).iter_errors(analysis)]
    return wrong or [*_transcript(analysis, turns), *_labels(analysis), *_sentiment(analysis), *_courtesy(analysis)]


def _transcript(analysis: dict[str, Any], turns: list[dict[str, Any]] | None) -> Iterator[str]:
    transcript = analysis["transcript"]
    if [turn["turn"] for turn in transcript] != list(range(len(transcript))):
        yield "turns are not numbered from 0"
    if any(turn["speaker"] not in ("agent", "customer", "other") for turn in transcript):
        yield "a turn is of nobody"
    if any(not 0 <= turn["start"] <= turn["end"] for turn in transcript if turn.get("start") is not None):
        yield "a turn ends before it starts"
    if turns is not None and [turn["speaker"] for turn in turns] != [turn["speaker"] for turn in transcript]:
        yield "the parties are not those of the text"
    for span in analysis.get("pii") or ():
        if not 0 <= span["start"] < span["end"] or span["turn"] >= len(transcript):
            yield f"personal data of turn {span['turn']} stand nowhere"


def _labels(analysis: dict[str, Any]) -> Iterator[str]:
    for field, labels in (("intent", GUIDE["intent"]), ("resolution", GUIDE["resolution"])):
        judgement = analysis[field]
        if not {judgement["label"], *judgement["distribution"]} - {None} <= set(labels):
            yield f"{field} has a label of nobody's guide"
        if abs(sum(judgement["distribution"].values()) - 1) >= 0.02:
            yield f"the shares of {field} do not add up to 1"
        yield from _quotes(analysis, field, judgement["evidence"])
    if analysis["resolution"]["label"] not in (None, "not_applicable") and not analysis["resolution"]["evidence"]:
        yield "a resolution rests on nothing"


def _sentiment(analysis: dict[str, Any]) -> Iterator[str]:
    customers = {turn["turn"] for turn in analysis["transcript"] if turn["speaker"] == "customer"}
    if {turn["turn"] for turn in analysis["sentiment"]["turns"]} != customers:
        yield "sentiment is not that of the customer's turns"
    if not {turn["label"] for turn in analysis["sentiment"]["turns"]} <= {"negative", "neutral", "positive", None}:
        yield "a sentiment is none of three"


def _courtesy(analysis: dict[str, Any]) -> Iterator[str]:
    if set(analysis["courtesy"]) != BEHAVIOURS.keys():
        yield "courtesy does not name the behaviours of the guide"
    for name, behaviour in analysis["courtesy"].items():
        if behaviour["present"] and not behaviour["evidence"]:
            yield f"{name} is present and rests on nothing"
        yield from _quotes(analysis, name, behaviour["evidence"], "agent")


def _quotes(analysis: dict[str, Any], what: str, quotes: list[dict[str, Any]], speaker: str = "") -> Iterator[str]:
    turns = dict(enumerate(analysis["transcript"]))
    for quote in quotes:
        turn = turns.get(quote["turn"])
        if turn is None or not quote["quote"] or quote["quote"] not in turn["text"]:
            yield f"{what} quotes what turn {quote['turn']} does not say"
        elif speaker and turn["speaker"] != speaker:
            yield f"{what} quotes turn {quote['turn']}, which is not the {speaker}'s"
