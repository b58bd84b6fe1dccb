"""The watch over criteria that a centre's own means answer: a drift rings once, a new version does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from sqlmodel import Session

from qa_service.domain.groups import Days
from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import Purpose
from qa_service.domain.watching import Measure, Tally, Vigilance, WatchedShare
from qa_service.figures import own_criteria, watching
from qa_service.figures.basis import rubric_finder
from qa_service.figures.own_criteria import questions
from qa_service.store import criterion_totals, learned_models, rubrics
from qa_service.store.learned_models import NewModel
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from qa_service.store.tables_reviews import ReviewRow
from tests.figures import NOON, contact, saved
from tests.store.test_confirmation import DEFAULT

RUBRICS = Rubrics(DEFAULT)
CLOSELY = Vigilance(baseline=60, own_baseline=20, horizon=100, least=20)
ADDRESS, PRIVACY = "criterion:address", "criterion:privacy"
_MINUTES = count()
ARTEFACT = b"what was learned"
MODEL = learned_models.hash_of(ARTEFACT)
OWN = {
    "address": {"kind": "phrase", "any": {"it": ["indirizzo"], "en": ["address"]}, "by": "agent"},
    "privacy": {"kind": "not", "of": {"kind": "ask", "question": "Is the privacy notice left out?"}},
    "learned": {"kind": "examples", "model": MODEL},
    "notice": {"kind": "script", "sentences": {"it": ["La chiamata è registrata."]}},
    "by_people": {"kind": "person"},
}


def version(number: int, kinds: Sequence[str] = ("address", "privacy")) -> Rubric:
    """The default with criteria of a centre's own means, under the client's name."""
    body = DEFAULT.model_dump(mode="json")
    texts = {"it": "Si fa?", "en": "Is it done?"}
    body["sections"][0]["criteria"] += [{"id": id, "question": texts, "rule": OWN[id]} for id in kinds]
    return Rubric.model_validate({**body, "id": "acme", "version": number})


def published(session: Session, *numbers: int) -> None:
    """Without what publishing asks of learned models."""
    for number in numbers:
        RUBRICS.draft(session, "acme", version(number), "user:ada")
        rubrics.publish(session, "acme", "acme", number, "user:ada")


def week(
    session: Session, number: int, verdicts: dict[str, int], question: str = "address", rubric: str = "acme@1"
) -> list[InteractionRow]:
    """Contacts of a week from Tuesday to Thursday, so many of each verdict; week 0 is that of NOON."""
    rows = []
    for verdict, contacts in verdicts.items():
        for n in range(contacts):
            at = contact(f"{rubric} {question} {number} {verdict} {n}", day=7 * number + n % 3)
            versions = {"rubric": rubric, "heads": "heads@1"}
            rows.append(saved(session, at, answers={question: verdict}, versions=versions))
    return rows


def reviewed(
    session: Session, rows: Sequence[InteractionRow], *, agree: int, rubric: str = "acme@1", question: str = ADDRESS
) -> None:
    """A person's answer to each, in order, the first `agree` of them like the machine's."""
    for n, row in enumerate(rows):
        answer = "yes" if n < agree else "no"
        session.add(
            ReviewRow(
                client="acme",
                interaction_id=row.id,
                run=1,
                rubric=rubric,
                question=question,
                answer=answer,
                machine="yes",
                reviewer="anna",
                at=NOON + timedelta(days=50, minutes=next(_MINUTES)),
                purpose=Purpose.RANDOM,
            )
        )


def looked(store: Store, weeks: int) -> list[AlarmRow]:
    """Alarms on the Tuesday after that many weeks."""
    return watching.run(store, RUBRICS, NOON + timedelta(weeks=weeks), CLOSELY)


def shares(store: Store, weeks: int) -> list[WatchedShare]:
    with store.reading() as session:
        now = NOON + timedelta(weeks=weeks)
        return own_criteria.shares(session, "acme", now, rubric_finder(session, RUBRICS), CLOSELY)


def test_all_means_of_a_centre_are_watched_and_nothing_else() -> None:
    own = questions(version(1, tuple(OWN)))
    assert own.keys() == {f"criterion:{id}" for id in OWN if id != "by_people"}
    assert (own["criterion:learned"], own[ADDRESS]) == ({MODEL}, frozenset())
    assert questions(DEFAULT) == {}


def test_a_criterion_that_is_met_less_rings_once_and_the_watch_on_it_begins_anew(store: Store) -> None:
    with store.transaction() as session:
        published(session, 1)
        for number in range(3):
            week(session, number, {"yes": 24, "no": 6})
        week(session, 3, {"yes": 6, "no": 24})
        week(session, 4, {"yes": 6, "no": 24})
    assert looked(store, 3) == []
    (alarm,) = looked(store, 4)
    assert (alarm.kind, alarm.subject, alarm.client) == (AlarmKind.YES_SHARE, ADDRESS, "acme")
    detail = alarm.detail
    # three weeks of 24 out of 30, then 6 out of 30
    assert (detail["before"], detail["answers_before"], detail["share"], detail["answers"]) == (0.8, 90, 0.2, 30)
    assert (detail["rubric"], detail["false_alarm"]) == ("acme@1", 0.01)
    assert "people" not in detail
    assert detail["p_value"] < 0.01 / 2  # two measures could be compared
    assert alarm.since == datetime.fromisoformat("2026-11-23T00:00+01:00")
    assert looked(store, 4) == []
    assert looked(store, 5) == []  # the weeks before the alarm say nothing of those after it
    (yes, _) = [share for share in shares(store, 5) if share.question == ADDRESS]
    assert (yes.before, yes.week) == (Tally(0, 0), Tally(6, 30))


def test_a_criterion_that_cannot_be_told_more_often_rings_and_says_of_what(store: Store) -> None:
    with store.transaction() as session:
        published(session, 1)
        for number in range(3):
            week(session, number, {"yes": 20, "no": 8, "unclear": 2, "not_applicable": 5})
        week(session, 3, {"yes": 12, "no": 5, "unclear": 13, "not_applicable": 5})
    (alarm,) = looked(store, 4)
    assert (alarm.kind, alarm.subject) == (AlarmKind.UNCLEAR_SHARE, ADDRESS)
    # 2 of 30 in each week, what does not apply left out; then 13 of 30
    assert alarm.detail["before"] == pytest.approx(6 / 90)
    assert alarm.detail["share"] == pytest.approx(13 / 30)


def test_what_the_machine_itself_answers_is_not_watched_so(store: Store) -> None:
    with store.transaction() as session:
        published(session, 1)
        for number, verdict in enumerate(("yes", "yes", "no")):
            week(session, number, {verdict: 30}, "greeting")
    assert looked(store, 3) == []
    assert {share.question for share in shares(store, 3)} == {ADDRESS, PRIVACY}


def test_a_new_version_begins_anew_in_the_middle_of_a_day_and_rings_for_nothing(store: Store) -> None:
    with store.transaction() as session:
        published(session, 1, 2)
        for number in range(3):
            week(session, number, {"yes": 24, "no": 6})
        week(session, 2, {"no": 40}, rubric="acme@2")  # on the same days as those of the first version
        week(session, 3, {"no": 40}, rubric="acme@2")
    assert looked(store, 3) == []
    addresses = [share for share in shares(store, 3) if share.question == ADDRESS]
    measured = {(share.rubric, share.measure): (share.before, share.week) for share in addresses}
    assert measured["acme@1", Measure.YES] == (Tally(48, 60), Tally(24, 30))
    assert measured["acme@2", Measure.YES] == (Tally(0, 0), Tally(0, 40))
    assert looked(store, 4) == []
    with store.transaction() as session:
        week(session, 4, {"yes": 30, "no": 10}, rubric="acme@2")
    assert [(alarm.subject, alarm.detail["rubric"]) for alarm in looked(store, 5)] == [(ADDRESS, "acme@2")]


def test_days_of_two_versions_are_counted_contact_by_contact(store: Store) -> None:
    with store.transaction() as session:
        week(session, 0, {"yes": 4, "no": 2})
        week(session, 0, {"no": 3}, rubric="acme@2")
        saved(session, contact("of no rubric"), answers={"address": "yes"}, versions={"heads": "heads@1"})
        saved(session, contact("of another", client="globex"), answers={"address": "yes"})
        days = Days(date(2026, 11, 2), date(2026, 11, 9))
        totals = criterion_totals.by_version(session, "acme", days)
    tuesday, wednesday = date(2026, 11, 3), date(2026, 11, 4)
    assert totals.keys() == {"acme@1", "acme@2"}
    # yes on days 0 1 2 0, no on days 0 1
    assert totals["acme@1"][tuesday]["criterion:address:yes"] == 2
    assert totals["acme@1"][wednesday]["criterion:address:yes"] == 1
    assert totals["acme@1"][wednesday]["criterion:address:no"] == 1
    assert totals["acme@2"][tuesday]["criterion:address:no"] == 1
    assert "criterion:address:yes" not in totals["acme@2"][tuesday]


@pytest.mark.parametrize(("agree", "fell"), [(3, True), (9, False)])
def test_the_alarm_says_whether_people_agree_less_on_contacts_of_that_week(
    store: Store, agree: int, fell: bool
) -> None:
    with store.transaction() as session:
        published(session, 1)
        for number in range(3):
            rows = week(session, number, {"yes": 24, "no": 6})
            reviewed(session, rows[:6], agree=6)
        rows = week(session, 3, {"yes": 10, "no": 20})
        reviewed(session, rows[:10], agree=agree)
    (alarm,) = [alarm for alarm in looked(store, 4) if alarm.kind is AlarmKind.YES_SHARE]
    people = {"before": {"agreed": 18, "reviews": 18}, "late": {"agreed": agree, "reviews": 10}}
    assert (alarm.detail["people"], alarm.detail["agreement_fell"]) == (people, fell)


def test_people_who_overrule_an_own_criterion_ring_soon_and_by_version(store: Store) -> None:
    with store.transaction() as session:
        published(session, 1, 2)
        rows = week(session, 0, {"yes": 80})
        reviewed(session, rows[:20], agree=20)
        reviewed(session, rows[20:60], agree=0)
    (alarm,) = looked(store, 20)
    assert (alarm.kind, alarm.subject, alarm.detail["rubric"]) == (AlarmKind.OVERRIDE, ADDRESS, "acme@1")
    assert (alarm.detail["baseline_reviews"], alarm.detail["baseline_rate"]) == (20, 0.0)
    assert alarm.detail["reviews"] < 20
    with store.transaction() as session:
        rows = week(session, 1, {"yes": 60}, rubric="acme@2")
        reviewed(session, rows, agree=30, rubric="acme@2")
    with store.reading() as session:
        first, second = watching.rates(session, "acme", RUBRICS, CLOSELY)
    assert (first.rubric, first.reviews, first.baseline) == ("acme@1", 60, 0.0)
    assert (second.rubric, second.reviews, second.baseline) == ("acme@2", 60, 0.0)


def test_contacts_that_a_criterion_learned_from_do_not_speak_for_it(store: Store) -> None:
    question = "criterion:learned"
    with store.transaction() as session:
        RUBRICS.draft(session, "acme", version(1, ("learned",)), "user:ada")
        learned_model = NewModel(LearnedFamily.CRITERION, "learned", None, ARTEFACT, {}, "fake@1", [])
        rows = [row for number in range(3) for row in week(session, number, {"yes": 24, "no": 6}, "learned")]
        sources = [row.id for row in rows[:20]]
        learned_models.keep(session, "acme", replace(learned_model, learned_from=sources), "user:ada")
        rubrics.publish(session, "acme", "acme", 1, "user:ada")
        reviewed(session, rows[:24], agree=20, question=question)  # of the last four none
        late = week(session, 3, {"yes": 6, "no": 24}, "learned")
        reviewed(session, late[:6], agree=0, question=question)
    (alarm,) = [alarm for alarm in looked(store, 4) if alarm.kind is AlarmKind.YES_SHARE]
    assert alarm.detail["people"] == {"before": {"agreed": 0, "reviews": 4}, "late": {"agreed": 0, "reviews": 6}}
    assert alarm.detail["agreement_fell"] is False
    with store.reading() as session:
        (rate,) = watching.rates(session, "acme", RUBRICS, CLOSELY)
    assert (rate.question, rate.rubric, rate.reviews) == (question, "acme@1", 10)


def test_a_new_version_that_people_overrule_from_its_first_day_on_rings_for_nothing(store: Store) -> None:
    with store.transaction() as session:
        published(session, 1, 2)
        reviewed(session, week(session, 0, {"yes": 40}), agree=40)
        later = week(session, 1, {"yes": 60}, rubric="acme@2")
        for place in range(0, 60, 2):  # one agrees, one does not
            reviewed(session, later[place : place + 2], agree=1, rubric="acme@2")
    assert looked(store, 20) == []
