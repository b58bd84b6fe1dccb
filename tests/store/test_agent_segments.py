"""A contact that several agents or a bot served: each has their own scorecard, figures and lists; on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel, Direction, GivenTurn, Interaction, Party, Transfer
from qa_service.domain.masked_words import DatumKind
from qa_service.domain.people import Role
from qa_service.domain.processed import Processed
from qa_service.domain.retention import KeptKind
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import FrameSpec
from qa_service.domain.transcript import ROLES_SURE, Transcript, TurnChange
from qa_service.domain.understanding import Behaviour, Evidence
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import Conflict, NotFound, Withheld
from qa_service.pipeline import Pipeline
from qa_service.ports import Reading
from qa_service.reviewing import blindness
from qa_service.scoring.load import parse
from qa_service.services import disputes as dispute_services
from qa_service.services import erasure, holds, maskings, retention, scorecards
from qa_service.services import interactions as interaction_services
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.store import (
    agent_segments,
    calibration,
    corrections,
    directory,
    erase,
    interactions,
    results,
    rollup_rebuild,
    rollups,
    samples,
)
from qa_service.store.blobs import Blobs
from qa_service.store.calibration import NewCalibration
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.scope import Scope
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import DisputeRow
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.contexts import context
from tests.fakes import FakeEngines, PlainReader, ScriptedTranscriber
from tests.figures import NOON

NAMES = {"it": "x", "en": "x"}
VOCABULARY = Vocabulary({"billing": NAMES}, {}, {"resolved": NAMES}, {"greeting": NAMES, "rudeness": NAMES}, {})


class CurtReader(PlainReader):
    """As the plain one; whoever says "idiota" as the agent is rude."""

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        reading = super().read(transcript, direction)
        rude = tuple(
            Evidence(number, turn.text.index("idiota"), turn.text.index("idiota") + len("idiota"))
            for number, turn in enumerate(transcript.turns)
            if turn.party is Party.AGENT and "idiota" in turn.text
        )
        courtesy = {**reading.understanding.courtesy, "rudeness": Behaviour(bool(rude), 0.95 if rude else 0.05, rude)}
        return reading._replace(understanding=replace(reading.understanding, courtesy=courtesy))


def rubric() -> Rubric:
    criteria: list[dict[str, Any]] = [
        {"id": "greeting", "question": NAMES, "rule": {"kind": "behaviour", "label": "greeting"}},
        {
            "id": "no_rudeness",
            "question": NAMES,
            "rule": {"kind": "behaviour", "label": "rudeness"},
            "wanted": False,
            "critical": {"harms": "customer", "cap": 0},
        },
    ]
    section = {"id": "courtesy", "name": NAMES, "criteria": criteria}
    return parse({"id": "tiny", "version": 1, "name": NAMES, "sections": [section]}, VOCABULARY)


TRANSFERRED = (
    (Party.CUSTOMER, None, "non funziona, il mio numero è <347>"),
    (Party.AGENT, "a17", "buongiorno, vedo subito"),
    (Party.CUSTOMER, None, "grazie"),
    (Party.AGENT, "a17", "la passo a un collega"),
    (Party.CUSTOMER, None, "sono sempre al <347>"),
    (Party.AGENT, "b02", "allora? lei è un idiota"),
    (Party.CUSTOMER, None, "come si permette, chiami il <348>"),
)


def chat(
    id: str, turns: Sequence[tuple[Party, str | None, str]] = TRANSFERRED, agent: str | None = "a17", **more: Any
) -> Interaction:
    given = tuple(GivenTurn(speaker=speaker, agent=name, text=text) for speaker, name, text in turns)
    fields = {"client": "acme", "channel": Channel.CHAT, "team": "nord", "started_at": NOON, **more}
    return Interaction(id=id, agent=agent, turns=given, **fields)


def stages(*, roles_sure: float = ROLES_SURE, **engines: Any) -> PipelineStages:
    usable = UsableRubric(rubric())
    all_engines = FakeEngines(ScriptedTranscriber(()), reader=CurtReader(), **engines)
    return PipelineStages(Pipeline(all_engines, lambda _: usable, roles_sure=roles_sure))


@pytest.fixture
def steps(store: Store, blobs: Blobs, staging: Staging, intake: Intake) -> Steps:
    return Steps(store, blobs, staging, stages(), pseudonyms=intake.pseudonyms)


def done(store: Store, intake: Intake, steps: Steps, document: Interaction, *, replace: bool = False) -> InteractionRow:
    with store.transaction() as session:
        row, _ = intake.accept(session, document, replace=replace)
    steps.text(Job(row.id, row.run))
    with store.reading() as session:
        return interactions.get(session, row.id)


def parts(store: Store, row: InteractionRow) -> dict[str, tuple[InteractionRow, Processed]]:
    with store.reading() as session:
        return {
            part.agent or f"bot {part.bot}": (part, results.processed(session, part.id))
            for part in agent_segments.of(session, row.id)
        }


def figures(store: Store, kind: GroupKind, name: str) -> dict[str, int]:
    with store.reading() as session:
        slices = rollups.slices(session, Group(kind, name))
    return dict(slices[0].counters) if slices else {}


def said(processed: Processed) -> list[tuple[str, str]]:
    return [(turn.party.value, turn.text) for turn in processed.understood.transcript.turns]


def test_one_polite_and_one_rude_agent_each_get_their_own(store: Store, intake: Intake, steps: Steps) -> None:
    row = done(store, intake, steps, chat("t-41"))
    assert (row.agent, row.courtesy, row.resolution) == ("b02", 0.0, "resolved")  # who closed; rudeness fails the rest
    assert row.team is None  # the document's team is a17's, and nobody knows that of b02
    polite, found = parts(store, row)["a17"]
    assert (polite.courtesy, polite.resolution, polite.segment_of) == (100.0, None, row.id)
    assert found.understood.understanding.resolution.reason == "It counts for the agent who closed the contact."
    assert said(found) == [
        ("customer", "non funziona, il mio numero è [PHONE]"),
        ("agent", "buongiorno, vedo subito"),
        ("customer", "grazie"),
        ("agent", "la passo a un collega"),
        ("customer", "sono sempre al [PHONE]"),
    ]
    assert "idiota" not in str(found)  # what the colleague said later is no business of a17's


def test_figures_go_by_part_and_the_contact_counts_once(store: Store, intake: Intake, steps: Steps) -> None:
    done(store, intake, steps, chat("t-41"))
    polite, rude = figures(store, GroupKind.AGENT, "a17"), figures(store, GroupKind.AGENT, "b02")
    assert (polite["n"], polite["shared"], polite["courtesy:rudeness:no"]) == (1, 1, 1)
    assert "label:resolution:resolved" not in polite
    assert (rude["n"], rude["label:resolution:resolved"], rude["courtesy:rudeness:yes"]) == (1, 1, 1)
    client = figures(store, GroupKind.CLIENT, "acme")
    assert (client["n"], client["label:resolution:resolved"], client["shared"]) == (1, 1, 1)
    assert (client["section:courtesy:n"], client["section:courtesy:tenths"]) == (
        2,
        1000,
    )  # 100 of one and 0 of the other
    assert client["harm:customer:yes"] == 1
    assert rollup_rebuild.check(store) == []
    assert list(rollup_rebuild.rebuild(store)) == [2]
    assert figures(store, GroupKind.CLIENT, "acme") == client
    with store.reading() as session:
        assert [(agent.name, agent.n) for agent in directory.agents(session)[0]] == [("a17", 1), ("b02", 1)]


def test_a_bot_lends_its_courtesy_to_nobody(store: Store, intake: Intake, steps: Steps) -> None:
    turns = (
        (Party.BOT, "ivr-1", "buongiorno, sono l'assistente virtuale"),
        (Party.CUSTOMER, None, "voglio un operatore"),
        (Party.AGENT, "a17", "fatto"),
        (Party.CUSTOMER, None, "ciao"),
    )
    row = done(store, intake, steps, chat("t-42", turns))
    assert (row.agent, row.team) == ("a17", "nord")
    with store.reading() as session:
        courtesy = results.processed(session, row.id).understood.understanding.courtesy
    assert courtesy["greeting"].present is False
    part, found = parts(store, row)["bot ivr-1"]
    assert found.understood.understanding.courtesy["greeting"].present is True
    assert (part.agent, part.team, part.courtesy) == (None, None, 100.0)
    assert figures(store, GroupKind.BOT, "ivr-1")["courtesy:greeting:yes"] == 1
    for kind, name in ((GroupKind.CLIENT, "acme"), (GroupKind.AGENT, "a17"), (GroupKind.TEAM, "nord")):
        counted = figures(store, kind, name)
        assert (counted["n"], counted["courtesy:greeting:no"], "courtesy:greeting:yes" in counted) == (1, 1, False)
    assert rollup_rebuild.check(store) == []


def test_a_rude_agent_is_no_fault_of_the_bot(store: Store, intake: Intake, steps: Steps) -> None:
    turns = (
        (Party.CUSTOMER, None, "aiuto"),
        (Party.BOT, None, "come posso aiutare?"),
        (Party.AGENT, "a17", "idiota"),
        (Party.CUSTOMER, None, "ciao"),
    )
    part, found = parts(store, done(store, intake, steps, chat("t-43", turns)))["bot bot"]
    assert found.understood.understanding.courtesy["rudeness"].present is False
    assert part.courtesy == 50.0  # it did not greet, and was not rude


def test_a_contact_stands_in_a_list_once_and_in_the_lists_of_all_who_served(
    store: Store, intake: Intake, steps: Steps
) -> None:
    row = done(store, intake, steps, chat("t-41"))
    with store.reading() as session:
        assert [one.id for one in interactions.page(session, Filters()).rows] == [row.id]
        assert interactions.count(session, Filters(client="acme")) == 1
        for agent in ("a17", "b02"):
            (own,) = interactions.page(session, Filters(agent=agent)).rows
            assert own.agent == agent
        assert samples.population(session, FrameSpec(client="acme")) == 2  # each is judged by what is drawn of them
    for scope, agent in ((Scope("acme", agent="a17"), "a17"), (Scope("acme", agent="b02"), "b02")):
        with store.reading(scope) as session:
            (own,) = interactions.page(session, Filters()).rows
            assert own.agent == agent
            assert session.exec(select(InteractionRow.agent)).all() == [agent]  # nothing of the other's


def test_an_agents_part_in_another_team_is_in_that_teams_list(store: Store, intake: Intake, steps: Steps) -> None:
    alone = (Party.CUSTOMER, None, "aiuto"), (Party.AGENT, None, "buongiorno"), (Party.CUSTOMER, None, "grazie")
    done(store, intake, steps, chat("t-1", alone, agent="b02", team="sud"))
    row = done(store, intake, steps, chat("t-41", agent="a17", team="nord"))
    assert (row.agent, row.team) == ("b02", "sud")  # where b02 works, and not where the document's agent does
    part, _ = parts(store, row)["a17"]
    assert part.team == "nord"  # the document's, whose agent it is
    assert figures(store, GroupKind.TEAM, "sud")["n"] == 2
    done(store, intake, steps, chat("t-2", alone, agent="a17", team="nord"))
    second = done(store, intake, steps, chat("t-43", agent="a17", team="nord"))
    (theirs,) = (part for part, _ in parts(store, second).values())
    for scope, ids in (
        (Scope("acme", team="sud"), {row.id, second.id}),
        (Scope("acme", team="nord"), {part.id, theirs.id}),
    ):
        with store.reading(scope) as session:
            listed = {one.id for one in interactions.page(session, Filters()).rows if "t-4" in one.external_id}
            assert listed == ids  # the contact, or what of it is the team's, and each once
    with store.reading() as session:
        assert second.id not in {one.id for one in interactions.page(session, Filters(team="nord")).rows}
        assert theirs.id in {one.id for one in interactions.page(session, Filters(team="nord")).rows}


def test_words_that_are_masked_in_the_contact_are_masked_in_its_parts(
    store: Store, intake: Intake, steps: Steps
) -> None:
    row = done(store, intake, steps, chat("t-41"))
    part, _ = parts(store, row)["a17"]
    here = context(store, intake)
    with pytest.raises(Conflict, match=f"part of interaction {row.id}"):
        maskings.mask_everywhere(here, part.id, DatumKind.PERSON, "collega")
    maskings.mask_everywhere(here, row.id, DatumKind.PERSON, "collega")
    _, found = parts(store, row)["a17"]
    assert ("agent", "la passo a un [PERSON]") in said(found)


def test_a_persons_correction_goes_through_the_contact(store: Store, intake: Intake, steps: Steps) -> None:
    row = done(store, intake, steps, chat("t-41"))
    part, _ = parts(store, row)["a17"]
    with store.transaction() as session, pytest.raises(Conflict, match="part of interaction"):
        corrections.swap(session, session.merge(part), "", "user:anna")
    with store.transaction() as session:
        corrected = corrections.swap(session, interactions.get_locked(session, row.id), "", "user:anna")
        job = Job(row.id, corrected.run)
    steps.text(job)
    again, found = parts(store, row)["a17"]
    assert again.id == part.id  # the same part, with the answers and objections that it has
    assert ("other", "la passo a un collega") not in said(found)


def test_what_is_handed_in_anew_has_the_parts_of_its_own_words(store: Store, intake: Intake, steps: Steps) -> None:
    row = done(store, intake, steps, chat("t-41"))
    alone = (Party.CUSTOMER, None, "aiuto"), (Party.AGENT, None, "buongiorno"), (Party.CUSTOMER, None, "grazie")
    again = done(store, intake, steps, chat("t-41", alone), replace=True)
    assert (again.id, again.agent, parts(store, again)) == (row.id, "a17", {})
    assert figures(store, GroupKind.AGENT, "b02") == {}
    assert figures(store, GroupKind.AGENT, "a17")["n"] == 1
    assert rollup_rebuild.check(store) == []


def test_erasing_a_contact_erases_its_parts(
    store: Store, intake: Intake, steps: Steps, blobs: Blobs, staging: Staging
) -> None:
    row = done(store, intake, steps, chat("t-41"))
    with store.transaction() as session:
        erase.erase(session, row.id, blobs, staging)
    with store.reading() as session:
        assert session.exec(select(InteractionRow.id)).all() == []
    assert figures(store, GroupKind.AGENT, "a17") == {}
    assert rollup_rebuild.check(store) == []


def test_a_part_goes_with_its_contact_alone(store: Store, intake: Intake, steps: Steps) -> None:
    """Whichever of both the retention comes to first."""
    rows = [done(store, intake, steps, chat(f"t-{n}")) for n in range(6)]
    anna, later = context(store, intake), NOON + timedelta(days=41)
    (part, _) = parts(store, rows[0])["a17"]
    with pytest.raises(Conflict, match="part of interaction"):
        erasure.erase(anna, part.id, scrub=False)
    retention.set_clocks(anna, "acme", {KeptKind.ANALYSIS: 40})
    hold = holds.place(anna, WantedHold(interaction=part.id), "case 12 at the court")
    then = Context(anna.caller, replace(anna.deps, clock=lambda: later))
    foreseen = [line.count for line in retention.run(then, dry_run=True).went]
    assert [line.count for line in retention.run(then).went] == foreseen == [5]
    with store.reading() as session:
        assert set(session.exec(select(InteractionRow.id))) == {rows[0].id, part.id}
    holds.lift(anna, hold.id)
    retention.run(then)
    with store.reading() as session:
        assert session.exec(select(InteractionRow.id)).all() == []
    assert rollup_rebuild.check(store) == []


def test_who_judges_a_contact_blind_sees_nothing_that_was_found_in_its_parts(
    store: Store, intake: Intake, steps: Steps
) -> None:
    row, other = (done(store, intake, steps, chat(id)) for id in ("t-41", "t-42"))
    (part, _), (of_other, _) = parts(store, row)["a17"], parts(store, other)["a17"]
    with store.transaction() as session:
        calibration.create(session, NewCalibration("october", [row.id], ["user:eva"]), "user:anna")
        calibration.create(session, NewCalibration("november", [of_other.id], ["user:eva"]), "user:anna")
    with store.reading() as session:
        ids = [row.id, part.id, other.id, of_other.id]
        assert blindness.held_back(session, ids, "user:eva") == set(ids)
        assert blindness.held_back(session, ids, "user:bob") == frozenset()
    blindness.note_read(store, [row.id], "user:bob")
    with store.reading() as session:
        assert not blindness.is_blind(session, part.id, "user:bob", Occasion())
        assert blindness.is_blind(session, of_other.id, "user:bob", Occasion())


def test_a_contact_whose_agent_was_none_counts_once_and_for_nobody(
    store: Store, intake: Intake, steps: Steps, staging: Staging
) -> None:
    """A person says that the turn of who closed it was the customer's: a colleague is left, who did not close it."""
    row = done(store, intake, steps, chat("t-41"))
    with store.transaction() as session:
        locked = interactions.get_locked(session, row.id)
        changes = [TurnChange(5, party=Party.CUSTOMER)]
        job = Job(row.id, corrections.change(session, staging, locked, changes, "", "user:anna").run)
    steps.text(job)
    assert set(parts(store, row)) == {"a17"}
    client = figures(store, GroupKind.CLIENT, "acme")
    assert (client["n"], sum(n for name, n in client.items() if name.startswith("label:resolution:"))) == (1, 1)
    assert rollup_rebuild.check(store) == []


