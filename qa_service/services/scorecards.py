"""Scorecards of agents and teams, and what their pages show beside the figures."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from qa_service.documents.scorecards import GroupView
from qa_service.domain.changes import Change
from qa_service.domain.estimate import Difference
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Rubric
from qa_service.errors import NotFound
from qa_service.figures import changes, ranking
from qa_service.figures.basis import rubrics_of
from qa_service.figures.scorecard import alone, figures
from qa_service.reviewing import blindness
from qa_service.services import access, groups
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import reads
from qa_service.store import directory, moments, results
from qa_service.store.tables import InteractionRow

GOOD = ("empathy", "active_listening", "apology", "hold_etiquette", "offer_of_help")
"""Behaviours that are worth looking at where they succeed; a greeting is none."""
MOMENTS, BEHIND = 5, 25
_LISTED = 100
_PARTS = ("asr", "heads", "encoder", "rubric")
"""What a change of is worth telling beside figures; the service's own version changes with every update."""


class Workers(NamedTuple):
    """Whose scorecards there are, and the cursor of the next agents."""

    agents: Sequence[directory.Agent]
    teams: Sequence[str]
    next: str | None


class ScorecardPage(NamedTuple):
    """A group's figures, the rubrics that name them, and what began to answer in the period."""

    group: Group
    figures: GroupFigures
    rubrics: Sequence[Rubric]
    changes: Sequence[Change]


class ChangesPage(NamedTuple):
    """How a group's figures differ from those of `before`; None and empty where there is nothing to compare with."""

    now: GroupFigures
    before: Days | None
    then: GroupFigures | None
    differences: Mapping[str, Difference]
    rubrics: Sequence[Rubric]
    changes: Sequence[Change]


class ShownMoment(NamedTuple):
    """A passage that shows a behaviour, with the second at which its turn begins in a recording."""

    interaction: InteractionRow
    label: str
    turn: int
    quote: str
    start: float | None


class NotMet(NamedTuple):
    """An interaction in which a criterion is not met; `turn` is where that shows, None where it is an absence."""

    interaction: InteractionRow
    turn: int | None
    quote: str
    start: float | None


class BehindCriterion(NamedTuple):
    """The newest interactions in which a criterion is not met, and the rubrics that name it."""

    failed: Sequence[NotMet]
    rubrics: Sequence[Rubric]


_Shown = TypeVar("_Shown", ShownMoment, NotMet)


@reads(Permission.AGENT_FIGURES)
def listed(context: Context, after: str | None = None) -> Workers:
    """Teams and agents within reach. Raises Withheld."""
    access.legal_basis(context.deps.monitoring_basis)
    agents, more = directory.agents(context.session, after=after, limit=_LISTED)
    return Workers(agents, directory.team_names(context.session), more)


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def show(context: Context, group: Group, days: Days) -> GroupView:
    """The scorecard of an agent, a team or a bot. Raises Withheld, NotFound."""
    deps, reached = context.deps, groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        group_figures = figures(session, reached, days, deps.basis, deps.rubrics)
    about: dict[str, Any] = {group.kind.value: group.name, "client": group.client, **groups.ends(deps, days)}
    if group.kind is not GroupKind.BOT:
        about["monitoring_basis"] = deps.monitoring_basis.strip()
    return GroupView.of(group_figures, **about)


@reads(Permission.AGENT_FIGURES)
def bots(context: Context) -> Sequence[directory.Bot]:
    """The bots within reach, which are no workers: no legal basis is asked for. Raises NotFound for whoever reaches one
    agent or team only.
    """
    if (context.caller.agent, context.caller.team) != (None, None):
        raise NotFound("bots are in no team")
    return directory.bots(context.session)


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def overview(context: Context, group: Group, days: Days) -> ScorecardPage:
    """The same for a page. Raises Withheld, NotFound."""
    reached = groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        group_figures = figures(session, reached, days, context.deps.basis, context.deps.rubrics)
        return page_of(session, context.deps, reached, group_figures)


