"""What stands beside the figures of a group: its team, its agents, and the moments that show what the figures mean."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlmodel import Session

from qa_service.domain.estimate import Estimate
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind
from qa_service.domain.processed import Understood
from qa_service.errors import NotFound
from qa_service.figures import ranking
from qa_service.figures.agents import HEADLINES
from qa_service.figures.ranking import Placed
from qa_service.figures.scorecard import alone
from qa_service.services.dependencies import Dependencies
from qa_service.store import moments, results, teams
from qa_service.store.tables import InteractionRow
from qa_service.web.figure_words import scale

GOOD = ("empathy", "active_listening", "apology", "hold_etiquette", "offer_of_help")
"""Behaviours that are worth looking at where they succeed; a greeting is none."""
MOMENTS = 5


class Pair(NamedTuple):
    """One figure of an agent and of the team that the agent is in."""

    key: str
    own: Estimate
    team: Estimate
    top: int

    @property
    def overlap(self) -> bool:
        """Whether a difference cannot be told: the agent is part of the team, so no more than this is claimed."""
        return self.own.low <= self.team.high and self.team.low <= self.own.high


class Moment(NamedTuple):
    """A passage that shows a behaviour, with the second at which its turn begins in a recording."""

    interaction: InteractionRow
    label: str
    turn: int
    quote: str
    start: float | None


def team_pairs(session: Session, service: Dependencies, group: Group, days: Days) -> tuple[str, list[Pair]]:
    """The agent's team in the period and the headlines of both; nothing where the agent is in none. Raises NotFound."""
    team = teams.team_of(session, group.name, days)
    if team is None:
        return "", []
    wide = Group(GroupKind.TEAM, team, group.client, group.channel)
    found, whole = (alone(session, one, days, service.basis, service.rubrics) for one in (group, wide))
    return team, _pairs(found, whole)


def _pairs(found: GroupFigures, whole: GroupFigures) -> list[Pair]:
    pairs = []
    for key in HEADLINES:
        own, team = found.figures.get(key), whole.figures.get(key)
        if isinstance(own, Estimate) and isinstance(team, Estimate):
            pairs.append(Pair(key, own, team, scale(key)))
    return pairs


def agents(session: Session, service: Dependencies, group: Group, days: Days) -> list[Placed]:
    """Those of the team or client, the best on resolution first; those without a place last."""
    try:
        return ranking.best_first(ranking.ranked(session, group, days, service.basis, service.rubrics))
    except NotFound:
        return []


def best_and_hardest(
    session: Session, service: Dependencies, group: Group, days: Days
) -> tuple[Sequence[Moment], Sequence[Moment]]:
    """Where it went well of late, and where it was hard."""
    good = [label for label in GOOD if label in service.vocabulary.courtesy_positive]
    hard = tuple(service.vocabulary.courtesy_negative)
    return _moments(session, group, days, good), _moments(session, group, days, hard)


def _moments(session: Session, group: Group, days: Days, labels: Collection[str]) -> list[Moment]:
    found = []
    for one in moments.shown(session, group, days, labels, MOMENTS):
        understood = results.understood(session, one.interaction.id)
        turn = understood.transcript.turns[one.turn]
        quote = _quoted(understood, one.label, one.turn) or turn.text
        found.append(Moment(one.interaction, one.label, one.turn, quote, turn.start))
    return found


def _quoted(understood: Understood, label: str, turn: int) -> str:
    text = understood.transcript.turns[turn].text
    seen = understood.understanding.courtesy.get(label)
    return next((text[one.start : one.end] for one in seen.evidence if one.turn == turn), "") if seen else ""


class Failed(NamedTuple):
    """An interaction in which a criterion is not met; `turn` is where that shows, None where it is an absence."""

    interaction: InteractionRow
    turn: int | None
    quote: str
    start: float | None


def not_met(session: Session, group: Group, days: Days, criterion: str, limit: int) -> list[Failed]:
    """The newest interactions in which the machine found the criterion not met, with the passage that shows it."""
    rows = moments.not_met(session, group, days, criterion, limit)
    return [_failed(session, row, criterion) for row in rows]


def _failed(session: Session, row: InteractionRow, criterion: str) -> Failed:
    processed = results.processed(session, row.id)
    given = next((one for one in processed.scorecard.answers if one.criterion == criterion), None)
    if given is None or not given.evidence:
        return Failed(row, None, "", None)
    evidence = given.evidence[0]
    turn = processed.understood.transcript.turns[evidence.turn]
    return Failed(row, evidence.turn, turn.text[evidence.start : evidence.end], turn.start)
