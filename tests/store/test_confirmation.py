"""Findings that a person is to confirm: found, drawn and flagged as that, and as nothing else, on both databases."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from qa_service import resources
from qa_service.domain.exports import Format, Kind
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel, Interaction, Party
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.rollups import summed
from qa_service.domain.sampling import FrameSpec, Reason
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Behaviour, Evidence, Judgement, Sentiment, TurnSentiment, Understanding
from qa_service.domain.vocabulary import parse as parse_labels
from qa_service.exporting import sources
from qa_service.reviewing.rescoring import outdated, rescore
from qa_service.scoring.load import parse_text
from qa_service.scoring.text import read
from qa_service.scoring.total import score
from qa_service.store import coaching, incidents, interactions, moments, results, rollup_rebuild, samples, search
from qa_service.store.codec import split, to_body
from qa_service.store.exports import Order
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.rollups import daily
from qa_service.store.rubrics import Rubrics
from qa_service.store.search import Search
from qa_service.store.tables import AnalysisRow, InteractionRow, TranscriptRow

VOCABULARY = parse_labels(read(resources.path("schema.yaml").read_text(encoding="utf-8")))
DEFAULT = parse_text((resources.path("rubrics") / "default.yaml").read_text(encoding="utf-8"), VOCABULARY)
RUBRICS = Rubrics(DEFAULT)
ACME, A1, EVER = Group(GroupKind.CLIENT, "acme"), Group(GroupKind.AGENT, "a1"), Days()
TURNS = (Turn(Party.AGENT, "Mhm. Buongiorno, mi dica."), Turn(Party.CUSTOMER, "La bolletta è doppia."))


def understood(rudeness: Behaviour, roles: float = 1.0) -> Understood:
    passage = (Evidence(0, 0, 3),)
    courtesy = {
        label: Behaviour(label == "greeting", 0.95 if label == "greeting" else 0.05, passage * (label == "greeting"))
        for label in VOCABULARY.courtesy
    }
    seen = Understanding(
        Judgement("billing", 0.9, {"billing": 1.0}),
        Judgement("resolved", 0.9, {"resolved": 1.0}, (Evidence(1, 0, 3),)),
        Sentiment((TurnSentiment(1, "neutral", 0.8),), "neutral", "neutral"),
        {**courtesy, "rudeness": rudeness},
    )
    return Understood(Transcript(TURNS, "it", {"language": 0.99, "roles": roles}), (), (), seen)


def rude(probability: float) -> Behaviour:
    return Behaviour(probability >= 0.3, probability, (Evidence(0, 0, 3),) if probability >= 0.3 else ())


def put(store: Store, id: str, probability: float) -> uuid.UUID:
    given = Interaction(id=id, client="acme", channel=Channel.CALL, agent="a1", team="nord")
    seen = understood(rude(probability))
    card = score(DEFAULT, seen.understanding, Setting.of(given, seen.transcript))
    with store.transaction() as session:
        row, _ = interactions.register(session, given, id)
        results.save_processed(session, row.id, 1, Processed(given, seen, card, {"encoder": "e@1"}))
        return row.id


@pytest.fixture
def ids(store: Store) -> dict[str, uuid.UUID]:
    return {name: put(store, name, p) for name, p in (("polite", 0.1), ("doubted", 0.59), ("rude", 0.9))}


def listed(store: Store, wanted: Search) -> set[str]:
    with store.reading() as session:
        return {row.external_id for row in search.page(session, wanted).rows}


def test_a_search_finds_it_only_as_what_it_is(store: Store, ids: dict[str, uuid.UUID]) -> None:
    assert listed(store, Search(shows="rudeness")) == {"rude"}
    assert listed(store, Search(lacks="rudeness")) == {"polite"}
    assert listed(store, Search(flag="to_be_confirmed")) == {"doubted"}
    assert listed(store, Search(flag="critical")) == {"rude"}
    with store.reading() as session:
        rows = session.exec(sa.select(InteractionRow)).scalars().all()  # type: ignore[call-overload]
        flags = {row.external_id: flags for row in rows if (flags := search.flags_of(session, rows)[row.id])}
    assert flags == {"doubted": (Reason.TO_BE_CONFIRMED,), "rude": (Reason.CRITICAL,)}


def test_a_risk_sample_still_draws_it(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.reading() as session:
        found = samples.candidates(session, FrameSpec(client="acme"), (), reasons=True)
        (tally,) = samples.tallied(session, FrameSpec(client="acme"), (), reasons=True)
    reasons = {uuid.UUID(one.unit.id): one.unit.reasons for one in found}
    assert reasons == {ids["polite"]: (), ids["doubted"]: (Reason.TO_BE_CONFIRMED,), ids["rude"]: (Reason.CRITICAL,)}
    assert tally.reasons == {Reason.TO_BE_CONFIRMED: 1, Reason.CRITICAL: 1}


def test_no_list_that_accuses_shows_it(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.reading() as session:
        shown = moments.surest(session, A1, EVER, ["rudeness"], 9)
        found = coaching.moments(session, Filters(), ["rudeness"]).rows
        bad = incidents.latest(session, ACME, EVER, 9, str)
        not_met = moments.not_met(session, A1, EVER, "no_rudeness", 9)
    assert [one.interaction.external_id for one in shown] == ["rude"]
    assert [one.interaction.external_id for one in found] == ["rude"]
    assert [one.id for one in bad] == ["rude"]
    assert [row.external_id for row in not_met] == ["rude"]


def test_exported_rows_name_what_waits(store: Store, ids: dict[str, uuid.UUID]) -> None:
    order = Order(Kind.INTERACTIONS, Format.CSV)
    found = {row.external_id: row.to_be_confirmed for row in sources.rows(store, order, lambda done, total: None)}
    assert found == {"polite": None, "doubted": "rudeness", "rude": None}


def aged(store: Store, id: uuid.UUID, roles: float = 1.0) -> None:
    """As an older version kept it: found is present, however probable and whoever speaks; and so it was counted."""
    with store.transaction() as session:
        row = results.finished(session, id)
        assert row is not None
        before = results.processed(session, id)
        old = understood(rude(0.9), roles)
        card = score(DEFAULT, old.understanding, Setting.of(before.interaction, old.transcript))
        results.rewrite(session, row, replace(before, understood=old, scorecard=card))
        words, scores = session.get(TranscriptRow, id), session.get(AnalysisRow, id)
        assert words is not None
        assert scores is not None
        body = to_body(old)
        body["understanding"]["courtesy"]["rudeness"]["probability"] = 0.59
        words.body = {**body, "understanding": _bare(body["understanding"])}
        scores.body = _bare(split(replace(before, scorecard=card))[0])
        session.execute(sa.text("UPDATE finding SET probability = 0.59 WHERE label = 'rudeness'"))


def _bare(value: Any) -> Any:
    """Without the fields that older versions did not know."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in ("to_be_confirmed", "reason")}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def rescored(store: Store) -> int:
    """How many there were to score anew."""
    return max(rescore(store, RUBRICS, outdated(store)), default=0)


