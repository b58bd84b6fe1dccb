"""What a client's correction of a shipped head looks at: means of turn vectors over groups of an interaction's turns.

Learning and service compute it here, from what is kept of the turns. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.domain.shipped_answers import COURTESY
from qa_service.domain.turn_features import TurnFeatures

Array = NDArray[np.float32]
Chooser = Callable[[Sequence[int], Sequence[int], int], Sequence[int]]
"""From the numbers of the agent's and of the customer's turns, and the turn that the shipped head finds clearest: those
of which the mean is taken."""
LEAST_CHANCE = 1e-4
"""Shipped chances count as no smaller: beyond, their size says nothing."""
NEUTRAL = "neutral"

POOLS: Final[Mapping[str, Mapping[str, Chooser]]] = {
    "intent": {
        "customer_first": lambda agent, customer, clearest: customer[:1],
        "customer_opening": lambda agent, customer, clearest: customer[:3],
        "customer_all": lambda agent, customer, clearest: customer,
        "agent_opening": lambda agent, customer, clearest: agent[:2],
        "agent_all": lambda agent, customer, clearest: agent,
    },
    "resolution": {
        "agent_all": lambda agent, customer, clearest: agent,
        "customer_all": lambda agent, customer, clearest: customer,
        "agent_second_half": lambda agent, customer, clearest: agent[len(agent) // 2 :],
        "customer_second_half": lambda agent, customer, clearest: customer[len(customer) // 2 :],
        "agent_last_three": lambda agent, customer, clearest: agent[-3:],
        "customer_last_three": lambda agent, customer, clearest: customer[-3:],
    },
    # From the customer's words alone, and from the agent's alone: nobody is judged by what another one says.
    "sentiment": {
        "customer_clearest": lambda agent, customer, clearest: [clearest] if clearest >= 0 else [],
        "customer_last_two": lambda agent, customer, clearest: customer[-2:],
    },
    "courtesy": {
        "agent_all": lambda agent, customer, clearest: agent,
        "agent_opening": lambda agent, customer, clearest: agent[:2],
        "agent_last_three": lambda agent, customer, clearest: agent[-3:],
        "agent_clearest": lambda agent, customer, clearest: [clearest] if clearest >= 0 else [],
    },
}


def family_of(question: str) -> str:
    """``courtesy`` of ``courtesy:blame``; a family of one label is its own question."""
    return question.partition(":")[0]


def turn_weights(question: str, features: TurnFeatures, parties: Sequence[Party]) -> Array:
    """(pools, turns): each row the weights of a mean, adding up to 1, or all zero where nobody speaks."""
    agent, customer = (
        [number for number, party in enumerate(parties) if party is own] for own in (Party.AGENT, Party.CUSTOMER)
    )
    clearest = clearest_turn(question, features, parties)
    choosers = POOLS[family_of(question)].values()
    weights = np.zeros((len(choosers), len(parties)), np.float32)
    for row, choose in enumerate(choosers):
        chosen = choose(agent, customer, clearest)
        weights[row, list(chosen)] = 1 / max(1, len(chosen))
    return weights


def pooled(question: str, features: TurnFeatures, parties: Sequence[Party]) -> Array:
    """(pools x width,) the means one after the other."""
    return np.asarray((turn_weights(question, features, parties) @ features.turn_vectors).ravel(), np.float32)


def clearest_turn(question: str, features: TurnFeatures, parties: Sequence[Party]) -> int:
    """Of courtesy the agent's turn that shows the label most; of sentiment the turn in which the customer leaves: the
    later of the last two that is not neutral, else the last. -1 where there is none, or none is asked for.
    """
    family, chances = family_of(question), features.turn_chances
    if family == "courtesy" and question in features.names:
        column = chances[:, features.names.index(question)]
        agent = [number for number, party in enumerate(parties) if party is Party.AGENT]
        return max(agent, key=lambda number: float(column[number]), default=-1)
    if family == "sentiment":
        last = [number for number, party in enumerate(parties) if party is Party.CUSTOMER][-2:]
        names = [name for name in features.names if name.startswith("sentiment:")]
        moods = {n: max(names, key=lambda name: float(chances[n, features.names.index(name)])) for n in last}
        feeling = [number for number in last if moods[number] != f"sentiment:{NEUTRAL}"]
        return (feeling or last or [-1])[-1]
    return -1


def shipped_log_chances(
    question: str, labels: Sequence[str], features: TurnFeatures, parties: Sequence[Party]
) -> Array:
    """(labels,) what the shipped head says of each label, as logarithms of chances that add up to 1; all alike where
    nothing was noted. Of a courtesy label `labels` are no and yes.
    """
    chances = np.maximum(np.array(_chances(question, labels, features, parties), np.float64), LEAST_CHANCE)
    return np.asarray(np.log(chances / chances.sum()), np.float32)


def _chances(question: str, labels: Sequence[str], features: TurnFeatures, parties: Sequence[Party]) -> list[float]:
    noted = {} if features.shipped is None else features.shipped.chances
    if question.startswith(COURTESY):
        chance = noted.get(question, 0.5)
        return [1 - chance, chance]
    if question == "sentiment":
        turn = clearest_turn(question, features, parties)
        row = features.turn_chances[turn] if turn >= 0 else np.zeros(len(features.names))
        return [float(row[features.names.index(f"sentiment:{label}")]) for label in labels]
    return [noted.get(f"{question}:{label}", 0.0) for label in labels]
