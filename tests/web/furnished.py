"""What lies on the desks of a seeded service, so that every page has something to show: by the placeholders of
`eval.pages`; `pick@qa` is what fills `pick` for quality.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from eval.bench.centre_complaints import complained
from eval.bench.centre_criteria import learned_greeting, tried
from eval.bench.centre_events import told_endpoint
from qa_service.domain.agent_segments import AgentSegment
from qa_service.domain.connectors import ConnectorKind, ListedObject, ObjectState
from qa_service.domain.interaction import Channel, Interaction, State
from qa_service.domain.people import Reach, Role
from qa_service.domain.processed import ProcessedSegment
from qa_service.domain.review import ReviewAnswer, machine_answers
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import say
from qa_service.reviewing import answering, draws
from qa_service.store import (
    calibration,
    connectors,
    disputes,
    interactions,
    packs,
    results,
    samples,
    scheduled_exports,
    users,
)
from qa_service.store.interactions import Filters
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_connectors import ConnectorRow
from qa_service.store.tables_schedules import ScheduledExportRow
from tests.figures import judged
from tests.web.conftest import Site
from tests.web.seed import PASSWORD

_ACME = FrameSpec(client="acme")


def furnish(site: Site) -> dict[str, list[str]]:
    """All of it; whoever has it in hand or on file: user `quinto` has reviewed, `ada` has a pick."""
    service = site.house.service
    with service.store.transaction() as session:
        rows = interactions.page(session, Filters(client="acme", agent="a01", state=State.DONE), limit=40).rows
        sample = _drawn(session, "Autumn", 20)
        plans = [_planned(session, f"Plan {n}", n) for n in range(8)]
        held = calibration.create(
            session, calibration.NewCalibration("Autumn", [row.id for row in rows[6:12]]), "user:ada"
        ).id
        objected = disputes.open_dispute(session, rows[20], ["label:resolution"], "It was resolved.", "user:aldo").id
        pack = _pack(session, rows)
        other = users.create(session, "zoe", PASSWORD, Reach(Role.COACH)).id
        draft = service.rubrics.default.model_copy(update={"id": "own", "version": 1})
        service.rubrics.draft(session, "acme", draft, "user:ada")
        learned = learned_greeting(session, "acme", [row.id for row in rows[:20]])
        endpoint = told_endpoint(session, service.open_seal(), service.clock())
        complaint = complained(session, rows[26])
    attempt = tried(service, "acme", draft)
    connector, schedule = _connector(site), _schedule(site)
    return {
        "interaction": [str(row.id) for row in rows[21:24]],
        "objectable": [str(row.id) for row in (*rows[12:20], *rows[24:])],
        "sample": [str(sample)],
        "endpoint": [str(endpoint)],
        "tag": ["interactions"],
        "schema": ["InteractionView"],
        "plan": [str(id) for id in plans],
        "pick": [str(_pick(site, sample, "user:ada"))],
        "pick@qa": [str(_pick(site, sample, "user:quinto"))],
        "calibration": [str(held)],
        "dispute": [str(objected)],
        "complaint": [str(complaint)],
        "pack": [str(pack)],
        "user": [str(other)],
        "agent": ["a01"],
        "bot": ["ivr"],  # which has served once `bot_served` says so
        "team": ["nord"],
        "client": ["acme"],
        "owner": ["acme"],
        "criterion": ["greeting"],
        "rubric": ["own"],
        "version": ["1"],
        "early": [(service.clock() - timedelta(days=360)).date().isoformat()],
        "attempt": [str(attempt)],
        "connector": [str(connector)],
        "schedule": [str(schedule)],
        "learned": [str(learned)],
        "late": [(service.clock() - timedelta(days=15)).date().isoformat()],
    }


def _connector(site: Site) -> UUID:
    """One that is off, with an object that was refused."""
    with site.house.service.store.transaction() as session:
        place, moment = "sftp://anna@recorder.example/calls", site.house.service.clock()
        said: Any = {
            "options": {"names": ["*.wav"]},
            "secrets": {"password": "env:CONNECTOR_ACME"},
            "set_by": "user:ada",
        }
        row = ConnectorRow(client="acme", name="calls", kind=ConnectorKind.SFTP, place=place, is_on=False, **said)
        connectors.add(session, row)
        for name, state in (("notes.wav", ObjectState.REFUSED), ("readme.txt", ObjectState.FOREIGN)):
            why = say("its name fits none of the patterns {patterns}", patterns="*.wav")
            connectors.see(session, row, name, ListedObject(name, "1", 1), state, moment, [why])
        return row.id


def _schedule(site: Site) -> UUID:
    """One for a warehouse, which has arrived once and failed once."""
    moment = site.house.service.clock()
    with site.house.service.store.transaction() as session:
        said: Any = {"options": {}, "secrets": {}, "set_by": "user:ada", "due_at": moment + timedelta(days=300)}
        order: Any = {"wanted": {"what": "warehouse", "export": None}, "rhythm": {"every": "monthly", "day": 1}}
        place: Any = {"kind": ConnectorKind.S3, "place": "s3://acme-dwh/quality"}
        row = ScheduledExportRow(client="", name="warehouse", **place, **order, **said)
        scheduled_exports.add(session, row)
        why = say("the store cannot be read or written to now ({kind})", kind="GenericError")
        arrived = scheduled_exports.begin_run(session, row, moment - timedelta(days=2))
        scheduled_exports.end_run(session, arrived, moment - timedelta(days=2), None, files=5, rows=1200, size=81234)
        failed = scheduled_exports.begin_run(session, row, moment - timedelta(days=1))
        scheduled_exports.end_run(session, failed, moment - timedelta(days=1), why)
        row.failures, row.failure_sentence = 1, why.dump()
        return row.id


def bot_served(site: Site) -> None:
    """A contact that a bot answered before an agent did. Apart from `furnish`: it stands in figures that are compared
    with recorded ones.
    """
    service = site.house.service
    about = Interaction(
        id="with-bot", client="acme", channel=Channel.CHAT, agent="a01", started_at=service.clock() - timedelta(days=3)
    )
    part = ProcessedSegment(AgentSegment("ivr", is_bot=True, start=0, stop=0), judged(about))
    with service.store.transaction() as session:
        row, _ = interactions.register(session, about, "with-bot")
        results.save_processed(session, row.id, row.run, replace(judged(about), segments=(part,)))


def overruled(site: Site) -> None:
    """Answers to sort. Apart from `furnish`: figures that are compared with recorded ones rest on what that answers.

    They are globex's: acme's are hidden while the blind samples that other pages draw still ask for them.
    """
    service = site.house.service
    with service.store.transaction() as session:
        rows = interactions.page(session, Filters(client="globex", state=State.DONE), limit=40).rows
        overrule(session, service.vocabulary, [row.id for row in rows[:16]])


def overrule(session: Session, vocabulary: Vocabulary, ids: Sequence[UUID], by: str = "user:rita") -> None:
    """A reviewer answers whether there was a greeting, and otherwise than the machine."""
    for id in ids:
        machine = machine_answers(results.processed(session, id))["criterion:greeting"]
        answer = ReviewAnswer("criterion:greeting", "no" if machine.answer == "yes" else "yes", "heard twice")
        answering.answer(session, vocabulary, id, answering.Answers([answer]), by)


def _planned(session: Session, name: str, seed: int) -> UUID:
    return draws.save(session, SampleRequest(name, Purpose.RANDOM, 4, _ACME, seed=seed), "user:ada").id


def _drawn(session: Session, name: str, size: int) -> UUID:
    id = draws.save(session, SampleRequest(name, Purpose.RANDOM, size, _ACME, seed=5, blind=False), "user:ada").id
    draws.make(session, id, "user:ada")
    return id


def _pick(site: Site, sample: UUID, reviewer: str) -> UUID:
    with site.house.service.store.transaction() as session:
        samples.get(session, sample)
        item = answering.next_of_sample(session, sample, reviewer)
        assert item is not None
        assert item.pick is not None
        return item.pick.id


def _pack(session: Session, rows: Sequence[InteractionRow]) -> UUID:
    pack = packs.create(session, "acme", "Greetings", "user:carlo").id
    for row in rows[:4]:
        packs.add(session, pack, row.id, "user:carlo", turn=0, topic="courtesy:greeting")
    return pack