def totals(store: Store) -> Any:
    with store.reading() as session:
        return {
            group.kind: summed(counters for _, counters in daily(session, group))
            for group in (ACME, A1, Group(GroupKind.TEAM, "nord"))
        }


def test_results_of_older_versions_are_brought_to_the_rule(store: Store) -> None:
    id = put(store, "doubted", 0.59)
    true = totals(store)
    with store.reading() as session:
        wanted = results.processed(session, id)
    aged(store, id)
    assert totals(store) != true
    with store.reading() as session:  # what was found is read by the rule at once, its score when it is done anew
        stale = results.processed(session, id)
        assert stale.understood.understanding.courtesy["rudeness"].status == "to_be_confirmed"
        assert stale.scorecard.courtesy == 30.0
    assert rescored(store) == 1
    with store.reading() as session:
        row = interactions.get(session, id)
        assert results.processed(session, id) == wanted
        assert row.courtesy == wanted.scorecard.courtesy != 30.0
        assert incidents.latest(session, ACME, EVER, 9, str) == []
    assert totals(store) == true
    assert rollup_rebuild.check(store) == []
    assert listed(store, Search(flag="to_be_confirmed")) == {"doubted"}
    assert rescored(store) == 0


def test_a_score_of_unsure_roles_is_taken_back(store: Store) -> None:
    id = put(store, "mixed", 0.1)
    aged(store, id, roles=0.79)
    assert rescored(store) == 1
    with store.reading() as session:
        row, processed = interactions.get(session, id), results.processed(session, id)
    assert row.courtesy is None
    assert processed.scorecard.sections["resolution"] == 100.0
    assert {shown.status for shown in processed.understood.understanding.courtesy.values()} == {None}
    counters = totals(store)[GroupKind.AGENT]
    assert "section:courtesy:n" not in counters
    assert not any(name.startswith("courtesy:") and name.endswith((":yes", ":no")) for name in counters)
    assert rescored(store) == 0
