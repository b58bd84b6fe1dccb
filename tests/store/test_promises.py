"""Promises to customers: found in agents' words, followed by later contacts of the same person, confirmed by people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from qa_service.domain.followed_promises import PromiseFilters, PromiseOutcome, PromiseStanding
from qa_service.domain.groups import Days
from qa_service.domain.interaction import Channel, Direction, Party, State
from qa_service.domain.people import Role
from qa_service.domain.transcript import Transcript, Turn
from qa_service.errors import BadInput, Forbidden, NotFound
from qa_service.services import promises
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.store import interactions
from qa_service.store import promises as kept
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from tests.contexts import ANNA, context
from tests.store.test_interactions import FULL

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
LEADER = Caller("lea", Role.TEAM_LEADER, None, "nord")


@pytest.fixture
def as_(store: Store, intake: Intake) -> Callable[..., Context]:
    def make(caller: Caller = ANNA, days: float = 3) -> Context:
        made = context(store, intake, caller)
        return replace(made, deps=replace(made.deps, clock=lambda: AT + timedelta(days=days), monitoring_basis="2026"))

    return make


def contact(store: Store, *words: str, days: float = 0, **columns: Any) -> UUID:
    """A finished contact with what its agent said."""
    values: dict[str, Any] = {"client": "acme", "customer": None}
    values["id"] = f"c{days}-{len(words)}-{columns.get('direction', '')}"
    with store.transaction() as session:
        row, _ = interactions.register(session, FULL.model_copy(update=values), values["id"])
        row.state, row.intent, row.person, row.at = State.DONE, "billing", "c-rossi", AT + timedelta(days=days)
        row.channel, row.direction, row.team, row.callback = Channel.CALL, Direction.INBOUND, "nord", None
        row.automatic = None
        for name, value in columns.items():
            setattr(row, name, value)
        kept.keep(session, row, transcript(*words))
        return row.id


def transcript(*words: str) -> Transcript:
    turns = [Turn(Party.CUSTOMER, "Vi richiamo io domani."), *(Turn(Party.AGENT, text) for text in words)]
    return Transcript(turns=tuple(turns), lang="it", duration=None, confidence={})


def follow(store: Store, days: float) -> None:
    with store.transaction() as session:
        kept.follow(session, AT + timedelta(days=days))


def test_promises_stand_with_their_passage_and_their_time(as_: Callable[..., Context], store: Store) -> None:
    id = contact(store, "Capisco. La richiamo entro domani. Le mando poi la copia.")
    items = promises.listed(as_(), PromiseFilters(interaction=id)).items
    assert {(item.kind.value, item.turn) for item in items} == {("call_back", 1), ("send", 1)}
    call = next(item for item in items if item.kind == "call_back")
    assert (call.start, call.end) == (9, 34)
    assert call.due_at == datetime(2026, 12, 2, 23, tzinfo=UTC)
    assert next(item for item in items if item.kind == "send").due_at is None


def test_a_promised_call_is_kept_by_a_contact_of_the_centre_with_the_same_person(
    as_: Callable[..., Context], store: Store
) -> None:
    promised = contact(store, "La richiamo entro domani.")
    contact(store, "Sono io.", "Eccomi.", days=0.5, direction=Direction.OUTBOUND, person="c-bianchi")
    follow(store, 0.6)
    assert promises.listed(as_(), PromiseFilters(interaction=promised)).items[0].outcome is None
    called = contact(store, "Eccomi.", days=1, direction=Direction.OUTBOUND)
    follow(store, 1.1)
    item = promises.listed(as_(), PromiseFilters(interaction=promised)).items[0]
    assert (item.outcome, item.kept_by, item.confirmed) == (PromiseOutcome.KEPT, called, False)
    with store.transaction() as session:
        session.delete(interactions.get(session, called))
    after = promises.listed(as_(), PromiseFilters(interaction=promised)).items[0]
    assert (after.outcome, after.kept_by) == (PromiseOutcome.KEPT, None)


def test_that_a_customer_asks_again_is_a_sign_and_no_outcome(as_: Callable[..., Context], store: Store) -> None:
    promised = contact(store, "Le mando il modulo entro domani.")
    contact(store, "Buongiorno.", days=1)  # before its time is over
    follow(store, 1.1)
    assert promises.listed(as_(), PromiseFilters(interaction=promised)).items[0].asked_again is None
    again = contact(store, "Dica.", "Pronto.", days=2)
    follow(store, 2.1)
    item = promises.listed(as_(), PromiseFilters(interaction=promised)).items[0]
    assert (item.asked_again, item.outcome, item.overdue) == (again, None, True)
    asked = promises.listed(as_(), PromiseFilters(standing=PromiseStanding.ASKED_AGAIN)).items
    assert [one.interaction for one in asked] == [promised]


def test_people_say_what_became_of_it_and_words_that_stay_keep_that(as_: Callable[..., Context], store: Store) -> None:
    id = contact(store, "Le mando il modulo entro domani.")
    item = promises.listed(as_()).items[0]
    with pytest.raises(BadInput):
        promises.confirm(as_(), item.uuid, PromiseOutcome.BROKEN, AT)
    with pytest.raises(BadInput):
        promises.confirm(as_(), item.uuid, PromiseOutcome.KEPT, AT + timedelta(days=30))
    assert promises.confirm(as_(), item.uuid, PromiseOutcome.BROKEN).confirmed
    with store.transaction() as session:
        row = interactions.get(session, id)
        kept.keep(session, row, transcript("Senta: le mando il modulo entro domani."))
    again = promises.listed(as_()).items[0]
    assert (again.uuid, again.outcome) == (item.uuid, PromiseOutcome.BROKEN)
    with store.transaction() as session:
        kept.keep(session, interactions.get(session, id), transcript("Arrivederci."))
    assert promises.listed(as_()).items == []


def test_lists_tell_what_is_due_and_team_leaders_see_their_own(as_: Callable[..., Context], store: Store) -> None:
    contact(store, "Le mando il modulo entro domani.")
    other = contact(store, "La richiamo la prossima settimana.", "Bene.", days=0.1, team="sud")

    def of(standing: PromiseStanding, days: float) -> int:
        return len(promises.listed(as_(days=days), PromiseFilters(standing=standing)).items)

    assert (of(PromiseStanding.OPEN, 1), of(PromiseStanding.DUE_TODAY, 1), of(PromiseStanding.OVERDUE, 1)) == (2, 1, 0)
    assert (of(PromiseStanding.OPEN, 3), of(PromiseStanding.DUE_TODAY, 3), of(PromiseStanding.OVERDUE, 3)) == (1, 0, 1)
    assert len(promises.listed(as_(LEADER)).items) == 1
    (foreign,) = promises.listed(as_(), PromiseFilters(interaction=other)).items
    with pytest.raises(NotFound):
        promises.confirm(as_(LEADER), foreign.uuid, PromiseOutcome.KEPT)
    with pytest.raises(Forbidden):
        promises.listed(as_(Caller("aldo", Role.AGENT, "acme", None, "a01")))


def test_figures_tell_what_is_known_and_withhold_too_few(as_: Callable[..., Context], store: Store) -> None:
    for n in range(7):
        contact(store, "Le mando il modulo entro domani.", days=n / 10, person=f"c-{n}")
    items = promises.listed(as_()).items
    for item in items[:4]:
        promises.confirm(as_(), item.uuid, PromiseOutcome.KEPT)
    few = promises.figures(as_(), "acme", Days())
    assert (few.on_time.n, few.on_time.value, few.on_time.withheld) == (4, None, "too_few")
    promises.confirm(
        as_(), items[4].uuid, PromiseOutcome.KEPT, items[4].due_at and items[4].due_at + timedelta(minutes=1)
    )
    promises.confirm(as_(), items[5].uuid, PromiseOutcome.UNKNOWN)
    figures = promises.figures(as_(), "acme", Days())
    assert (figures.promises, figures.on_time.n, figures.on_time.yes, figures.late) == (7, 5, 4, 1)
    assert (figures.unknown, figures.overdue, figures.open, figures.broken) == (1, 1, 0, 0)
    assert figures.on_time.low == pytest.approx(0.2836, abs=1e-4)


@pytest.mark.parametrize("columns", [{"automatic": "bounce"}, {"segment_of": UUID(int=1)}])
def test_automatic_mail_and_parts_promise_nothing(as_: Callable[..., Context], store: Store, columns: Any) -> None:
    contact(store, "Le mando il modulo entro domani.", **columns)
    assert promises.listed(as_()).items == []