@dataclass
class Unsure:
    """The first voice is the agent's, perhaps."""

    share: float = 0.6

    def find(self, texts: Sequence[Sequence[str]], lang: str | None) -> tuple[float, ...]:
        return (self.share, 1 - self.share)


def test_where_it_is_not_sure_who_the_agent_is_no_agent_stands_in_a_figure_until_a_person_says_so(
    store: Store, intake: Intake, steps: Steps
) -> None:
    unsure = replace(steps, stages=stages(roles=Unsure()))
    given = tuple(GivenTurn(voice=n % 2, text=text) for n, text in enumerate(("buongiorno", "salve", "a presto")))
    row = done(store, intake, unsure, chat("t-44").model_copy(update={"turns": given}))
    assert (row.courtesy, figures(store, GroupKind.AGENT, "a17")) == (None, {})
    assert figures(store, GroupKind.CLIENT, "acme")["n"] == 1  # it took place
    assert rollup_rebuild.check(store) == []
    with store.transaction() as session:
        confirmed = corrections.confirm_roles(session, interactions.get_locked(session, row.id), "", "user:anna")
        job = Job(row.id, confirmed.run)
    unsure.text(job)
    assert figures(store, GroupKind.AGENT, "a17")["courtesy:greeting:yes"] == 1


def test_below_which_share_roles_are_unsure_is_a_setting(store: Store, intake: Intake, steps: Steps) -> None:
    given = tuple(GivenTurn(voice=n % 2, text=text) for n, text in enumerate(("buongiorno", "salve", "a presto")))
    document = chat("t-45").model_copy(update={"turns": given})
    bold = replace(steps, stages=stages(roles=Unsure(0.7), roles_sure=0.65))
    assert done(store, intake, bold, document).courtesy == 100.0
    careful = replace(steps, stages=stages(roles=Unsure(0.7), roles_sure=0.75))
    assert done(store, intake, careful, document.model_copy(update={"id": "t-46"})).courtesy is None


