"""Who there is: client organisations with what is set for them, and agents by their pseudonyms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.groups import GroupKind
from qa_service.domain.interaction import WAITING, State
from qa_service.domain.review import Policy
from qa_service.store import cursor, teams
from qa_service.store.codec import from_body
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import DailyTotalRow, FigurePartRow, WeeklyTotalRow
from qa_service.store.tables_reviews import ReviewPolicyRow
from qa_service.store.tables_rubrics import RubricInForceRow, RubricVersionRow


@dataclass(frozen=True, slots=True)
class Client:
    """`n` analysed interactions, the last of them on day `last`. `rubric` and `policy` are None where the
    defaults hold.
    """

    name: str
    n: int = 0
    last: date | None = None
    rubric: str | None = None
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """A pseudonym, its team in its last 90 days (None: none was named), and how much of it is analysed."""

    name: str
    team: str | None
    n: int
    last: date


@dataclass(frozen=True, slots=True)
class Bot:
    """An automated agent, in how many contacts it served, the last of them on day `last`."""

    name: str
    n: int
    last: date


def clients(session: Session) -> Sequence[Client]:
    """All in reach that have an interaction, a rubric or a policy, by name."""
    counted = _counted(session)
    in_force, policies = _in_force(session), _policies(session)
    names = {*counted, *_unfinished(session), *_drafted(session), *in_force, *policies}
    return [
        Client(name, *counted.get(name, (0, None)), in_force.get(name), policies.get(name)) for name in sorted(names)
    ]


def _counted(session: Session) -> Mapping[str, tuple[int, date | None]]:
    row = DailyTotalRow
    query = select(row.client, sa.func.sum(row.n), sa.func.max(row.day)).where(row.kind == GroupKind.CLIENT, row.n > 0)
    return {name: (int(n), last) for name, n, last in session.exec(query.group_by(col(row.client)))}


def _unfinished(session: Session) -> Iterable[str]:
    unfinished = col(InteractionRow.state).in_((*WAITING, State.FAILED))
    return session.exec(select(InteractionRow.client).where(unfinished).distinct()).all()


def _drafted(session: Session) -> Iterable[str]:
    return session.exec(select(RubricVersionRow.client).distinct()).all()


def _in_force(session: Session) -> Mapping[str, str]:
    version = RubricVersionRow
    query = select(version.client, version.rubric, version.version)
    query = query.join(RubricInForceRow, col(RubricInForceRow.version_id) == col(version.id))
    return {client: f"{rubric}@{number}" for client, rubric, number in session.exec(query)}


def _policies(session: Session) -> Mapping[str, Policy]:
    return {row.client: from_body(Policy, row.body) for row in session.exec(select(ReviewPolicyRow))}


def agents(session: Session, *, after: str | None = None, limit: int = 100) -> tuple[Sequence[Agent], str | None]:
    """A page by name, of those after the name `after`; and the last name of the page where there are more."""
    agent, day = col(FigurePartRow.agent), col(FigurePartRow.day)  # counted in their index, without opening a row
    query = select(agent, sa.func.count(), sa.func.max(day))
    query = query.where(agent.is_not(None) if after is None else agent > after)
    counted, more = cursor.first(session, query.group_by(agent).order_by(agent), limit)
    page = [(name or "", n, last) for name, n, last in counted]
    team_by_agent = teams.lately(session, [(name, last) for name, _, last in page])
    rows = [Agent(name, team_by_agent.get(name), n, last) for name, n, last in page]
    return rows, rows[-1].name if more else None


def bots(session: Session) -> Sequence[Bot]:
    """All that have served, by name."""
    row = DailyTotalRow
    query = select(row.name, sa.func.sum(row.n), sa.func.max(row.day)).where(row.kind == GroupKind.BOT, row.n > 0)
    query = query.group_by(col(row.name)).order_by(row.name)
    return [Bot(name, int(n), last) for name, n, last in session.exec(query) if last is not None]


def team_names(session: Session) -> Sequence[str]:
    """All teams for which somebody has worked, by name."""
    row = WeeklyTotalRow
    return session.exec(select(row.name).where(row.kind == GroupKind.TEAM).distinct().order_by(row.name)).all()
