"""A published version applied to the past: both scorecards stay, the figures follow, and nothing is lost on the way."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel, Interaction, State
from qa_service.domain.processed import Processed
from qa_service.domain.review import ReviewAnswer, machine_answers
from qa_service.domain.rollups import family, summed
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.domain.scorecard import Setting
from qa_service.errors import Conflict
from qa_service.figures.answers import that_count
from qa_service.figures.basis import Basis
from qa_service.figures.scorecard import figures
from qa_service.reviewing import answering, draws
from qa_service.reviewing.answering import Answers
from qa_service.reviewing.applying import Rescorer
from qa_service.scoring.total import score
from qa_service.store import (
    calibration,
    claims,
    disputes,
    erase,
    interactions,
    rescorings,
    results,
    reviews,
    rollup_rebuild,
    rubrics,
)
from qa_service.store.blobs import Blobs
from qa_service.store.calibration import NewCalibration
from qa_service.store.claims import RESCORINGS, Job
from qa_service.store.repository import Store
from qa_service.store.reviewed_sample import checked
from qa_service.store.rollups import daily
from qa_service.store.rubrics import Rubrics
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from tests.store.test_confirmation import DEFAULT, VOCABULARY, rude, understood

ACME = Group(GroupKind.CLIENT, "acme")
BOOK = Rubrics(DEFAULT)
FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
MARCH = Days(date(2026, 3, 1), date(2026, 4, 1))
MANY = 6


def version(number: int, **of_greeting: Any) -> Rubric:
    """The default with another weight of its first criterion, the greeting, under the client's name."""
    body = DEFAULT.model_dump(mode="json")
    body |= {"id": "acme", "version": number}
    body["sections"][0]["criteria"][0] |= {"weight": 10.0 + 50 * number, **of_greeting}
    return Rubric.model_validate(body)


def publish(store: Store, rubric: Rubric, client: str = "acme") -> None:
    with store.transaction() as session:
        BOOK.draft(session, client, rubric, "anna")
        rubrics.publish(session, client, rubric.id, rubric.version, "anna")


def put(store: Store, n: int, client: str = "acme", rubric: Rubric = DEFAULT, day: int = 0) -> uuid.UUID:
    """A finished call in which a greeting is all the courtesy that there is."""
    at = FIRST + timedelta(days=day, minutes=n)
    document = Interaction(id=f"i{n}", client=client, channel=Channel.CALL, agent="a1", team="nord", started_at=at)
    seen = understood(rude(0.1))
    card = score(rubric, seen.understanding, Setting.of(document, seen.transcript))
    with store.transaction() as session:
        row, _ = interactions.register(session, document, f"{client}{n}")
        named = {"encoder": "e@1", "rubric": rubric.name_at_version}
        results.save_processed(session, row.id, 1, Processed(document, seen, card, named))
        return row.id


@pytest.fixture
def ids(store: Store) -> list[uuid.UUID]:
    """Six calls of acme's in March, one in April, and one of globex's."""
    publish(store, version(1))
    publish(store, version(2))
    put(store, 90, day=40)
    put(store, 91, "globex")
    return [put(store, n) for n in range(MANY)]


def place(store: Store, rubric: str, days: Days = MARCH, client: str = "acme") -> uuid.UUID:
    with store.transaction() as session:
        return rescorings.place(session, client, rubric, days, "user:anna").id


def apply(store: Store, rubric: str, days: Days = MARCH) -> Any:
    id = place(store, rubric, days)
    Rescorer(store, BOOK).run(id)
    return state(store, id)


def state(store: Store, id: uuid.UUID) -> Any:
    with store.reading() as session:
        row = rescorings.get(session, id)
        return row.state, row.done, row.total, row.changed, row.kept


def cards(store: Store, id: uuid.UUID) -> list[str]:
    """The version that counts, and the earlier ones."""
    with store.reading() as session:
        processed = results.processed(session, id)
        assert processed.versions["rubric"] == processed.scorecard.rubric
        return [card.rubric for card in (processed.scorecard, *processed.earlier)]


def counted(store: Store) -> dict[str, int]:
    """How many interactions of acme's the totals count under which version; they are what a recount finds."""
    assert rollup_rebuild.check(store) == []
    with store.reading() as session:
        return family(summed(counters for _, counters in daily(session, ACME)), "version:rubric")