def test_an_analysis_names_those_who_served_as_far_as_its_reader_may_see_them(
    store: Store, intake: Intake, steps: Steps
) -> None:
    transfer = Transfer(start=3, from_agent="a17", to_agent="b02", to_queue="guasti")
    row = done(store, intake, steps, chat("t-41", transfers=(transfer,)))
    part, _ = parts(store, row)["a17"]

    def read(id: UUID, role: Role, **bound: Any) -> dict[str, Any]:
        caller = Caller("x", role, "acme", kind=CallerKind.USER, **bound)
        return interaction_services.analysis(context(store, intake, caller), id).document()

    document = read(row.id, Role.QA)
    assert [turn.get("agent") for turn in document["transcript"] if turn["speaker"] != "customer"] == [
        "a17",
        "a17",
        "b02",
    ]
    assert document["transfers"] == [{"start": 3.0, "from_agent": "a17", "to_agent": "b02", "to_queue": "guasti"}]
    own = read(row.id, Role.AGENT, agent="b02")
    assert (own["agent"], own["transfers"]) == ("b02", [{"start": 3.0, "to_agent": "b02", "to_queue": "guasti"}])
    assert "a17" not in str(own)
    of_client = read(row.id, Role.CLIENT_VIEWER)
    assert of_client["agent"] is None
    assert not {"a17", "b02"} & {word for word in str(of_client).replace("'", " ").split()}
    assert "b02" not in str(read(part.id, Role.AGENT, agent="a17"))
    with pytest.raises(NotFound):
        read(row.id, Role.AGENT, agent="a17")


