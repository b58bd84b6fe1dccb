"""Automatic mail is kept and listed, and stands in no figure, no sample, no count of repeats, on both databases."""

from typing import Any

import pytest

from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.interaction import Automatic, Channel, Interaction
from qa_service.domain.review import MachineAnswer, ReviewAnswer
from qa_service.domain.sampling import FrameSpec
from qa_service.errors import BadInput, Conflict
from qa_service.figures import kpis
from qa_service.figures.basis import Basis
from qa_service.store import (
    calibration,
    directory,
    disputes,
    interactions,
    reviews,
    rollup_rebuild,
    rollups,
    rubrics,
    samples,
    search,
)
from qa_service.store.calibration import NewCalibration
from qa_service.store.codec import fingerprint
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.search import Search
from qa_service.store.tables import InteractionRow
from tests.figures import contact, saved
from tests.store.test_agreement_totals import BLIND, GREETING
from tests.store.test_figures import ACME, EVER, RUBRICS
from tests.store.test_kpis import LATER, PACKS

A1 = Group(GroupKind.AGENT, "a1")


def mail(id: str, day: float = 0.0, automatic: Automatic | None = None) -> Interaction:
    return contact(id, day=day, agent="a1", team="nord", customer="c1", channel=Channel.EMAIL, automatic=automatic)


@pytest.fixture
def row(store: Store) -> InteractionRow:
    """A customer's mail, and a day later the automatic reply of the same customer's mailbox."""
    with store.transaction() as session:
        saved(session, mail("letter"))
        return saved(session, mail("away", 1, Automatic.AUTO_REPLY), harms={"customer": ("no_rudeness",)})


def test_it_is_in_no_figure_and_no_repeat(store: Store, row: InteractionRow) -> None:
    with store.reading() as session:
        for group in (ACME, A1, Group(GroupKind.TEAM, "nord")):
            assert sum(one.counters["n"] for one in rollups.slices(session, group)) == 1
        assert [(one.name, one.n) for one in directory.agents(session)[0]] == [("a1", 1)]
        found = kpis.measured(session, PACKS["iso18295"], ACME, EVER, Basis(minimum=1), RUBRICS, LATER)
    values: dict[str, Any] = {one.kpi.id: one.found for one in found}
    assert (values["first_contact"].numerator, values["first_contact"].denominator) == (1, 1)  # nobody came again
    assert values["critical_customer"].numerator == 0


def test_it_can_be_drawn_by_no_sample_and_tried_by_no_rubric(store: Store, row: InteractionRow) -> None:
    with store.reading() as session:
        spec = FrameSpec(client="acme")
        assert samples.population(session, spec) == 1
        drawn = samples.candidates(session, spec, (), reasons=True)
        assert [tally.size for tally in samples.tallied(session, spec, (), reasons=True)] == [1]
        assert row.id.hex not in {one.unit.id for one in drawn}
        assert row.id not in rubrics.history(session, "acme", 9)


def test_nobody_answers_about_it_objects_to_it_or_calibrates_with_it(store: Store, row: InteractionRow) -> None:
    with store.transaction() as session:
        with pytest.raises(Conflict, match="automatic mail"):
            reviews.add(
                session, row, None, {GREETING: MachineAnswer("yes", 0.9)}, [ReviewAnswer(GREETING, "no")], "x", BLIND
            )
        with pytest.raises(Conflict, match="no judgement to object to"):
            disputes.open_dispute(session, row, [], "no", "user:a1")
        with pytest.raises(BadInput, match=f"no interaction {row.id}"):
            calibration.create(session, NewCalibration("c", [row.id], ["anna", "bruno"]), "user:qa")


def test_it_is_listed_by_what_it_is_and_flagged_for_nothing(store: Store, row: InteractionRow) -> None:
    with store.reading() as session:
        names = {
            wanted: [one.external_id for one in interactions.page(session, Filters(automatic=wanted)).rows]
            for wanted in (None, True, False)
        }
        assert names == {None: ["away", "letter"], True: ["away"], False: ["letter"]}
        assert search.flags_of(session, [row])[row.id] == ()
        assert [one.external_id for one in search.page(session, Search(flag="low_confidence")).rows] == []
        assert interactions.to_interaction(interactions.get(session, row.id)).automatic is Automatic.AUTO_REPLY


def test_counting_anew_leaves_it_out_and_a_mark_that_comes_or_goes_moves_it(store: Store, row: InteractionRow) -> None:
    def n() -> int:
        assert rollup_rebuild.check(store) == []
        with store.reading() as session:
            return sum(one.counters.get("n", 0) for one in rollups.slices(session, A1))

    assert list(rollup_rebuild.rebuild(store)) == [1]
    assert n() == 1
    with store.transaction() as session:
        saved(session, mail("away", 1), replace=True)  # a person sent it again, as somebody's words
    assert n() == 2
    with store.transaction() as session:
        saved(session, mail("away", 1, Automatic.BOUNCE), replace=True)
    assert n() == 1


def test_a_database_of_automatic_mail_alone_lacks_no_totals(store: Store) -> None:
    with store.transaction() as session:
        saved(session, mail("away", 1, Automatic.BOUNCE))
    assert not rollup_rebuild.is_needed(store)


def test_documents_that_came_in_before_are_known_again() -> None:
    """The fingerprint of a contact is what it was before there was such a mark; with the mark it is another."""
    plain = mail("letter")
    old = "e749c97a10fcbd64cb50df1e015912a4c17c4e6157779cb105ee8526c9a5f966"  # as versions before 0015 made it
    assert fingerprint(plain, None) == old
    assert fingerprint(plain.model_copy(update={"automatic": Automatic.BOUNCE}), None) != old
