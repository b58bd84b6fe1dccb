"""Reads a clause that was learned from answers: what its model says of this interaction, and the turns that show it."""

from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.understanding import Evidence
from qa_service.scoring.finding import CANNOT_TELL, ClauseInput, Finding
from qa_service.scoring.learned.artefact import opened
from qa_service.scoring.learned.model import Reply
from qa_service.scoring.wording.tokens import SpokenWords

MOST_TURNS = 3
NEAR = 0.7
"""Of the way from the mean turn to the strongest: from here on a turn is shown beside the strongest."""


def find_examples(clause: ResemblesExamples, inputs: ClauseInput) -> Finding:
    """Whether it holds, shown by the strongest turns. It cannot be told where the model is unsure, is not there or was
    damaged, where the interaction was read by other models than it learned from, in a language of which it had no
    examples, or where nobody of those asked about speaks.
    """
    body = inputs.learned.get(clause.model)
    model = opened(clause.model, body) if body is not None else None
    reply = model.reply(inputs.words, inputs.features) if model is not None else None
    if reply is None:
        return CANNOT_TELL
    if reply.holds is None:
        return Finding(None, max(reply.chance, 1 - reply.chance))
    if reply.holds:
        return Finding(True, reply.chance, _strongest(reply, inputs.words))
    return Finding(False, 1 - reply.chance, examined=reply.turns)


def _strongest(reply: Reply, words: SpokenWords) -> tuple[Evidence, ...]:
    """The turns that speak most for a yes, in their order."""
    top, mean = reply.strength.max(), reply.strength.mean()
    least = min(top, mean + NEAR * (top - mean))  # rounding may put the mean of equal turns above each of them
    ranked = sorted(zip(-reply.strength, reply.turns, strict=True))[:MOST_TURNS]
    chosen = sorted(turn for strength, turn in ranked if -strength >= least)
    return tuple(Evidence(turn, 0, len(words.turns[turn].text)) for turn in chosen)
