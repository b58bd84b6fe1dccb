"""Public sets that may train: single customer lines with what they ask for (or nothing), and chats with their outcome.

The table of labels is models/interaction_encoder/mapping.yaml, shared with the fine-tuned encoder.
"""

import random
from dataclasses import replace

from models.interaction_encoder.public import mapping, rows, star, utterances
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party

EACH = 25
"""Lines a label of theirs: enough for variety, few enough that English questions do not outweigh the corpus."""
EMPTY = ("openinggreeting", "thankyou", "closinggreeting", "confirmation", "rejection", "contentonly")
WEIGHT = 0.3
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