def page_of(session: Session, deps: Dependencies, group: Group, group_figures: GroupFigures) -> ScorecardPage:
    """With what the page of a group shows beside its figures."""
    new = changes.changes_of(session, group, group_figures.slices, _PARTS)
    return ScorecardPage(group, group_figures, rubrics_of(session, group, deps.rubrics), new)


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def changed(context: Context, group: Group, days: Days, before: Days | None) -> ChangesPage:
    """What is different from the period before. Raises Withheld, NotFound."""
    reached = groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        return compared(session, context.deps, reached, days, before)


def compared(session: Session, deps: Dependencies, group: Group, days: Days, before: Days | None) -> ChangesPage:
    """Two periods of one group. Raises NotFound where nothing was finished in the later one."""
    now = alone(session, group, days, deps.basis, deps.rubrics)
    rubrics = rubrics_of(session, group, deps.rubrics)
    new = changes.changes_of(session, group, now.slices, _PARTS)
    try:
        then = None if before is None else alone(session, group, before, deps.basis, deps.rubrics)
    except NotFound:
        then = None
    if then is None:
        return ChangesPage(now, None, None, {}, rubrics, new)
    return ChangesPage(now, before, then, ranking.differences(now, then), rubrics, new)


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def best_and_hardest(context: Context, group: Group, days: Days) -> tuple[list[ShownMoment], list[ShownMoment]]:
    """Where it went well of late, and where it was hard, but for what the caller is to judge blind. Raises Withheld,
    NotFound.
    """
    vocabulary, reached = context.deps.vocabulary, groups.seen(group, context)
    good = [label for label in GOOD if label in vocabulary.courtesy_positive]
    with context.reading() as session:
        best, hardest = (
            _open_to(session, context.caller, _moments(session, reached, days, labels))
            for labels in (good, vocabulary.courtesy_negative)
        )
    return best, hardest


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def behind(context: Context, group: Group, days: Days, criterion: str) -> BehindCriterion:
    """The newest interactions in which the machine found the criterion not met, with the passage that shows it, but for
    what the caller is to judge blind. Raises Withheld, NotFound.
    """
    reached = groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        rubrics = rubrics_of(session, reached, context.deps.rubrics)
    with context.reading() as session:
        rows = moments.not_met(session, reached, days, criterion, BEHIND)
        failed = [_not_met(session, row, criterion) for row in rows]
        return BehindCriterion(_open_to(session, context.caller, failed), rubrics)


def _open_to(session: Session, caller: Caller, items: Sequence[_Shown]) -> list[_Shown]:
    held = blindness.held_back(session, [item.interaction.id for item in items], caller.reviewer)
    return [item for item in items if item.interaction.id not in held]


def _moments(session: Session, group: Group, days: Days, labels: Collection[str]) -> list[ShownMoment]:
    quoted = []
    for moment in moments.surest(session, group, days, labels, MOMENTS):
        understood = results.understood(session, moment.interaction.id)
        turn = understood.transcript.turns[moment.turn]
        quote = _quoted(understood, moment.label, moment.turn) or turn.text
        quoted.append(ShownMoment(moment.interaction, moment.label, moment.turn, quote, turn.start))
    return quoted


def _quoted(understood: Understood, label: str, turn: int) -> str:
    text, seen = understood.transcript.turns[turn].text, understood.understanding.courtesy.get(label)
    evidence = seen.evidence if seen else ()
    return next((text[passage.start : passage.end] for passage in evidence if passage.turn == turn), "")


def _not_met(session: Session, row: InteractionRow, criterion: str) -> NotMet:
    processed = results.processed(session, row.id)
    answer = next((answer for answer in processed.scorecard.answers if answer.criterion == criterion), None)
    if answer is None or not answer.evidence:
        return NotMet(row, None, "", None)
    passage = answer.evidence[0]
    turn = processed.understood.transcript.turns[passage.turn]
    return NotMet(row, passage.turn, turn.text[passage.start : passage.end], turn.start)
