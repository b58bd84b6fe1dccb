"""Other people's material, for evaluation only: outcome of chats and sentiment of posts.

Reads QA_EVAL_DATA (default ../shared/data beside the repository). None of it trains the shipped heads.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.dialogues import turns_of
from models import measures
from models.interaction_encoder.public import rows
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.ports import Reader

ACTS = {
    "greet": "greeting",
    "identifySelf": "self_identification",
    "thank": "thanks",
    "expressRegret": "apology",
    "hold": "hold_etiquette",
    "bye": "farewell",
}
"""Speech acts of bt-oasis that come near to a label of ours."""
MOST = 1000
"""Items a set: enough for two figures, little enough to run in a minute."""


def outside_figures(reader: Reader) -> dict[str, float]:
    """star: AUC of P(resolved) against the customer's word. Posts: macro F1 of three sentiments."""
    return {
        **star(reader),
        "jilda resolved AUC": jilda(reader),
        **oasis(reader),
        "sentipolc macro F1": sentiment(reader, "sentipolc", "it"),
        "airline-tweets macro F1": sentiment(reader, "airline-tweets", "en"),
    }


def star(reader: Reader) -> dict[str, float]:
    """How well the outcome is told on star's chats of part dev."""
    chats = [chat for chat in rows("star", "dev") if chat["task_done"] is not None]
    chances = [reader.read(_chat(chat["turns"])).understanding.resolution.distribution for chat in chats]
    done = [bool(chat["task_done"]) for chat in chats]
    return {
        "star resolved AUC": measures.auc([c["resolved"] for c in chances], done),
        "star cases": float(len(chats)),
    }


def jilda(reader: Reader) -> float:
    """AUC of P(resolved) against the outcome that its annotators gave, on the chats written by people."""
    chats = [c for c in rows("jilda", "train") if c["source"] == "jilda" and c["outcome"] in ("positive", "negative")]
    said = [reader.read(_chat(chat["turns"], "it")).understanding.resolution for chat in chats]
    chances = [resolution.distribution["resolved"] for resolution in said]
    return measures.auc(chances, [chat["outcome"] == "positive" for chat in chats])


def oasis(reader: Reader) -> dict[str, float]:
    """F1 of what real British operators say, over calls: speech acts of the agent against our labels."""
    calls = rows("bt-oasis", "dev")
    gold = [{ACTS[act] for act in _agent_acts(call) if act in ACTS} for call in calls]
    said = [reader.read(_chat(call["turns"])).understanding.courtesy for call in calls]
    present = [{label for label, behaviour in found.items() if behaviour.detected} for found in said]
    scores = measures.each_label_f1(gold, present, list(ACTS.values()))
    return {f"bt-oasis {label} F1": score for label, score in scores.items()}


def _agent_acts(call: Mapping[str, Any]) -> set[str]:
    segments = [segment for turn in call["turns"] if turn["speaker"] == "agent" for segment in turn["segments"]]
    return {segment[key] for segment in segments for key in ("act", "act2") if segment.get(key)}


def sentiment(reader: Reader, name: str, lang: str) -> float:
    """Macro F1 over posts, each read as one turn of a customer; mixed ones are left out."""
    posts = [post for post in rows(name, "train") if post["sentiment"] in ("positive", "neutral", "negative")][:MOST]
    said = [_mood(reader, post["text"], lang) for post in posts]
    return measures.macro_f1([post["sentiment"] for post in posts], said)


def _mood(reader: Reader, text: str, lang: str) -> str:
    found = reader.read(Transcript((Turn(Party.CUSTOMER, text),), lang)).understanding.sentiment.turns
    return found[0].label or ""


def _chat(turns: Sequence[Mapping[str, Any]], lang: str = "en") -> Transcript:
    return Transcript(tuple(Turn(party, text) for party, text in turns_of(turns)), lang)
