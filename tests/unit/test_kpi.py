"""Formulas of key figures, with their sums; packs as data."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from qa_service import resources
from qa_service.domain.complaints import ComplaintFacts
from qa_service.domain.groups import Slice
from qa_service.domain.key_figure import NotMeasurable, Value
from qa_service.domain.queue import Ending
from qa_service.domain.rollups import Counters, summed
from qa_service.errors import BadInput
from qa_service.kpi import words
from qa_service.kpi.facts import Facts, QueueFacts
from qa_service.kpi.formulas import FORMULAS
from qa_service.kpi.pack import Target, Treatment, parse

DAY = date(2026, 11, 2)
LOG = QueueFacts(
    offered=120,
    answered=80,
    abandoned=15,
    transferred=8,
    unclosed=5,
    timed=75,
    wait=3000.0,
    within={20: 40},
    short={5: 3},
    ended={Ending.TIMEOUT: 12, Ending.KEY: 4, Ending.EMPTY: 1, Ending.FULL: 2, Ending.OVERFLOW: 1},
)


def facts(*days: Counters, queue: QueueFacts | None = None, since_first: int = 30) -> Facts:
    """Counters of consecutive days, looked at so many days after the first."""
    today = DAY + timedelta(days=since_first)
    dated = [(DAY + timedelta(days=n), counters) for n, counters in enumerate(days)]
    return Facts(tuple(Slice(day, day, counters) for day, counters in dated), summed(days), {}, queue, today)


def value(name: str, known: Facts, **given: Any) -> Value:
    found = FORMULAS[name].compute(known, given)
    assert isinstance(found, Value)
    return found


def why(name: str, known: Facts, **given: Any) -> object:
    found = FORMULAS[name].compute(known, given)
    assert isinstance(found, NotMeasurable)
    return found.why


@pytest.mark.parametrize(
    ("name", "given", "numerator", "denominator"),
    [
        ("answer_rate", {"short_seconds": 5}, 80, 112),  # 80 + 15 - 3 + 20 that left the queue
        ("abandonment", {"short_seconds": 5}, 12, 112),  # 15 - 3
        ("reached", {}, 80, 115),  # of 120 - 5
        ("answered_within", {"seconds": 20}, 40, 115),
        ("mean_wait", {}, 3000, 75),
        ("transferred", {}, 8, 80),
    ],
)
def test_the_queue_log_tells_of_access_and_waiting(
    name: str, given: dict[str, int], numerator: float, denominator: float
) -> None:
    found = value(name, facts(queue=LOG), **given)
    assert (found.numerator, found.denominator) == (numerator, denominator)
    assert found.value == numerator / denominator


def test_what_is_left_out_is_counted() -> None:
    found = value("answer_rate", facts(queue=LOG), short_seconds=5)
    assert [(one.why, one.n) for one in found.exclusions] == [(words.SHORT_ABANDON, 3), (words.UNCLOSED, 5)]
    assert [one.n for one in value("mean_wait", facts(queue=LOG)).exclusions] == [5]  # 80 answered, 75 with a wait


def test_a_pack_may_leave_an_ending_out_and_then_says_how_many_there_are() -> None:
    known = facts(queue=replace(LOG, left_out=frozenset({Ending.KEY, Ending.FULL})))
    found = value("reached", known)
    assert (found.numerator, found.denominator) == (80, 109)  # 115 less the 4 and the 2
    expected = [(words.ENDINGS[Ending.KEY], 4), (words.ENDINGS[Ending.FULL], 2), (words.UNCLOSED, 5)]
    assert [(one.why, one.n) for one in found.exclusions] == expected


def test_every_shipped_pack_says_how_it_treats_what_is_not_answered() -> None:
    for path in sorted(resources.path("kpis").glob("*.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert list(written["endings"]) == [ending.value for ending in Ending], path.name
        assert set(parse(written, path.name).treatments.values()) == {Treatment.NOT_ANSWERED}, path.name


def test_a_pack_of_ones_own_that_says_nothing_counts_all_endings_and_a_misspelt_one_is_refused() -> None:
    pack = yaml.safe_load((resources.path("kpis") / "agcom-255-24.yaml").read_text(encoding="utf-8"))
    del pack["endings"]
    assert parse(pack, "own.yaml").treated(Treatment.NOT_ANSWERED) == tuple(Ending)
    half = parse({**pack, "endings": {"exit_key": "left_out"}}, "own.yaml")
    assert half.treated(Treatment.LEFT_OUT) == (Ending.KEY,)
    note = words.endings_note(half.treated(Treatment.NOT_ANSWERED), half.treated(Treatment.LEFT_OUT))
    assert note.it.endswith("Sono esclusi i contatti usciti dalla coda con un tasto.")
    assert note.en.startswith("Contacts that left the queue when its time was up, left since no operator")
    with pytest.raises(BadInput, match="endings"):
        parse({**pack, "endings": {"exitkey": "left_out"}}, "own.yaml")


def test_without_a_queue_log_access_is_not_measurable() -> None:
    assert why("answer_rate", facts({"n": 9}), short_seconds=5) == words.NO_QUEUE_LOG
    empty = QueueFacts(0, 0, 0, 0, 0, 0, 0.0)
    assert why("mean_wait", facts({"n": 9}, queue=empty)) == words.NOTHING_OFFERED


def test_resolution_leaves_out_what_has_no_case_and_what_nobody_can_tell() -> None:
    stands = {"resolved": 6, "pending": 2, "escalated": 1, "unresolved": 1, "not_applicable": 4, "unclear": 3}
    known = facts({f"label:resolution:{label}": n for label, n in stands.items()})
    assert (value("resolved", known).numerator, value("resolved", known).denominator) == (6, 10)
    assert [one.n for one in value("resolved", known).exclusions] == [4, 3]
    assert value("escalated", known).value == 0.1
    assert value("open_promise", known).value == 0.2


def test_first_contact_counts_closed_windows_only() -> None:
    first = {"n": 10, "again:n": 8, "again:2": 1, "again:7": 1, "again:8": 1}
    fresh = {"n": 5, "again:n": 5, "again:1": 2}
    known = facts(first, fresh, since_first=8)  # the first day has had its 7 days, the second has not
    found = value("first_contact", known, days=7)
    assert (found.numerator, found.denominator) == (6, 8)  # 8 less those of day 2 and day 7
    assert {one.why: one.n for one in found.exclusions} == {words.OPEN_WINDOW: 5, words.NOT_LINKABLE: 2}
    assert value("first_contact", facts(first, fresh), days=7).numerator == 9  # 13 - 2 - 2
    assert why("first_contact", facts(first, since_first=3), days=7) == words.WINDOWS_OPEN


def test_promises_are_kept_when_the_case_comes_up_again() -> None:
    known = facts({"promise:n": 4, "promise:3": 2, "promise:20": 1, "promise:without_case": 5})
    found = value("promises_kept", known, days=14)
    assert (found.numerator, found.denominator) == (2, 4)
    assert [(one.why, one.n) for one in found.exclusions] == [(words.NO_CASE, 5)]


def test_scores_shares_and_times_come_from_the_counters() -> None:
    known = facts(
        {
            "n": 4,
            "section:courtesy:n": 3,
            "section:courtesy:tenths": 2400,
            "harm:customer:yes": 1,
            "label:sentiment_end:negative": 1,
            "label:sentiment_end:neutral": 2,
            "label:sentiment_end:unclear": 1,
            "label:resolution:resolved": 4,
            "label:intent:complaint": 1,
            "label:intent:billing": 3,
            "chat_response:n": 2,
            "chat_response:within:30": 1,
            "silence:n": 2,
            "silence:share_thousandths": 300,
        }
    )
    assert value("courtesy", known).value == 80.0  # 240 over 3
    assert value("critical", known, harm="customer").value == 0.25
    assert value("sentiment_end", known, label="negative").value == pytest.approx(1 / 3)
    assert value("intent_share", known, intent="complaint").value == 0.25
    assert value("first_response", known, seconds=30).value == 0.5
    assert value("chat_first_response", known, seconds=30).value == 0.5
    assert why("email_first_response", known, seconds=30) == words.NOTHING_COUNTED
    assert value("silence", known).value == 0.15
    assert why("not_measurable", known, lacks="survey") == words.NOT_KEPT["survey"]


def test_nothing_counted_is_not_zero() -> None:
    assert why("resolved", facts()) == words.NOTHING_COUNTED


def test_a_target_has_one_bound() -> None:
    assert Target(at_least=0.9).met_by(0.9)
    assert not Target(at_most=150).met_by(151)
    with pytest.raises(ValueError, match="at_least or at_most"):
        Target(at_least=0.1, at_most=0.2)


def test_the_shipped_packs_load_and_hold_what_the_regulators_ask() -> None:
    packs = {}
    for file in sorted(resources.path("kpis").glob("*.yaml")):
        pack = parse(yaml.safe_load(file.read_text(encoding="utf-8")), file.name)
        packs[pack.id] = {kpi.id: kpi for kpi in pack.kpis}
    assert set(packs) == {"iso18295", "agcom-255-24", "arera-tiqv-2026"}
    assert packs["agcom-255-24"]["mean_wait"].target == Target(at_most=150)
    assert packs["agcom-255-24"]["answered_in_20"].target == Target(at_least=0.4)
    assert packs["arera-tiqv-2026"]["service_level"].target == Target(at_least=0.85)


PACK: dict[str, Any] = {
    "id": "own",
    "name": {"it": "n", "en": "n"},
    "aspects": [
        {
            "id": "a",
            "name": {"it": "n", "en": "n"},
            "kpis": [{"id": "k", "name": {"it": "n", "en": "n"}, "formula": "first_contact", "with": {"days": 7}}],
        }
    ],
}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"formula": "magic"}, "is no formula"),
        ({"with": {}}, "takes days"),
        ({"with": {"days": 31}}, "days is one of"),
        ({"formula": "answered_within", "with": {"seconds": 0.5}}, "whole number"),
        ({"target": {}}, "at_least or at_most"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_faulty_pack_is_refused_with_its_place(change: dict[str, Any], what: str) -> None:
    kpi = {**PACK["aspects"][0]["kpis"][0], **change}
    broken = {**PACK, "aspects": [{**PACK["aspects"][0], "kpis": [kpi]}]}
    with pytest.raises(BadInput, match=what) as refused:
        parse(broken, "own.yaml")
    assert refused.value.where.startswith("own.yaml: aspects.0.kpis.0")


def test_a_figure_stands_once_in_a_pack() -> None:
    kpis = PACK["aspects"][0]["kpis"] * 2
    with pytest.raises(BadInput, match="used twice"):
        parse({**PACK, "aspects": [{**PACK["aspects"][0], "kpis": kpis}]}, "own.yaml")


def test_answers_to_complaints_are_measured_from_the_register_alone() -> None:
    kpi = FORMULAS["complaints_answered"]
    bare = Facts((), {}, {}, None, date(2026, 12, 1))
    assert isinstance(kpi.compute(bare, {"days": 30}), NotMeasurable)
    received = date(2026, 10, 1)
    days = (5, 30, 31, None)
    told = [
        ComplaintFacts(received, received, None if n is None else received + timedelta(days=n), False, False, "billing")
        for n in days
    ]
    waits = ComplaintFacts(date(2026, 11, 20), date(2026, 12, 20), None, False, False, "billing")
    taken_back = ComplaintFacts(received, received, received, True, False, "billing")
    found = kpi.compute(replace(bare, complaints=[*told, waits, taken_back]), {"days": 30})
    assert isinstance(found, Value)
    assert (found.numerator, found.denominator, found.value) == (2, 4, 0.5)
    assert [exclusion.n for exclusion in found.exclusions] == [1, 1]
