"""What the heads see of an interaction besides its turns' vectors: places of turns, and means over groups of turns.

Everything here is arithmetic on the parties' order, so that training and service compute the same.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.understand.windows import PARTIES

Floats = NDArray[np.float32]

PLACES: Final = 10
"""How many numbers describe the place of a turn (see `places`)."""


def places(parties: Sequence[Party]) -> Floats:
    """[turns, PLACES]: is it first, second, third or fourth, fifth to eighth; the same from the end (three);
    its share of the way; the first turn of its party; the logarithm of the number of turns over five."""
    count = len(parties)
    rows = np.zeros((count, PLACES), np.float32)
    earlier_parties: set[Party] = set()
    for n, party in enumerate(parties):
        remaining = count - 1 - n
        rows[n, 0:4] = (n == 0, n == 1, 2 <= n <= 3, 4 <= n <= 7)
        rows[n, 4:7] = (remaining == 0, remaining == 1, 2 <= remaining <= 4)
        rows[n, 7] = n / max(1, count - 1)
        rows[n, 8] = party not in earlier_parties
        earlier_parties.add(party)
    rows[:, 9] = np.log1p(count) / 5
    return rows


Chooser = Callable[[list[int], list[int], list[int], int], list[int]]
"""From the numbers of agent, customer and other turns, and the number of all turns: those that a pool takes."""

POOLS: Final[dict[str, Chooser]] = {
    "customer_first": lambda a, c, o, n: c[:1],
    "customer_opening": lambda a, c, o, n: c[:3],
    "customer_all": lambda a, c, o, n: c,
    "customer_second_half": lambda a, c, o, n: c[len(c) // 2 :],
    "customer_last_three": lambda a, c, o, n: c[-3:],
    "customer_last": lambda a, c, o, n: c[-1:],
    "agent_opening": lambda a, c, o, n: a[:2],
    "agent_all": lambda a, c, o, n: a,
    "agent_second_half": lambda a, c, o, n: a[len(a) // 2 :],
    "agent_last_five": lambda a, c, o, n: a[-5:],
    "agent_last_three": lambda a, c, o, n: a[-3:],
    "agent_last": lambda a, c, o, n: a[-1:],
    "last_eight": lambda a, c, o, n: list(range(max(0, n - 8), n)),
    "others": lambda a, c, o, n: o,
}


def pool_weights(parties: Sequence[Party]) -> Floats:
    """[pools, turns]: each row the weights of a mean, adding up to 1, or all zero where the pool is empty."""
    by_party = [[n for n, party in enumerate(parties) if party is own_party] for own_party in PARTIES]
    agent, customer, other = by_party
    out = np.zeros((len(POOLS), len(parties)), np.float32)
    for row, choose in enumerate(POOLS.values()):
        chosen = choose(agent, customer, other, len(parties))
        out[row, chosen] = 1 / max(1, len(chosen))
    return out
