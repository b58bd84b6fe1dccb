"""Answers of customers to surveys: taken in once, held to their contacts, counted again by hand, masked, forgotten; on
both databases.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import comb, sqrt
from statistics import NormalDist, mean, stdev
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from qa_service.documents.exports import Wanted
from qa_service.domain.exports import Format, Kind
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.domain.transcript import PiiSpan
from qa_service.errors import BadDocument, BadInput, Forbidden, NotFound, Withheld
from qa_service.exporting.surveys import listed
from qa_service.exports.client_report import paper
from qa_service.exports.naming import naming_of
from qa_service.figures.basis import Basis
from qa_service.ingest.survey_table import parse
from qa_service.services import client_report, erasure, exports, holds, surveys
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.store import retention
from qa_service.store import surveys as kept
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.retention_run import RetentionRun
from qa_service.store.tables_surveys import SurveyAnswerRow
from qa_service.worker.comments import SurveyComments
from tests.acceptance.house import LABELS
from tests.contexts import ANNA, context
from tests.figures import contact, saved

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
AT = "2026-11-05T10:00:00+01:00"
ACME = Group(GroupKind.CLIENT, "acme")
EVER = Days()
LEVEL = 0.95


@pytest.fixture
def as_(store: Store, intake: Intake) -> Callable[..., Context]:
    def make(caller: Caller = ANNA, basis: str = "agreement of 2026", minimum: int = 5) -> Context:
        made = context(store, intake, caller)
        deps = replace(made.deps, clock=lambda: NOW, monitoring_basis=basis, basis=Basis(minimum=minimum))
        return replace(made, deps=deps)

    return make


def rows(store: Store) -> list[SurveyAnswerRow]:
    with store.reading() as session:
        return list(session.exec(select(SurveyAnswerRow).order_by(SurveyAnswerRow.at, SurveyAnswerRow.id)))  # type: ignore[arg-type]


def exact(yes: int, n: int) -> tuple[float, float]:
    """The interval of Clopper and Pearson by halving, from the binomial distribution itself."""

    def tail(share: float, counts: range) -> float:
        return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in counts)

    def halved(counts: range, rises: bool) -> float:
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            is_below = (tail(middle, counts) < (1 - LEVEL) / 2) is rises
            low, high = (middle, high) if is_below else (low, middle)
        return low

    low = halved(range(yes, n + 1), rises=True) if yes else 0.0
    return low, halved(range(yes + 1), rises=False) if yes < n else 1.0


def table(store: Store) -> tuple[bytes, list[dict[str, Any]]]:
    """150 lines as an export of another system has them, and what stands in them; 40 contacts are known here."""
    chance, lines = random.Random(4), []
    with store.transaction() as session:
        for n in range(40):
            team, site = ("nord", "Torino") if n % 2 else ("sud", None)
            saved(session, contact(f"k{n}", agent=f"a{n % 3}", team=team, site=site, customer=f"c{n}"))
    for n in range(150):
        asked_only = n % 10 == 9
        lines.append(
            {
                "contact": f"k{n}",
                "csat": None if asked_only else chance.randint(1, 5),
                "nps": None if asked_only else chance.randint(0, 10),
                "solved": None if asked_only else chance.random() < 0.7,
            }
        )
    text = ["Id chiamata;Soddisfazione;NPS;Problema risolto;Data risposta"]
    for line in lines:
        cells = ["" if line[name] is None else str(line[name]) for name in ("csat", "nps")]
        solved = "" if line["solved"] is None else "sì" if line["solved"] else "no"
        text.append(f"{line['contact']};{cells[0]};{cells[1]};{solved};{AT}")
    return "\n".join(text).encode(), lines


def test_every_figure_is_what_a_count_by_hand_gives(store: Store, as_: Callable[..., Context]) -> None:
    raw, lines = table(store)
    taken = surveys.take_table(as_(), "acme", raw)
    assert taken.counts == {"created": 135 * 3 + 15}
    assert (taken.matched, taken.unmatched) == (36 * 3 + 4, 99 * 3 + 11)
    for group, mine in (
        (ACME, lines),
        (Group(GroupKind.TEAM, "nord", "acme"), [line for n, line in enumerate(lines[:40]) if n % 2]),
        (Group(GroupKind.AGENT, "a1", "acme"), [line for n, line in enumerate(lines[:40]) if n % 3 == 1]),
        (Group(GroupKind.SITE, "Torino", "acme"), [line for n, line in enumerate(lines[:40]) if n % 2]),
    ):
        check(surveys.figures(as_(), group, EVER), mine)
    whole = surveys.figures(as_(), ACME, EVER)
    assert whole.unmatched == 99 * 3
    assert whole.resolution is not None
    assert whole.resolution.n_machine == 40


def check(found: Any, lines: list[dict[str, Any]]) -> None:
    answered = [line for line in lines if line["csat"] is not None]
    n = len(answered)
    assert (found.answered, found.asked, found.asked_of) == (n, len(lines), "asked")
    assert found.response_rate == pytest.approx(n / len(lines))
    csat, nps = [line["csat"] for line in answered], [line["nps"] for line in answered]
    assert found.csat[0].mean.value == pytest.approx(mean(csat), abs=1e-4)
    z, both_ends = NormalDist().inv_cdf((1 + LEVEL) / 2), [*csat, 1, 5]
    half = z * stdev(both_ends) / sqrt(n + 2)
    assert found.csat[0].mean.low == pytest.approx(max(mean(both_ends) - half, 1), abs=1e-4)
    top = sum(value >= 4 for value in csat)
    assert (found.csat[0].top_two.numerator, found.csat[0].top_two.denominator) == (top, n)
    assert (found.csat[0].top_two.low, found.csat[0].top_two.high) == pytest.approx(exact(top, n), abs=1e-4)
    promoters, detractors = sum(value >= 9 for value in nps), sum(value <= 6 for value in nps)
    assert found.nps.value == pytest.approx((promoters - detractors) / n, abs=1e-4)
    p, d = (promoters + 1) / (n + 2), (detractors + 1) / (n + 2)
    assert found.nps.high == pytest.approx(min(p - d + z * sqrt((p + d - (p - d) ** 2) / (n + 2)), 1), abs=1e-4)
    yes = sum(line["solved"] for line in answered)
    assert (found.solved.numerator, found.solved.denominator) == (yes, n)
    assert (found.solved.low, found.solved.high) == pytest.approx(exact(yes, n), abs=1e-4)


def test_the_same_table_again_changes_nothing_and_who_answers_later_is_counted_once(
    store: Store, as_: Callable[..., Context]
) -> None:
    raw, _ = table(store)
    surveys.take_table(as_(), "acme", raw)
    before = surveys.figures(as_(), ACME, EVER)
    assert surveys.take_table(as_(), "acme", raw).counts == {"unchanged": 135 * 3 + 15}
    assert surveys.figures(as_(), ACME, EVER) == before
    asked = {"id": "r1", "contact": "k1", "kind": "csat", "at": AT}
    assert surveys.take(as_(), "acme", [asked]).counts == {"created": 1}
    assert surveys.take(as_(), "acme", [{**asked, "value": 5}]).counts == {"answered": 1}
    assert surveys.take(as_(), "acme", [{**asked, "value": 5}, asked]).counts == {"unchanged": 2}
    assert surveys.take(as_(), "acme", [{**asked, "value": 4}]).counts == {"refused": 1}


def test_an_answer_waits_for_its_contact_and_a_case_is_its_last_contact(
    store: Store, intake: Intake, as_: Callable[..., Context]
) -> None:
    answers = [
        {"contact": "late", "kind": "csat", "value": 3, "at": AT},
        {"case": "T-1", "kind": "nps", "value": 9, "at": AT},
        {"case": "T-1", "kind": "nps", "value": 2, "at": "2026-11-04T20:00:00+01:00"},
        {"kind": "solved", "value": 1, "at": AT},
    ]
    with store.transaction() as session:
        first = saved(session, contact("first", case="T-1", day=0)).id
        last = saved(session, contact("last", case="T-1", day=1.5)).id
        saved(session, contact("after", case="T-1", day=30))
    taken = surveys.take(as_(), "acme", answers)
    assert (taken.matched, taken.unmatched) == (2, 2)
    with store.transaction() as session:
        row, _ = intake.accept(session, contact("late", customer="c9"))
    about = {row.kind.value + str(row.value): row.interaction_id for row in rows(store)}
    assert about == {"csat3": row.id, "nps9": last, "nps2": first, "solved1": None}
    assert [view.value for view in surveys.of_interaction(as_(), row.id).items] == [3]


def test_scales_are_not_mixed_and_few_answers_are_no_figure(as_: Callable[..., Context]) -> None:
    answers = [{"id": f"a{n}", "kind": "csat", "value": 5, "scale": 5 if n < 6 else 10, "at": AT} for n in range(9)]
    surveys.take(as_(), "acme", answers)
    found = surveys.figures(as_(), ACME, EVER)
    assert [(rating.scale, rating.n, rating.minimum) for rating in found.csat] == [(5, 6, None), (10, 3, 5)]
    assert found.csat[0].mean is not None
    assert found.csat[0].mean.low < 5.0
    assert (found.csat[1].mean, found.nps, found.asked_of, found.response_rate) == (None, None, "contacts", None)


def test_what_is_no_answer_is_refused_in_one_sentence_and_stops_no_other(as_: Callable[..., Context]) -> None:
    answers = [
        {"kind": "csat", "value": 7, "at": AT},
        {"kind": "csat", "value": 3, "scale": 9, "at": AT},
        {"kind": "mood", "value": 3, "at": AT},
        {"kind": "nps", "value": 3, "at": "2026-11-05T10:00:00"},
        {"kind": "nps", "value": 3, "at": "2036-11-05T10:00:00Z"},
        {"kind": "nps", "value": 0, "at": AT},
        "nothing",
    ]
    taken = surveys.take(as_(), "acme", answers)
    assert taken.counts == {"refused": 6, "created": 1}
    assert [number for number, _ in taken.refused] == [1, 2, 3, 4, 5, 7]
    table = b"contact,csat,at\n1,4,2026-11-05 10:00:00\n2,good,2026-11-05 10:00:00\n3,4,yesterday\n"
    of_table = surveys.take_table(as_(), "acme", table)
    assert (of_table.counts, [number for number, _ in of_table.refused]) == ({"created": 1, "refused": 2}, [3, 4])
    for raw, why in ((b"a,b\n1,2\n", "column for at"), (b"\xff", "UTF-8"), (b"at,kind\n", "value, csat")):
        with pytest.raises(BadDocument, match=why):
            surveys.take_table(as_(), "acme", raw)


def test_a_mapping_names_columns_dates_and_scales(store: Store, as_: Callable[..., Context]) -> None:
    mapping = parse(
        b"fields: {contact: Nr, value: Voto, at: Quando}\nkind: csat\nscales: {csat: 10}\ndates: '%d/%m/%Y %H:%M'"
    )
    taken = surveys.take_table(as_(), "acme", b"Nr|Voto|Quando\nk1|9|05/11/2026 10:00\n", mapping)
    assert taken.counts == {"created": 1}
    row = rows(store)[0]
    assert (row.value, row.top, row.at) == (9, 10, datetime(2026, 11, 5, 9, tzinfo=UTC))
    for wrong, why in ((b"fields: {csat: a}", "column for at"), (b"{", "no YAML"), (b"fields: {mood: a}", "mapping")):
        with pytest.raises(BadInput, match=why):
            parse(wrong)


class Names:
    """Finds one name, as a recogniser would."""

    def find(self, texts: Any, lang: str | None) -> tuple[PiiSpan, ...]:
        return tuple(
            PiiSpan(turn, at, at + 11, "PERSON")
            for turn, text in enumerate(texts)
            if (at := text.find("Anna Rossi ")) >= 0
        )


class Italian:
    def find(self, texts: Any) -> tuple[str | None, float]:
        return "it", 0.99


def test_a_comment_is_sealed_until_it_is_masked(store: Store, as_: Callable[..., Context]) -> None:
    comment = "Anna Rossi è stata gentile"
    ours = as_()
    surveys.take(ours, "acme", [{"kind": "csat", "value": 5, "at": AT, "comment": comment}])
    row = rows(store)[0]
    assert row.comment is None
    assert row.comment_sealed is not None
    assert b"Anna" not in row.comment_sealed
    SurveyComments(store, ours.deps.open_seal, Names, Italian).tick(lambda: False)
    row = rows(store)[0]
    assert (row.comment, row.comment_lang, row.comment_sealed) == ("[PERSON]è stata gentile", "it", None)


def test_erasures_take_answers_and_their_files(store: Store, intake: Intake, as_: Callable[..., Context]) -> None:
    with store.transaction() as session:
        first, _ = intake.accept(session, contact("one", customer="rossi"))
    surveys.take(
        as_(),
        "acme",
        [
            {"contact": "one", "kind": "csat", "value": 1, "at": AT},
            {"customer": "rossi", "kind": "csat", "value": 2, "at": AT},
            {"customer": "bianchi", "kind": "csat", "value": 3, "at": AT},
            {"contact": "one", "customer": "bianchi", "kind": "nps", "value": 4, "at": AT},
        ],
    )
    with store.transaction() as session:
        assert kept.forget_customer(session, "acme", {intake.pseudonyms.of("acme", "rossi")}) == 2
        assert kept.forget_interactions(session, [first.id]) == 1
    assert [row.value for row in rows(store)] == [3]


class NoUploads:
    def forget(self, _: UUID) -> None: ...

    def forget_customer(self, _: str, __: str) -> None: ...


def test_who_erases_a_contact_or_a_customer_erases_their_answers(
    store: Store, intake: Intake, as_: Callable[..., Context]
) -> None:
    with store.transaction() as session:
        first, _ = intake.accept(session, contact("one", customer="rossi"))
    answers = [
        {"contact": "one", "kind": "csat", "value": 1, "at": AT, "comment": "pessimo"},
        {"customer": "bianchi", "kind": "csat", "value": 2, "at": AT},
        {"customer": "verdi", "kind": "csat", "value": 3, "at": AT},
    ]
    surveys.take(as_(), "acme", answers)
    made = as_()
    admin = replace(made, deps=replace(made.deps, partial_uploads=NoUploads()))  # type: ignore[arg-type]
    erasure.erase(admin, first.id)
    assert sorted(row.value or 0 for row in rows(store)) == [2, 3]
    hold = holds.place(as_(), WantedHold(client="acme", customer="bianchi"), "file 12/26")
    erasure.erase_customer(admin, "acme", "bianchi")
    assert sorted(row.value or 0 for row in rows(store)) == [2, 3]
    holds.lift(as_(), hold.id)
    erasure.erase_customer(admin, "acme", "bianchi")
    assert [row.value for row in rows(store)] == [3]


def test_answers_go_by_their_own_clock(store: Store, intake: Intake, as_: Callable[..., Context]) -> None:
    old = (NOW - timedelta(days=100)).isoformat()
    answers = [{"kind": "csat", "value": n, "at": old if n < 3 else AT} for n in range(1, 5)]
    surveys.take(as_(), "acme", answers)
    with store.transaction() as session:
        retention.put(session, "acme", KeptKind.SURVEY, 90, "test")
    run = RetentionRun(store, intake.blobs, intake.staging, lambda: b"k" * 32)
    assert run.run(NOW)["acme", KeptKind.SURVEY] == 2
    assert sorted(row.value or 0 for row in rows(store)) == [3, 4]


def test_who_may_see_figures_of_workers_and_of_clients(as_: Callable[..., Context]) -> None:
    surveys.take(as_(), "acme", [{"kind": "csat", "value": 5, "at": AT}])
    of_agent = Group(GroupKind.AGENT, "a1", "acme")
    with pytest.raises(Withheld):
        surveys.figures(as_(basis=""), of_agent, EVER)
    viewer = Caller("vic", Role.CLIENT_VIEWER, "acme")
    assert surveys.figures(as_(viewer), ACME, EVER).answered == 1
    with pytest.raises(Forbidden):
        surveys.figures(as_(viewer), of_agent, EVER)
    stranger = Caller("eve", Role.CLIENT_VIEWER, "globex")
    assert surveys.figures(as_(stranger), ACME, EVER).answered == 0
    with pytest.raises(Forbidden):
        surveys.take(as_(Caller("q", Role.QA, "globex")), "acme", [])
    with pytest.raises(NotFound):
        surveys.of_interaction(as_(), UUID(int=1))


def test_a_channel_and_days_narrow_them(as_: Callable[..., Context]) -> None:
    late = "2026-11-20T10:00:00+01:00"
    answers = [
        {"kind": "csat", "value": n % 5 + 1, "at": AT if n < 6 else late, "channel": "call" if n % 2 else "chat"}
        for n in range(12)
    ]
    surveys.take(as_(), "acme", answers)
    calls = Group(GroupKind.CLIENT, "acme", None, Channel.CALL)
    assert surveys.figures(as_(), calls, EVER).csat[0].n == 6
    assert surveys.figures(as_(), ACME, Days(until=datetime(2026, 11, 10).date())).csat[0].n == 6


def test_the_report_to_a_client_shows_them_in_a_table_of_their_own(store: Store, as_: Callable[..., Context]) -> None:
    raw, lines = table(store)
    surveys.take_table(as_(), "acme", raw)
    document = client_report.show(as_(), "acme", EVER).document()
    answered = [line for line in lines if line["csat"] is not None]
    assert document["surveys"]["answered"] == len(answered)
    report = paper(document, "acme", naming_of("it", LABELS, []))
    shown = next(shown for shown in report.tables if shown.title == "Che cosa rispondono i clienti")
    assert [row[-1].value for row in shown.rows] == [len(answered)] * 4  # type: ignore[union-attr]
    assert "non se ne fa mai la media" in shown.note
    assert shown.rows[0][1].value == pytest.approx(mean(line["csat"] for line in answered), abs=1e-4)  # type: ignore[union-attr]


def test_they_are_exported(as_: Callable[..., Context], store: Store) -> None:
    surveys.take(as_(), "acme", [{"contact": "k1", "kind": "nps", "value": 7, "at": AT, "channel": "call"}])
    assert "surveys" in {kind.value for kind in exports.offered(ANNA)}
    assert Wanted.read({"kind": "surveys", "filters": {"client": "acme"}}).kind.value == "surveys"
    order = Order(Kind.SURVEYS, Format.CSV)
    assert [view.value for view in listed(store, order, lambda *_: None)] == [7]
