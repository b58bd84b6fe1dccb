"""Clocks of retention on both databases, with time passing: what goes, what stays, and that a dry run says the same."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Channel, State
from qa_service.domain.retention import KeptKind
from qa_service.domain.review import ReviewAnswer
from qa_service.errors import BadInput, Conflict, Forbidden
from qa_service.services import audit as trail
from qa_service.services import holds, retention, transcripts
from qa_service.services import interactions as interaction_services
from qa_service.services import reviews as review_services
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.store import audit, audit_feed, exports, interactions, results, retention_run
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.retention_run import RetentionRun
from qa_service.store.tables import AuditRow, InteractionRow, now
from qa_service.store.tables_reviews import AgreementTotalRow, ReviewRow
from qa_service.store.tables_search import SearchRow
from tests.contexts import ANNA, context
from tests.store.test_exports import finished
from tests.store.test_interactions import NOON

DAY = timedelta(days=1)


@pytest.fixture
def anna(store: Store, intake: Intake, tmp_path: Path) -> Context:
    return context(store, intake, partial_uploads=PartialUploads(tmp_path / "uploads"))


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention_run, "_PORTION", 2)


def at(anna: Context, moment: datetime) -> Context:
    """Anna at another time."""
    return Context(anna.caller, replace(anna.deps, clock=lambda: moment))


def called(store: Store, blobs: Blobs, id: str, **values: object) -> InteractionRow:
    """An analysed call with its original and its copy for listening."""
    row = finished(store, id, channel=Channel.CALL, **values)
    with store.transaction() as session:
        row = interactions.get(session, row.id)
        row.recording_key = blobs.put("acme", [b"original " + id.encode()], 100).key
        row.redacted_key = blobs.put("acme", [b"copy " + id.encode()], 100).key
    return row


def left(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(row.external_id for row in interactions.page(session, Filters()).rows)


def went(context: Context, *, dry_run: bool = False) -> dict[tuple[str, str], int]:
    done = retention.run(context, dry_run=dry_run)
    return {(line.client, line.kind.value): line.count for line in done.went}


def test_nothing_goes_by_itself_without_a_clock(store: Store, blobs: Blobs, anna: Context) -> None:
    called(store, blobs, "x-1")
    assert went(at(anna, NOON + 10_000 * DAY)) == {}
    assert left(store) == ["x-1"]


def test_each_kind_goes_in_its_time_and_a_dry_run_says_the_same(store: Store, blobs: Blobs, anna: Context) -> None:
    row = called(store, blobs, "x-1")
    called(store, blobs, "y-1", client="other", started_at=NOON)
    originals = str(row.recording_key), str(row.redacted_key)
    days = {KeptKind.ORIGINAL: 10, KeptKind.RECORDING: 20, KeptKind.TRANSCRIPT: 30, KeptKind.ANALYSIS: 40}
    retention.set_clocks(anna, "acme", days)
    gone = []
    for day in range(5, 50, 5):
        then = at(anna, NOON + day * DAY + timedelta(seconds=1))
        foreseen = went(then, dry_run=True)
        assert went(then) == foreseen
        gone += [(day, kind) for _, kind in foreseen]
    assert gone == [(10, "original"), (20, "recording"), (30, "transcript"), (40, "analysis")]
    assert not any(blobs.exists(key) for key in originals)
    assert left(store) == ["y-1"]  # the other client has no clock
    with store.reading() as session:
        lines = [line for line in audit.trail(session) if line.action == "retention"]
    assert [(line.client, line.detail["kind"], line.detail["count"]) for line in lines[::-1]] == [
        ("acme", kind, 1) for _, kind in gone
    ]


def test_a_copy_that_was_to_be_silenced_more_goes_with_the_recordings(
    store: Store, blobs: Blobs, anna: Context
) -> None:
    row = called(store, blobs, "x-1")
    with store.transaction() as session:  # as masking by hand leaves it where a worker cannot make the next copy
        kept = interactions.get(session, row.id)
        kept.louder_key, kept.redacted_key = kept.redacted_key, None
    retention.set_clocks(anna, "acme", {KeptKind.RECORDING: 20})
    then = at(anna, NOON + 21 * DAY)
    foreseen = went(then, dry_run=True)
    assert foreseen[("acme", "recording")] == 1
    assert went(then) == foreseen
    assert not blobs.exists(str(row.redacted_key))
    assert went(then) == {}


@pytest.mark.parametrize("kind", [KeptKind.ANALYSIS, KeptKind.TRANSCRIPT, KeptKind.ORIGINAL])
def test_a_contact_that_is_handed_in_anew_at_this_moment_stays(
    store: Store, blobs: Blobs, anna: Context, monkeypatch: pytest.MonkeyPatch, kind: KeptKind
) -> None:
    row = called(store, blobs, "x-1")
    retention.set_clocks(anna, "acme", {kind: 20})
    with store.transaction() as session:
        interactions.get(session, row.id).state = State.RECEIVED
    monkeypatch.setattr(
        "qa_service.store.retention.portion", lambda *_: [row.id]
    )  # looked up before that was committed
    assert went(at(anna, NOON + 21 * DAY)) == {}
    assert left(store) == ["x-1"]
    assert blobs.exists(str(row.recording_key))


def test_what_goes_whole_counts_there_alone(store: Store, blobs: Blobs, anna: Context) -> None:
    for n in range(5):
        called(store, blobs, f"x-{n}")
    retention.set_clocks(anna, None, {KeptKind.TRANSCRIPT: 10, KeptKind.ANALYSIS: 20})
    then = at(anna, NOON + 100 * DAY)
    foreseen = went(then, dry_run=True)
    assert foreseen == {("acme", "analysis"): 5}
    assert went(then) == foreseen
    assert left(store) == []


def test_scores_stay_without_the_words(store: Store, blobs: Blobs, anna: Context) -> None:
    row = called(store, blobs, "x-1")
    before = interaction_services.analysis(anna, row.id)
    assert before.transcript
    retention.set_clocks(anna, None, {KeptKind.TRANSCRIPT: 10})
    assert went(at(anna, NOON + 11 * DAY))[("acme", "transcript")] == 1
    after = interaction_services.analysis(anna, row.id)
    assert after.transcript == []
    assert after.withheld is not None
    assert after.withheld.startswith("the words of this contact are no longer kept")
    assert after.scorecard.courtesy == before.scorecard.courtesy
    with store.reading() as session:
        assert session.exec(select(SearchRow)).all() == []
        body = results.understood(session, row.id)
    assert body.transcript.turns == ()
    with pytest.raises(Conflict, match="no longer kept"):
        transcripts.swap_roles(anna, row.id)


def test_a_hold_keeps_what_is_due_and_the_forecast_says_so(store: Store, blobs: Blobs, anna: Context) -> None:
    held = called(store, blobs, "x-1")
    called(store, blobs, "x-2")
    hold = holds.place(anna, WantedHold(interaction=held.id), "file 12/26")
    retention.set_clocks(anna, None, {KeptKind.ANALYSIS: 10})
    then = at(anna, NOON + 11 * DAY)
    (line,) = [line for line in retention.forecast(then).lines if line.kind is KeptKind.ANALYSIS]
    assert (line.now, line.held) == (1, 1)
    assert went(then) == {("acme", "analysis"): 1}
    assert left(store) == ["x-1"]
    holds.lift(anna, hold.id)
    assert went(then) == {("acme", "analysis"): 1}


def test_the_forecast_counts_month_by_month(store: Store, blobs: Blobs, anna: Context) -> None:
    for n in range(3):
        called(store, blobs, f"x-{n}", started_at=NOON + n * 30 * DAY)
    retention.set_clocks(anna, None, {KeptKind.ANALYSIS: 60})
    # Due 60, 90 and 120 days after noon; it is day 61: one is due, the others come in the first and second month.
    (line,) = [line for line in retention.forecast(at(anna, NOON + 61 * DAY)).lines]
    assert (line.kind, line.now, [month.count for month in line.months]) == (KeptKind.ANALYSIS, 1, [1, 1, *[0] * 10])


def test_a_run_that_is_killed_between_portions_goes_on(
    store: Store, blobs: Blobs, anna: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        called(store, blobs, f"x-{n}")
    retention.set_clocks(anna, None, {KeptKind.ANALYSIS: 10})
    job = RetentionRun(store, blobs, anna.deps.staging, anna.deps.audit_key)
    portion, calls = RetentionRun._portion, []

    def killed(self: RetentionRun, *about: object) -> int:
        calls.append(about)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return portion(self, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(RetentionRun, "_portion", killed)
    night = NOON + 11 * DAY
    with pytest.raises(KeyboardInterrupt):
        job.run_at_night(night)
    assert len(left(store)) == 3
    monkeypatch.setattr(RetentionRun, "_portion", portion)
    job.run_at_night(night)
    assert left(store) == []
    with store.reading() as session:
        counts = [line.detail["count"] for line in audit.trail(session) if line.action == "retention"]
    assert sum(counts) == 5
    called(store, blobs, "late")
    job.run_at_night(night + timedelta(hours=1))  # once a day
    assert left(store) == ["late"]
    job.run_at_night(night + DAY)
    assert left(store) == []


def test_answers_and_exported_files_have_their_own_clocks(store: Store, blobs: Blobs, anna: Context) -> None:
    row = called(store, blobs, "x-1")
    with store.transaction() as session:
        export = exports.place(session, Order(Kind.INTERACTIONS, Format.CSV), "key:a")
        export.state, export.size = State.DONE, 3
        export.made_at = NOON
    retention.set_clocks(anna, None, {KeptKind.EXPORT: 5})
    then = at(anna, NOON + 6 * DAY)
    foreseen = went(then, dry_run=True)
    assert foreseen == {("", "export"): 1}  # it is over all clients
    assert went(then) == foreseen
    assert left(store) == [row.external_id]


def test_clocks_that_make_no_sense_together_are_refused(anna: Context) -> None:
    retention.set_clocks(anna, None, {KeptKind.TRANSCRIPT: 30})
    with pytest.raises(BadInput, match="recording would be kept longer than transcript"):
        retention.set_clocks(anna, "acme", {KeptKind.RECORDING: 31})
    view = retention.set_clocks(anna, "acme", {KeptKind.RECORDING: 31, KeptKind.TRANSCRIPT: None})
    assert view.days[KeptKind.RECORDING] == 31
    assert view.days[KeptKind.ORIGINAL] == 31  # what is less masked goes with it
    with pytest.raises(BadInput, match="not 1 to"):
        retention.set_clocks(anna, None, {KeptKind.EXPORT: 0})
    with pytest.raises(BadInput, match="one for all clients"):
        retention.set_clocks(anna, "acme", {KeptKind.AUDIT: 30})
    with pytest.raises(Forbidden):
        retention.set_clocks(Context(replace(ANNA, client="acme"), anna.deps), None, {KeptKind.EXPORT: 9})
    back = retention.set_clocks(anna, "acme", {}, frozenset({KeptKind.TRANSCRIPT, KeptKind.RECORDING}))
    assert (back.own, back.days[KeptKind.RECORDING]) == ({}, 30)


def test_the_trail_is_cut_at_seals_and_still_verifies(store: Store, blobs: Blobs, anna: Context) -> None:
    for n in range(30):
        with store.transaction() as session:
            audit.note(session, "user:anna", "read", f"old-{n}")
    assert trail.verify(anna).intact  # and seals
    retention.set_clocks(anna, None, {KeptKind.AUDIT: 30})
    with store.transaction() as session:
        audit.note(session, "user:anna", "read", "young")
    then = at(anna, now() + 31 * DAY)
    foreseen = went(then, dry_run=True)
    assert went(then) == foreseen
    with store.reading() as session:
        subjects = {row.subject for row in session.exec(select(AuditRow))}
    assert "young" in subjects  # it is old as well, and not sealed
    assert not any(subject.startswith("old-") for subject in subjects)
    verdict = trail.verify(anna)
    assert (verdict.intact, verdict.removed) == (True, foreseen["", "audit"])
    again = trail.verify(anna)
    assert again.intact


def test_old_answers_go_and_the_totals_of_agreement_follow(store: Store, blobs: Blobs, anna: Context) -> None:
    row = called(store, blobs, "x-1")
    question = "criterion:greeting"
    review_services.answer(anna, row.id, [ReviewAnswer(question, "yes", "heard twice")])
    retention.set_clocks(anna, None, {KeptKind.REVIEW: 30})
    then = at(anna, now() + 31 * DAY)
    foreseen = went(then, dry_run=True)
    assert foreseen == {("acme", "review"): 1}
    assert went(then) == foreseen
    with store.reading() as session:
        assert session.exec(select(ReviewRow)).all() == []
        assert sum(total.n for total in session.exec(select(AgreementTotalRow))) == 0
    assert left(store) == ["x-1"]


def test_no_line_is_cut_before_a_collector_has_it(store: Store, anna: Context) -> None:
    for n in range(30):
        with store.transaction() as session:
            audit.note(session, "user:anna", "read", f"old-{n}")
    assert trail.verify(anna).intact  # and seals
    retention.set_clocks(anna, None, {KeptKind.AUDIT: 30})
    with store.transaction() as session:
        chain = max(audit.chains(session).items(), key=lambda chain: chain[1].length)[0]
        audit_feed.handed_on(session, chain, 1)  # which is no seal
    assert went(at(anna, now() + 31 * DAY)) == {}