def test_both_scorecards_stay_and_the_figures_count_the_last_one(store: Store, ids: list[uuid.UUID]) -> None:
    with store.reading() as session:
        before = results.processed(session, ids[0])
    assert apply(store, "acme@1") == (State.DONE, 6, 6, 6, 0)
    with store.reading() as session:
        after, row = results.processed(session, ids[0]), interactions.get(session, ids[0])
    setting = Setting.of(after.interaction, after.understood.transcript)
    assert after.scorecard == score(version(1), after.understood.understanding, setting)
    assert after.earlier == (before.scorecard,)
    assert (after.understood, row.courtesy) == (before.understood, after.scorecard.courtesy)
    assert after.scorecard.courtesy != before.scorecard.courtesy
    assert counted(store) == {"acme@1": MANY, "default@1": 1}  # the call of April keeps its own
    with store.reading() as session:
        march = figures(session, ACME, MARCH, Basis(), BOOK)
    assert march.versions["rubric"] == "acme@1"
    assert march.figures["courtesy"].versions["rubric"] == "acme@1"  # type: ignore[union-attr]


def test_a_version_of_before_is_gone_back_to_and_there_is_one_card_a_version(
    store: Store, ids: list[uuid.UUID]
) -> None:
    with store.reading() as session:
        before = {id: results.processed(session, id).scorecard for id in ids}
    for name in ("acme@1", "acme@2", "default@1"):
        assert apply(store, name)[:3] == (State.DONE, 6, 6)
    for id in ids:
        assert cards(store, id) == ["default@1", "acme@1", "acme@2"]
        with store.reading() as session:
            assert results.processed(session, id).scorecard == before[id]
    assert counted(store) == {"default@1": MANY + 1}


class Killed(BaseException):
    """Nobody catches it, as nobody catches SIGKILL."""


