"""Public sets that may train: single customer lines with what they ask for (or nothing), and chats with their outcome.

The table of labels is models/interaction_encoder/mapping.yaml, shared with the fine-tuned encoder.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.interaction_encoder.public import mapping, rows, star, utterances
from models.interaction_encoder.samples import ACCUSATIONS_ONLY, LabelledTurn, Sample
from qa_service.domain.interaction import Party

EACH = 25
"""Lines a label of theirs: enough for variety, few enough that English questions do not outweigh the corpus."""
EMPTY = ("openinggreeting", "thankyou", "closinggreeting", "confirmation", "rejection", "contentonly")
WEIGHT = 0.3
HARMLESS_LINES, HARMLESS_CHATS, HARMLESS_WEIGHT = 2500, 500, 0.5
STAR_WEIGHT = 0.4
"""2,262 chats of one style must not outweigh the corpus."""


def intent_lines(seed: int) -> list[Sample]:
    """Lines of banking77, clinc150 and multidogo."""
    return [*utterances("banking77", EACH, seed), *utterances("clinc150", EACH, seed), *multidogo_lines(seed)]


def outcome_chats() -> list[Sample]:
    """star: the customer's word on whether the task was done, as resolved or unresolved."""
    outcome = {True: "resolved", False: "unresolved"}
    chats = [chat for chat in star("train") if chat.done is not None]
    return [replace(chat, resolution=outcome[bool(chat.done)], intent=None, weight=STAR_WEIGHT) for chat in chats]


def harmless_lines(seed: int) -> list[Sample]:
    """clinc150's questions and requests as if an agent said them: whatever they are about, they wrong nobody."""
    items = random.Random(seed).sample(rows("clinc150", "train"), HARMLESS_LINES)
    turns = [LabelledTurn(Party.AGENT, item["text"], courtesy=frozenset()) for item in items]
    return [
        Sample(f"clinc150-agent-{number}", "en", "clinc150", (turn,), weight=HARMLESS_WEIGHT, info=ACCUSATIONS_ONLY)
        for number, turn in enumerate(turns)
    ]


def harmless_chats(seed: int) -> list[Sample]:
    """Chats of star whose customer found the agent calm and helpful: nothing in them is held against the agent."""
    items = [item for item in rows("star", "train") if item["agent_calm_helpful"]]
    return [
        Sample(f"star-calm-{item['id']}", "en", "star", _calm(item), weight=HARMLESS_WEIGHT, info=ACCUSATIONS_ONLY)
        for item in random.Random(seed).sample(items, HARMLESS_CHATS)
    ]


def _calm(item: Mapping[str, Any]) -> tuple[LabelledTurn, ...]:
    turns = [(Party(turn["speaker"]), turn["text"]) for turn in item["turns"]]
    return tuple(LabelledTurn(p, text, courtesy=frozenset() if p is Party.AGENT else None) for p, text in turns)


def multidogo_lines(seed: int) -> list[Sample]:
    """Sentences with one service intent, and sentences that carry none (greetings, thanks, bare data)."""
    table = mapping("multidogo")
    items = rows("multidogo", "train")
    random.Random(seed).shuffle(items)
    count = dict.fromkeys([*table, *EMPTY], 0)
    found = []
    for item in items:
        for said in item["utterances"]:
            intents = said["intents"]
            if len(intents) != 1 or count.get(intents[0], EACH * 2) >= EACH * 2:
                continue
            count[intents[0]] += 1
            empty = intents[0] in EMPTY
            turn = LabelledTurn(Party.CUSTOMER, said["text"], shows_intent=not empty)
            name = f"{item['id']}-{said['turn']}-{said['sent']}"
            found.append(Sample(name, "en", "multidogo", (turn,), intent=table.get(intents[0], "other"), weight=WEIGHT))
    return found
