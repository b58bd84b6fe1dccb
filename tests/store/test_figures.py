"""Scorecards from stored totals and people's answers: what enters an estimate, and what never does."""

import uuid
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from qa_service import resources
from qa_service.documents.scorecards import GroupView
from qa_service.domain.estimate import Estimate, Method, Note, Reviewed, Sampling, ShareGroup, TooFew
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.measured import MeasuredErrors
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import Purpose
from qa_service.errors import NotFound
from qa_service.figures import ranking
from qa_service.figures.basis import Basis
from qa_service.figures.scorecard import figures
from qa_service.scoring.text import read
from qa_service.store import interactions, reviews
from qa_service.store.repository import Store
from qa_service.store.reviewed_sample import checked
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import InteractionRow
from tests.figures import answered, contact, drawn, saved
from tests.oracles.estimates import estimate_share

RUBRIC = Rubric.model_validate(read((resources.path("rubrics") / "default.yaml").read_text(encoding="utf-8")))
RUBRICS = Rubrics(RUBRIC)
ACME = Group(GroupKind.CLIENT, "acme")
EVER = Days()
RESOLUTION = "label:resolution"
CONFUSION = {"resolved": {"resolved": 90, "pending": 10}, "pending": {"resolved": 5, "pending": 95}}
MEASURED = MeasuredErrors("heads@1", "a set", {RESOLUTION: CONFUSION})


def many(session: Session, n: int = 20, *, resolved: int = 12, **fields: Any) -> list[InteractionRow]:
    """`n` interactions of which the machine calls the first `resolved` so and the others pending."""
    name = str(fields.get("agent", "")) + str(fields.get("day", ""))
    return [
        saved(session, contact(f"{name}-{i}", **fields), resolution="resolved" if i < resolved else "pending")
        for i in range(n)
    ]


def of(session: Session, group: Group = ACME, days: Days = EVER, basis: Basis = Basis()) -> GroupFigures:  # noqa: B008
    return figures(session, group, days, basis, RUBRICS)


def estimate(found: GroupFigures, name: str) -> Estimate:
    figure = found.figures[name]
    assert isinstance(figure, Estimate)
    return figure


def test_unchecked_figures_say_so_and_carry_the_machines_measured_error(store: Store) -> None:
    with store.transaction() as session:
        many(session)
        bare, known = of(session), of(session, basis=Basis(MEASURED))
    assert (estimate(bare, "resolution").value, estimate(bare, "resolution").note) == (0.6, Note.ERROR_UNKNOWN)
    told = estimate(known, "resolution")
    assert told.note is Note.NOT_CHECKED_HERE
    assert 0 < told.low < told.value < told.high < 1
    assert told.versions == {"heads": "heads@1", "rubric": "default@1"}


def test_the_error_of_another_model_is_nobodys(store: Store) -> None:
    with store.transaction() as session:
        many(session)
        found = of(session, basis=Basis(MeasuredErrors("heads@2", "a set", {RESOLUTION: CONFUSION})))
    assert estimate(found, "resolution").note is Note.ERROR_UNKNOWN


def test_random_picks_enter_with_their_chance_and_everything_is_counted(store: Store) -> None:
    with store.transaction() as session:
        rows = many(session)
        some = [rows[0], rows[1], rows[12], rows[13]]
        for row, pick, truth in zip(some, drawn(session, some, chance=0.2), ("resolved", "pending", "pending", "resolved"), strict=True):  # fmt: skip # noqa: E501
            answered(session, row, {RESOLUTION: truth}, pick=pick)
        found = of(session)
    seen = ((True, True), (True, False), (False, False), (False, True))
    expected = estimate_share(
        ShareGroup(12, 8, 0, tuple(Reviewed(machine, human, 0.2) for machine, human in seen)), versions=found.versions
    )
    told = estimate(found, "resolution")
    assert isinstance(expected, Estimate)
    limits = (expected.value, expected.low, expected.high)
    assert (told.value, told.low, told.high) == pytest.approx(limits, abs=1e-9)
    assert (told.n_machine, told.n_human, told.method, told.sampling) == (
        20,
        4,
        Method.POST_STRATIFIED,
        Sampling.SIMPLE,
    )
    assert found.n_checked == 4


