"""Single customer lines from the public sets that may train: what they ask for, or that they ask for nothing.

The table of labels is models/interaction_encoder/mapping.yaml, shared with the fine-tuned encoder.
"""

import random

from models.interaction_encoder.public import mapping, rows, utterances
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party

EACH = 25
"""Lines a label of theirs: enough for variety, few enough that English questions do not outweigh the corpus."""
EMPTY = ("openinggreeting", "thankyou", "closinggreeting", "confirmation", "rejection", "contentonly")
WEIGHT = 0.3


def intent_lines(seed: int) -> list[Sample]:
    """Lines of banking77, clinc150 and multidogo."""
    return [*utterances("banking77", EACH, seed), *utterances("clinc150", EACH, seed), *multidogo_lines(seed)]


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
