"""All agents of one or more clients beside each other: what their headline figures and pooled figures rest on.

One place for an agent's own scorecard and for tables of agents, so that both show the same pooled figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.estimate import Estimate, Figure, ScoreGroup, ShareGroup
from qa_service.domain.groups import Days, Group, GroupKind, Headline
from qa_service.domain.interaction import Channel
from qa_service.domain.rollups import summed
from qa_service.figures import questions
from qa_service.figures.answers import answer_holds, rests_on
from qa_service.figures.basis import Basis, RubricOf
from qa_service.figures.batch import FigureBatch
from qa_service.statistics.pooling import pool
from qa_service.store import rollups
from qa_service.store.reviewed_sample import checked_of

HEADLINES = ("resolution", "courtesy")


@dataclass(frozen=True, slots=True)
class Agents:
    """Lines and checked interactions by agent; `versions` are those behind the latest day's answers."""

    lines: Mapping[str, Headline]
    seen: Mapping[str, Sequence[questions.Look]]
    versions: Mapping[str, str]

    def note(self, batch: FigureBatch, basis: Basis) -> None:
        """Put the headlines of all into a batch, under (headline, "agent", name)."""
        answering = tuple(self.versions.values())
        share, score = basis.error(questions.RESOLUTION, answering), basis.score_error("courtesy", answering)
        for name, line in self.lines.items():
            batch.share(("resolution", "agent", name), resolution_of(line, self.seen[name]), share)
            batch.mean(("courtesy", "agent", name), courtesy_of(line, self.seen[name]), score)

    def solved(self, figures: Mapping[object, Figure]) -> dict[str, dict[str, Figure]]:
        """By headline, the figure of each agent out of a solved batch."""
        return {what: {name: figures[what, "agent", name] for name in self.lines} for what in HEADLINES}


NOBODY = Agents({}, {}, {})


def agents_of(
    session: Session, clients: Sequence[str], days: Days, channel: Channel | None, rubric_of: RubricOf
) -> Agents:
    """Everybody who has worked for these clients in the period."""
    lines = rollups.headlines(session, GroupKind.AGENT, clients, days, channel)
    wide = [Group(GroupKind.CLIENT, client, None, channel) for client in clients]
    seen: dict[str, list[questions.Look]] = {name: [] for name in lines}
    for drawn in checked_of(session, wide, days, holds=answer_holds(rubric_of), rests_on=rests_on(rubric_of)).values():
        for look in questions.looks(drawn, rubric_of):
            seen.get(look.checked.agent or "", []).append(look)
    latest = summed(rollups.last_day(session, group, days) for group in wide)
    return Agents(lines, seen, questions.versions(latest))


def resolution_of(headline: Headline, seen: Sequence[questions.Look]) -> ShareGroup:
    """How the cases of a group stand, from its line among others."""
    reviewed = questions.share_group(questions.RESOLUTION, {}, seen).reviewed
    return ShareGroup(headline.resolved, headline.not_resolved, headline.unclear, reviewed)


def courtesy_of(headline: Headline, seen: Sequence[questions.Look]) -> ScoreGroup:
    """The courtesy of a group, from its line among others."""
    reviewed = questions.score_group("courtesy", {}, seen).reviewed
    return ScoreGroup(headline.courtesy_n, headline.courtesy_tenths / 10, headline.courtesy_square / 100, reviewed)


def checked_alone(figures: Mapping[str, Figure]) -> dict[str, Estimate]:
    """The figures that stand on people's answers about this very agent: others have no place among agents."""
    return {name: figure for name, figure in figures.items() if isinstance(figure, Estimate) and figure.n_human}


def pooled(figures: Mapping[str, Figure]) -> dict[str, Estimate]:
    """Second figures, drawn towards those of all checked agents; empty where these are too few.

    Without the machine's own share: it errs more on agents whom it hears badly, and a pool that leans on it holds the
    truth of just these too rarely (`python -m eval.bench.hearing`).
    """
    estimates = checked_alone(figures)
    top = max((estimate.top for estimate in estimates.values()), default=1.0)
    moved = dict(zip(estimates, pool(list(estimates.values()), top=top), strict=True))
    return {name: estimate for name, estimate in moved.items() if estimate is not estimates[name]}
