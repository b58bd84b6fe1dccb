"""What the groups of a provider mean here: the first rule that fits decides, and no group means no access."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from qa_service.domain.people import Reach, Role

_MOST = 5_000
"""Groups that are looked at of one person."""


class GroupRule(NamedTuple):
    """Whoever is in `group` is this here. Of agents, which one each is comes from a claim of its own."""

    group: str
    role: Role
    client: str | None = None
    team: str | None = None

    def reach(self, agent: str | None) -> Reach:
        """What such a person may reach; `agent` counts for the role agent alone."""
        return Reach(self.role, self.client, self.team, agent if self.role is Role.AGENT else None)


def rule_for(groups: Collection[str], rules: Sequence[GroupRule]) -> GroupRule | None:
    """The first rule whose group the person is in, in the order of the setting; None: no access.

    Several groups are not added up: an account has one role with one bound, and who writes the list sees at once which
    one it will be.
    """
    return next((rule for rule in rules if rule.group in groups), None)


def groups_in(claims: Mapping[str, Any], claim: str) -> frozenset[str] | None:
    """The groups that claims tell of: a list of names, or one name. None where they tell nothing of groups."""
    if claim not in claims:
        return None
    value = claims[claim]
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return frozenset(name for name in names[:_MOST] if isinstance(name, str))


def text_in(claims: Mapping[str, Any], claim: str) -> str | None:
    """A claim that is a word of at most 200 printable characters; None where it is nothing of the kind."""
    value = claims.get(claim) if claim else None
    if not isinstance(value, str) or not value.strip() or len(value) > 200 or not value.isprintable():
        return None
    return value.strip()