def test_calibration_and_unasked_answers_never_enter_but_risk_picks_do(store: Store) -> None:
    with store.transaction() as session:
        rows = many(session)
        (calibrated,) = drawn(session, rows[:1], purpose=Purpose.CALIBRATION)
        answered(session, rows[0], {RESOLUTION: "pending"}, pick=calibrated, purpose=Purpose.CALIBRATION)
        answered(session, rows[1], {RESOLUTION: "pending"}, purpose=None)
        assert estimate(of(session), "resolution").n_human == 0
        (risky,) = drawn(session, rows[2:3], chance=0.9, purpose=Purpose.RISK)
        (plain,) = drawn(session, rows[3:4], chance=0.1)
        answered(session, rows[2], {RESOLUTION: "pending"}, pick=risky, purpose=Purpose.RISK)
        answered(session, rows[3], {RESOLUTION: "resolved"}, pick=plain)
        told = estimate(of(session), "resolution")
    assert (told.n_human, told.sampling) == (2, Sampling.UNEQUAL)


def test_the_answer_that_counts_is_that_of_reviews(store: Store) -> None:
    """A dispute's decision goes before a later answer; the bulk reading agrees with `reviews.effective`."""
    with store.transaction() as session:
        rows = many(session)
        picks = drawn(session, rows[:2])
        answered(session, rows[0], {RESOLUTION: "pending", "criterion:greeting": "no"}, pick=picks[0])
        answered(session, rows[0], {RESOLUTION: "resolved"}, purpose=None, dispute_id=uuid.uuid4(), minute=1)
        answered(session, rows[0], {RESOLUTION: "escalated"}, pick=picks[0], minute=2)
        answered(session, rows[1], {RESOLUTION: "resolved"}, pick=picks[1])
        seen = sorted(tuple(sorted(one.answers.items())) for one in checked(session, ACME))
        found = reviews.effective(session, [row.id for row in rows[:2]])
        counting = sorted(tuple(sorted((q, one.answer) for q, one in row.items())) for row in found.values())
        assert (
            seen == counting == [(("criterion:greeting", "no"), (RESOLUTION, "resolved")), ((RESOLUTION, "resolved"),)]
        )


def test_answers_to_replaced_content_do_not_count(store: Store) -> None:
    with store.transaction() as session:
        rows = many(session)
        (pick,) = drawn(session, rows[:1])
        answered(session, rows[0], {RESOLUTION: "pending"}, pick=pick)
    with store.transaction() as session:
        saved(session, contact("-0"), replace=True, intent="claim")
        assert interactions.get(session, rows[0].id).run == 2
        assert of(session).n_checked == 0


def test_a_half_reviewed_sample_has_halved_everybodys_chance(store: Store) -> None:
    with store.transaction() as session:
        rows = many(session)
        picks = drawn(session, rows[:4], chance=0.4)
        for row, pick in zip(rows[:2], picks[:2], strict=True):
            answered(session, row, {RESOLUTION: "resolved"}, pick=pick)
        assert [one.chance for one in checked(session, ACME)] == [pytest.approx(0.2)] * 2
        for row, pick in zip(rows[:1], drawn(session, rows[:1], chance=0.5), strict=True):
            answered(session, row, {RESOLUTION: "resolved"}, pick=pick, minute=1)
        # by the first sample 0.2, by the second 0.5: missed by both with 0.8 * 0.5
        assert sorted(one.chance for one in checked(session, ACME)) == [pytest.approx(0.2), pytest.approx(0.6)]


