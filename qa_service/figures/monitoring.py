"""The one rule on what may be seen of single workers: nothing before a legal basis for monitoring them is recorded.

Every entrance asks here: figures, lists of judged interactions, and files of both. A team may be a single worker.
"""

from qa_service.domain.groups import GroupKind
from qa_service.errors import Withheld
from qa_service.store.scope import Scope


def legal_basis(recorded: str) -> str:
    """The legal basis that is `recorded`. Raises Withheld where there is none."""
    if not recorded.strip():
        raise Withheld(
            "figures on single agents and teams are withheld, since no legal basis for monitoring workers is recorded; "
            "set QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )
    return recorded.strip()


def check_group(kind: GroupKind, recorded: str) -> None:
    """Raises Withheld where figures of this kind of group need a legal basis that is not recorded."""
    if kind is not GroupKind.CLIENT:
        legal_basis(recorded)


def check_list(agent: str | None, team: str | None, scope: Scope, recorded: str) -> None:
    """Raises Withheld where a list, or a file of it, is narrowed to an agent or a team without a recorded legal basis.

    Whoever reaches one agent or one team only may name it: that narrows nothing, and agents may see what is said of
    them.
    """
    narrowed = agent not in (None, scope.agent) or team not in (None, scope.team)
    if narrowed and not recorded.strip():
        raise Withheld(
            "there are no lists by agent or team, since no legal basis for monitoring workers is recorded; leave agent "
            "and team out, or set QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )
