"""Reasons for contact: how their cases stand, and how many came again, by where the cause lies. Pure."""

from dataclasses import dataclass

from qa_service.domain.rollups import Counters, family
from qa_service.kpi.facts import Facts
from qa_service.kpi.formulas import followed

REPEAT_DAYS = 7
CLIENTS_OWN = "escalated"
"""A case that the centre passed on has its cause with the client: the centre does not answer for it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for contact: how its cases stand, and how many came again, by where the cause lies.

    `asked` contacts could be followed for REPEAT_DAYS; of `repeats`, `repeats_clients_own` followed a case that the
    centre had passed on.
    """

    intent: str
    n: int
    stands: dict[str, int]
    asked: int
    repeats: int
    repeats_clients_own: int


def reasons(facts: Facts) -> list[Reason]:
    """Reasons by size."""
    closed, _ = facts.closed(REPEAT_DAYS)
    found = [_reason(intent, facts.total, closed) for intent in family(facts.total, "label:intent")]
    return sorted(found, key=lambda one: (-one.n, one.intent))


def _reason(intent: str, total: Counters, closed: Counters) -> Reason:
    stands = family(total, f"reason:{intent}")
    outcomes = {name.rpartition(":")[0] for name in family(closed, f"reason_again:{intent}")}
    repeats = {outcome: followed(closed, f"reason_again:{intent}:{outcome}", REPEAT_DAYS) for outcome in outcomes}
    return Reason(
        intent,
        sum(stands.values()),
        stands,
        sum(closed.get(f"reason_again:{intent}:{outcome}:n", 0) for outcome in outcomes),
        sum(repeats.values()),
        repeats.get(CLIENTS_OWN, 0),
    )