def test_courtesy_is_checked_where_a_person_answered_all_that_applies(store: Store) -> None:
    verdicts = {one.id: "yes" for one in RUBRIC.criteria}
    with store.transaction() as session:
        rows = [saved(session, contact(str(n)), answers=verdicts, courtesy=100.0) for n in range(10)]
        picks = drawn(session, rows[:2])
        full = {f"criterion:{one.id}": "yes" for one in RUBRIC.criteria} | {"criterion:no_rudeness": "no"}
        answered(session, rows[0], full, pick=picks[0])
        answered(session, rows[1], {"criterion:greeting": "no"}, pick=picks[1])
        found = of(session)
    told = estimate(found, "courtesy")
    assert (told.n_machine, told.n_human, told.method) == (10, 1, Method.REGRESSION)
    assert told.value < 100.0  # rudeness caps the section at 30
    assert estimate(found, "criterion:greeting").n_human == 2
    assert estimate(found, "critical:customer").n_human == 1
    # nothing in this rubric is critical to business or rules: that nothing failed there is no figure
    assert [key for key in found.figures if key.startswith("critical:")] == ["critical:customer"]


def test_period_channel_and_least_number_narrow_a_figure(store: Store) -> None:
    with store.transaction() as session:
        many(session, 6, agent="a1")
        many(session, 4, agent="a1", day=1, channel=Channel.EMAIL)
        agent = Group(GroupKind.AGENT, "a1")
        assert of(session, agent).total["n"] == 10
        assert of(session, agent, Days(until=date(2026, 11, 4))).total["n"] == 6
        few = of(session, Group(GroupKind.AGENT, "a1", channel=Channel.EMAIL))
        assert few.figures["resolution"] == TooFew(4, 5)
        shown = GroupView.of(few).document()["figures"]["resolution"]
        assert (shown["value"], shown["n_machine"], shown["minimum"], shown["note"]) == (None, 4, 5, "too_few")
        with pytest.raises(NotFound, match="agent 'a2'"):
            of(session, Group(GroupKind.AGENT, "a2"))


def test_agents_who_cannot_be_told_apart_share_places(store: Store) -> None:
    with store.transaction() as session:
        for agent, resolved in (("good", 9), ("fine", 8), ("poor", 1)):
            rows = many(session, 10, resolved=resolved, agent=agent)
            for row, pick in zip(rows, drawn(session, rows, chance=1.0), strict=True):
                answered(session, row, {RESOLUTION: row.resolution or ""}, pick=pick)
        many(session, 2, agent="new")
        placed = {one.agent: one for one in ranking.ranked(session, ACME, EVER, Basis(), RUBRICS)}
    # every interaction was reviewed: nothing is left open, so even one case more tells two agents apart
    assert [placed[a].places["resolution"].first for a in ("good", "fine", "poor")] == [1, 2, 3]
    assert placed["new"].places == {}


def test_the_difference_of_two_periods_has_its_interval(store: Store) -> None:
    with store.transaction() as session:
        many(session, 20, resolved=18)
        many(session, 20, resolved=4, day=30)
        month = date(2026, 11, 20)
        before, after = of(session, days=Days(until=month)), of(session, days=Days(since=month))
        known = [of(session, days=days, basis=Basis(MEASURED)) for days in (Days(until=month), Days(since=month))]
    gap = ranking.differences(*known)["resolution"]
    assert 0.3 < gap.low < gap.value < gap.high <= 1
    assert gap.told_apart
    assert not ranking.differences(before, after)["resolution"].told_apart  # nobody knows the machine's error


def test_weeks_make_a_course_with_a_trend(store: Store) -> None:
    with store.transaction() as session:
        for week in range(4):
            many(session, 8, resolved=8 - 2 * week, day=7 * week)
        course = of(session, basis=Basis(MEASURED)).courses["resolution"]
    assert [week.isoformat() for week, _ in course.weeks] == ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]
    assert course.trend is not None
    assert course.trend.slope < 0


