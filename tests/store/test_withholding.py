"""Words in languages that are not read: out of sight for sessions that may not read them, and out of client reports."""

from dataclasses import replace
from typing import Any

import pytest

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Party
from qa_service.domain.processed import Processed
from qa_service.domain.transcript import Turn
from qa_service.domain.understanding import Evidence
from qa_service.errors import Conflict, Withheld
from qa_service.store import incidents, interactions, results, search, withholding
from qa_service.store.repository import Store
from qa_service.store.scope import Scope
from qa_service.store.search import Search
from qa_service.store.tables import InteractionRow
from tests.figures import contact, judged

RUDE: dict[str, Any] = {"answers": {"no_rudeness": "no"}, "harms": {"customer": ("no_rudeness",)}}


def said(lang: str | None) -> Processed:
    """A critical criterion failed, and its evidence is the first word of the only turn."""
    found = judged(contact("a"), **RUDE)
    (answer,) = found.scorecard.answers
    transcript = replace(found.understood.transcript, lang=lang, turns=(Turn(Party.AGENT, "basta ya"),))
    return replace(
        found,
        scorecard=replace(found.scorecard, answers=(replace(answer, evidence=(Evidence(0, 0, 5),)),)),
        understood=replace(found.understood, transcript=transcript),
    )


@pytest.mark.parametrize(("lang", "open_to_all"), [("it", True), ("en", True), ("es", False), (None, False)])
def test_only_words_of_languages_that_are_read_are_open_to_all(
    store: Store, lang: str | None, open_to_all: bool
) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, contact("a"), "x")
        results.save_processed(session, row.id, 1, said(lang))
    with store.reading(Scope("acme", words=False)) as session:
        found, understood = results.processed(session, row.id), results.understood(session, row.id)
        (incident,) = incidents.latest(session, Group(GroupKind.CLIENT, "acme"), Days(), 5, lambda agent: agent)
        row = interactions.get(session, row.id)
        if open_to_all:
            withholding.refuse(session, row)
        else:
            with pytest.raises(Withheld, match="not in Italian or English"):
                withholding.refuse(session, row)
    assert (len(found.understood.transcript.turns), len(understood.transcript.turns)) == (open_to_all, open_to_all)
    assert incident.extracts == (("basta",) if open_to_all else ())
    with store.reading() as session:
        whole = results.processed(session, row.id)
        assert (whole.understood, whole.scorecard) == (said(lang).understood, said(lang).scorecard)
        # a report is for the client, whoever has it made
        (incident,) = incidents.latest(session, Group(GroupKind.CLIENT, "acme"), Days(), 5, lambda agent: agent)
    assert incident.extracts == (("basta",) if open_to_all else ())


@pytest.mark.parametrize("lang", ["es", None])
def test_a_person_releases_them_and_may_take_that_back(store: Store, lang: str | None) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, contact("a"), "x")
        results.save_processed(session, row.id, 1, said(lang))
        with pytest.raises(Conflict, match="nobody has released"):
            withholding.withhold(row)
        withholding.release(row, "user:anna")
    assert row.words_released_by == "user:anna"
    assert row.words_released_at is not None
    assert turns_for_a_client(store, row) == 1
    with store.transaction() as session:
        row = interactions.get_locked(session, row.id)
        with pytest.raises(Conflict, match="not withheld"):
            withholding.release(row, "user:anna")
        withholding.withhold(row)
    assert turns_for_a_client(store, row) == 0
    assert (row.words_released_at, row.words_released_by) == (None, None)


def test_what_is_handed_in_in_its_place_is_withheld_anew(store: Store) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, contact("a"), "x")
        results.save_processed(session, row.id, 1, said("es"))
        withholding.release(row, "user:anna")
        row, _ = interactions.register(session, contact("a"), "y", replace=True)
        results.save_processed(session, row.id, 2, said("es"))
    assert turns_for_a_client(store, row) == 0


def turns_for_a_client(store: Store, row: InteractionRow) -> int:
    """How many turns a session sees that may not read what is withheld; searches, lists and reports agree with it."""
    with store.reading(Scope("acme", words=False)) as session:
        turns = results.understood(session, row.id).transcript.turns
        assert len(results.processed(session, row.id).understood.transcript.turns) == len(turns)
        assert len(search.page(session, Search(words="basta")).rows) == len(turns)
        (incident,) = incidents.latest(session, Group(GroupKind.CLIENT, "acme"), Days(), 5, lambda agent: agent)
    assert incident.extracts == (("basta",) if turns else ())
    return len(turns)