def test_two_rescorings_and_a_worker_killed_in_the_middle_lose_nothing(
    store: Store, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, looked = place(store, "acme@1"), Counter[uuid.UUID]()
    rescore = results.rescore

    def dies(session: Session, row: InteractionRow, processed: Processed) -> None:
        looked[row.id] += 1
        rescore(session, row, processed)
        if sum(looked.values()) == 4:
            raise Killed  # in the middle of a transaction

    monkeypatch.setattr(results, "rescore", dies)
    with store.transaction() as session:
        assert claims.claim(session, RESCORINGS, "w", 1) == [Job(first, 1)]
    with pytest.raises(Killed):
        Rescorer(store, BOOK).run(first)
    assert state(store, first) == (State.RUNNING, 3, 6, 3, 0)
    assert counted(store) == {"acme@1": 3, "default@1": 4}
    with pytest.raises(Conflict, match="being scored again"):
        place(store, "acme@2")
    with store.transaction() as session:  # the dead worker's work goes back into the queue, and another takes it
        claims.requeue(session, ["w"], [Job(first, 1)], most=5)
        assert claims.claim(session, RESCORINGS, "v", 1) == [Job(first, 1)]
    Rescorer(store, BOOK).run(first)
    assert state(store, first) == (State.DONE, 6, 6, 6, 0)
    assert sorted(looked.values()) == [1, 1, 1, 1, 1, 2]  # only what was rolled back is done twice
    assert apply(store, "acme@2")[:3] == (State.DONE, 6, 6)
    Rescorer(store, BOOK).run(first)  # the dead one wakes up, and changes nothing
    for id in ids:
        assert cards(store, id) == ["acme@2", "default@1", "acme@1"]
    assert counted(store) == {"acme@2": MANY, "default@1": 1}


def test_a_worker_that_lost_the_job_stops_at_the_next_interaction(
    store: Store, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    id = place(store, "acme@1")
    left = Rescorer._left

    def overtaken(self: Rescorer, row: Any) -> Iterator[uuid.UUID]:
        for number, interaction in enumerate(left(self, row)):
            if number == 2:
                Rescorer(store, BOOK).fail(id, Conflict("given up").sentence)
            yield interaction

    monkeypatch.setattr(Rescorer, "_left", overtaken)
    Rescorer(store, BOOK).run(id)
    assert state(store, id) == (State.FAILED, 2, 6, 2, 0)
    assert counted(store) == {"acme@1": 2, "default@1": 5}
    monkeypatch.undo()
    assert apply(store, "acme@1") == (State.DONE, 4, 4, 4, 0)  # asked for once more, the rest is done


def test_a_job_that_kills_worker_after_worker_is_given_up(store: Store, ids: list[uuid.UUID]) -> None:
    id = place(store, "acme@1")
    for _ in range(2):
        with store.transaction() as session:
            claims.requeue(session, ["w"], claims.claim(session, RESCORINGS, "w", 1), most=1)
    with store.reading() as session:
        row = rescorings.get(session, id)
    assert row.state is State.FAILED
    assert row.failure == (
        "2 workers stopped while they scored this again; what was scored again stays so, ask for the rest"
    )


def test_what_is_erased_or_arrives_meanwhile_disturbs_nothing(
    store: Store, blobs: Blobs, staging: Staging, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    rescore, late = results.rescore, list[uuid.UUID]()

    def crowded(session: Session, row: InteractionRow, processed: Processed) -> None:
        rescore(session, row, processed)
        if row.id == ids[0]:
            erase.erase(session, ids[1], blobs, staging)
            session.once_committed(lambda _session: late.append(put(store, 50)))  # type: ignore[attr-defined]

    monkeypatch.setattr(results, "rescore", crowded)
    assert apply(store, "acme@1") == (State.DONE, 7, 7, 6, 0)
    assert cards(store, late[0]) == ["acme@1", "default@1"]
    assert counted(store) == {"acme@1": MANY, "default@1": 1}


# --- what people are at, and what they answered


def answer(store: Store, id: uuid.UUID, said: str, pick: uuid.UUID | None = None, by: str = "user:bruno") -> None:
    given = [ReviewAnswer("criterion:greeting", said), ReviewAnswer("label:resolution", "pending")]
    with store.transaction() as session:
        answering.answer(session, VOCABULARY, id, Answers(given, pick), by)


def sampled(store: Store, ids: Sequence[uuid.UUID]) -> uuid.UUID:
    """A random sample of all calls of March."""
    frame = FrameSpec(client="acme", since=FIRST, until=FIRST + timedelta(days=1))
    with store.transaction() as session:
        wish = SampleRequest("Marzo", Purpose.RANDOM, len(ids), frame)
        return draws.make(session, draws.save(session, wish, "user:anna").id, "user:anna").id


def test_what_people_are_at_stays_as_it_is_and_is_told(store: Store, ids: list[uuid.UUID]) -> None:
    sample = sampled(store, ids)
    with store.transaction() as session:
        item = answering.next_of_sample(session, sample, "user:bruno")
        assert item is not None
        held = item.interaction.id
        others = [id for id in ids if id != held]
        calibration.create(session, NewCalibration("lunedì", others[:1]), "user:anna")
        disputes.open_dispute(session, interactions.get(session, others[1]), [], "non è vero", "user:a1")
    assert apply(store, "acme@1") == (State.DONE, 6, 6, 3, 3)
    assert [cards(store, id) for id in (held, *others[:2])] == [["default@1"]] * 3
    assert item.pick is not None
    answer(store, held, "yes", item.pick.id)
    with store.transaction() as session:
        (row,) = disputes.of_interaction(session, others[1])
        disputes.decide(session, row, False, "è così", "user:carla")
    assert apply(store, "acme@1") == (State.DONE, 3, 3, 1, 2)  # what was decided is final, the session still goes on
    assert cards(store, held) == ["acme@1", "default@1"]
    assert counted(store) == {"acme@1": 4, "default@1": 3}


def test_there_is_time_anew_to_object_where_the_judgement_is_another(store: Store, ids: list[uuid.UUID]) -> None:
    old = FIRST + timedelta(days=1)
    with store.transaction() as session:
        for id in ids:
            interactions.get(session, id).done_at = old
    publish(store, version(3, weight=10.0))  # as the default: nothing changes
    assert apply(store, "acme@3")[3] == 0
    with store.reading() as session:
        assert interactions.get(session, ids[0]).done_at == old
    assert apply(store, "acme@1")[3] == MANY
    with store.transaction() as session:
        disputes.open_dispute(session, interactions.get(session, ids[0]), [], "non è vero", "user:a1")


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({"rule": {"kind": "behaviour", "label": "thanks"}}, True),
        ({"question": {"it": "L'agente saluta per nome?", "en": "Does the agent greet by name?"}}, False),
        ({"applies": {"directions": ["outbound"]}}, False),
    ],
    ids=["another rule", "another question", "other contacts"],
)
def test_an_answer_counts_where_the_same_is_asked(
    store: Store, ids: list[uuid.UUID], change: dict[str, Any], holds: bool
) -> None:
    sample = sampled(store, ids)
    with store.transaction() as session:
        item = answering.next_of_sample(session, sample, "user:bruno")
    assert item is not None
    assert item.pick is not None
    answer(store, item.interaction.id, "no", item.pick.id)
    publish(store, version(3, **change))
    apply(store, "acme@3")
    asked = {"criterion:greeting", "label:resolution"}
    with store.reading() as session:
        row = interactions.get(session, item.interaction.id)
        assert set(that_count(session, BOOK, row)) == (asked if holds else {"label:resolution"})
        (look,) = (seen for seen in _seen(session))
        assert set(look) == (asked if holds else {"label:resolution"})
        assert set(reviews.effective(session, [row.id])[row.id]) == asked  # nothing that people said is lost
    apply(store, "default@1")
    with store.reading() as session:
        assert set(that_count(session, BOOK, row)) == asked


def _seen(session: Session) -> list[dict[str, str]]:
    from qa_service.figures.answers import answer_holds
    from qa_service.figures.basis import rubric_finder

    holds = answer_holds(rubric_finder(session, BOOK))
    return [dict(one.answers) for one in checked(session, ACME, MARCH, holds=holds)]


def test_an_answer_to_questions_of_another_version_is_refused_and_the_same_one_is_kept_anew(
    store: Store, ids: list[uuid.UUID]
) -> None:
    answer(store, ids[0], "no")
    publish(store, version(3, question={"it": "Saluta per nome?", "en": "By name?"}))
    apply(store, "acme@3")
    seen = [ReviewAnswer("criterion:greeting", "no")]
    with pytest.raises(Conflict, match="scored under acme@3 by now"), store.transaction() as session:
        answering.answer(session, VOCABULARY, ids[0], Answers(seen, rubric="default@1"), "user:bruno")
    with store.reading() as session:
        own = answering.show(session, ids[0], "user:bruno").own
        assert set(own) == {"label:resolution"}  # what was answered to another question does not stand ticked
    answer(store, ids[0], "no")
    with store.reading() as session:
        rows = reviews.page(session, reviews.ReviewFilters(interaction=ids[0])).rows
        counts = that_count(session, BOOK, interactions.get(session, ids[0]))
    assert sorted((row.question, row.rubric) for row in rows) == [
        ("criterion:greeting", "acme@3"),
        ("criterion:greeting", "default@1"),
        ("label:resolution", "default@1"),
    ]
    assert counts["criterion:greeting"].rubric == "acme@3"


def test_agreement_stays_what_it_was_when_people_answered(store: Store, ids: list[uuid.UUID]) -> None:
    answer(store, ids[0], "no")
    with store.reading() as session:
        (before,) = (row for row in reviews.page(session, reviews.ReviewFilters(question="criterion:greeting")).rows)
    apply(store, "acme@1")
    with store.reading() as session:
        (after,) = (row for row in reviews.page(session, reviews.ReviewFilters(question="criterion:greeting")).rows)
        machine = machine_answers(results.processed(session, ids[0]))["criterion:greeting"]
    assert (after.rubric, after.machine, after.answer) == (before.rubric, before.machine, "no")
    assert machine.answer == "yes"


# --- trends


def test_a_course_names_the_versions_behind_its_weeks(store: Store, ids: list[uuid.UUID]) -> None:
    for n in range(12):
        put(store, 100 + n, day=7 * (1 + n // 4))
    apply(store, "acme@1", Days(date(2026, 3, 9), date(2026, 3, 16)))
    with store.reading() as session:
        seen = figures(session, ACME, MARCH, Basis(minimum=1), BOOK)
    weeks = [date(2026, 3, day) for day in (2, 9, 16, 23)]
    assert seen.courses["courtesy"].rubrics == dict(
        zip(weeks, [("default@1",), ("acme@1",), ("default@1",), ("default@1",)], strict=True)
    )
    assert seen.courses["courtesy"].versions == ("acme@1", "default@1")
    assert seen.courses["resolution"].versions == ()  # no rubric has a part in it
    assert seen.versions["rubric"] == "acme@1, default@1"
