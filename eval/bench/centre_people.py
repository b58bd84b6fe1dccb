"""Who works in a simulated centre, and what lies on their desks: samples, disputes, packs, exports, a calibration."""

import itertools
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from eval.bench.centre_complaints import complained
from eval.bench.centre_criteria import learned_greeting, tried
from eval.bench.centre_database import AGENTS, CLIENTS, CRITERIA, TEAMS
from eval.bench.centre_events import told_endpoint
from qa_service.domain.exports import Format, Kind
from qa_service.domain.people import Reach, Role
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.reviewing import answering, draws
from qa_service.services.access import Caller, CallerKind
from qa_service.services.dependencies import Dependencies
from qa_service.store import calibration, exports, interactions, packs, samples, users, web_sessions
from qa_service.store.exports import Order
from qa_service.store.interactions import Filters
from qa_service.store.scope import Scope
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import DisputeRow
from qa_service.store.web_sessions import SignInAttempt

PASSWORD = "una frase lunga e facile"
PEOPLE: Mapping[str, Reach] = {
    "ada": Reach(Role.ADMIN),
    "quinto": Reach(Role.QA),
    "lea": Reach(Role.TEAM_LEADER, team="team0"),
    "carlo": Reach(Role.COACH),
    "vera": Reach(Role.CLIENT_VIEWER, client="client0"),
    "aldo": Reach(Role.AGENT, agent="agent0"),
}
PERIOD = timedelta(days=90)
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Visitors:
    """Session tokens, and what may stand in addresses, by role."""

    tokens: Mapping[Role, str]
    names: Mapping[Role, Mapping[str, Sequence[str]]]

    def filled(self, address: str, role: Role, turn: int) -> str:
        """The address of the turn-th call."""
        names = self.names[role]

        def fill(found: re.Match[str]) -> str:
            choice = names[found[1]]
            return choice[turn % len(choice)]

        return _NAME.sub(fill, address)


def furnished(service: Dependencies) -> Visitors:
    """People and what they work on."""
    tokens = {reach.role: _signed_in(service, name, reach) for name, reach in PEOPLE.items()}
    shared = _desk(service)
    return Visitors(tokens, {one.role: {**shared, **_own(service, name, one)} for name, one in PEOPLE.items()})


def _signed_in(service: Dependencies, name: str, reach: Reach) -> str:
    with service.store.transaction() as session:
        users.create(session, name, PASSWORD, reach)
    with service.store.transaction() as session:
        opened = web_sessions.open_for(session, SignInAttempt(name, PASSWORD, "127.0.0.1"), service.clock())
    assert opened is not None
    return opened.token


def _desk(service: Dependencies) -> dict[str, list[str]]:
    """What everybody of the staff finds."""
    period = FrameSpec(client="client0", since=service.clock() - PERIOD)
    with service.store.transaction() as session:
        recent = interactions.page(session, Filters(client="client0", agent="agent0"), limit=40).rows
        plan = draws.save(session, SampleRequest("Open plan", Purpose.RANDOM, 200, period, seed=1), "user:ada").id
        sample = draws.save(
            session, SampleRequest("Autumn", Purpose.RANDOM, 400, period, seed=2, second=0.1), "user:ada"
        ).id
        draws.make(session, sample, "user:ada")
        for number in range(30):
            wish = SampleRequest(f"Week {number}", Purpose.RISK, 60, period, weights={}, seed=number)
            draws.make(session, draws.save(session, wish, "user:ada").id, "user:ada")
        wanted = calibration.NewCalibration("Autumn", [row.id for row in recent[30:]])
        held = calibration.create(session, wanted, "user:ada").id
        disputes = [_disputed(session, row) for row in recent[:20]]
        complaint = complained(session, recent[20])
        pack = _pack(session, recent)
        for _ in range(40):
            exports.place(session, Order(Kind.INTERACTIONS, Format.CSV), "user:ada")
        draft = service.rubrics.default.model_copy(update={"id": "own", "version": 1})
        service.rubrics.draft(session, "client0", draft, "user:ada")
        learned = learned_greeting(session, "client0", [row.id for row in recent[:20]])
        endpoint = told_endpoint(session, service.open_seal(), service.clock() - PERIOD, tries=60)
    return {
        "attempt": [str(tried(service, "client0", draft, last=100))],
        "learned": [str(learned)],
        "endpoint": [str(endpoint)],
        "plan": [str(plan)],
        "sample": [str(sample)],
        "calibration": [str(held)],
        "dispute": [str(id) for id in disputes],
        "complaint": [str(complaint)],
        "pack": [str(pack)],
        "criterion": list(CRITERIA),
        "owner": ["client0"],
        "tag": ["interactions"],
        "schema": ["InteractionView"],
        "rubric": [draft.id],
        "version": [str(draft.version)],
        "early": [_day(service.clock() - timedelta(days=360))],
        "late": [_day(service.clock() - timedelta(days=30))],
    }


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _disputed(session: Session, row: InteractionRow) -> uuid.UUID:
    """Straight into the table: these interactions are older than the time to object."""
    one = DisputeRow(
        interaction_id=row.id,
        client=row.client,
        run=1,
        agent=row.agent,
        questions=["label:resolution"],
        why="It was resolved.",
        opened_by="user:aldo",
        due_at=now() + timedelta(days=14),
    )
    session.add(one)
    session.flush()
    return one.id


def _pack(session: Session, rows: Sequence[InteractionRow]) -> uuid.UUID:
    for number in range(20):
        pack = packs.create(session, "client0", f"Pack {number}", "user:carlo").id
        for row in rows[:15]:
            packs.add(session, pack, row.id, "user:carlo", turn=0, topic="courtesy:greeting")
    return pack


def _own(service: Dependencies, name: str, reach: Reach) -> dict[str, list[str]]:
    """What is within one person's reach."""
    agents = [n for n in range(AGENTS) if _within(n, reach)]
    found = {
        "agent": [f"agent{n}" for n in agents],
        "team": sorted({f"team{n % TEAMS}" for n in agents}),
        "client": sorted({f"client{n % CLIENTS}" for n in agents}),
        "bot": ["bot"],
    }
    caller = Caller(name, reach.role, reach.client, reach.team, reach.agent, kind=CallerKind.USER)
    with service.store.reading(caller.scope) as session:
        pages = [interactions.page(session, Filters(agent=agent), limit=5).rows for agent in found["agent"][:10]]
        found["interaction"] = [str(row.id) for row in itertools.chain.from_iterable(pages)]
        found["objectable"] = found["interaction"]
        found["user"] = [str(row.id) for row in users.listed(session)] if caller.scope == Scope(None) else []
    if reach.role in (Role.ADMIN, Role.QA):
        found["pick"] = [_pick(service, caller)]
    return found


def _within(number: int, reach: Reach) -> bool:
    own = {
        f"agent{number}": reach.agent,
        f"team{number % TEAMS}": reach.team,
        f"client{number % CLIENTS}": reach.client,
    }
    return all(bound in (None, name) for name, bound in own.items())


def _pick(service: Dependencies, caller: Caller) -> str:
    with service.store.transaction() as session:
        for row in samples.page(session).rows:
            item = answering.next_of_sample(session, row.id, caller.actor) if row.drawn_at is not None else None
            if item is not None and item.pick is not None:
                return str(item.pick.id)
    raise AssertionError("no sample has a pick left")