def test_a_bot_needs_no_legal_basis_and_shows_to_no_agent(store: Store, intake: Intake, steps: Steps) -> None:
    turns = ((Party.BOT, "ivr-1", "buongiorno"), (Party.CUSTOMER, None, "ciao"), (Party.AGENT, "a17", "ecco"))
    done(store, intake, steps, chat("t-42", turns))
    group = Group(GroupKind.BOT, "ivr-1")
    assert scorecards.show(context(store, intake), group, Days()).bot == "ivr-1"
    assert [bot.name for bot in scorecards.bots(context(store, intake))] == ["ivr-1"]
    with pytest.raises(Withheld):
        scorecards.show(context(store, intake), Group(GroupKind.AGENT, "a17"), Days())
    with pytest.raises(NotFound):
        scorecards.show(context(store, intake, Caller("x", Role.AGENT, "acme", agent="a17")), group, Days())


def test_an_agent_objects_to_what_was_found_in_their_part(store: Store, intake: Intake, steps: Steps) -> None:
    row = done(store, intake, steps, chat("t-41"))
    part, _ = parts(store, row)["a17"]
    own = context(store, intake, Caller("a17", Role.AGENT, "acme", agent="a17", kind=CallerKind.USER))
    opened = dispute_services.open_dispute(own, part.id, ["criterion:greeting"], "I did.")
    assert str(opened.interaction) == str(part.id)
    with store.reading(Scope("acme", agent="b02")) as session:
        assert session.exec(select(DisputeRow.id)).all() == []  # no business of the colleague's
    with pytest.raises(NotFound):
        dispute_services.open_dispute(own, row.id, [], "not mine")