def checked_agents(session: Session, checks: int = 3) -> None:
    """Seven agents with six contacts each, the first the best; people agree with the machine on `checks` of each; and
    one whom nobody has checked. a0 and a1 are of a team of their own.
    """
    for n in range(7):
        team = "nord" if n < 2 else "sud"
        rows = many(session, 6, resolved=6 if n == 0 else 3, agent=f"a{n}", team=team)
        for row, pick in zip(rows[:checks], drawn(session, rows[:checks], chance=checks / 6), strict=True):
            answered(session, row, {RESOLUTION: row.resolution or ""}, pick=pick)
    many(session, 6, resolved=1, agent="new", team="nord")


def test_pooled_figures_of_an_agent_are_drawn_towards_the_others(store: Store) -> None:
    with store.transaction() as session:
        checked_agents(session)
        found = of(session, Group(GroupKind.AGENT, "a0"), basis=Basis(MEASURED))
    pooled, own = found.pooled["resolution"], estimate(found, "resolution")
    assert isinstance(pooled, Estimate)
    assert pooled.method is Method.POOLED
    assert pooled.value < own.value


def test_an_agent_has_the_same_pooled_figure_on_the_scorecard_among_the_client_and_in_the_team(store: Store) -> None:
    with store.transaction() as session:
        checked_agents(session)
        basis = Basis(MEASURED)
        own = {name: of(session, Group(GroupKind.AGENT, name), basis=basis).pooled for name in ("a0", "a1", "a5")}
        client = {one.agent: one for one in ranking.ranked(session, ACME, EVER, basis, RUBRICS)}
        team = {one.agent: one for one in ranking.ranked(session, Group(GroupKind.TEAM, "nord"), EVER, basis, RUBRICS)}
    assert sorted(team) == ["a0", "a1", "new"]
    for name in ("a0", "a1", "a5"):
        assert list(own[name]) == ["resolution"]  # nobody has answered what courtesy asks
        assert own[name] == client[name].pooled
    assert own["a0"] == team["a0"].pooled
    assert own["a1"] == team["a1"].pooled


def test_an_agent_whom_nobody_has_checked_has_the_whole_scale_and_no_place(store: Store) -> None:
    """The others lend nothing, and neither does the set on which the machine's error was measured."""
    with store.transaction() as session:
        checked_agents(session)
        basis = Basis(MEASURED)
        found = of(session, Group(GroupKind.AGENT, "new"), basis=basis)
        placed = {one.agent: one for one in ranking.ranked(session, ACME, EVER, basis, RUBRICS)}
        whole = of(session, basis=basis)
    for figure in (estimate(found, "resolution"), placed["new"].figures["resolution"]):
        assert isinstance(figure, Estimate)
        assert (figure.low, figure.high, figure.note) == (0.0, 1.0, Note.AGENT_NOT_CHECKED)
        assert figure.machine is not None
        assert (figure.machine.numerator, figure.machine.denominator) == (1, 6)
    assert estimate(found, "courtesy").note is Note.AGENT_NOT_CHECKED
    assert (estimate(found, "courtesy").low, estimate(found, "courtesy").high) == (0.0, 100.0)
    assert found.pooled == {}
    assert found.courses["resolution"].trend is None
    assert (placed["new"].places, placed["new"].pooled) == ({}, {})
    assert ranking.best_first(list(placed.values()))[-1].agent == "new"
    # places are shared among the seven who were checked
    assert {place.last for one in placed.values() for place in one.places.values()} == {7}
    assert estimate(whole, "criterion:greeting").note is not Note.AGENT_NOT_CHECKED


def test_few_checks_leave_an_interval_that_says_why_it_is_wide(store: Store) -> None:
    with store.transaction() as session:
        rows = many(session, 40, resolved=20)
        (pick,) = drawn(session, rows[:1], chance=1 / 40)
        answered(session, rows[0], {RESOLUTION: "resolved"}, pick=pick)
        told = estimate(of(session, basis=Basis(MEASURED)), "resolution")
    assert told.wide
    assert (told.n_human, told.note) == (1, Note.FEW_CHECKS)
