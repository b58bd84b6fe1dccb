"""Full-text search, behaviours and flags, on both databases alike."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from qa_service.domain.interaction import Channel, Interaction
from qa_service.domain.scorecard import Scorecard
from qa_service.domain.understanding import Behaviour, Dynamics, Evidence, Sentiment
from qa_service.errors import BadInput, NotFound
from qa_service.store import interactions, results, saved_views, search
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.scope import EVERYTHING, Scope
from qa_service.store.search import Search
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_search import FindingRow, SearchRow
from tests.stages import PlainStages

TEXTS = {
    "one": ("Perché la bolletta è così alta?", "Buongiorno, sono Anna."),
    "two": ("La bolletta non arriva", "Chiami il 3331234567 domani"),
    "three": ("Voglio disdire", "D'accordo"),
}


def put(store: Store, id: str, texts: tuple[str, ...], **changes: Any) -> uuid.UUID:
    stages = PlainStages()
    given = Interaction(id=id, client="acme", channel=Channel.CHAT, turns=tuple({"text": t} for t in texts))
    with store.transaction() as session:
        row, _ = interactions.register(session, given, id)
        understood = stages.understand(given, None, ())
        understood = replace(understood, understanding=replace(understood.understanding, **changes))
        processed = stages.score(given.model_copy(update={"turns": ()}), understood)
        if id == "two":
            processed = replace(processed, scorecard=Scorecard("test@1", (), {"courtesy": 50.0}, ("no_rudeness",)))
        results.save_processed(session, row.id, 1, processed)
        return row.id


@pytest.fixture
def ids(store: Store) -> dict[str, uuid.UUID]:
    shown = {"greeting": Behaviour(True, 0.9, (Evidence(1, 0, 10),)), "rudeness": Behaviour(False, 0.1)}
    return {
        "one": put(store, "one", TEXTS["one"], courtesy=shown),
        "two": put(store, "two", TEXTS["two"], sentiment=Sentiment((), "neutral", "negative")),
        "three": put(store, "three", TEXTS["three"], dynamics=Dynamics(longest_silence=31.0)),
    }


def found(store: Store, wanted: Search, scope: Scope = EVERYTHING) -> set[str]:
    with store.reading(scope) as session:
        return {row.external_id for row in search.page(session, wanted).rows}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("bolletta", {"one", "two"}),
        ("BOLLETTA perche", {"one"}),  # case and accents do not matter
        ('"bolletta non"', {"two"}),
        ('"non bolletta"', set()),
        ("boll", set()),  # whole words
        ("d'accordo", {"three"}),
        ("3331234567", set()),  # masked before it was kept
        ("phone", {"two"}),
        ('bolletta OR disdire -la ) * "', set()),  # no operators: these words were not said
        ('" ) *', {"one", "two", "three"}),  # nothing to look for
    ],
)
def test_words_are_found(store: Store, ids: dict[str, uuid.UUID], words: str, wanted: set[str]) -> None:
    assert found(store, Search(words=words)) == wanted


def test_a_new_transcript_takes_the_place_of_the_old_one_and_an_erased_one_is_gone(
    store: Store, ids: dict[str, uuid.UUID]
) -> None:
    with store.transaction() as session:
        row = interactions.get(session, ids["three"])
        understood = results.understood(session, ids["one"])
        search.keep_words(session, row, understood)
    assert found(store, Search(words="disdire")) == set()
    assert found(store, Search(words="perche")) == {"one", "three"}
    with store.transaction() as session:
        session.delete(interactions.get(session, ids["one"]))
    assert found(store, Search(words="perche")) == {"three"}
    with store.reading() as session:
        assert len(session.exec(select(SearchRow)).all()) == 2
        assert session.exec(sa.select(sa.func.count()).select_from(FindingRow)).scalar_one() == 1  # type: ignore[call-overload]


def test_a_search_keeps_within_the_scope(store: Store, ids: dict[str, uuid.UUID]) -> None:
    assert found(store, Search(words="bolletta"), Scope("other")) == set()
    assert found(store, Search(words="bolletta"), Scope("acme")) == {"one", "two"}
    assert found(store, Search(shows="greeting"), Scope("other")) == set()


@pytest.mark.parametrize(
    ("wanted", "ids_found"),
    [
        (Search(shows="greeting"), {"one"}),
        (Search(lacks="greeting"), {"two", "three"}),
        (Search(sentiment_end="negative"), {"two"}),
        (Search(sure_below=0.95), {"one", "two", "three"}),
        (Search(sure_below=0.9), set()),
        (Search(flag="critical"), {"two"}),
        (Search(flag="negative_end"), {"two"}),
        (Search(flag="long_silence"), {"three"}),
        (Search(flag="low_confidence"), set()),
        (Search(flag="any"), {"two", "three"}),
        (Search(Filters(channel=Channel.CALL), words="bolletta"), set()),
    ],
)
def test_findings_narrow_the_list(store: Store, ids: dict[str, uuid.UUID], wanted: Search, ids_found: set[str]) -> None:
    assert found(store, wanted) == ids_found


def test_the_flags_shown_are_the_flags_found(store: Store, ids: dict[str, uuid.UUID]) -> None:
    with store.reading() as session:
        rows = session.exec(select(InteractionRow)).all()
        shown = search.flags_of(session, rows)
    for flag in search.FLAGS:
        assert {row.external_id for row in rows if flag in shown[row.id]} == found(store, Search(flag=flag.value))


def test_saved_searches_are_their_owners_alone(store: Store) -> None:
    with store.transaction() as session:
        mine = saved_views.save(session, "user:anna", "  Unhappy   at the end ", "flag=negative_end")
        saved_views.save(session, "user:anna", "Unhappy at the end", "flag=any")
        saved_views.save(session, "user:bea", "Hers", "")
        assert [(view.name, view.query) for view in saved_views.listed(session, "user:anna")] == [
            ("Unhappy at the end", "flag=any")
        ]
        with pytest.raises(NotFound):
            saved_views.remove(session, "user:bea", mine.id)
        with pytest.raises(BadInput):
            saved_views.save(session, "user:anna", " ", "")
        saved_views.remove(session, "user:anna", mine.id)
        assert saved_views.listed(session, "user:anna") == []
